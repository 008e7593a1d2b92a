"""Chapter 5: how much old data is enough? The dose curve beside the paper's, and the old loss on the way."""

from functools import partial

from explainer.ui import dose, state, story, sweeps

dials = state.dials("replay", dose.DIALS)
story.chapter(
    "replay",
    {
        "dose": sweeps.drawn("dose", partial(dose.figure, dials)),
        "way": sweeps.drawn("dose", partial(dose.way, dials)),
    },
    dose.measured(),
    dials,
)
