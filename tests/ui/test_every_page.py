"""Every page, as it is first met: in a real Chromium, wide and narrow, light and dark, without an error, and with
nothing that axe (the accessibility rules of Deque) calls serious."""

import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from explainer.ui import pages as chapters

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
PAGES = ["", "live", "ball", "valley", *(chapter.name for chapter in chapters.STORY)]
LOOKS = [(1280, "light"), pytest.param(390, "dark", marks=pytest.mark.slow)]
STREAMLITS = [
    ["[data-testid=stSidebarNav]"]
]  # its list of pages has headings between the items, which we cannot change


def settled(page):
    """The page's script has run, and what it mounts has been drawn."""
    page.get_by_role("heading", level=1).wait_for()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=20_000)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=20_000)  # what is stale is drawn faint
    page.wait_for_timeout(1500)


def grave(page):
    broken = Axe().run(page, {"exclude": STREAMLITS}).response["violations"]
    rules = [rule for rule in broken if rule["impact"] in ("serious", "critical")]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in rules]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_page_opens_without_an_error_fits_and_can_be_used_by_all(visit, path, width, scheme):
    page = visit(f"/{path}", viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    settled(page)
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    for _ in range(3):  # a figure that tells its state makes Streamlit draw the page again, faint until it is there
        if not (found := grave(page)):
            break
        settled(page)
    assert not found


@pytest.mark.slow
def test_the_story_is_read_from_end_to_end_by_its_own_links(visit):
    page = visit("/moat")
    for chapter in chapters.STORY:
        expect(page.get_by_role("heading", level=1)).to_have_text(chapter.question, timeout=15_000)
        settled(page)
        if chapter is not chapters.STORY[-1]:
            page.get_by_role("link", name="Next:").click()


@pytest.mark.slow
def test_a_chart_is_taken_away_by_its_link_its_line_and_its_camera(visit, running, tmp_path):
    page = visit("/noise?remedy=neftune")
    chart = page.get_by_test_id("stPlotlyChart").first
    settled(page)
    page.get_by_role("button", name="Share").first.click()
    codes = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    expect(codes).to_have_text([re.compile("^http"), re.compile("^<a ")])
    link, line = codes.all_inner_texts()
    assert link.strip() == f"{running.url}/noise?remedy=neftune"
    picture = re.search(r'<a href="(.*?)"><img src="(.*?)" alt="Share of the', line)
    assert picture[1] == f"{running.url}/noise"
    with urllib.request.urlopen(picture[2]) as answer:
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.read().startswith(b"<svg")
    with page.expect_download() as csv:
        page.get_by_role("button", name="Numbers (CSV)").click()
    assert csv.value.suggested_filename == "noise_quadrants.csv"
    assert "a spring to the start" in csv.value.path().read_text()
    page.keyboard.press("Escape")
    chart.hover()
    with page.expect_download() as svg:
        chart.locator(".modebar-btn").click()
    assert svg.value.suggested_filename == "noise_quadrants.svg"
    assert svg.value.path().read_text().startswith("<svg")
