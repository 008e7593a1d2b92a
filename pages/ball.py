"""This page is The ball: gradient descent that can be held."""

from explainer.ui import ball

ball.page()
