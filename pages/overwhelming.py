"""This page is chapter 8: whether enough curated data can stand in for the old data."""

from explainer.ui.chapters import overwhelming

overwhelming.page()
