"""Shared by all tests: what is slow or needs a browser is left out loudly, never silently; and, for the latter, the app
in a real Chromium."""

import os
import shutil

import pytest

from tests.helpers.app import browser, server

POLICY = "Content Security Policy"  # in what the browser's console says of a page that went against its own


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run the tests marked slow too")


def pytest_configure(config):
    """Each process of the tests computes on its share of the cores, as the app's own workers do."""
    if processes := os.environ.get("PYTEST_XDIST_WORKER_COUNT"):
        os.environ["OMP_NUM_THREADS"] = str(max(1, (os.cpu_count() or 1) // int(processes)))


def pytest_collection_modifyitems(config, items):
    slow = config.getoption("--slow") or os.environ.get("CI")
    required = os.environ.get("EXPLAINER_REQUIRE_BROWSER")
    items.sort(key=lambda item: ("slow" not in item.keywords, "browser" not in item.keywords))  # what is long, first
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    for item in items:
        if "slow" in item.keywords and not slow:
            item.add_marker(pytest.mark.skip(reason="slow: run it with make test PYTEST=--slow"))
        if "browser" in item.keywords and not chromium and not required:
            item.add_marker(pytest.mark.skip(reason="THE BROWSER TESTS WERE SKIPPED: no Chromium was found"))


def pytest_terminal_summary(terminalreporter):
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    if any("BROWSER" in reason for reason in skipped):
        terminalreporter.write_sep("!", "the browser tests did not run: no Chromium was found", red=True)
    if any("HAS NOT BEEN MADE" in reason for reason in skipped):
        terminalreporter.write_sep("!", "a sweep that should ship has not been made: make sweeps", red=True)


@pytest.fixture(scope="module")
def one_thread():
    """For what is small: two threads wait for each other on a machine that does something else too."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    """One app for all that looks at one; what a test trains there stays, and is in no other's way."""
    with server(tmp_path_factory.mktemp("data")) as started:
        yield started


@pytest.fixture(scope="module")
def chromium():
    with browser() as started:
        yield started


@pytest.fixture
def visit(running, chromium):
    """Opens pages, and fails the test if one of them met an error in its scripts, called another host, or did what its
    own policy refuses."""
    contexts, errors = [], []

    def open_page(path="/", **options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if POLICY in message.text else None)
        page.on("request", lambda request: errors.append(request.url) if elsewhere(request.url, running.url) else None)
        page.goto(running.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def elsewhere(url, home):
    return url.startswith("http") and not url.startswith(home)
