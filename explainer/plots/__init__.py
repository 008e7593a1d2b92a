"""Every Plotly chart is made here, a file a chapter; no chart knows Streamlit."""
