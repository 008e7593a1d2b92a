"""Chapter 7's figures and findings: which remedies stop overfitting, which stop forgetting, as the sweep measured it.

Every sentence about the outcome is chosen here by the numbers; the text in assets/text/noise.md holds none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from explainer.fields import Choice
from explainer.plots import noise as plots_noise
from explainer.sweep import noise as remedies
from explainer.sweep.curves import Band
from explainer.sweep.noise import ARMS, NOTHING, RANDOM, REPLAY, Outcome
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.text import joined
from explainer.ui import charts as figures
from explainer.ui import state, sweeps
from explainer.ui.state import Dial, Dials

NAME = "noise"
SPRING = "l2sp"
NOISES = (RANDOM, "neftune", "dropout", "label_smoothing")
DIALS: dict[str, Dial] = {"remedy": (Choice(ARMS, "whose curves are shown"), REPLAY)}


def quadrants(dials: Dials, sweep: Sweep) -> None:
    """Every run by what it stopped; a click on a mark shows that remedy's curves."""
    found = remedies.outcomes(sweep)
    chart = plots_noise.quadrants(found, dials.values["remedy"], figures.palette())
    figures.figure(chart, rows(found), alt(found), "noise_quadrants", lambda arm: dials.set({"remedy": arm}))
    st.caption(
        "Small marks are runs, large ones their mean. 0% is a run with nothing done and the same seed; the dotted "
        f"lines are at half. {sweeps.provenance(sweep)}."
    )


def curves(dials: Dials, sweep: Sweep) -> None:
    """The losses of one remedy over the steps, beside those with nothing done."""
    arm, palette = dials.values["remedy"], figures.palette()
    labels = {outcome.arm: outcome.label for outcome in remedies.outcomes(sweep)}
    st.selectbox(
        "Show the losses with",
        list(labels),
        format_func=lambda arm: labels[arm].capitalize(),
        key=state.fill("noise_remedy", arm),
        on_change=lambda: dials.set({"remedy": state.filled("noise_remedy")}),
        width=320,
    )
    if arm not in labels:
        raise SweepError(f"{sweep['title']!r} has no finished run of {arm}: choose another.")
    bare, chosen = remedies.bands(sweep, NOTHING), remedies.bands(sweep, arm)
    left, right = st.columns(2)
    with left:
        st.markdown("**The new task**: the examples shown, and fresh text")
        chart = plots_noise.new_losses(chosen, bare, arm == NOTHING, palette)
        new = figures.chart_alone(chart, ends(labels[arm], chosen, ("new", "fit")), "noise_new")
    with right:
        st.markdown("**The old task**: what Pebble knew")
        chart = plots_noise.old_losses(chosen, bare, arm == NOTHING, palette)
        old = figures.chart_alone(chart, ends(labels[arm], chosen, ("old",)), "noise_old")
    figures.numbers(table(chosen, ("new", "fit", "old")), "noise_curves", new + old)
    st.caption("Lines are means over the seeds, bands go from the least to the most. The left axis is logarithmic.")


CURVES = {"new": "new task, fresh text", "fit": "new task, examples shown", "old": "old task"}


def table(found: Mapping[str, Band], names: Sequence[str]) -> list[dict[str, float]]:
    rows: list[dict[str, float]] = [{"step": step} for step in found[names[0]].step]
    for name in names:
        for row, *values in zip(rows, found[name].mean, found[name].low, found[name].high, strict=True):
            row |= {f"{CURVES[name]}, {which}": v for which, v in zip(("mean", "least", "most"), values, strict=True)}
    return rows


def ends(label: str, found: Mapping[str, Band], names: Sequence[str]) -> str:
    said = (f"{CURVES[name]} from {found[name].mean[0]:.2f} to {found[name].mean[-1]:.2f}" for name in names)
    return f"Loss over the steps with {label}, nats per token: {'; '.join(said)}."


def rows(found: Sequence[Outcome]) -> list[dict[str, object]]:
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
        for outcome in found
        for point in outcome.points
    ]


def alt(found: Sequence[Outcome]) -> str:
    said = (
        f"{o.label} {o.mean('gap_removed'):.0f}% and {o.mean('forgetting_removed'):.0f}%"
        for o in found
        if o.arm != NOTHING
    )
    return f"Share of the overfitting and of the forgetting removed, means over the seeds: {'; '.join(said)}."


# The findings, in words


def measured() -> dict[str, str]:
    """What the text says of the outcome; nothing where there is no sweep."""
    try:
        sweep = sweeps.load(NAME)
        return said(sweep, {outcome.arm: outcome for outcome in remedies.outcomes(sweep)})
    except SweepError:
        return dict.fromkeys(("setting", "start", "stopped", "verdict", "lesson"), "")


def said(sweep: Sweep, by_arm: Mapping[str, Outcome]) -> dict[str, str]:
    found = list(by_arm.values())
    return {
        "setting": setting(sweep),
        "start": start(by_arm[NOTHING]),
        "stopped": " ".join((stopped(found, "forgetting"), stopped(found, "gap"), *learned_less(found))),
        "verdict": verdict(by_arm),
        "lesson": lesson(by_arm),
    }


def setting(sweep: Sweep) -> str:
    experiment, seeds = sweep["cells"][0]["experiment"], len({c["experiment"]["seed"] for c in sweep["cells"]})
    return f"{experiment['examples']} dialogues in German, {experiment['steps']} steps, {seeds} seeds each."


def start(bare: Outcome) -> str:
    return (
        f"With nothing done, the loss on the examples ends at {bare.mean('fit'):.2f} nats per token and on fresh text "
        f"at {bare.mean('new'):.2f}: the gap is the overfitting. The old loss rises by {bare.mean('forgetting'):.2f}: "
        "that is the forgetting."
    )


CALLED = {"forgetting": "forgetting", "gap": "overfitting"}


def stopped(found: Sequence[Outcome], what: str) -> str:
    """Which arms removed at least half of it: in every run, in some, in none."""
    tried = [outcome for outcome in found if outcome.arm != NOTHING]
    every = [share(o, what) for o in tried if o.stops(what) is True]
    some = [share(o, what) for o in tried if o.stops(what) is None]
    first = f"removed by {joined(every)}" if every else "removed by none of them in every run"
    second = f"; in some runs by {joined(some)}" if some else ""
    return f"At least half of the **{CALLED[what]}** was {first}{second}."


def share(outcome: Outcome, what: str) -> str:
    """`old data (78%, 75% to 81%)`."""
    shares = outcome.all(f"{what}_removed")
    mean = outcome.mean(f"{what}_removed")
    return f"{outcome.label} ({mean:.0f}%; {min(shares):.0f}% to {max(shares):.0f}%)"


def learned_less(found: Sequence[Outcome]) -> list[str]:
    """A word on arms whose gap is small because they learned the new task less well."""
    bare = next(outcome for outcome in found if outcome.arm == NOTHING)
    worse = [
        f"{o.label} ({o.mean('new'):.2f} against {bare.mean('new'):.2f})"
        for o in found
        if o.arm != NOTHING and o.stops("gap") and min(o.all("new")) > max(bare.all("new"))
    ]
    if not worse:
        return []
    return [f"A gap can also close because less was learned: on fresh text {joined(worse)} did worse than nothing."]


def verdict(by_arm: Mapping[str, Outcome]) -> str:
    """What the runs say of the essay's idea: does old data stop overfitting, does noise stop forgetting?"""
    old, noises = by_arm.get(REPLAY), [by_arm[arm] for arm in NOISES if arm in by_arm]
    if not old or not noises:
        return ""
    best = max(noises, key=lambda outcome: outcome.mean("forgetting_removed"))
    mask = {
        True: f"Old data does dampen overfitting here ({share(old, 'gap')}), as a noise mask should.",
        False: f"Against overfitting, which a noise mask would be for, it does not do half: {share(old, 'gap')}.",
        None: f"Whether it halves the overfitting depends on the seed: {share(old, 'gap')}.",
    }[old.stops("gap")]
    best_noise = f"The best of the noises against forgetting was {share(best, 'forgetting')}."
    return f"{lesson(by_arm)} {mask} {best_noise}{without_data(by_arm, old)}"


def without_data(by_arm: Mapping[str, Outcome], old: Outcome) -> str:
    """What the spring did, which needs the weights alone: the case against the moat, where there is one."""
    spring = by_arm.get(SPRING)
    if not spring:
        return ""
    told = (
        f"{share(spring, 'forgetting')}, where old data removed {old.mean('forgetting_removed'):.0f}%; on fresh new "
        f"text it ended at {spring.mean('new'):.2f} nats per token, old data at {old.mean('new'):.2f}"
    )
    if spring.mean("forgetting_removed") < old.mean("forgetting_removed") / 2:
        return f"\n\nWhat needs no data at all, only the weights, did less: {told}."
    return (
        f"\n\n**And one thing here needs no data at all, only the weights**: {told}. With so few examples that is a "
        "way across the moat, and it would be odd not to say so. How far it carries is the next chapter’s question."
    )


def lesson(by_arm: Mapping[str, Outcome]) -> str:
    old, noises = by_arm.get(REPLAY), [by_arm[arm] for arm in NOISES if arm in by_arm]
    if not old or not noises:
        return ""
    helped = [outcome.label for outcome in noises if outcome.stops("forgetting") is not False]
    if helped:
        return f"For Pebble, {joined(helped)} also removed half of the forgetting, at least in some runs."
    if old.stops("forgetting") is False:
        return "For Pebble, neither old data nor noise removed half of the forgetting here."
    return "For Pebble, old data is not just noise: no noise that we tried removed even half of the forgetting."
