"""This page is chapter 9: what open data allows."""

from explainer.ui.chapters import open

open.page()
