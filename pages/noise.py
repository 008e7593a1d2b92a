"""Chapter 7: few new examples; which remedies stop overfitting, and which stop forgetting."""

from functools import partial

from explainer.ui import state, story, sweeps
from explainer.ui.chapters import noise

dials = state.dials("noise", noise.DIALS)
story.chapter(
    "noise",
    {
        "quadrants": sweeps.drawn(noise.NAME, partial(noise.quadrants, dials)),
        "curves": sweeps.drawn(noise.NAME, partial(noise.curves, dials)),
    },
    noise.measured(),
    dials,
)
