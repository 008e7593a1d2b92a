"""This measures how soon a page shows its figure.

Each is asked for on a server that has only just begun to answer, and once more from another page when everything is
warm, as a reader switches. The lab, which shows nothing of its own, is left out.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from benchmarks.table import Row
from explainer.ui.pages import STORY
from tests.helpers.app import browser, server

STORY_PAGES = {chapter.name: ("The story", f"{chapter.number}. {chapter.title}") for chapter in STORY[:-1]}
HANDS_ON = {"live": "Forgetting, live", "ball": "The ball", "valley": "The real valley"}
PAGES = STORY_PAGES | {name: ("Hands on", title) for name, title in HANDS_ON.items()}  # where the menu has them
ROUNDS = 3  # cold servers a page, of which the median counts
FIGURES = ".js-plotly-plot .trace, .player svg path, section.ball canvas, .dose svg"
SHOWN = f"{FIGURES}, [data-testid=stTextInput], [data-testid=stDataFrame]"

# Asked once a frame: Playwright's own waiting looks ever more seldom, in the end every half second. Players have a
# shadow root.
SEEN = """selector => {
  const seen = root => [...root.querySelectorAll(selector)].some(node => node.checkVisibility())
    || [...root.querySelectorAll("*")].some(node => node.shadowRoot && seen(node.shadowRoot));
  return seen(document);
}"""
OVER = """before => document.querySelector("h1")?.innerText !== before
  && document.querySelector("[data-test-script-state]").dataset.testScriptState === "notRunning"
  && !document.querySelector("[data-stale=true]")"""


def measure() -> Iterator[Row]:
    with browser() as chromium:
        tries = {name: [cold_paint(chromium, name) for _ in range(ROUNDS)] for name in PAGES}
        cold = {name: [statistics.median(column) for column in zip(*each, strict=True)] for name, each in tries.items()}
        for at, (key, what) in enumerate((("page_words", "its title"), ("page_cold", "its first figure"))):
            seconds = {name: both[at] for name, both in cold.items()}
            yield worst(key, f"A page on a cold server: {what} on screen, slowest page", seconds, 3)
        with server() as running:
            page = chromium.new_context().new_page()
            warm: dict[str, float] = {}
            for _ in range(3):  # the first two warm it, while the workers load torch
                page.goto(running.url)
                page.locator(".player svg .end text").first.wait_for()
                warm = {name: switch(page, name) for name in PAGES}
            yield worst("page_switch", "Switching to a page, warm: its first figure on screen, slowest page", warm, 1)


def cold_paint(chromium: Browser, name: str) -> tuple[float, float]:
    """Seconds to the page's title and to its first figure."""
    with server() as running:
        page = chromium.new_context().new_page()
        started = time.perf_counter()
        page.goto(f"{running.url}/{name}")
        page.wait_for_function(SEEN, arg="h1", timeout=60_000)
        words = time.perf_counter() - started
        page.wait_for_function(SEEN, arg=SHOWN, timeout=60_000)
        figure = time.perf_counter() - started
        page.context.close()
    return words, figure


def switch(page: Page, name: str) -> float:
    """Through the menu; until the new page's script has run to its end and a figure is there."""
    section, title = PAGES[name]
    before = page.locator("h1").first.inner_text()
    page.get_by_test_id("stTopNav").get_by_role("button", name=section).click()
    item = page.get_by_role("menuitem", name=title)
    item.wait_for()
    started = time.perf_counter()
    item.click()
    page.wait_for_function(OVER, arg=before)
    page.wait_for_function(SEEN, arg=SHOWN, timeout=60_000)
    return time.perf_counter() - started


def worst(key: str, what: str, seconds: dict[str, float], bar: float) -> Row:
    name = max(seconds, key=seconds.__getitem__)
    note = f" ({name}; least {min(seconds.values()):.2g})"
    return Row(key, what, seconds[name], "s", bar, note=note)
