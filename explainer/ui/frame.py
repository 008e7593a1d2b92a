"""What Streamlit runs at every visit: the list of chapters and the one that is open."""

import streamlit as st

from explainer.ui.chapters import LIVE, START

st.set_page_config(page_title="The Invisible Moat", page_icon="🪨", layout="wide")
chapter = st.navigation(
    [
        st.Page(START, title="Start", default=True, help="A recorded run: a small model forgets."),
        st.Page(LIVE, title="Forgetting, live", help="Train it yourself: task, replay, and talk to it."),
    ],
    position="top",
)
chapter.run()
