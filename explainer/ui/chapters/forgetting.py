"""Chapter 4: which knowledge goes first, and which comes back. Two charts beside each other, and what they say."""

from __future__ import annotations

import streamlit as st

from explainer.plots.forgetting import GROUPS, kept, on_the_way
from explainer.record import Record
from explainer.ui import charts as figures
from explainer.ui.runs import label

COMMON, RARE = "common facts", "rare facts"
WHY = "A little old data speaks of what was common in it, and seldom of the rest."
CLEAR = 20  # points; a smaller difference between two shares of some 40 questions is not one


def figure(bare: Record, mixed: Record) -> None:
    charts: list[str] = []
    for column, run, key in zip(st.columns(2), (bare, mixed), ("bare", "mixed"), strict=True):
        with column:
            old = "no old data" if run is bare else f"{label(run)} old data"
            st.markdown(f"**{old.capitalize()}**")
            told = f"Old questions answered right, {old}: {'; '.join(row_said(row) for row in on_the_way(run))}."
            charts += figures.chart_alone(kept(run, figures.palette()), told, f"forgetting_first_{key}")
    rows = [{"replay": label(run)} | row for run in (bare, mixed) for row in on_the_way(run)]
    figures.numbers(rows, "forgetting_first", charts)


def row_said(row: dict[str, float]) -> str:
    return f"step {row['step']}: {', '.join(f'{name} {row[name]:.0f}%' for name in GROUPS)}"


def said(bare: Record, mixed: Record) -> str:
    """What came out, whatever it is."""
    widest = max(on_the_way(bare), key=lambda row: row[COMMON] - row[RARE])
    at_widest = f"at step {widest['step']} of {bare['experiment']['task'].capitalize()} alone {widest[COMMON]:.0f}% of "
    at_widest += f"the common facts were still answered right, and {widest[RARE]:.0f}% of the rare"
    if widest[COMMON] - widest[RARE] < CLEAR:
        return f"Neither goes much before the other: {at_widest}, and never were they further apart."
    return f"The rare ones: {at_widest}. {with_old(mixed)}"


def with_old(mixed: Record) -> str:
    rows = on_the_way(mixed)
    lowest, end = min(rows, key=lambda row: row[COMMON]), rows[-1]
    fell = f"With {label(mixed)} of old data the common facts fell too, to {lowest[COMMON]:.0f}%"
    if end[COMMON] - lowest[COMMON] < CLEAR:
        return f"{fell}, and at the end it is {end[COMMON]:.0f}% of them and {end[RARE]:.0f}% of the rare."
    came = f"{fell}, and came back: {end[COMMON]:.0f}% at the end."
    if end[COMMON] - end[RARE] < CLEAR:
        return f"{came} The rare came back as well: {end[RARE]:.0f}%."
    return f"{came} The rare hardly did: {end[RARE]:.0f}%. {WHY}"
