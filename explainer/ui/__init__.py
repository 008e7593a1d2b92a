"""This room is the pages as readers see them, and the only one that knows Streamlit."""
