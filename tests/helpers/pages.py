"""This module opens the app's pages in Streamlit's own test runner, and says what a reader finds there."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from explainer import text
from explainer.jobs.settings import ROOT
from explainer.text import JOINER
from explainer.ui.linked import Linked
from tests.helpers.fakes import jobs

FRAME = ROOT / "explainer" / "ui" / "frame.py"
FAKE = jobs(train="endless", chat="warm")  # a server's desk whose runs never end by themselves
READER = "0123456789abcdef" * 2  # the secret of the browser that opens pages here


def opened(page: str, reader: str = READER, **query: str) -> AppTest:
    """The page of this name, by a link that a reader has followed from Start."""
    test = AppTest.from_file(str(FRAME), default_timeout=30)
    test.session_state["owner"] = reader
    test.run()
    test.switch_page(str(ROOT / "pages" / f"{page}.py"))
    for name, value in query.items():
        test.query_params[name] = value
    return test.run()


def page_of(test: AppTest, page: str) -> Any:
    """What a page shows and its link holds: a View, Dials or a BallView."""
    return test.session_state[f"page_{page}"]


def written(test: AppTest, name: str) -> str:
    """A query parameter, which the test runner gives as a string or, for a page just opened, as a list of one."""
    value: str | list[str] = test.query_params[name]
    return value if isinstance(value, str) else value[0]


def link(test: AppTest) -> dict[str, str]:
    """The whole query."""
    return {name: written(test, name) for name in test.query_params}


def plain(markdown: str) -> str:
    """What a reader sees of words that were escaped for Markdown."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace(JOINER, "")


def warnings(test: AppTest) -> list[str]:
    return [plain(element.value) for element in test.warning]


def infos(test: AppTest) -> list[str]:
    return [plain(element.value) for element in test.info]


def words(test: AppTest) -> str:
    """All text of the page."""
    return plain(" ".join(element.value for element in [*test.markdown, *test.caption, *test.title]))


def charts(test: AppTest) -> list[Any]:
    """Plotly's figures, as JSON has them."""
    return [json.loads(element.proto.spec) for element in test.get("plotly_chart")]


def button(test: AppTest, label: str) -> Any:
    """The first button whose label begins so."""
    return next(one for one in test.button if one.label.startswith(label))


def followed(page: Linked, link: str) -> Linked:
    """What a page shows, as a link in a text sets it."""
    page.set(dict(parse_qsl(link, strict_parsing=True)))
    return page


def links_of(name: str) -> list[str]:
    """The queries of the links in a chapter's text that set its page."""
    return re.findall(r"\]\(\?(\S+?)\)", (text.HOME / f"{name}.md").read_text())
