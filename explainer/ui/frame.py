"""What Streamlit runs at every visit: the list of chapters and the one that is open."""

from pathlib import Path

import streamlit as st

PAGES = Path(__file__).parents[2] / "pages"

st.set_page_config(page_title="The Invisible Moat", page_icon="🪨", layout="wide")
chapter = st.navigation(
    [
        st.Page(PAGES / "start.py", title="Start", default=True, help="A recorded run: a small model forgets."),
        st.Page(PAGES / "live.py", title="Forgetting, live", help="Train it yourself: task, replay, and talk to it."),
    ],
    position="top",
)
chapter.run()
