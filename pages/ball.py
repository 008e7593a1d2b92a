"""The ball: gradient descent that can be held, on a ground mixed of the old task and the new one."""

import streamlit as st

from explainer.landscape.presets import PRESETS
from explainer.ui import state
from explainer.ui.mount import ball
from explainer.ui.pages import BALL
from explainer.web.takeaway import ball_link

st.title("The ball and the valley")
st.markdown(
    "Training is a ball rolling downhill: the place is the model’s weights, the height is the loss (drawn flatter the "
    "higher it is, so that the valleys show). The model has "
    "learned one task, so the ball lies in that task’s valley. Now it is trained on another, and **the ground it rolls "
    "on is the new task’s alone**. Drag the ball; then mix the old task back into the ground with the green slider."
)
found = state.ball("ball")
for problem in found.problems:
    st.warning(problem)
found.problems.clear()
grounds = [{"name": p.name, "title": p.title, "note": p.note, "url": f"api/grounds/{p.name}"} for p in PRESETS.values()]
result = ball(
    {
        "groundUrl": f"api/grounds/{ball_link.DEFAULT}",
        "grounds": grounds,
        "state": found.asked,
        "link": found.followed,
        "hide": list(found.hide),
    },
    key=state.figure_key("ball"),
)
if result.state is not None:
    found.state = ball_link.from_figure(result.state)
state.write_ball_url("ball", found)

st.subheader("Try")
for label, query in (
    ("Roll it with 25% replay: the old valley is back in the ground", {"replay": "25"}),
    ("Race four balls: replay 0, 1, 5 and 25%", {"race": "replay"}),
    ("Step by step in slow motion: which task pulls which way", {"replay": "25", "slow": "1"}),
    ("A learning rate that is too large", {"preset": "bowl", "lr": "2.5"}),
    ("Hold it back instead: a tether to the start, which is what L2 and EWC do", {"tether": "0.1"}),
):
    st.page_link(str(BALL), label=label, query_params=query, icon=":material/arrow_forward:")
