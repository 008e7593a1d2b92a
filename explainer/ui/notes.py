"""This module says sentences to the reader that may hold a stranger's words: they are shown as text, never as Markdown.

A link, a file, a reader's own text or a run's reason can say anything; a picture or an address in it stays a word. No
other module calls Streamlit's warnings, and what stands within a line of Markdown goes through `escaped`.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from explainer.text import escaped
from explainer.ui.linked import Linked

Width = int | Literal["stretch"]


def problems(page: Linked, width: Width = "stretch") -> None:
    """What a link or the reader has asked for that could not be done, each once."""
    for problem in page.problems:
        warning(problem, width)
    page.problems.clear()


def warning(sentence: str, width: Width = "stretch") -> None:
    st.warning(escaped(sentence), width=width)


def info(sentence: str, width: Width = "stretch") -> None:
    st.info(escaped(sentence), width=width)


def error(sentence: str) -> None:
    st.error(escaped(sentence))


def caption(sentence: str, width: Width = "stretch") -> None:
    st.caption(escaped(sentence), width=width)
