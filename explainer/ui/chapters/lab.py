"""This module is chapter 10, the lab: every dial of an experiment on one side, up to four runs on the other, and a link
that opens all of it again.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from explainer.tables.limits import COMPARED
from explainer.ui import controls, notes, runs, state, story
from explainer.ui.chapters import lab_cards as cards
from explainer.ui.chapters import lab_runs as compared
from explainer.ui.view import LAB, View

NAME = "lab"


def page() -> None:
    view = state.linked(NAME, partial(View, LAB))
    story.chapter(NAME, {"lab": partial(lab, view)}, dials=view)


def lab(view: View) -> None:
    """The dials, the button, the comparison, and the link to all of it."""
    there = compared.lookup(view)
    notes.problems(view)
    left, right = st.columns([4, 5], gap="large")
    with left:
        dials(view)
    with right:
        compared.board(view, there)
    cards.cards(view, there)
    cards.adding(view)
    share(view)


def dials(view: View) -> None:
    controls.task(view)
    wrong = controls.own_text(view) if view.experiment.task == "custom" else None
    controls.replay(view)
    controls.old_data(view)
    controls.lesson(view)
    controls.more(view)
    full = len(view.runs) >= COMPARED
    disabled = full or wrong is not None
    st.button("Train this", type="primary", on_click=train, args=(view,), disabled=disabled, width="stretch")
    st.caption(f"{compared.described(view.experiment.to_dict())}.")
    if wrong:
        notes.info(wrong)
    if full:
        st.caption(cards.FULL)


def train(view: View) -> None:
    """Starts a run of the view's experiment, and adds it to those compared."""
    state.touch()
    run_id = runs.start(view, view.experiment, pair=False)
    if run_id:
        view.runs.append(run_id)


def share(view: View) -> None:
    st.markdown(
        "**A link to all of this**: settings and runs. A run made here can be opened for as long as it is kept."
    )
    st.code(state.link(view), language=None, wrap_lines=True)
