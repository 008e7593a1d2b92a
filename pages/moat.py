"""This page is chapter 1: which systems have open weights, and which have open data."""

from explainer.ui.chapters import moat

moat.page()
