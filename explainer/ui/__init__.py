"""All that imports streamlit beside app.py and pages/: state and URL, shared widgets, mounting the player."""
