"""This module is what browser tests of figures share: a file host, the button Share, axe's verdict on a page."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

GRAVE = ("serious", "critical")
PATIENCE = 60_000  # milliseconds a page may take where the machine does something else beside it


@contextlib.contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """A plain file host: a folder at an address, nothing else."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{host.server_port}"
    finally:
        host.shutdown()
        host.server_close()


def share(page: Page) -> None:
    """Opens the figure's own; a chart on the page has another."""
    page.locator("button[aria-controls^=share]").click()


def taken(page: Page, label: str, folder: Path) -> Path:
    """What a download button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def serious(page: Page, **options: Any) -> list[tuple[str, list[str]]]:
    """What axe (the accessibility rules of Deque) calls serious: the rules, and where they are broken."""
    rules = Axe().run(page, options).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in rules if one["impact"] in GRAVE]


def settled(page: Page) -> None:
    """Waits until a page of the app has run its script, has all its figures, and nothing on it is fading in: what is
    stale is drawn faint."""
    page.get_by_role("heading", level=1).first.wait_for()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
    for unfinished in ("[data-stale=true]", ".place:empty", "[data-testid=stSkeleton]"):
        expect(page.locator(unfinished)).to_have_count(0, timeout=PATIENCE)
    page.wait_for_function(
        "() => document.getAnimations().every((one) => one.playState !== 'running')", timeout=PATIENCE
    )
