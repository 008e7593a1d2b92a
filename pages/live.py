"""Forgetting, live: choose a new task and a share of replay, guess, train, watch, ask."""

import streamlit as st

from explainer.ui import controls, runs, state

st.title("Forgetting, live")
st.markdown("Teach Pebble something new. Then see what it still knows.")

view = state.view("live")
controls.task()
wrong = controls.own_text() if view.experiment.task == "custom" else None
controls.replay()
controls.more()
runs.train_button(disabled=wrong is not None)
runs.problems(wrong)
runs.show(view)
state.write_url(view)
