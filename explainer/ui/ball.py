"""This module is the page The ball: gradient descent to hold, on a ground mixed of the old task and the new one."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from explainer.ui import mount, notes, state
from explainer.ui.ball_view import BallView
from explainer.ui.pages import BALL
from explainer.web.takeaway.ground import ball_options
from explainer.web.takeaway.options import BallOptions

PAGE = "ball"
WORDS = (
    "Training is a ball rolling downhill: the place is the model’s weights, the height is the loss (drawn flatter the "
    "higher it is, so that the valleys show). The model has learned one task, so in most of these landscapes the ball "
    "lies in that task’s valley. Now it is trained on another, and **the ground it rolls on is the new task’s alone**. "
    "Drag the ball; then mix the old task back into the ground with the green slider."
)
TRIES = (
    ("Roll it with 25% replay: the old valley is back in the ground", {"replay": "25"}),
    ("Race four balls: replay 0, 1, 5 and 25%", {"race": "replay"}),
    ("Step by step in slow motion: which task pulls which way", {"replay": "25", "slow": "1"}),
    ("A learning rate that is too large", {"preset": "bowl", "lr": "2.5"}),
    ("Hold it back instead: a tether to the start, which is what L2-SP does", {"tether": "0.1"}),
)


def page() -> None:
    st.title("The ball and the valley")
    st.markdown(WORDS)
    view = state.linked(PAGE, BallView)
    notes.problems(view)
    figure(view, f"{PAGE}_figure", ball_options())
    state.write_url(view)
    st.subheader("Try")
    for label, query in TRIES:
        st.page_link(str(BALL), label=label, query_params=query, icon=":material/arrow_forward:")


def figure(view: BallView, key: str, options: BallOptions) -> None:
    """Shows the ball as a page's link has it. A figure that was not on the page opens as it was left; while it is there
    it keeps its own state, until a link asks for another."""
    if not state.is_mounted(key):
        view.asked = dict(view.state)
    asked = {"state": view.asked, "revision": view.revision, "hide": list(view.hide)}
    mount.ball({**options, **asked}, key, partial(hear, view))


def hear(view: BallView, news: dict[str, Any]) -> None:
    view.tell(news["state"])
