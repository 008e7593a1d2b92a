"""Chapter 10: the lab. All dials of an experiment, up to four runs side by side, and a link that opens them again."""

from functools import partial

from explainer.ui import state, story
from explainer.ui.chapters import lab

view = state.view("lab")
story.chapter("lab", {"lab": partial(lab.lab, view)}, dials=view)
