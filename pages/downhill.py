"""Chapter 3: what does learning do to the weights? The small ball, on the ground of an old and a new task."""

import streamlit as st

from explainer.fields import Number
from explainer.ui import state, story
from explainer.ui.mount import ball
from explainer.ui.pages import BALL, VALLEY
from explainer.web.takeaway.ball_link import DEFAULT

dials = state.dials("downhill", {"replay": (Number(0, 100, "percentage of the old task in the ground"), 0.0)})


def hold() -> None:
    """The ball to drag; the words around it set its replay."""
    asked = {"replay": dials.values["replay"]}
    ball({"groundUrl": f"api/grounds/{DEFAULT}", "state": asked, "small": True}, key="downhill")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.page_link(str(BALL), label="The ball, with all its dials", icon=":material/arrow_forward:")
        st.page_link(str(VALLEY), label="The same ball on a measured landscape", icon=":material/arrow_forward:")


story.chapter("downhill", {"ball": hold}, dials=dials)
