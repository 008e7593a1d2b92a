"""This script takes pictures of every page for people to look at: `make screenshots` puts them into out/.

1280 and 390 px, light and dark: Start in the middle of its story and at its end, the live page empty, with a
recorded run, and with a live one that has ended; every chapter of the story.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from explainer.ui.pages import STORY
from tests.helpers.app import ROOT, browser, server

OUT = ROOT / "out"
VIEWS = {
    "start": "/",
    **{chapter.name: f"/{chapter.name}" for chapter in STORY},
    "live": "/live",
    "live-recorded": "/live?task=german&replay=5&recorded=1",
    "live-custom": "/live?task=custom",
    "ball": "/ball",
    "valley": "/valley",
    "live-bad-link": "/live?replay=101&task=french&run=nobody",
}


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with server() as running, browser() as chromium:
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                page = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
                for name, path in VIEWS.items():
                    page.goto(running.url + path)
                    settle(page)
                    picture(page, f"{name}-{width}-{scheme}")
                page.context.close()
        page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{running.url}/live?task=jan&replay=5&steps=60")
        page.get_by_role("button", name="Train").click()
        page.wait_for_timeout(6000)
        picture(page, "live-training-1280-light")
        page.get_by_text("What was lost, what was kept").wait_for(timeout=180_000)
        settle(page)
        picture(page, "live-done-1280-light")


def settle(page: Page) -> None:
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_timeout(3000)  # well into the story


def picture(page: Page, name: str) -> None:
    """The whole page: Streamlit scrolls inside itself, so the window is made as high as what is in it."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 900")
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": size["width"], "height": min(height + 80, 6000)})
    page.wait_for_timeout(300)
    page.screenshot(path=str(Path(OUT) / f"{name}.png"))
    page.set_viewport_size(size)


if __name__ == "__main__":
    main()
