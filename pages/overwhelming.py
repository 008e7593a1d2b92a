"""Chapter 8: other people's data, or its own words, in place of the old data; averages of benchmarks; ways across."""

from functools import partial

from explainer.ui import state, story, sweeps
from explainer.ui.chapters import overwhelming
from explainer.ui.chapters import overwhelming_benchmarks as benchmarks

dials = state.dials("overwhelming", overwhelming.DIALS | benchmarks.DIALS)
story.chapter(
    "overwhelming",
    {
        "trial": sweeps.drawn(overwhelming.NAME, partial(overwhelming.trial, dials)),
        "side": sweeps.drawn(overwhelming.NAME, partial(overwhelming.side_by_side, dials)),
        "averages": partial(benchmarks.averages, dials),
        "instructgpt": benchmarks.instructgpt,
        "ways": benchmarks.ways,
    },
    overwhelming.measured(),
    dials,
)
