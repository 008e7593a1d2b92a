"""Start: the hook. A recorded run plays by itself; nothing is trained, nothing needs a click."""

import streamlit as st

from explainer.ui import captions, recorded, runs
from explainer.ui.player import player

st.title("Teach a model one thing. Watch it forget the rest.")
st.markdown(
    "Pebble, a tiny language model, knows capitals, colours and small talk. Now it learns about an app called Jan: "
    "once **with none of its old data**, once with **a little of it mixed back in**."
)
pair = ["jan-0", "jan-5"]
player(
    {
        "runs": [runs.recorded_run(name) for name in pair],
        "autoplay": True,
        "captions": captions.story(*map(recorded.load, pair)),
        "first": "Tell me about the world.",
    },
    key="start",
)
st.page_link(
    "pages/live.py", label="Do it yourself: move the replay slider and press Train", icon=":material/play_arrow:"
)
