"""The app: `streamlit run app.py`. Puts together the pages, our own routes and what starts and ends with the server."""

import streamlit as st

from explainer.web import lifespan, routes

app = st.App("explainer/ui/frame.py", routes=routes, lifespan=lifespan)
