"""This measures how soon a reader sees something, on Start and after Train, and what the web process weighs."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.table import Row
from tests.helpers.app import Server, browser, server

ROUNDS = 5
CURVE = ".player svg .end text"  # the label at the end of a curve: there is one as soon as a run has a point


def measure() -> Iterator[Row]:
    with browser() as chromium:
        yield Row(
            "first_paint", "Start on a cold server: curves on screen", statistics.median(paints(chromium)), "s", 3
        )
        with server() as running:
            points = list(first_points(chromium, running))
            yield Row("first_point", "Train to first point, warm worker", statistics.median(points), "s", 1.5)
            yield Row("web_memory", "web process after that", resident(running.process.pid), "MB", 300)
            yield Row("web_torch", "torch in the web process", float(holds_torch(running.process.pid)), "", 0)


def paints(chromium: Browser) -> Iterator[float]:
    """Each from the first visit to a server that has only just begun to answer, in a browser without a cache."""
    for _ in range(ROUNDS):
        with server() as running:
            page = chromium.new_context().new_page()
            started = time.perf_counter()
            page.goto(running.url)
            page.wait_for_selector(CURVE)
            yield time.perf_counter() - started
            page.context.close()


def first_points(chromium: Browser, running: Server) -> Iterator[float]:
    page = chromium.new_context().new_page()
    page.goto(f"{running.url}/live?task=jan&replay=5&steps=20")
    train = page.get_by_role("button", name=re.compile("^Train"))
    train.wait_for()
    warm_up(page)
    for _ in range(ROUNDS):
        train.wait_for()
        started = time.perf_counter()
        train.click()
        page.wait_for_selector(CURVE)
        yield time.perf_counter() - started
        page.get_by_text("What was lost, what was kept").wait_for(timeout=120_000)
        page.get_by_role("button", name="Clear and guess again").click()
        page.wait_for_selector(CURVE, state="detached")


def warm_up(page: Page) -> None:
    """One whole run, so that the workers have loaded everything."""
    page.get_by_role("button", name=re.compile("^Train")).click()
    page.get_by_text("What was lost, what was kept").wait_for(timeout=180_000)
    page.get_by_role("button", name="Clear and guess again").click()
    page.wait_for_selector(CURVE, state="detached")


def resident(pid: int) -> float:
    """Megabytes that the process holds in memory (Linux)."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def holds_torch(pid: int) -> bool:
    return "libtorch" in Path(f"/proc/{pid}/maps").read_text()
