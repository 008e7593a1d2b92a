"""The pictures that the README and social cards show, taken from the app itself: `make pictures`."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize

from benchmarks.server import ROOT, browser, server

HOME = ROOT / "assets" / "pictures"
SIZE: ViewportSize = {"width": 1280, "height": 800}  # named in explainer/web/html.py too
PLACES = {"start": "/", "ball": "/ball?replay=5", "replay": "/replay"}
PLAYED = 9_000  # milliseconds: a story or a roll is well under way


def main() -> None:
    with server() as running, browser() as chromium:
        for name, path in PLACES.items():
            page = chromium.new_context(viewport=SIZE, color_scheme="light").new_page()
            page.goto(running.url + path)
            take(page, name)
            page.context.close()


def take(page: Page, name: str) -> None:
    """The first figure of the page, with as much around it as fits."""
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_timeout(PLAYED)
    page.screenshot(path=str(HOME / f"{name}.png"))
    print(f"assets/pictures/{name}.png")


if __name__ == "__main__":
    main()
