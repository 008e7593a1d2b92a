"""Start: the hook. A recorded run plays by itself; nothing is trained, nothing needs a click."""

import streamlit as st

from explainer import text as texts
from explainer.ui import captions, recorded, runs
from explainer.ui.pages import LIVE, MINUTES, STORY
from explainer.ui.player import player

PAIR = ("jan-0", "jan-5")

st.title("Teach a model one thing. Watch it forget the rest.")
for block in texts.read("start"):
    if block.kind == "figure":
        pair = [recorded.load(name) for name in PAIR]
        options = {"runs": [runs.recorded_run(name) for name in PAIR], "autoplay": True}
        player(options | {"captions": captions.story(*pair)}, key="start")
    else:
        st.markdown(texts.filled(block.text, {"share": runs.label(recorded.load(PAIR[-1]))}))
st.page_link(
    str(STORY[0].page),
    label=f"Read the story: {len(STORY)} short chapters, about {MINUTES} minutes",
    icon=":material/menu_book:",
)
st.subheader("Now you")
for label, query in (
    ("Add 1% replay and train it yourself", {"task": "jan", "replay": "1"}),
    ("Teach it German instead, a stronger shift", {"task": "german", "replay": "5"}),
    ("Bring your own text", {"task": "custom", "replay": "5"}),
):
    st.page_link(str(LIVE), label=label, query_params=query, icon=":material/arrow_forward:")
