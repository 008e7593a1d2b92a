"""This script is what Streamlit runs at every visit: the list of pages, and the one that is open."""

import streamlit as st

from explainer.facts import FactsError
from explainer.text import TextError
from explainer.ui import notes, state
from explainer.ui.pages import BALL, LIVE, START, STORY, VALLEY
from explainer.ui.style import STYLE

st.set_page_config(page_title="The Invisible Moat", page_icon="🪨", layout="wide")
page = st.navigation(
    {
        "": [st.Page(START, title="Start", default=True, help="A recorded run: a small model forgets.")],
        "The story": [st.Page(c.page, title=f"{c.number}. {c.title}", help=c.question) for c in STORY],
        "Hands on": [
            st.Page(LIVE, title="Forgetting, live", help="Train it yourself: task, replay, and talk to it."),
            st.Page(BALL, title="The ball", help="Why it forgets: gradient descent that you can hold."),
            st.Page(VALLEY, title="The real valley", help="The ball on the measured losses of a real fine-tune."),
        ],
    },
    position="top",
)
st.html(STYLE)
state.begin(page.title)
try:
    page.run()
except (FactsError, TextError) as error:  # of a file that somebody has edited; no page can do without it
    notes.error(f"This page cannot be shown: {error}")
