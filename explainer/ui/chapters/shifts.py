"""This module is chapter 6: whether it matters how new data arrives, by four schedules and three tasks in six orders.

The first figure is here: the schedules of the same old and new text, from their batches to their losses.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from explainer.fields import Choice
from explainer.plots import shifts as plots
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.sweep.shifts import SCHEDULES, Arrival, arrivals
from explainer.ui import charts, state, story, sweeps
from explainer.ui.chapters import shifts_orders as orders
from explainer.ui.chapters import shifts_words as words
from explainer.ui.chapters.shifts_outcome import SHARES, outcome
from explainer.ui.chapters.shifts_words import PHRASES, TITLES
from explainer.ui.dials import Dial, Dials
from explainer.ui.story import READING
from explainer.ui.widgets import dial

NAME = "shifts"
PERCENT = {share: f"{share}%" for share in SHARES}
DIALS: dict[str, Dial] = {
    "share": (Choice(SHARES, "old text in per cent of all that is read", PERCENT), "25"),
    "schedule": (Choice(SCHEDULES, "the schedule that the others are compared with", TITLES), "mix"),
    **orders.DIALS,
}
LEAST = 0.1  # nats: how far the axis of distances goes where none was measured


def page() -> None:
    dials = state.linked(NAME, partial(Dials, NAME, DIALS))
    figures = {
        "schedules": sweeps.drawn(NAME, partial(schedules, dials)),
        "outcome": sweeps.drawn(NAME, partial(outcome, dials)),
        "orders": sweeps.drawn(orders.NAME, partial(orders.figure, dials)),
    }
    story.chapter(NAME, figures, measured(), dials)


def measured() -> dict[str, str]:
    """The sentences in the chapter's text that the numbers choose; without a file they are left out of it."""
    try:
        told = words.measured(arrivals(sweeps.load(NAME), float(DIALS["share"][1])))
    except SweepError:
        told = dict.fromkeys(words.NAMES, "")
    try:
        return {**told, **orders.measured(sweeps.load(orders.NAME))}
    except SweepError:
        return {**told, "bwt": ""}


def schedules(dials: Dials, sweep: Sweep) -> None:
    """The controls, and a column of panels for each schedule."""
    shown = arrivals(sweep, float(dials.values["share"]))
    beside = next((arrival for arrival in shown if arrival.schedule == dials.values["schedule"]), None)
    controls(dials)
    furthest = max((distance for arrival in shown for _, distance in arrival.divergence), default=LEAST)
    keys: list[str] = []
    for column, arrival in zip(st.columns(len(shown)), shown, strict=True):
        with column:
            st.markdown(f"**{TITLES[arrival.schedule]}**: {PHRASES[arrival.schedule]}")
            chart = plots.schedule(arrival, beside, furthest, charts.palette())
            keys += charts.chart_alone(chart, alt(arrival), f"shifts_{arrival.schedule}")
    charts.numbers([row for arrival in shown for row in rows(arrival)], "shifts", keys)
    st.caption(
        f"Lines: means of {len(shown[0].forgetting)} seeds; bands: least to most. Dotted: the old loss of the schedule "
        f"chosen above. The new loss begins at {shown[0].new.mean[0]:.1f} nats, far above the frame. The distance is "
        f"the Jensen-Shannon divergence of token frequencies, in nats: at most 0.69. {sweeps.provenance(sweep)}.",
        width=READING,
    )


def controls(dials: Dials) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", width=READING):
        dial(dials, "share", "Old text, of all that is read", segments=True)
        dial(dials, "schedule", "Compare with", segments=True)


def alt(arrival: Arrival) -> str:
    """A schedule's column in a sentence."""
    peak, first, last = max(arrival.old.mean), arrival.share[0][1], arrival.share[-1][1]
    return (
        f"{TITLES[arrival.schedule]}, {PHRASES[arrival.schedule]}: the share of old in a batch goes from {first:.0%} "
        f"to {last:.0%}. The old loss goes from {arrival.old.mean[0]:.2f} up to {peak:.2f} and ends at "
        f"{arrival.old.mean[-1]:.2f} nats, the new loss ends at {arrival.new.mean[-1]:.2f}."
    )


def rows(arrival: Arrival) -> list[dict[str, Any]]:
    """A row a measured step."""
    shares, distances = dict(arrival.share), dict(arrival.divergence)
    return [
        {
            "schedule": TITLES[arrival.schedule],
            "step": step,
            "share of old": round(shares[step], 3) if step in shares else None,
            "divergence": round(distances[step], 4) if step in distances else None,
            "old loss": round(arrival.old.mean[i], 3),
            "old, least": arrival.old.low[i],
            "old, most": arrival.old.high[i],
            "new loss": round(arrival.new.mean[i], 3),
            "new, least": arrival.new.low[i],
            "new, most": arrival.new.high[i],
        }
        for i, step in enumerate(arrival.old.step)
    ]
