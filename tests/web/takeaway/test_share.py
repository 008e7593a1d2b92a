"""These tests do in a real Chromium what a blogger, a teacher and an owner do with what they take away.

They put figures into an article on another site, copy the line from the Share tab, open a file from disk without a
network, and put the site on a plain file host.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from explainer import record as records
from explainer.__main__ import main
from explainer.tables.figures import hideable, spared
from explainer.web.api import runs
from explainer.web.takeaway import run as run_figure
from tests.helpers.app import server
from tests.helpers.fakes import until
from tests.helpers.figures import hosting, serious, share, taken

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
ROOT = Path(__file__).parents[3]
RUNS = ROOT / "assets" / "runs"
EMBEDDING = (ROOT / "docs" / "embedding.md").read_text()
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
LOOKS = ((390, "dark"), (1280, "light"))


@pytest.fixture
def open_page(chromium):
    """Opens pages; fails the test where a script met an error, a policy was broken, or another host was called."""
    contexts, wrong = [], []

    def visit(address, hosts, width=1280, scheme="light", script="", **options):
        size = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        context = chromium.new_context(**size, **options)
        if script:
            context.add_init_script(script)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if is_ours(message) else None)
        page.on("request", lambda request: None if at_home(request.url, hosts) else wrong.append(request.url))
        page.goto(address, wait_until="domcontentloaded")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


def is_ours(message):
    """Whether the console has an error of ours: Streamlit's front end first looks for its server below the page's own
    path, and then where it is."""
    return message.type == "error" and "/_stcore/" not in message.location["url"]


def at_home(url, hosts):
    return not url.startswith("http") or any(url.startswith(host) for host in hosts)


LISTENER = re.search(r"```html\n(<script>\naddEventListener.*?</script>)\n```", EMBEDDING, re.S)[1]
FRAMES = (
    "run/jan-5?autoplay=1",
    "run/german-1?hide=answers,numbers&lang=de&step=75",
    "ball?preset=bowl&hide=optimiser,noise,tether,race,slow,losses,share",
    "valley/german-5",
    "dose?keep=85",
)
# What a browser does in a frame of another site where the reader has blocked such storage.
NO_STORAGE = """
const refuse = () => { throw new DOMException("Storage is blocked here.", "SecurityError") };
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"])
  Object.defineProperty(window, name, { get: refuse });
Object.defineProperty(Document.prototype, "cookie", { get: refuse, set: refuse });
"""


def article(home, frames=FRAMES):
    """Someone's article, with embeds and the listener of docs/embedding.md."""
    embeds = [f'<iframe src="{home}/embed/{frame}" title="{frame}" height="300"></iframe>' for frame in frames]
    style = "<style>body { margin: 16px } iframe { width: 100%; border: 0 }</style><link rel=icon href=data:,>"
    head = f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=width=device-width>{style}"
    return f"{head}<title>On forgetting</title><main><h1>On forgetting</h1>{''.join(embeds)}</main>{LISTENER}</html>"


def frame_of(page, number):
    """The content of the article's frame, once its figure stands and the frame is as high as it is."""
    element = page.locator("iframe").nth(number)
    element.scroll_into_view_if_needed()
    frame = element.element_handle().content_frame()
    frame.locator(".player svg, .player canvas, .dose .ring").first.wait_for()
    high = "document.documentElement.getBoundingClientRect().height"
    until(lambda: abs(element.bounding_box()["height"] - frame.evaluate(high)) <= 1)
    return frame


@pytest.mark.slow
def test_below_a_path_the_app_trains_shares_and_embeds_as_at_the_top(open_page, tmp_path):
    with server(tmp_path, base="/moat", EXPLAINER_WORKERS="1", EXPLAINER_THREADS="1") as running:
        page = open_page(f"{running.url}/live?task=jan&replay=0&steps=20&batch=4", (running.url,))
        page.get_by_role("button", name=re.compile("^Train")).click()
        page.get_by_text("What was lost, what was kept").wait_for(timeout=120_000)
        page.wait_for_url("**/moat/live**run=**")
        run_id = dict(parse_qsl(urlsplit(page.url).query))["run"]
        share(page)
        line = page.get_by_role("textbox", name="The line for your page")
        assert f"{running.url}/embed/run/{run_id}" in line.input_value()
        for path in (f"embed/run/{run_id}", "embed/ball", "embed/valley/german-5", "embed/dose", "replay", "ball"):
            page.goto(f"{running.url}/{path}")
            page.locator(".player svg, .player canvas, .dose .ring").first.wait_for()
            if path.startswith("embed"):
                app = page.get_by_role("link", name="Open in The Invisible Moat").evaluate("link => link.href")
                assert app.startswith(f"{running.url}/")


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_figures_in_an_article_on_another_site(running, open_page, tmp_path, width, scheme):
    (tmp_path / "article.html").write_text(article(running.url))
    with hosting(tmp_path) as blog:
        page = open_page(f"{blog}/article.html", (blog, running.url), width, scheme, NO_STORAGE)
        frames = [frame_of(page, number) for number in range(len(FRAMES))]
        for frame in frames:
            expect(frame.locator(".player")).to_have_attribute("data-theme", scheme)
            assert frame.evaluate("document.documentElement.scrollWidth") <= width
        expect(frames[1].get_by_role("slider", name="Timeline")).to_have_value("75")
        expect(frames[1].locator(".caption")).to_contain_text(re.compile(r"\d,\d\d nats"))
        expect(frames[1].get_by_role("heading", name="Before and now")).to_be_hidden()
        page.evaluate("scrollTo(0, 0)")
        expect(frames[0].get_by_role("slider", name="Timeline")).not_to_have_value("0")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert serious(page) == []


def test_an_embed_whose_run_is_gone_says_so_in_its_frame(running, chromium, tmp_path):
    (tmp_path / "article.html").write_text(article(running.url, ["run/nobody"]))
    with hosting(tmp_path) as blog:
        page = chromium.new_page()
        page.goto(f"{blog}/article.html")
        inside = page.frame_locator("iframe")
        expect(inside.get_by_text("There is no such run.")).to_be_visible()
        expect(inside.get_by_role("link", name="Open in The Invisible Moat")).to_be_visible()
        page.close()


def test_without_scripts_an_embed_says_what_was_measured(running, open_page):
    page = open_page(f"{running.url}/embed/run/jan-5", (running.url,), java_script_enabled=False)
    after = records.read(RUNS / "jan-5.json")["summary"]["old_after"]
    expect(page.get_by_text(f"{after:.2f} nats per token")).to_be_visible()


def test_the_apps_own_pages_cannot_be_framed_by_another_site(running, chromium, tmp_path):
    (tmp_path / "trap.html").write_text(f'<iframe src="{running.url}/" title="trap"></iframe>')
    with hosting(tmp_path) as blog:
        page = chromium.new_page()
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto(f"{blog}/trap.html")
        page.close()


def test_the_line_to_copy_is_the_preview_and_can_be_made_with_the_keyboard_alone(running, open_page):
    page = open_page(f"{running.url}/embed/run/jan-5?hide=answers", (running.url,))
    button = page.get_by_role("button", name="Share", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Embed")).to_be_focused()
    line = page.get_by_role("textbox", name="The line for your page")
    expect(line).to_have_value(re.compile(r"hide=answers,numbers,commands"))
    page.get_by_label("Theme").select_option(label="Dark")
    page.get_by_role("combobox", name="Numbers").select_option(label="1,09 (German)")
    page.get_by_role("checkbox", name="Answers").uncheck()
    for name, wide in (("360 px", 360), ("720 px", 720), ("Full width", None)):
        page.get_by_label("Width").select_option(label=name)
        preview = page.locator("iframe.preview")
        inside = page.frame_locator("iframe.preview")
        expect(inside.locator(".player")).to_have_attribute("data-theme", "dark")
        assert wide is None or abs(preview.bounding_box()["width"] - wide) <= 2
    tag = frames_in(line.input_value())[0]
    asked = {"autoplay": "1", "theme": "dark", "lang": "de", "hide": "numbers,commands"}
    assert tag["src"].startswith(f"{running.url}/embed/run/jan-5?") and query_of(tag["src"]) == asked
    assert tag["width"] == "100%" and tag["title"].startswith("Pebble fine-tuned on Jan") and int(tag["height"]) > 500
    listener = page.get_by_role("textbox", name="Once a page", exact=False).input_value()
    assert listener == LISTENER, "docs/embedding.md shows the same lines"
    page.get_by_role("tab", name="Embed").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Link")).to_be_focused()
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.get_by_role("tab", name="Link")).to_have_count(0)


def query_of(address):
    return dict(parse_qsl(urlsplit(address).query))


def frames_in(text):
    frames = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: frames.append(dict(attributes)) if tag == "iframe" else None
    parser.feed(text)
    return frames


@pytest.mark.slow
def test_links_open_the_same_view_and_a_class_gets_the_figure_alone(running, open_page):
    page = open_page(f"{running.url}/live?task=german&replay=5&recorded=1", (running.url,))
    slider = page.get_by_role("slider", name="Timeline")
    slider.wait_for()
    slider.press("Home")
    page.get_by_role("button", name="Next step").click()
    share(page)
    page.get_by_role("tab", name="Link").click()
    here = page.get_by_role("textbox", name="A link to this view").input_value()
    assert here.startswith(f"{running.url}/live?") and query_of(here) == {"recorded": "1", "step": "1"}
    page.get_by_role("checkbox", name="Timeline").check()
    bare = page.get_by_role("textbox", name="for a class", exact=False).input_value()
    again = open_page(here, (running.url,))
    expect(again.get_by_role("slider", name="Timeline")).to_have_value("1")
    expect(again.get_by_text("--task german --replay 5")).to_be_visible()
    alone = open_page(bare, (running.url,))
    alone.locator(".player .caption").wait_for()
    expect(alone.locator(".caption")).to_contain_text("After 1 step")
    expect(alone.get_by_role("slider", name="Timeline")).to_be_hidden()


def test_downloads_hold_what_is_shown(running, open_page, tmp_path):
    page = open_page(f"{running.url}/embed/run/jan-5", (running.url,))
    page.get_by_role("slider", name="Timeline").wait_for()
    share(page)
    page.get_by_role("tab", name="Download").click()
    assert json.loads(taken(page, "Record, 5% replay (JSON)", tmp_path).read_text()) == records.read(
        RUNS / "jan-5.json"
    )
    rows = [line.split(",") for line in taken(page, "Curves (CSV)", tmp_path).read_text().split()[-1:]]
    last = [records.of_type(records.read(RUNS / f"jan-{share}.json")["events"], "loss")[-1] for share in (0, 5)]
    assert [float(value) for value in rows[0]] == [150, last[0]["old"], last[1]["old"], last[0]["new"], last[1]["new"]]
    drawing = ElementTree.parse(taken(page, "Picture (SVG)", tmp_path)).getroot()
    words = " ".join(drawing.itertext())
    for part in ("Pebble fine-tuned on Jan", "nats per token", "Recorded", "--task jan --replay 5"):
        assert part in words
    assert taken(page, "Picture (PNG)", tmp_path).read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.parametrize("address", ["run/jan-5", "ball"])
def test_a_downloaded_file_plays_from_disk_with_the_network_cut(running, open_page, chromium, tmp_path, address):
    page = open_page(f"{running.url}/embed/{address}", (running.url,))
    page.locator(".player svg").first.wait_for()
    share(page)
    page.get_by_role("tab", name="Download").click()
    path = taken(page, "One HTML file", tmp_path)
    assert path.stat().st_size <= 1_000_000
    plays_from_disk(chromium, path)


def plays_from_disk(chromium, path, look=lambda page: None):
    """Opens a file without a network; it plays, calls nothing, and nothing breaks its policy."""
    context = chromium.new_context(offline=True)
    asked, errors = [], []
    context.route(re.compile("^https?:"), lambda route: route.abort())
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    slider = page.get_by_role("slider", name="Timeline")
    slider.wait_for()
    expect(slider).not_to_have_value("0")
    share(page)
    expect(page.get_by_role("tab", name="Embed")).to_have_count(0)
    assert taken(page, "Picture (SVG)", path.parent).stat().st_size > 5000
    assert serious(page) == []
    look(page)
    context.close()
    assert asked == [] and errors == []


def test_a_record_from_a_stranger_does_nothing_but_play(chromium, tmp_path):
    script = "</script><img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"
    made = records.read(RUNS / "jan-5.json")
    made = json.loads(json.dumps(made))
    made["provenance"] |= {"device": script, "kind": script, "versions": script}
    made["id"] = made["reason"] = script
    for event in made["events"]:
        for item in event.get("items", []):
            item |= {"prompt": script + item["prompt"], "text": script, "skill": script}
    (tmp_path / "odd.json").write_text(json.dumps(made))
    assert main(["export", "--run", str(tmp_path / "odd.json"), "--out", str(tmp_path / "odd.html")]) == 0

    def look(page):
        assert page.title() != "broken" and page.locator("img").count() == 0
        expect(page.get_by_text("<img src=x", exact=False).first).to_be_visible()

    plays_from_disk(chromium, tmp_path / "odd.html", look)


# The site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "dist"
    command = [sys.executable, "-m", "explainer", "export", "--out", str(out), "--base-url", "https://moat.example/x"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0 and made.stdout.startswith(f"{len(list(out.rglob('*.html')))} pages"), made.stderr
    assert made.stderr == ""
    return out


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.addresses = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        social = given.get("property", "").startswith("og:") or given.get("rel") in ("canonical", "alternate")
        if not social:
            self.addresses += [given[name] for name in ("href", "src") if given.get(name)]


@pytest.mark.slow
def test_no_link_of_the_site_is_broken_and_none_leaves_its_folder(site):
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        if not name.endswith(".html"):
            continue
        for link in Links((site / name).read_text()).addresses:
            if urlsplit(link).scheme:
                continue
            assert not link.startswith("/"), f"{name}: {link} would leave a folder that the site lies in"
            path = urldefrag(urljoin(f"http://x/{name}", link))[0].removeprefix("http://x/").partition("?")[0]
            assert (site / path).is_file(), f"{name}: {link} leads nowhere"
            waiting += [path] if path not in reached else []
    unlinked = pages - reached
    assert all(name.startswith(("embed/", "files/")) for name in unlinked), "these are for others' pages"
    assert {f"embed/run-{path.stem}.html" for path in RUNS.glob("*.json")} <= pages


@pytest.mark.slow
def test_the_site_says_where_it_lies(site):
    pages = {"index.html": "start", "replay.html": "replay", "embed/run-jan-5.html": "start"}
    for name, picture in pages.items():
        text = (site / name).read_text()
        assert f'<link rel="canonical" href="https://moat.example/x/{name}">' in text
        assert f'property="og:image" content="https://moat.example/x/pictures/{picture}.png"' in text


@pytest.mark.slow
def test_the_site_shows_the_charts(site):
    for name in ("moat", "shifts", "noise"):
        for picture in re.findall(r'(?:src|srcset)="(charts/[^"]+)"', (site / f"{name}.html").read_text()):
            assert (site / picture).is_file()
        assert 'class="piece chart"' in (site / f"{name}.html").read_text()


@pytest.mark.slow
def test_the_site_plays_on_a_plain_file_host(site, open_page):
    with hosting(site.parent) as host:
        home = f"{host}/dist"
        for name in sorted(path.name for path in site.glob("*.html")):
            page = open_page(f"{home}/{name}", (home,), 390, "dark", reduced_motion="reduce")
            for width, scheme in LOOKS:  # of one page, which follows the reader's theme
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                page.get_by_role("heading", level=1).first.wait_for()
                if page.locator("[data-module]").count():
                    page.locator(".player svg, .player canvas").first.wait_for()
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
                assert serious(page) == [], name
            page.context.close()
        for width, scheme in LOOKS:
            page = open_page(f"{home}/index.html", (home,), width, scheme)
            slider = page.get_by_role("slider", name="Timeline")
            expect(slider).not_to_have_value("0")
            share(page)
            source = frames_in(page.get_by_role("textbox", name="The line for your page").input_value())[0]["src"]
            assert source.startswith(f"{home}/embed/run-jan-5.html?")
            page.context.close()
        bare = open_page(f"{home}/embed/run-jan-5.html?hide=answers&step=75&lang=de&theme=dark", (home,))
        expect(bare.get_by_role("slider", name="Timeline")).to_have_value("75")
        expect(bare.locator(".player")).to_have_attribute("data-theme", "dark")
        expect(bare.locator(".caption")).to_contain_text(re.compile(r"\d,\d\d nats"))


def test_a_site_is_never_written_over_something_else(tmp_path, capsys):
    (tmp_path / "letters.txt").write_text("dear")
    assert main(["export", "--out", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_what_can_be_left_out_has_one_list(running, open_page):
    """The boxes of the Share tab are the values of the option `hide`, for every kind."""
    for kind, address in (("run", "run/jan-5"), ("ball", "ball")):
        page = open_page(f"{running.url}/embed/{address}", (running.url,))
        page.locator(".player svg").first.wait_for()
        share(page)
        page.get_by_role("checkbox").first.wait_for()
        boxes = page.get_by_role("checkbox").evaluate_all("all => all.map(box => [box.value, box.checked])")
        offered = {name for name, _ in boxes if name != "on"}
        assert offered == set(hideable(kind))
        assert {name for name, checked in boxes if checked and name != "on"} == set(spared(kind))


def test_every_part_of_the_table_can_be_left_out(running, open_page):
    hidden = "all => all.length > 0 && all.every(node => getComputedStyle(node).display === 'none')"
    for kind, address in (("run", "run/jan-5"), ("ball", "ball"), ("dose", "dose")):
        page = open_page(f"{running.url}/embed/{address}?hide={','.join(hideable(kind))}", (running.url,))
        page.locator(".player svg.chart").first.wait_for(state="attached")
        for name in hideable(kind):
            assert page.locator(f"[data-part={name}]").evaluate_all(hidden), f"{kind}: {name}"


def test_a_run_in_hand_is_the_run_that_was_recorded():
    pair = runs.recorded_pair("jan-5")
    assert [run["record"] for run in run_figure.packed(pair).options["runs"]] == [run.record for run in pair]
