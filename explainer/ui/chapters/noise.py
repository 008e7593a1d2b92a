"""This module is chapter 7: few new examples; which remedies stop overfitting, and which stop forgetting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from explainer.fields import Choice
from explainer.plots import noise as plots
from explainer.sweep.curves import Band
from explainer.sweep.noise import ARMS, NOTHING, REPLAY, Outcome, bands, outcomes
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.ui import charts, state, story, sweeps
from explainer.ui.chapters import noise_words as words
from explainer.ui.dials import Dial, Dials
from explainer.ui.widgets import dial

NAME = "noise"
DIALS: dict[str, Dial] = {"remedy": (Choice(ARMS, "whose curves are shown"), REPLAY)}
CURVES = {"new": "new task, fresh text", "fit": "new task, examples shown", "old": "old task"}


def page() -> None:
    dials = state.linked(NAME, partial(Dials, NAME, DIALS))
    figures = {"quadrants": partial(quadrants, dials), "curves": partial(curves, dials)}
    drawn = {name: sweeps.drawn(NAME, draw) for name, draw in figures.items()}
    story.chapter(NAME, drawn, measured(), dials)


def measured() -> dict[str, str]:
    """What the text says of the outcome; nothing where there is no sweep."""
    try:
        sweep = sweeps.load(NAME)
        return words.measured(sweep, outcomes(sweep))
    except SweepError:
        return dict.fromkeys(words.NAMES, "")


def quadrants(dials: Dials, sweep: Sweep) -> None:
    """Every run by what it stopped; a click on a mark shows that remedy's curves."""
    arms = outcomes(sweep)
    chart = plots.quadrants(arms, dials.values["remedy"], charts.palette())
    charts.figure(chart, rows(arms), alt(arms), "noise_quadrants", partial(dials.choose, "remedy"))
    st.caption(
        "Small marks are runs, large ones their mean. 0% is a run with nothing done and the same seed; the dotted "
        f"lines are at half. {sweeps.provenance(sweep)}."
    )


def rows(arms: Sequence[Outcome]) -> list[dict[str, object]]:
    """A row a run."""
    return [
        {
            "what was done": outcome.label,
            "seed": point.seed,
            "loss on the examples": point.fit,
            "loss on fresh text": point.new,
            "overfitting": point.gap,
            "forgetting": point.forgetting,
            "overfitting removed (%)": point.gap_removed,
            "forgetting removed (%)": point.forgetting_removed,
        }
        for outcome in arms
        for point in outcome.points
    ]


def alt(arms: Sequence[Outcome]) -> str:
    shares = (
        f"{arm.label} {arm.mean('gap_removed'):.0f}% and {arm.mean('forgetting_removed'):.0f}%"
        for arm in arms
        if arm.arm != NOTHING
    )
    return f"Share of the overfitting and of the forgetting removed, means over the seeds: {'; '.join(shares)}."


# One remedy's curves


def curves(dials: Dials, sweep: Sweep) -> None:
    """The losses of one remedy over the steps, beside those with nothing done."""
    arm, palette = dials.values["remedy"], charts.palette()
    labels = {outcome.arm: outcome.label for outcome in outcomes(sweep)}
    choice(dials, labels)
    if arm not in labels:
        raise SweepError(f"{sweep['title']!r} has no finished run of {arm}: choose another.")
    bare, chosen = bands(sweep, NOTHING), bands(sweep, arm)
    left, right = st.columns(2)
    with left:
        st.markdown("**The new task**: the examples shown, and fresh text")
        chart = plots.new_losses(chosen, bare, arm == NOTHING, palette)
        keys = charts.chart_alone(chart, ends(labels[arm], chosen, ("new", "fit")), "noise_new")
    with right:
        st.markdown("**The old task**: what Pebble knew")
        chart = plots.old_losses(chosen, bare, arm == NOTHING, palette)
        keys += charts.chart_alone(chart, ends(labels[arm], chosen, ("old",)), "noise_old")
    charts.numbers(table(chosen, ("new", "fit", "old")), "noise_curves", keys)
    st.caption("Lines are means over the seeds, bands go from the least to the most. The left axis is logarithmic.")


def choice(dials: Dials, labels: Mapping[str, str]) -> None:
    """The remedies that were measured."""
    label = "Show the losses with"
    dial(dials, "remedy", label, options=list(labels), shown=lambda arm: labels[arm].capitalize(), width=320)


def table(losses: Mapping[str, Band], names: Sequence[str]) -> list[dict[str, float]]:
    """A row a step."""
    rows: list[dict[str, float]] = [{"step": step} for step in losses[names[0]].step]
    for name in names:
        band = losses[name]
        for row, mean, low, high in zip(rows, band.mean, band.low, band.high, strict=True):
            row |= {f"{CURVES[name]}, mean": mean, f"{CURVES[name]}, least": low, f"{CURVES[name]}, most": high}
    return rows


def ends(label: str, losses: Mapping[str, Band], names: Sequence[str]) -> str:
    lines = (f"{CURVES[name]} from {losses[name].mean[0]:.2f} to {losses[name].mean[-1]:.2f}" for name in names)
    return f"Loss over the steps with {label}, nats per token: {'; '.join(lines)}."
