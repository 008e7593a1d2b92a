"""This is the app, for `streamlit run app.py`: the pages, our own routes, and what starts and ends with the server."""

import streamlit as st

from explainer import web
from explainer.ui.pages import STORY

base = st.get_option("server.baseUrlPath")
around = web.around(base, {chapter.name: chapter.question for chapter in STORY})
app = st.App("explainer/ui/frame.py", routes=web.under(base), middleware=around, lifespan=web.lifespan)
