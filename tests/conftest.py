"""Shared by all tests: what is slow or needs a browser is left out loudly, never silently."""

import os
import shutil

import pytest


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run the tests marked slow too")


def pytest_collection_modifyitems(config, items):
    slow = config.getoption("--slow") or os.environ.get("CI")
    required = os.environ.get("EXPLAINER_REQUIRE_BROWSER")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    for item in items:
        if "slow" in item.keywords and not slow:
            item.add_marker(pytest.mark.skip(reason="slow: run it with make test PYTEST=--slow"))
        if "browser" in item.keywords and not chromium and not required:
            item.add_marker(pytest.mark.skip(reason="THE BROWSER TESTS WERE SKIPPED: no Chromium was found"))


def pytest_terminal_summary(terminalreporter):
    if any("BROWSER" in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_sep("!", "the browser tests did not run: no Chromium was found", red=True)
