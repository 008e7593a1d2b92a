"""This module is chapter 3: what learning does to the weights, by a ball on the ground of two tasks."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from explainer.tables.figures import BALL as FIELDS
from explainer.ui import mount, state, story
from explainer.ui.dials import Dial, Dials
from explainer.ui.pages import BALL, VALLEY
from explainer.web.takeaway.ground import ball_options

NAME = "downhill"
DIALS: dict[str, Dial] = {"replay": (FIELDS["replay"], 0.0)}


def page() -> None:
    dials = state.linked(NAME, partial(Dials, NAME, DIALS))
    story.chapter(NAME, {"ball": partial(figure, dials)}, dials=dials)


def figure(dials: Dials) -> None:
    """The ball to drag; the words around it set its replay."""
    options: dict[str, Any] = {**ball_options(), "revision": dials.revision, "small": True}
    options.pop("grounds")  # one landscape, and so no menu
    mount.ball({**options, "state": {"replay": dials.values["replay"]}}, NAME)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.page_link(str(BALL), label="The ball, with all its dials", icon=":material/arrow_forward:")
        st.page_link(str(VALLEY), label="The same ball on a measured landscape", icon=":material/arrow_forward:")
