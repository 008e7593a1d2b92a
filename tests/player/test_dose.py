"""The dose curve in a real Chromium: on its page, embedded, from disk; and read as Python reads it."""

import json
import re

import pytest
from playwright.sync_api import expect

from explainer.sweep import replay as dose
from explainer.ui import sweeps
from explainer.web.takeaway import dose as scene_dose
from tests.helpers.figures import hosting, serious, share, taken

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]


def replay(page):
    return page.get_by_role("slider", name=re.compile("^Replay"))


@pytest.mark.slow
def test_the_slider_answers_at_once_and_what_is_set_is_in_the_link(visit):
    page = visit("/replay")
    figure = page.get_by_role("region", name="Dose curve")
    replay(figure).focus()
    before = figure.locator(".ring").first.get_attribute("cx")
    replay(figure).press("End")
    expect(figure.locator(".sentence")).to_contain_text("At 50% replay")
    assert figure.locator(".ring").first.get_attribute("cx") != before
    page.wait_for_url("**replay=50**")
    figure.get_by_text("What it costs", exact=True).click()
    page.wait_for_url("**view=price**")
    page.reload()
    expect(figure.locator(".sentence")).to_contain_text("At 50% replay, in nats per token")
    page.get_by_role("link", name="half a per cent").click()
    expect(figure.locator(".sentence")).to_contain_text("At 0.5% replay")
    expect(page.get_by_role("button", name="Train 0% and 0.5%")).to_be_visible()


@pytest.mark.slow
def test_a_share_that_was_set_before_can_be_set_again_after_a_link(visit):
    page = visit("/replay?replay=2")
    figure = page.get_by_role("region", name="Dose curve")
    train = lambda share: page.get_by_role("button", name=f"Train 0% and {share}%")  # noqa: E731
    replay(figure).press("ArrowRight")
    expect(train(3)).to_be_visible()
    page.get_by_role("link", name="five", exact=True).click()
    expect(train(5)).to_be_visible()
    replay(figure).press("ArrowLeft")
    replay(figure).press("ArrowLeft")
    expect(train(3)).to_be_visible()
    page.wait_for_url("**replay=3**")


MOUNT = """async (dose) => {
  const { mount } = await import(new URL("player/dose/figure.js", document.baseURI).href);
  const root = document.createElement("main");
  document.body.replaceChildren(root);
  window.heard = [];
  const options = { dose, onState: (state) => window.heard.push(state) };
  const figure = mount(root, { ...options, state: { replay: 5 }, revision: 3 });
  window.ask = (state, revision) => figure.update({ ...options, state, revision });
}"""


@pytest.mark.slow
def test_a_state_is_opened_when_the_page_asks_for_another_and_what_is_told_is_numbered(visit):
    page = visit("/replay")
    page.evaluate(MOUNT, scene_dose.options(sweeps.load("replay"))["dose"])
    sentence = page.locator(".sentence")
    expect(sentence).to_contain_text("At 5% replay")
    page.evaluate("ask({ replay: 25 }, 3)")
    expect(sentence).to_contain_text("At 5% replay")
    page.evaluate("ask({ replay: 25 }, 4)")
    expect(sentence).to_contain_text("At 25% replay")
    for key, replayed, serial in (("End", 50, 1), ("Home", 0, 2)):
        replay(page).press(key)
        page.wait_for_function("count => window.heard.length === count", arg=serial)
        assert page.evaluate("window.heard.at(-1)") == {
            "replay": replayed,
            "view": "kept",
            "keep": 80,
            "serial": serial,
        }
    page.evaluate("ask({ replay: 50 }, 4)")
    expect(sentence).to_contain_text("At 0% replay")


def test_it_stands_in_an_article_with_its_options_in_the_address(running, chromium, tmp_path):
    address = f"{running.url}/embed/dose?replay=5&theme=dark&hide=controls,numbers&lang=de&view=price"
    (tmp_path / "article.html").write_text(f'<iframe src="{address}" title="dose" width=360 height=900></iframe>')
    with hosting(tmp_path) as blog:
        page = chromium.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{blog}/article.html")
        inside = page.frame_locator("iframe")
        expect(inside.locator(".dose")).to_have_attribute("data-theme", "dark")
        expect(inside.locator(".sentence")).to_contain_text(re.compile(r"At 5% replay.* \d,\d\d"))
        expect(replay(inside)).to_be_hidden()
        assert all(url.startswith((blog, running.url)) for url in asked)
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_used_by_all_and_taken_away_as_one_file(running, chromium, tmp_path, scheme):
    page = chromium.new_context(viewport={"width": 390, "height": 900}, color_scheme=scheme).new_page()
    page.goto(f"{running.url}/embed/dose")
    replay(page).wait_for()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    share(page)
    page.get_by_role("tab", name="Download").click()
    rows = taken(page, "Numbers (CSV)", tmp_path).read_text().splitlines()
    assert len(rows) == 1 + sum(len(s["pebble"]) + len(s["paper"]) for s in shifts())
    path = taken(page, "One HTML file", tmp_path)
    assert path.stat().st_size < 200_000
    page.context.close()
    page = chromium.new_context(offline=True).new_page()
    page.goto(path.as_uri())
    replay(page).press("Home")
    expect(page.locator(".sentence")).to_contain_text("At 0% replay")
    page.context.close()


def shifts():
    return scene_dose.options(sweeps.load("replay"))["dose"]["shifts"]


def test_a_curve_is_read_between_its_points_as_python_reads_it(visit):
    page = visit("/replay")
    curve = dose.doses(sweeps.load("replay"), "german")
    points = next(s["pebble"] for s in shifts() if s["task"] == "german")
    shares = [0, 0.1, 0.5, 0.7, 1, 3, 7.5, 24, 25, 49, 50, 51]
    read = page.evaluate(
        """async ([points, shares]) => {
          const { readAt } = await import(new URL("player/dose/read.js", document.baseURI).href);
          return shares.map((share) => readAt(points, share, "rise"));
        }""",
        [json.loads(json.dumps(points)), shares],
    )
    for share_, found in zip(shares, read, strict=True):
        expected = dose.at(curve, share_, "rise")
        if expected is None:
            assert found is None
        else:
            assert [found[k] for k in ("mean", "low", "high")] == pytest.approx(list(expected[:3]), abs=2e-4)
            assert found["measured"] == expected.measured
