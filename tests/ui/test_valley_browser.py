"""The real valley, as a reader meets it in a real Chromium: shipped, and measured on a run of one's own."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]
DONE = "25 × 25 points. At start and ends"


def replay(page):
    return page.get_by_role("slider", name="Replay")


@pytest.mark.slow
def test_a_shipped_valley_can_be_rolled_on_and_its_link_opens_the_same(visit):
    page = visit("/valley", reduced_motion="reduce")
    expect(page.get_by_role("region", name="Ball in a landscape")).to_have_attribute("data-name", "german-5")
    expect(page.get_by_text("What this picture is not")).to_be_visible()
    replay(page).press("End")
    expect(replay(page)).to_have_attribute("aria-valuetext", "100% old")
    page.wait_for_url("**replay=100**")
    page.reload()
    expect(replay(page)).to_have_attribute("aria-valuetext", "100% old")
    page.get_by_text("About Jan", exact=True).first.click()
    page.wait_for_url("**valley=jan-5**")
    expect(page.get_by_role("region", name="Ball in a landscape")).to_have_attribute("data-name", "jan-5")
    expect(replay(page)).to_have_attribute("aria-valuetext", "0% old")


@pytest.mark.slow
def test_a_finished_pair_is_measured_cancelled_measured_again_and_found_after_a_reload(visit):
    page = visit("/live?task=jan&replay=20&steps=5&batch=4")
    page.get_by_role("button", name="Train").first.click()
    page.get_by_role("link", name="Measure its valley").click(timeout=120_000)
    measure = page.get_by_role("button", name="Measure its valley")
    measure.click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("It was cancelled.")).to_be_visible()
    measure.click()
    expect(page.get_by_text(re.compile(r"\d+ of 625 points, about \d+ s left"))).to_be_visible(timeout=60_000)
    page.get_by_role("region", name="Ball in a landscape").wait_for(timeout=120_000)  # coarse
    page.reload()
    expect(page.get_by_text(DONE)).to_be_visible(timeout=300_000)
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden()
    expect(page.get_by_role("region", name="Ball in a landscape")).to_have_attribute(
        "data-name", re.search(r"run=([\w-]+)", page.url)[1]
    )
