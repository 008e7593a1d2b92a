"""Chapter 6: does it matter how the new data arrives? Four schedules, and three tasks in six orders."""

from functools import partial

from explainer.ui import orders, shifts, state, story, sweeps

dials = state.dials("shifts", shifts.DIALS)
story.chapter(
    "shifts",
    {
        "schedules": sweeps.drawn("schedules", partial(shifts.figure, dials)),
        "outcome": sweeps.drawn("schedules", partial(shifts.outcome, dials)),
        "orders": sweeps.drawn("orders", partial(orders.figure, dials)),
    },
    shifts.measured(),
    dials,
)
