"""This room draws every Plotly chart, a file a chapter; no chart knows Streamlit."""
