"""Chapter 2: one prompt, four Pebbles, and what each of them has read."""

from explainer.ui import state, story
from explainer.ui.chapters import finetuning as stages

dials = state.dials("finetuning", stages.DIALS)
recipe = stages.recipe()
story.chapter(
    "finetuning",
    {"four": lambda: stages.four(dials)},
    {
        "parameters": f"{stages.parameters() / 1e6:.1f} million",
        "raw_documents": f"{recipe['raw_documents']:,}",
        "dialogues": f"{recipe['dialogues']:,}",
    },
    dials,
)
