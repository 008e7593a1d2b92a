"""Embed pages, single files and oEmbed over real HTTP: what is asked is checked, nothing can be smuggled in."""

import contextlib
import json
import re
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette

from explainer import record as records
from explainer import web
from explainer.__main__ import main
from explainer.experiment import Experiment
from explainer.jobs.settings import ROOT
from explainer.web.serving import files
from explainer.web.takeaway import embed
from tests.helpers.fakes import ended
from tests.helpers.html import Page
from tests.helpers.serving import listening, serving

SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
RUN = "/embed/run/jan-5"


@pytest.fixture(scope="module")
def client():
    with listening(Starlette(routes=web.under())) as client:
        yield client


def options_of(page):
    return json.loads(page.inside("script")[-1])


def test_an_embed_page_is_strict_small_and_says_what_was_measured(client):
    status, text, headers = client.get(RUN)
    page = Page(text)
    assert status == 200 and "set-cookie" not in headers
    rules = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'" and rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "*"
    run = records.read(files.RECORDED / "jan-5.json")
    assert f"to {run['summary']['old_after']:.2f} nats per token" in page.inside("p")[0]
    assert all("type" in script or "src" in script for script in page.all("script"))
    code = [attributes for attributes in page.all("script") if attributes.get("type") != "application/json"]
    assert [one["src"] for one in code] == ["../../player/page.js"], "no script stands in the page itself"
    assert not [name for _, attributes in page.elements for name in attributes if name == "style" or name[:2] == "on"]
    addresses = [a.get("href") or a.get("src") for tag in ("link", "script") for a in page.all(tag)]
    own = [address for address in addresses if address and not address.startswith("data:")]
    assert all(address.startswith("../../player/") or client.origin in address for address in own)
    options = options_of(page)
    assert options["root"] == "../../" and options["page"] == "../../live?task=jan&replay=5&recorded=1"
    assert options["runs"] == [recorded("jan-0", 0), recorded("jan-5", 5)]


def recorded(name, replay):
    """What the player is told of a recorded run."""
    address = f"../../api/recorded/{name}"
    return {"label": f"{replay}%", "name": name, "kind": "recorded", "replay": replay, "url": address}


@pytest.mark.parametrize(
    ("address", "figure"),
    [
        ("/embed/ball", {"kind": "ball", "name": "two-valleys", "live": False}),
        ("/embed/valley/german-5", {"kind": "valley", "name": "german-5", "live": False}),
    ],
)
def test_a_landscape_says_what_it_is_as_data(client, address, figure):
    options = options_of(Page(client.get(address)[1]))
    assert options["figure"] == figure
    assert options["groundUrl"].endswith(f"/{figure['name']}") and options["groundUrl"].startswith(options["root"])


GOOD = ["", "?theme=dark", "?hide=answers,numbers", "?autoplay=1&step=75&lang=de", "?utm_source=x&fbclid=y"]


@pytest.mark.parametrize("query", GOOD)
def test_options_are_taken(client, query):
    status, text, _ = client.get(RUN + query)
    assert status == 200
    assert ('data-theme="dark"' in text) == ("dark" in query)


BAD = [
    (f"{RUN}?theme=blue", 422, "theme cannot be 'blue': it is one of auto, light, dark."),
    (f"{RUN}?hide=answers,everything", 422, "hide cannot have 'everything'"),
    (f"{RUN}?step=-1", 422, "step cannot be '-1'"),
    (f"{RUN}?step=NaN", 422, "step cannot be 'NaN'"),
    (f"{RUN}?lang=xx", 422, "lang cannot be 'xx'"),
    (f"{RUN}?replya=5", 422, "'replya' is not an option of this figure: it has theme, lang, autoplay, hide, step."),
    (f"{RUN}?preset=bowl", 422, "'preset' is not an option"),
    ("/embed/ball?preset=moon", 422, "preset cannot be 'moon'"),
    ("/embed/ball?replay=101", 422, "replay cannot be '101'"),
    ("/embed/run/nobody", 404, "There is no such run."),
    ("/embed/run/" + "A" * 5000, 404, "There is no such run."),
    ("/embed/run/..%2F..%2Fapp", 404, "There is no"),
    ("/embed/valley/nowhere", 404, "There is no such valley"),
    ("/embed/run", 404, "There is no such figure"),
    ("/embed/ball/jan-5", 404, "There is no such figure"),
    ("/embed/robot", 404, "There is no such figure: an embedded figure is run/NAME or ball or"),
    (f"{RUN}?theme={quote(SCRIPT)}", 422, "theme cannot be"),
    (f"{RUN}?{quote(SCRIPT)}=1", 422, "is not an option"),
    (f"/embed/{quote('<script>')}", 404, "There is no such figure"),
]


@pytest.mark.parametrize(("path", "code", "words"), BAD, ids=lambda v: v[:40] if isinstance(v, str) else str(v))
def test_what_cannot_be_shown_is_one_sentence_on_a_page(client, path, code, words):
    status, text, headers = client.get(path)
    page = Page(text)
    assert status == code
    assert headers["content-security-policy"] == embed.POLICY
    sentence = page.inside("p")[0]
    assert words in sentence and sentence.endswith(".") and len(sentence) < 300
    assert len(page.all("script")) == 1 and not page.all("img")


def test_a_run_whose_store_is_not_there_is_told_too(client, monkeypatch):
    monkeypatch.setattr("explainer.web.api.runs.START_SECONDS", 0.0)
    status, text, _ = client.get("/embed/run/" + "a" * 32)
    assert status == 503 and Page(text).inside("p")[0].endswith(".")


def test_a_live_run_is_embedded_beside_its_twin_and_cannot_be_steered(tmp_path):
    with serving(tmp_path) as (client, desk):
        run_id = desk.submit_pair(Experiment(steps=9, replay=5))
        run = ended(desk, run_id)
        status, text, _ = client.get(f"/embed/run/{run_id}")
        options = options_of(Page(text))
        assert status == 200
        assert [one["url"] for one in options["runs"]] == [f"../../api/runs/{i}" for i in (run["twin"], run_id)]
        assert options["hide"] == ["training"] and "chat" not in options
        assert [(one["kind"], one["name"], one["replay"]) for one in options["runs"]] == [
            ("live", run["twin"], 0),
            ("live", run_id, 5),
        ]
        status, text, headers = client.get(f"/api/runs/{run_id}/file.html")
        assert status == 200 and headers["content-disposition"] == 'attachment; filename="german-5.html"'
        assert len(options_of_file(text)["runs"]) == 2
        assert client.get(f"/api/runs/{'b' * 32}/file.html")[0] == 404


def options_of_file(text):
    return json.loads(Page(text).inside("script")[0])


def broken(tmp_path, monkeypatch, name, text):
    monkeypatch.setattr(files, "RECORDED", tmp_path)
    (tmp_path / f"{name}.json").write_text(text)


WHOLE = (ROOT / "assets" / "runs" / "jan-5.json").read_text()
RECORDS = {
    "schema-99": (
        re.sub('"schema": [12]', '"schema": 99', WHOLE, count=1),
        "has schema 99, and this version reads schemas 1 and 2.",
    ),
    "truncated": (WHOLE[: len(WHOLE) // 2], "is not a whole run record: it is cut short or is not JSON."),
    "large": (WHOLE + " " * 50_000_000, "is larger than 20 MB, which no run is."),
    "empty": ("", "it is cut short or is not JSON."),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_cannot_be_shown_is_one_sentence_everywhere(client, tmp_path, monkeypatch, capsys, name):
    text, words = RECORDS[name]
    broken(tmp_path, monkeypatch, name, text)
    status, page, _ = client.get(f"/embed/run/{name}")
    assert status == 422 and words in Page(page).inside("p")[0]
    status, answer, _ = client.get(f"/api/recorded/{name}/file.html")
    assert status == 422 and words in answer["error"]
    assert main(["export", "--run", str(tmp_path / f"{name}.json"), "--out", str(tmp_path / "x.html")]) == 2
    error = capsys.readouterr().err
    assert words in error and error.count("\n") == 1 and not (tmp_path / "x.html").exists()


def test_a_script_in_a_prompt_stays_text_in_pages_and_files(client, tmp_path, monkeypatch):
    made = json.loads(WHOLE)
    made["provenance"]["device"] = SCRIPT
    for event in made["events"]:
        for item in event.get("items", []):
            item["prompt"] = item["text"] = SCRIPT
    broken(tmp_path, monkeypatch, "odd", json.dumps(made))
    for address in ("/embed/run/odd", "/api/recorded/odd/file.html"):
        _, text, _ = client.get(address)
        page = Page(text)
        assert not page.all("img"), "nothing of the record became an element"
        assert "alert(1)" not in "".join(page.inside("script")[i] for i, a in enumerate(page.all("script")) if code(a))
    options = options_of_file(client.get("/api/recorded/odd/file.html")[1])
    items = next(e["items"] for e in options["runs"][-1]["record"]["events"] if e["type"] == "answers")
    assert items[0]["prompt"] == SCRIPT, "and all of it is still there"


def code(attributes):
    return attributes.get("type") != "application/json"


def test_a_single_file_holds_everything_and_lets_nothing_out(client):
    for address in ("/api/recorded/jan-5/file.html", "/api/grounds/two-valleys/file.html"):
        status, text, headers = client.get(address)
        page = Page(text)
        assert status == 200 and len(text.encode()) <= 1_000_000
        assert headers["content-disposition"].startswith("attachment")
        rules = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
        assert rules.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in rules
        assert "connect-src" not in rules, "so nothing can be fetched"
        addresses = [value for _, attributes in page.elements for name, value in attributes.items() if name == "src"]
        assert addresses == [] and not page.all("a")
        code = [json.loads(page.inside("script")[1]), page.inside("script")[2]]
        assert "export const { mount }" in code[0]
        assert not re.search(r'^import |import\("', "\n".join(code), re.M), "an import of a file that is not there"


def test_a_long_run_fits_into_a_file_and_says_what_was_left_out(tmp_path, capsys):
    made = json.loads(WHOLE)
    loss = next(event for event in made["events"] if event["type"] == "loss")
    rest = [event for event in made["events"] if event["type"] != "loss"]
    made["experiment"]["steps"] = 2000
    made["events"] = rest + [loss | {"step": step / 3} for step in range(6000)]
    (tmp_path / "long.json").write_text(json.dumps(made))
    out = tmp_path / "long.html"
    assert main(["export", "--run", str(tmp_path / "long.json"), "--out", str(out)]) == 0
    assert out.stat().st_size <= 1_000_000 and "kB" in capsys.readouterr().out
    assert "one measured loss in" in Page(out.read_text()).inside("p")[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--run", "nobody", "--out", "x.html"], "There is no file nobody."),
        (["--run", "a", "b", "c", "--out", "x.html"], "--run cannot have 3 runs"),
        (["--run", "jan-5", "--out", "/nowhere/x.html"], "there is no folder /nowhere"),
        (["--run", "jan-5", "--out", "x.html", "--base-url", "https://a.b"], "--base-url goes with a site"),
        (["--out", "dist", "--base-url", "moat"], "--base-url cannot be 'moat'"),
    ],
)
def test_a_bad_export_is_one_sentence(arguments, words, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    error = capsys.readouterr().err
    assert words in error and error.count("\n") == 1 and list(tmp_path.iterdir()) == []


# oEmbed and cards


def ask(client, url, **query):
    return client.get(f"/oembed?{urlencode({'url': url, **query})}")


def test_a_pasted_link_becomes_a_figure(client):
    status, answer, _ = ask(client, f"{client.origin}{RUN}?theme=dark", maxwidth=500)
    assert status == 200 and answer["type"] == "rich" and answer["version"] == "1.0"
    assert answer["width"] == 500 and answer["height"] > 300
    frame = Page(answer["html"]).all("iframe")[0]
    assert frame["src"] == f"{client.origin}{RUN}?theme=dark" and frame["title"] == answer["title"]
    assert client.get(frame["src"].removeprefix(client.origin))[0] == 200
    _, page, _ = ask(client, f"{client.origin}/live?task=jan&replay=5&recorded=1")
    source = Page(page["html"]).all("iframe")[0]["src"]
    assert source.startswith(f"{client.origin}{RUN}?hide=") and client.get(source.removeprefix(client.origin))[0] == 200
    _, ball, _ = ask(client, f"{client.origin}/ball?replay=25&preset=bowl")
    assert "embed/ball?" in ball["html"] and "preset=bowl" in ball["html"]
    assert ask(client, f"{client.origin}/")[0] == 200, "the start page plays a run"


@pytest.mark.parametrize(
    ("url", "query", "code"),
    [
        ("https://elsewhere.example/embed/run/jan-5", {}, 404),
        ("", {}, 404),
        ("{}/embed/run/nobody", {}, 404),
        ("{}/embed/robot", {}, 404),
        ("{}/nowhere", {}, 404),
        ("{}/embed/run/jan-5?theme=blue", {}, 404),
        ("{}/embed/run/jan-5", {"format": "xml"}, 501),
        ("{}/embed/run/jan-5", {"maxwidth": "wide"}, 422),
        ("{}/embed/run/jan-5", {"maxwidth": "1"}, 422),
        ("{}/embed/run/jan-5", {"maxheight": "9" * 20}, 422),
        ("http://[", {}, 404),
    ],
)
def test_a_bad_oembed_request_is_one_sentence(client, url, query, code):
    status, answer, _ = ask(client, url.format(client.origin), **query)
    assert status == code
    assert set(answer) == {"error"} and answer["error"].endswith(".") and len(answer["error"]) < 250


def test_an_embed_page_tells_where_to_ask(client):
    page = Page(client.get(f"{RUN}?lang=de")[1])
    link = next(link for link in page.all("link") if link.get("type") == "application/json+oembed")
    status, answer, _ = client.get(link["href"].removeprefix(client.origin))
    assert status == 200 and "lang=de" in answer["html"]
    cards = {meta["property"]: meta["content"] for meta in page.all("meta") if "property" in meta}
    assert cards["og:url"] == f"{client.origin}{RUN}"
    connection, picture = client.open("HEAD", cards["og:image"].removeprefix(client.origin))
    with contextlib.closing(connection):
        assert picture.status == 200 and picture.headers.get_content_type() == "image/png"


def test_behind_a_proxy_addresses_are_the_readers():
    proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "moat.example"}
    with listening(Starlette(routes=web.under("/moat"))) as client:
        page = Page(client.get(f"/moat{RUN}", **proxy)[1])
        link = next(link for link in page.all("link") if link.get("type") == "application/json+oembed")
        assert link["href"].startswith("https://moat.example/moat/oembed?url=https%3A%2F%2Fmoat.example%2Fmoat%2Fembed")
        asked = link["href"].removeprefix("https://moat.example")
        _, answer, _ = client.get(asked, **proxy)
        assert 'src="https://moat.example/moat/embed/run/jan-5"' in answer["html"]
        assert answer["provider_url"] == "https://moat.example/moat/"
        bad = {"X-Forwarded-Proto": "javascript", "X-Forwarded-Host": 'x"><script>'}
        assert client.origin in client.get(f"/moat{RUN}", **bad)[1]
