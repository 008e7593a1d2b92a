"""This module is chapter 7: few new examples; which remedies stop overfitting, and which stop forgetting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from explainer.fields import Choice
from explainer.plots import noise as plots
from explainer.sweep.comparison import around
from explainer.sweep.curves import Band
from explainer.sweep.noise import ARMS, NOTHING, REPLAY, Outcome, bands, best, grid, outcomes
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
    figures: dict[str, Callable[[Sweep], None]] = {
        "quadrants": partial(quadrants, dials),
        "curves": partial(curves, dials),
        "strengths": strengths,
    }
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
        "lines across are at half. Where an arm was tried at several strengths, a dotted line joins their means, and "
        "its name stands at the one with the least of both losses together. "
        f"{sweeps.floor()} {sweeps.provenance(sweep)}."
    )


def rows(arms: Sequence[Outcome]) -> list[dict[str, object]]:
    """A row a run."""
    return [
        {
            "what was done": outcome.label,
            "strength": outcome.strength,
            "seed": point.seed,
            "loss on the examples": point.fit,
            "loss on fresh text": point.new,
            "old questions right (%)": point.right,
            "overfitting": point.gap,
            "forgetting": point.forgetting,
            "overfitting removed (%)": point.gap_removed,
            "forgetting removed (%)": point.forgetting_removed,
        }
        for outcome in arms
        for point in outcome.points
    ]


def alt(arms: Sequence[Outcome]) -> str:
    both = ("gap_removed", "forgetting_removed")
    shares = (
        f"{arm.label} {' and '.join(around(arm.all(name), 'percent') for name in both)}"
        for arm in best(arms).values()
        if arm.arm != NOTHING
    )
    return f"Share of the overfitting and of the forgetting removed, means with their intervals: {'; '.join(shares)}."


# Strengths


def strengths(sweep: Sweep) -> None:
    """What each remedy that holds the weights did at each strength that was tried, as a table beside old data."""
    every = outcomes(sweep)
    spoken = best(every)
    tried = [outcome for name in words.SPRINGS for outcome in grid(every, name)]
    shown = [spoken[name] for name in (NOTHING, REPLAY) if name in spoken] + tried
    head = "| | strength | forgetting removed | old questions right | new loss |\n|---|---|---|---|---|"
    st.markdown("\n".join([head, *(row(outcome, spoken.get(outcome.arm) is outcome) for outcome in shown)]))
    st.caption(
        f"Means over {len(shown[0].points)} seeds, ± their 95% intervals; the new loss on fresh text, nats per token. "
        "Bold: the strength with the least of both losses together, which speaks for the remedy elsewhere on this page."
    )


def row(outcome: Outcome, speaks: bool) -> str:
    """A line of the table."""
    strength = "–" if outcome.strength is None else f"{outcome.strength:g}"
    strength = f"**{strength}**" if speaks and outcome.strength is not None else strength
    removed = "–" if outcome.arm == NOTHING else around(outcome.all("forgetting_removed"), "percent")
    right, new = around(outcome.all("right"), "percent"), around(outcome.all("new"), "nats")
    return f"| {outcome.label} | {strength} | {removed} | {right} | {new} |"


# One remedy's curves


def curves(dials: Dials, sweep: Sweep) -> None:
    """The losses of one remedy over the steps, beside those with nothing done."""
    arm, palette = dials.values["remedy"], charts.palette()
    spoken = best(outcomes(sweep))
    labels = {name: outcome.label for name, outcome in spoken.items()}
    choice(dials, labels)
    if arm not in spoken:
        raise SweepError(f"{sweep['title']!r} has no finished run of {arm}: choose another.")
    bare, chosen = bands(sweep, spoken[NOTHING]), bands(sweep, spoken[arm])
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
