"""Chapter 9: what open data allows, and a search of everything that Pebble has read."""

from explainer.ui import state, story
from explainer.ui.chapters import finetuning as stages
from explainer.ui.chapters import open as shelves

dials = state.dials("open", shelves.DIALS)
recipe = stages.recipe()
story.chapter(
    "open",
    {"search": lambda: shelves.search(dials), "counts": lambda: shelves.frequencies(dials)},
    {"documents": f"{recipe['raw_documents'] + recipe['dialogues']:,}"},
    dials,
)
