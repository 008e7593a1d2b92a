"""This page is chapter 2: one prompt, four Pebbles, and what each of them has read."""

from explainer.ui.chapters import finetuning

finetuning.page()
