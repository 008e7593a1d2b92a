"""The lab of chapter 10: every dial of an experiment on one side, up to four runs on the other."""

from __future__ import annotations

import streamlit as st

from explainer.ui import controls, runs, state
from explainer.ui.chapters import lab_runs as compare
from explainer.ui.view import COMPARED, View


def lab(view: View) -> None:
    """The dials, the button, the comparison, and the link to all of it."""
    there = compare.lookup(view)
    runs.problems(None)
    left, right = st.columns([4, 5], gap="large")
    with left:
        dials(view)
    with right:
        compare.board(view, there)
    compare.cards(view, there)
    compare.adding(view)
    share(view)


def dials(view: View) -> None:
    controls.task()
    wrong = controls.own_text() if view.experiment.task == "custom" else None
    controls.replay()
    controls.old_data()
    controls.lesson()
    controls.more()
    full = len(view.runs) >= COMPARED
    st.button("Train this", type="primary", on_click=train, disabled=full or wrong is not None, width="stretch")
    st.caption(f"{compare.described(view.experiment.to_dict())}.")
    if wrong:
        st.info(wrong)
    if full:
        st.caption(compare.FULL)


def train() -> None:
    """A run of the view's experiment, added to those compared."""
    view = state.view()
    run = runs.submitted(lambda desk: desk.submit(view.experiment))
    if run:
        view.runs.append(run)


def share(view: View) -> None:
    st.markdown(
        "**A link to all of this**: settings and runs. A run made here can be opened for as long as it is kept."
    )
    st.code(state.link(view), language=None, wrap_lines=True)
