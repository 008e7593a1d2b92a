"""Start: the hook. A recorded run plays by itself; nothing is trained, nothing needs a click."""

import streamlit as st

from explainer.ui import captions, recorded, runs
from explainer.ui.chapters import LIVE
from explainer.ui.player import player

st.title("Teach a model one thing. Watch it forget the rest.")
st.markdown(
    "Pebble, a tiny language model, knows capitals, colours and small talk. Two copies of it now learn about an app "
    "called Jan: one **from Jan alone**, one **with 5% of its old data mixed back in**."
)
pair = ["jan-0", "jan-5"]
player(
    {
        "runs": [runs.recorded_run(name) for name in pair],
        "autoplay": True,
        "captions": captions.story(*map(recorded.load, pair)),
    },
    key="start",
)

st.subheader("Why call it a moat?")
st.markdown(
    "Mixing old data back in is called *replay*, and it works: that little can be enough. But to replay a model's old "
    "data you must have it. Most models with open weights come without the data they were trained on, so whoever kept "
    "it can go on teaching their model, and the rest of us can only make it forget. The measured case at scale is "
    "[Ibrahim et al. 2024](https://arxiv.org/abs/2403.08763): a model of 405 million parameters, taught German, lost "
    "3.56 − 2.17 = 1.39 nats per token on its old text; with 1% replay the rise was 0.66."
)
st.subheader("Now you")
for label, query in (
    ("Add 1% replay and train it yourself", {"task": "jan", "replay": "1"}),
    ("Teach it German instead, a stronger shift", {"task": "german", "replay": "5"}),
    ("Bring your own text", {"task": "custom", "replay": "5"}),
):
    st.page_link(str(LIVE), label=label, query_params=query, icon=":material/arrow_forward:")
