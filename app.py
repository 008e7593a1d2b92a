"""The app: `streamlit run app.py`. Puts together the pages, our own routes and what starts and ends with the server."""

import streamlit as st

from explainer import web

app = st.App("explainer/ui/frame.py", routes=web.under(st.get_option("server.baseUrlPath")), lifespan=web.lifespan)
