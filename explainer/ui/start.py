"""This module is the page Start: a recorded run plays by itself; nothing is trained, nothing needs a click."""

from __future__ import annotations

import streamlit as st

from explainer import text as texts
from explainer.ui import captions, mount, recorded, runs
from explainer.ui.pages import LIVE, MINUTES, STORY

PAIR = ("jan-0", "jan-5")
LESSONS = (
    ("Add 1% replay and train it yourself", {"task": "jan", "replay": "1"}),
    ("Teach it German instead, another language", {"task": "german", "replay": "5"}),
    ("Bring your own text", {"task": "custom", "replay": "5"}),
)


def page() -> None:
    bare, mixed = map(recorded.load, PAIR)
    st.title("Teach a model one thing. Watch it forget the rest.")
    for block in texts.read("start"):
        if block.kind == "figure":
            options = {"runs": [runs.recorded_run(name) for name in PAIR], "autoplay": True}
            mount.run(options | {"captions": captions.story(bare, mixed)}, "start")
        else:
            st.markdown(texts.filled(block.text, {"share": runs.label(mixed)}))
    label = f"Read the story: {len(STORY)} short chapters, about {MINUTES} minutes"
    st.page_link(str(STORY[0].page), label=label, icon=":material/menu_book:")
    st.subheader("Now you")
    for label, query in LESSONS:
        st.page_link(str(LIVE), label=label, query_params=query, icon=":material/arrow_forward:")
