"""This page is Start: a recorded run plays by itself."""

from explainer.ui import start

start.page()
