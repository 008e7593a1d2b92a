"""A chapter as the reader sees it: progress, question, text with its figures in place, takeaway, and the way on.

story.chapter("replay", {"dose": draw_dose}, {"kept": "61%"})
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from explainer import facts
from explainer import text as texts
from explainer.text import Block
from explainer.ui import pages as chapters
from explainer.ui import state
from explainer.ui.links import verbs
from explainer.ui.state import Linked

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
    found = chapters.chapter(name)
    state.shows(dials)
    with st.container(horizontal_alignment="center"):
        heading(found, dials)
        for block in texts.read(name):
            show(block, figures or {}, measured or {})
        way_on(found)
    if dials:
        state.write_url(dials)


def heading(found: chapters.Chapter, dials: Linked | None) -> None:
    with st.container(width=READING, gap="xsmall"):
        whole = f"Chapter {found.number} of {len(chapters.STORY)} · about {chapters.MINUTES} minutes in all"
        with st.container(horizontal=True):
            st.caption(whole)
            if dials:
                verbs(found.name, dials.set)
        st.progress(found.number / len(chapters.STORY))
        st.title(found.question)
        st.caption(found.title)
    for problem in dials.problems if dials else ():
        st.warning(problem, width=READING)
    if dials:
        dials.problems.clear()


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


def claim(found: facts.Row) -> None:
    """What the draft says beside what its source says."""
    with st.container(border=True, width=READING, gap="xsmall"):
        if found["draft"]:
            st.markdown(f":material/fact_check: **The draft says:** {found['draft']}")
        says = "The source says" if found["draft"] else ":material/fact_check: The nearest source"
        st.markdown(f"**{says}:** {texts.filled(found['says'], {})} {cited(found)}")


def cited(found: facts.Row) -> str:
    """The source of a row as a link; nothing where nothing was found."""
    reported = ", reported" if found["grade"] == "C" else ""
    return f"([{found['cite']}]({found['source']}){reported})" if found["source"] else ""


def way_on(found: chapters.Chapter) -> None:
    before, after = chapters.beside(found)
    with st.container(width=READING, horizontal=True, horizontal_alignment="distribute"):
        if before:
            st.page_link(before.page, label=f"{before.number}. {before.title}", icon=":material/arrow_back:")
        else:
            st.page_link(chapters.START, label="Start", icon=":material/arrow_back:")
        if after:
            label = f"Next: {after.number}. {after.title}"
            st.page_link(after.page, label=label, icon=":material/arrow_forward:", icon_position="right")
        else:
            st.page_link(chapters.LIVE, label="Train it yourself", icon=":material/arrow_forward:")
