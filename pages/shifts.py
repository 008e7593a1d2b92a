"""This page is chapter 6: whether it matters how the new data arrives."""

from explainer.ui.chapters import shifts

shifts.page()
