"""Chapter 6: does it matter how the new data arrives? Four schedules, and three tasks in six orders."""

from functools import partial

from explainer.ui import state, story, sweeps
from explainer.ui.chapters import shifts
from explainer.ui.chapters import shifts_orders as orders

dials = state.dials("shifts", shifts.DIALS)
story.chapter(
    "shifts",
    {
        "schedules": sweeps.drawn("shifts", partial(shifts.figure, dials)),
        "outcome": sweeps.drawn("shifts", partial(shifts.outcome, dials)),
        "orders": sweeps.drawn("shifts_orders", partial(orders.figure, dials)),
    },
    shifts.measured(),
    dials,
)
