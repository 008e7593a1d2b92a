"""The real valley: the ball on the measured losses of a real fine-tune."""

import streamlit as st

from explainer.ui import valley

st.title("The real valley")
st.markdown(
    "A landscape of hills and valleys is easily drawn by hand. **This one was measured**: Pebble was fine-tuned twice "
    "from the same start, without replay and with it. Through the start and the two ends goes one plane, and at every "
    "point of it the real model was asked for its loss on the old task and on the new. Put the ball on it; then move "
    "the replay slider."
)
valley.page()
