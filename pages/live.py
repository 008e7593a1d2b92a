"""This page is Forgetting, live: choose a new task and a share of replay, guess, train, watch, ask."""

from explainer.ui import live

live.page()
