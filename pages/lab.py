"""This page is chapter 10: the lab."""

from explainer.ui.chapters import lab

lab.page()
