"""What a reader does on any page of the app, by the labels that a reader sees."""

from playwright.sync_api import Page


def go_to(page: Page, section: str, title: str) -> None:
    """Opens a page from the menu, without loading the app anew."""
    page.get_by_test_id("stTopNav").get_by_role("button", name=section).click()
    page.get_by_role("menuitem", name=title).click()


def let_pass(page: Page, milliseconds: int) -> None:
    """Time in which something must not happen, or in which training goes on; what must happen is waited for itself."""
    page.wait_for_timeout(milliseconds)
