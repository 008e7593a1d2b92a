"""This page is The real valley: the ball on the measured losses of a real fine-tune."""

from explainer.ui import valley

valley.page()
