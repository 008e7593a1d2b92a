"""This page is chapter 5: how much old data is enough."""

from explainer.ui.chapters import replay

replay.page()
