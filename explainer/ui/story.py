"""This module shows a chapter: progress, question, text with its figures in place, takeaway, and the way on.

story.chapter("replay", {"dose": draw_dose}, {"kept": "61%"})
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from explainer import facts
from explainer import text as texts
from explainer.text import Block
from explainer.ui import links, notes, pages, state
from explainer.ui.linked import Linked
from explainer.ui.pages import Chapter

READING, WIDE = 720, 960  # px: a line of about 80 characters; a figure
Draw = Callable[[], None]


def chapter(
    name: str,
    figures: Mapping[str, Draw] | None = None,
    measured: Mapping[str, str] | None = None,
    dials: Linked | None = None,
) -> None:
    """Shows a chapter. `figures` draw what the text names, `measured` are the numbers in it, and `dials`, if the
    page has any, are set by the links in the text and kept in the address."""
    opened = pages.chapter(name)
    state.show(dials)
    with st.container(horizontal_alignment="center"):
        heading(opened, dials)
        for block in texts.read(name):
            show(block, figures or {}, measured or {})
        way_on(opened)
    if dials:
        state.write_url(dials)


def heading(opened: Chapter, dials: Linked | None) -> None:
    with st.container(width=READING, gap="xsmall"):
        with st.container(horizontal=True):
            st.caption(f"Chapter {opened.number} of {len(pages.STORY)} · about {pages.MINUTES} minutes in all")
            if dials:
                links.listen(opened.name, dials)
        st.progress(opened.number / len(pages.STORY))
        st.title(opened.question)
        st.caption(opened.title)
    if dials:
        notes.problems(dials, READING)


def show(block: Block, figures: Mapping[str, Draw], measured: Mapping[str, str]) -> None:
    if block.kind == "figure":
        if block.name not in figures:
            raise texts.TextError(f"The text has a figure {block.name!r}, which the page does not draw.")
        with st.container(width=WIDE, horizontal_alignment="center"):
            figures[block.name]()
    elif block.kind == "claim":
        claim(facts.row("claims", block.name))
    elif block.kind == "limits":
        note("What this toy cannot tell you", texts.filled(block.text, measured), ":material/science:")
    elif block.kind == "takeaway":
        note("To take with you", texts.filled(block.text, measured), ":material/bookmark:")
    elif block.kind == "prose":
        st.markdown(texts.filled(block.text, measured), width=READING)


def note(title: str, words: str, icon: str) -> None:
    """A quiet box."""
    with st.container(border=True, width=READING, gap="xsmall"):
        st.markdown(f"{icon} **{title}**")
        st.markdown(words)


def claim(row: facts.Row) -> None:
    """What the draft says beside what its source says."""
    with st.container(border=True, width=READING, gap="xsmall"):
        if row["draft"]:
            st.markdown(f":material/fact_check: **The draft says:** {row['draft']}")
        source = "The source says" if row["draft"] else ":material/fact_check: The nearest source"
        st.markdown(f"**{source}:** {texts.filled(row['says'], {})} {cited(row)}")


def cited(row: facts.Row) -> str:
    """The source of a row as a link; nothing where nothing was found."""
    reported = ", reported" if row["grade"] == "C" else ""
    return f"([{row['cite']}]({row['source']}){reported})" if row["source"] else ""


def way_on(opened: Chapter) -> None:
    before, after = pages.beside(opened)
    with st.container(width=READING, horizontal=True, horizontal_alignment="distribute"):
        if before:
            st.page_link(before.page, label=f"{before.number}. {before.title}", icon=":material/arrow_back:")
        else:
            st.page_link(pages.START, label="Start", icon=":material/arrow_back:")
        if after:
            label = f"Next: {after.number}. {after.title}"
            st.page_link(after.page, label=label, icon=":material/arrow_forward:", icon_position="right")
        else:
            st.page_link(pages.LIVE, label="Train it yourself", icon=":material/arrow_forward:")
