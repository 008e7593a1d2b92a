"""This measures what a figure weighs in someone's article: an embed page, and the same figure framed by Streamlit.

The frame is the figure's page with ?embed=true. Each is opened by a browser without a cache. Bytes are those on the
wire, compressed as the server sends them, until the page is quiet; the seconds go to the first curve. The last rows
hold 50 viewers open at once.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.table import Row
from benchmarks.web import resident
from explainer.web.api import runs
from explainer.web.takeaway import figures, onefile
from explainer.web.takeaway import run as scene_run
from tests.helpers.app import Server, browser, server

ROUNDS = 3
VIEWERS = 50
DRAWN = ".player svg .end text, .player canvas, .dose .ring"
PAGES = {
    "embed_run": ("embed page of a run", "/embed/run/jan-5", 100),
    "embed_ball": ("embed page of the ball", "/embed/ball", 100),
    "embed_valley": ("embed page of a valley", "/embed/valley/german-5", 100),
    "embed_dose": ("embed page of the dose curve", "/embed/dose", 100),
    "frame_run": ("the same run as a Streamlit frame", "/live?task=jan&replay=5&recorded=1&embed=true", None),
}


def measure() -> Iterator[Row]:
    yield Row("embed_file", "one HTML file of a run", one_file() / 1000, "kB", 1000)
    with browser() as chromium:
        for key, (what, path, bar) in PAGES.items():
            with server(EXPLAINER_WORKERS="1") as running:
                visits = [visit(chromium, running, path) for _ in range(ROUNDS)]
            requests, weight, paint = (statistics.median(column) for column in zip(*visits, strict=True))
            yield Row(f"{key}_bytes", f"{what}: weight", weight / 1000, "kB", bar)
            yield Row(f"{key}_requests", f"{what}: requests", requests, "")
            yield Row(f"{key}_paint", f"{what}: its curves on screen after", paint, "s")
            if key == "frame_run":  # see explainer/web/serving/statics.py
                yield Row(f"{key}_first", f"{what}: weight for the server's first reader", visits[0][1] / 1000, "kB")
        for key in ("embed_run", "frame_run"):
            what, path, _ = PAGES[key]
            with server(EXPLAINER_WORKERS="1") as running:
                grown = crowd(chromium, running, path)
            yield Row(f"{key}_viewers", f"{what}: server memory for {VIEWERS} more viewers", grown, "MB")


def one_file() -> int:
    text = onefile.page(figures.KINDS["run"], scene_run.packed(runs.recorded_pair("jan-5")))
    return len(text.encode())


def visit(chromium: Browser, running: Server, path: str) -> tuple[int, int, float]:
    """Requests, bytes and seconds until a figure is drawn."""
    page = chromium.new_context().new_page()
    counted = Counted(page.context.new_cdp_session(page))
    page.goto(running.url + path)
    page.wait_for_selector(DRAWN)
    seconds = page.evaluate("performance.now()") / 1000
    page.wait_for_timeout(1500)
    page.context.close()
    return counted.requests, counted.bytes, seconds


class Counted:
    """Counts what comes over the wire, headers included."""

    def __init__(self, session: CDPSession) -> None:
        self.requests, self.bytes = 0, 0
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self.asked)
        session.on("Network.loadingFinished", self.came)

    def asked(self, event: dict[str, Any]) -> None:
        self.requests += event["request"]["url"].startswith("http")

    def came(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


def crowd(chromium: Browser, running: Server, path: str) -> float:
    """Megabytes that the web process has grown by while VIEWERS pages are open at once."""
    first = open_page(chromium, running, path)
    before = resident(running.process.pid)
    pages = [open_page(chromium, running, path) for _ in range(VIEWERS)]
    grown = resident(running.process.pid) - before
    for page in [first, *pages]:
        page.context.close()
    return grown


def open_page(chromium: Browser, running: Server, path: str) -> Page:
    """A viewer of their own; pictures that nobody looks at need not be drawn."""
    page = chromium.new_context(reduced_motion="reduce", viewport={"width": 400, "height": 300}).new_page()
    page.goto(running.url + path)
    page.wait_for_selector(".player", state="attached", timeout=120_000)
    return page
