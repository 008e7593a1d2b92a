"""This module shows how long a run still takes, and draws the page again once it has ended."""

from __future__ import annotations

import streamlit as st

from explainer.jobs import desk as desks
from explainer.jobs.errors import NotFound
from explainer.record import RUNNING

EVERY = 1.0  # seconds between two looks


@st.fragment(run_every=EVERY)
def progress(run_id: str) -> None:
    desk = desks.current()
    try:
        status = desk.status(run_id) if desk else None
    except NotFound:
        status = None
    if not status or status["status"] not in RUNNING:
        st.rerun()
    left = f" About {status['eta_seconds']:.0f} s more." if status["eta_seconds"] else ""
    st.caption(("It is being fine-tuned." if status["status"] == "running" else "It waits for its turn.") + left)
