"""These tests open every page in a real Chromium, wide and narrow, light and dark, as a reader first meets it.

No page shows an error, and none has anything that axe (the accessibility rules of Deque) calls serious.
"""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from explainer.ui.pages import STORY
from tests.helpers.figures import PATIENCE, serious, settled

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
EVERYDAY = ["", "live", "ball", "forgetting"]  # a figure of each kind, and charts; the others in CI
PAGES = ["", "live", "ball", "valley", *(chapter.name for chapter in STORY)]
LOOKS = [
    *(pytest.param(path, 1280, "light", marks=() if path in EVERYDAY else pytest.mark.slow) for path in PAGES),
    *(pytest.param(path, 390, "dark", marks=pytest.mark.slow) for path in PAGES),
]
STREAMLITS = [["[data-testid=stSidebarNav]"]]  # its list of pages has headings between the items: not ours to change


@pytest.mark.parametrize(("path", "width", "scheme"), LOOKS)
def test_a_page_opens_without_an_error_fits_and_can_be_used_by_all(visit, path, width, scheme):
    page = visit(f"/{path}", viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    settled(page)
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    for _ in range(3):  # a figure that tells its state makes Streamlit draw the page again, faint until it is there
        if not (broken := serious(page, exclude=STREAMLITS)):
            break
        settled(page)
    assert not broken


@pytest.mark.slow
def test_the_story_is_read_from_end_to_end_by_its_own_links(visit):
    page = visit("/moat")
    for chapter in STORY:
        expect(page.get_by_role("heading", level=1)).to_have_text(chapter.question, timeout=PATIENCE)
        settled(page)
        if chapter is not STORY[-1]:
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
