"""This takes the pictures in assets/ (explainer/pictures.py) from the app itself: `make pictures`."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize

from explainer import pictures
from explainer.ui.pages import BALL, LIVE, START, STORY, VALLEY
from explainer.ui.pieces import charts
from tests.helpers.app import browser, server

SIZE: ViewportSize = {"width": pictures.WIDTH, "height": pictures.HEIGHT}
STORIES = [chapter.name for chapter in STORY]
PAGES = {START.stem: "/", LIVE.stem: "/live?task=jan&replay=5&recorded=1", BALL.stem: "/ball?replay=5"}
PAGES |= {VALLEY.stem: "/valley"} | {name: f"/{name}" for name in STORIES}
FONT = "Arial, sans-serif"  # a picture cannot bring its font: one that is everywhere, so that labels fit
PLAYED = 9_000  # milliseconds: a story or a roll is well under way
DRAWN = 3_000  # a chart is whole


def main() -> None:
    for path in pictures.CHARTS.iterdir():  # of charts that are no more
        path.unlink()
    drawn = charts(STORIES)
    with server() as running, browser() as chromium:
        for name, address in PAGES.items():
            with opened(chromium, running.url + address, "light") as page:
                take(page, name)
    with server(STREAMLIT_THEME_FONT=FONT) as running, browser() as chromium:
        for scheme in pictures.SCHEMES:
            for name in STORIES:
                with opened(chromium, f"{running.url}/{name}", scheme) as page:
                    charts_of(page, scheme)
    pictures.DRAWN.write_text(json.dumps(drawn, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@contextlib.contextmanager
def opened(chromium: Browser, url: str, scheme: Literal["light", "dark"]) -> Iterator[Page]:
    page = chromium.new_context(viewport=SIZE, color_scheme=scheme).new_page()
    page.goto(url)
    page.get_by_role("heading", level=1).wait_for()
    yield page
    page.context.close()


def take(page: Page, name: str) -> None:
    """The top of the page, with the first figure as far as it fits."""
    page.wait_for_timeout(PLAYED)
    page.screenshot(path=str(pictures.PAGES / f"{name}.png"))
    print(f"assets/pictures/{name}.png", flush=True)


def charts_of(page: Page, scheme: str) -> None:
    """Every chart that the page opens with, by the button that readers have for it."""
    page.locator("[data-test-script-state=notRunning]").wait_for(timeout=60_000)
    page.wait_for_timeout(DRAWN)
    for chart in page.get_by_test_id("stPlotlyChart").all():
        chart.scroll_into_view_if_needed()
        chart.hover()
        with page.expect_download() as started:
            chart.locator(".modebar-btn").click()
        key = started.value.suggested_filename.removesuffix(".svg")
        started.value.save_as(pictures.CHARTS / f"{key}-{scheme}.svg")
        print(f"assets/charts/{key}-{scheme}.svg", flush=True)


if __name__ == "__main__":
    main()
