"""This module is chapter 6's figure of what came of the schedules: how much was forgotten, and how much was learned."""

from __future__ import annotations

from statistics import fmean
from typing import Any, NamedTuple

import streamlit as st

from explainer.plots import shifts as plots
from explainer.sweep import replay as doses
from explainer.sweep.comparison import around
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.sweep.shifts import Arrival, arrivals
from explainer.ui import charts, sweeps
from explainer.ui.chapters import shifts_words as words
from explainer.ui.chapters.shifts_words import TITLES
from explainer.ui.dials import Dials
from explainer.ui.story import READING

SHARES = ("5", "25")  # per cent of old text


class Panel(NamedTuple):
    """A chart of the pair: a field of an Arrival, the chart's head and axis, and the colour of what it measures."""

    measure: str
    head: str
    axis: str
    colour: str


PANELS = (
    Panel("forgetting", "What was forgotten", "rise of the old loss, nats per token", "old"),
    Panel("learned", "What was learned", "new loss at the end, nats per token", "new"),
)


def outcome(dials: Dials, sweep: Sweep) -> None:
    """How much was forgotten and how much was learned, by schedule and share of old text."""
    by_share = {share: shown for share in SHARES if (shown := there(sweep, share))}
    if not by_share:
        raise SweepError(f"{sweep['title']!r} has no finished run: there is nothing to compare.")
    share = dials.values["share"] if dials.values["share"] in by_share else next(iter(by_share))
    st.markdown(words.outcome(by_share[share], share), width=READING)
    bare = without_replay()
    keys: list[str] = []
    for column, panel in zip(st.columns(2), PANELS, strict=True):
        with column:
            keys += draw(panel, by_share, bare.get(panel.measure), TITLES[dials.values["schedule"]])
    charts.numbers([row for share, shown in by_share.items() for row in rows(share, shown)], "shifts_outcome", keys)
    line = "The dotted line is German with no old text, from chapter five’s runs." if bare else ""
    st.caption(f"Small: a seed. Large: the mean. {line} {sweeps.floor()}", width=READING)


def there(sweep: Sweep, share: str) -> list[Arrival]:
    """The schedules at a share of old text; none where there is no run of it."""
    try:
        return arrivals(sweep, float(share))
    except SweepError:
        return []


def without_replay() -> dict[str, float]:
    """Mean rise of the old loss and mean new loss of chapter 5's runs with no old text, under which all schedules are
    the same; nothing where that file is missing."""
    try:
        bare = doses.doses(sweeps.load("replay"), "german")[0]
    except SweepError:
        return {}
    return {"forgetting": fmean(bare.rise), "learned": fmean(bare.new)} if bare.replay == 0 else {}


def draw(panel: Panel, by_share: dict[str, list[Arrival]], bare: float | None, picked: str) -> list[str]:
    """One measure of all schedules, with the key to its symbols."""
    values = {
        f"{share}% old": {TITLES[one.schedule]: list(getattr(one, panel.measure).values()) for one in shown}
        for share, shown in by_share.items()
    }
    key = " ".join(f"{symbol} {name}" for symbol, name in zip(plots.SYMBOLS.values(), values, strict=False))
    st.markdown(f"**{panel.head}** · {key}")
    palette = charts.palette()
    chart = plots.outcome(values, panel.axis, bare, picked, getattr(palette, panel.colour), palette)
    means = (f"{name}, {s}: {around(seeds, 'nats')}" for s, named in values.items() for name, seeds in named.items())
    alt = f"{panel.axis}: {'; '.join(means)}.".capitalize()
    return charts.chart_alone(chart, alt, f"shifts_{panel.measure}")


def rows(share: str, shown: list[Arrival]) -> list[dict[str, Any]]:
    """A row a seed of every schedule."""
    return [
        {
            "schedule": TITLES[arrival.schedule],
            "old text %": float(share),
            "seed": seed,
            "old loss rises by": round(arrival.forgetting[seed], 3),
            "new loss": round(arrival.learned[seed], 3),
        }
        for arrival in shown
        for seed in arrival.forgetting
    ]
