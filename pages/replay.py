"""Chapter 5: how much old data is enough? The dose curve beside the paper's, and the old loss on the way."""

from functools import partial

from explainer.ui import state, story, sweeps
from explainer.ui.chapters import replay as dose

dials = state.dials("replay", dose.DIALS)
story.chapter(
    "replay",
    {
        "dose": sweeps.drawn("replay", partial(dose.figure, dials)),
        "way": sweeps.drawn("replay", partial(dose.way, dials)),
    },
    dose.measured(),
    dials,
)
