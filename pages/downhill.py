"""This page is chapter 3: what learning does to the weights."""

from explainer.ui.chapters import downhill

downhill.page()
