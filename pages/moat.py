"""Chapter 1: the openness index as dots; which systems have open weights, and which have open data."""

from explainer import facts
from explainer.ui import state, story
from explainer.ui.chapters import moat as openness

known = facts.openness([row for row in openness.INDEX if "text" in row["type"]])
dials = state.dials("moat", openness.DIALS)
story.chapter(
    "moat",
    {"index": lambda: openness.explorer(dials), "models": openness.named_models},
    {
        "systems": str(len(openness.INDEX)),
        "with_weights": str(known.open_weights + known.gated),
        "with_data": str(known.both),
    },
    dials,
)
