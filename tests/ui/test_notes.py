"""A stranger's words on a page are text: what a link, a file or a run's record says is never read as Markdown.

Once by the source (who may say what), and once in a real Chromium, on every kind of page.
"""

import ast
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from explainer.experiment import Experiment
from explainer.fields import shown
from explainer.jobs.settings import ROOT
from explainer.jobs.store import Store
from explainer.text import JOINER
from tests.helpers.app import server

SOURCES = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "explainer" / "ui").rglob("*.py")]
ALERTS = {"warning", "info", "error", "success", "exception", "toast", "write"}
MARKDOWN = {"markdown", "caption", "button", "page_link", "progress", "title", "subheader", "expander", "popover"}
STRANGERS = {"reason", "problem", "problems", "query_params", "prompt"}  # fields that hold a stranger's words


def calls(path):
    """Every call of a function of Streamlit's, as its name and the node."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def unescaped(node):
    """What is in an expression, but for what goes through `escaped`."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "escaped":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from unescaped(child)


def errors_of(path):
    """The names of the errors that a module catches."""
    return {n.name for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ExceptHandler) and n.name}


def test_only_one_module_warns():
    for path in SOURCES:
        warns = [name for name, node in calls(path) if name in ALERTS and getattr(node.func.value, "id", "") == "st"]
        assert not warns or path.name == "notes.py", path


def test_no_strangers_words_go_into_markdown_unescaped():
    for path in SOURCES:
        caught = errors_of(path)
        for name, call in calls(path):
            if name not in MARKDOWN or getattr(call.func.value, "id", "") != "st":
                continue
            parts = [part for arg in (*call.args, *(k.value for k in call.keywords)) for part in unescaped(arg)]
            names = {part.id for part in parts if isinstance(part, ast.Name)}
            fields = {part.attr for part in parts if isinstance(part, ast.Attribute)}
            keys = {p.slice.value for p in parts if isinstance(p, ast.Subscript) and isinstance(p.slice, ast.Constant)}
            assert not names & caught and not (fields | keys) & STRANGERS, f"{path.name}, line {call.lineno}"


# In Chromium

HOST = "host.example"
WORDS = (
    f"![](//{HOST}/a.png)",
    f"[a](//{HOST})",
    f"https://{HOST}/x",
    f"WWW.{HOST}",
    f"a@{HOST}",
    "**bold** _em_ `code` ~~gone~~",
    "<b>x</b><img src=x>&amp;",
    ":smile: :material/home:",
    ":red[x] :streamlit: :+1:",
    "a -> b <-> c <- d -- e",
    "x >= y <= z ~= w $x^2$",
    "# head",
)
MADE = "a, img, strong, em, b, code, del, h1, h2, h3, mark, [role=img], .katex, .stMarkdownColoredText"
UNKNOWN = "&".join(f"{quote(words, safe='')}=1" for words in WORDS)


def literal(locator):
    """The text that is shown, without what nobody sees."""
    return locator.inner_text().replace(JOINER, "")


def holds_no_markup(page):
    """Nothing in the alerts, and nothing that leads to the stranger's host anywhere."""
    assert page.locator("[data-testid=stAlertContainer]").locator(MADE).count() == 0
    assert page.locator(f'a[href*="{HOST}" i], img[src*="{HOST}" i]').count() == 0


browser = pytest.mark.browser
default = pytest.mark.filterwarnings("default")


VALUES = {  # what each page's link may set, and the first of WORDS that it is set to
    "live": (("task", "replay", "guess"), 0),
    "lab": (("runs", "remedy", "lr"), 3),
    "ball": (("preset", "hide", "view"), 6),
    "valley": (("replay", "race"), 9),
    "shifts": (("share", "order"), 0),
    "noise": (("remedy",), 7),
    "overwhelming": (("price", "humaneval"), 2),
    "moat": ((), 0),
    "replay": ((), 0),
}


@browser
@default
@pytest.mark.parametrize("path", VALUES)
def test_names_and_values_that_a_link_makes_up_are_shown_as_they_are(visit, path):
    names, first = VALUES[path]
    words = dict(zip(names, WORDS[first:], strict=False))
    page = visit(f"/{path}?{UNKNOWN}&" + "&".join(f"{name}={quote(value, safe='')}" for name, value in words.items()))
    alerts = page.get_by_test_id("stAlertContainer")
    expect(alerts).to_have_count(len(WORDS) + len(words), timeout=30_000)
    text = " ".join(literal(alert) for alert in alerts.all())
    assert all(text.count(shown(one)) > (one in words.values()) for one in WORDS)
    holds_no_markup(page)


@pytest.mark.slow
@browser
@default
def test_words_that_are_searched_for_are_shown_as_they_are(visit):
    for words in (WORDS[0], WORDS[5]):
        page = visit(f"/open?q={quote(words, safe='')}")
        sentence = page.get_by_text("Pebble has never read")
        sentence.wait_for(timeout=60_000)
        assert f"“{words}”" in literal(sentence)
        assert sentence.locator(MADE).count() == 0
        holds_no_markup(page)
        page.context.close()


@browser
@default
def test_a_file_is_called_what_it_is_called(visit):
    page = visit("/live?task=custom")
    name = f"[a](mailto:a@{HOST}) www.{HOST} **b** :smile:.csv"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": b"\xff\xfe\x00x"})
    alert = page.get_by_test_id("stAlertContainer").filter(has_text="UTF-8")
    alert.wait_for()
    assert literal(alert).startswith(f"{name} is not UTF-8 text")
    holds_no_markup(page)


@browser
@default
def test_what_a_text_of_ones_own_says_is_shown_as_it_is(visit):
    page = visit("/live?task=custom")
    box = page.get_by_role("textbox", name="Your text")
    box.fill(f"![](//{HOST}/a.png),https://{HOST}\n1,2\n")
    box.press("Control+Enter")
    alert = page.get_by_test_id("stAlertContainer").filter(has_text="columns")
    alert.wait_for()
    assert f"![](//{HOST}/a.png)" in literal(alert)
    holds_no_markup(page)


REASON = f"**It** ended. See https://{HOST}/x, www.{HOST} or a@{HOST} :smile: ![](//{HOST}/a.png)"


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """A server with a run that ended for a stranger's reason, and the run's id."""
    data = tmp_path_factory.mktemp("ended")
    store = Store(data)
    run = store.create(Experiment(task="german", replay=0))
    store.finish(run, "failed", REASON)
    store.close()
    with server(data, EXPLAINER_WORKERS="1", EXPLAINER_THREADS="1") as started:
        yield started.url, run


@browser
@default
@pytest.mark.parametrize("path", ["replay?run={}", "finetuning?prompt=Who&run={}"])
def test_a_runs_reason_is_shown_as_it_is(chromium, ended, path):
    url, run = ended
    page = chromium.new_page()
    page.goto(f"{url}/{path.format(run)}")
    sentence = page.get_by_text("ended. See")
    sentence.wait_for(timeout=60_000)
    assert REASON in literal(sentence)
    assert sentence.locator(MADE).count() == 0
    holds_no_markup(page)
    page.close()


@pytest.mark.slow
@browser
@default
def test_the_labs_table_shows_a_reason_as_it_is(chromium, ended):
    url, run = ended
    page = chromium.new_page()
    page.goto(f"{url}/lab?runs={run}")
    page.get_by_test_id("stDataFrame").first.wait_for(timeout=60_000)
    cell = page.get_by_test_id("stDataFrame").first.locator("td", has_text="ended. See")  # what a screen reader reads
    expect(cell).to_have_text(f"failed: {REASON}")
    holds_no_markup(page)
    page.close()
