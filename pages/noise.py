"""This page is chapter 7: which remedies stop overfitting, and which stop forgetting."""

from explainer.ui.chapters import noise

noise.page()
