"""Chapter 6's first figure: four schedules of the same old and new text, from their batches to what came of them."""

from __future__ import annotations

from functools import partial
from statistics import fmean
from typing import Any

import streamlit as st

from explainer.fields import Choice
from explainer.plots import shifts as plots_shifts
from explainer.sweep import replay as dose
from explainer.sweep import shifts as arrivals
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.sweep.shifts import SCHEDULES, Arrival
from explainer.ui import charts as figures
from explainer.ui import state, sweeps
from explainer.ui.chapters import shifts_orders as orders
from explainer.ui.state import Dial, Dials
from explainer.ui.story import READING

SHARES = ("5", "25")
TITLES = {"abrupt": "Abrupt", "ramp": "Ramp", "mix": "Mix", "blocks": "Blocks"}
SAID = {
    "abrupt": "all the old first",
    "ramp": "ever less of the old",
    "mix": "the same mix throughout",
    "blocks": "old and new by turns",
}
DIALS: dict[str, Dial] = {
    "share": (Choice(SHARES, "old text in per cent of all that is read"), "25"),
    "schedule": (Choice(SCHEDULES, "the schedule that the others are compared with"), "mix"),
    **orders.DIALS,
}


def figure(dials: Dials, sweep: Sweep) -> None:
    """The controls, a column of panels for each schedule, and what came of all four in words."""
    found = arrivals.arrivals(sweep, float(dials.values["share"]))
    picked = next((each for each in found if each.schedule == dials.values["schedule"]), None)
    controls(dials)
    furthest = max((value for each in found for _, value in each.divergence), default=0.1)
    charts: list[str] = []
    for column, each in zip(st.columns(len(found)), found, strict=True):
        with column:
            st.markdown(f"**{TITLES[each.schedule]}**: {SAID[each.schedule]}")
            chart = plots_shifts.schedule(each, picked, furthest, figures.palette())
            charts += figures.chart_alone(chart, alt(each), f"shifts_{each.schedule}")
    figures.numbers([row for each in found for row in rows(each)], "shifts", charts)
    st.caption(
        f"Lines: means of {len(found[0].forgetting)} seeds; bands: least to most. Dotted: the old loss of the schedule "
        f"chosen above. The new loss begins at {found[0].new.mean[0]:.1f} nats, far above the frame. The distance is "
        f"the Jensen-Shannon divergence of token frequencies, in nats: at most 0.69. {sweeps.provenance(sweep)}.",
        width=READING,
    )


def controls(dials: Dials) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", width=READING):
        st.segmented_control(
            "Old text, of all that is read",
            SHARES,
            format_func=lambda share: f"{share}%",
            key=state.fill("shifts_share", dials.values["share"]),
            on_change=partial(chosen, dials),
            args=("share",),
        )
        st.segmented_control(
            "Compare with",
            SCHEDULES,
            format_func=TITLES.__getitem__,
            key=state.fill("shifts_schedule", dials.values["schedule"]),
            on_change=partial(chosen, dials),
            args=("schedule",),
        )


def chosen(dials: Dials, name: str) -> None:
    value = state.filled(f"shifts_{name}")
    if value is not None:  # a segmented control gives None when its choice is clicked again
        dials.set({name: value})


def alt(each: Arrival) -> str:
    """A schedule's column in a sentence."""
    peak, first, last = max(each.old.mean), each.share[0][1], each.share[-1][1]
    return (
        f"{TITLES[each.schedule]}, {SAID[each.schedule]}: the share of old in a batch goes from {first:.0%} to "
        f"{last:.0%}. The old loss goes from {each.old.mean[0]:.2f} up to {peak:.2f} and ends at "
        f"{each.old.mean[-1]:.2f} nats, the new loss ends at {each.new.mean[-1]:.2f}."
    )


def rows(each: Arrival) -> list[dict[str, Any]]:
    """A row a measured step."""
    shares, distances = dict(each.share), dict(each.divergence)
    return [
        {
            "schedule": TITLES[each.schedule],
            "step": step,
            "share of old": round(shares[step], 3) if step in shares else None,
            "divergence": round(distances[step], 4) if step in distances else None,
            "old loss": round(each.old.mean[i], 3),
            "old, least": each.old.low[i],
            "old, most": each.old.high[i],
            "new loss": round(each.new.mean[i], 3),
            "new, least": each.new.low[i],
            "new, most": each.new.high[i],
        }
        for i, step in enumerate(each.old.step)
    ]


# What came of it

PANELS = (  # a field of an Arrival, its chart's head and axis, and its place in a pair
    ("forgetting", "What was forgotten", "rise of the old loss, nats per token", 0),
    ("learned", "What was learned", "new loss at the end, nats per token", 1),
)
Found = dict[str, list[Arrival]]  # by share of old text


def outcome(dials: Dials, sweep: Sweep) -> None:
    """How much was forgotten and how much was learned, by schedule and share of old text."""
    there = {share: each for share in SHARES if (each := by_share(sweep, share))}
    if not there:
        raise SweepError(f"{sweep['title']!r} has no finished run: there is nothing to compare.")
    share = dials.values["share"] if dials.values["share"] in there else next(iter(there))
    st.markdown(said(there[share], share), width=READING)
    bare = without_replay()
    charts: list[str] = []
    for column, (measure, head, axis, place) in zip(st.columns(2), PANELS, strict=True):
        with column:
            limit = bare[place] if bare else None
            charts += panel(there, measure, head, axis, limit, TITLES[dials.values["schedule"]])
    rows = [row for share, each in there.items() for row in outcome_rows(share, each)]
    figures.numbers(rows, "shifts_outcome", charts)
    line = "The dotted line is German with no old text, from chapter five’s runs." if bare else ""
    st.caption(f"Small: a seed. Large: the mean. {line}", width=READING)


def panel(there: Found, measure: str, head: str, axis: str, bare: float | None, picked: str) -> list[str]:
    """One measure of all schedules, with the key to its symbols."""
    values = {
        f"{share}% old": {TITLES[each.schedule]: list(getattr(each, measure).values()) for each in found}
        for share, found in there.items()
    }
    key = " ".join(f"{symbol} {name}" for symbol, name in zip(plots_shifts.SYMBOLS.values(), values, strict=False))
    st.markdown(f"**{head}** · {key}")
    ink = figures.palette()
    chart = plots_shifts.outcome(values, axis, bare, picked, ink.old if measure == "forgetting" else ink.new, ink)
    told = "; ".join(f"{n}, {s}: {fmean(seeds):.2f}" for s, named in values.items() for n, seeds in named.items())
    return figures.chart_alone(chart, f"{axis}: {told}.".capitalize(), f"shifts_{measure}")


def by_share(sweep: Sweep, share: str) -> list[Arrival]:
    try:
        return arrivals.arrivals(sweep, float(share))
    except SweepError:
        return []


def without_replay() -> tuple[float, float] | None:
    """Mean rise of the old loss and mean new loss of chapter 5's runs with no old text, under which all schedules are
    the same; None where that file is missing."""
    try:
        bare = dose.doses(sweeps.load("replay"), "german")[0]
    except SweepError:
        return None
    return (fmean(bare.rise), fmean(bare.new)) if bare.replay == 0 else None


def outcome_rows(share: str, found: list[Arrival]) -> list[dict[str, Any]]:
    return [
        {
            "schedule": TITLES[each.schedule],
            "old text %": float(share),
            "seed": seed,
            "old loss rises by": round(each.forgetting[seed], 3),
            "new loss": round(each.learned[seed], 3),
        }
        for each in found
        for seed in each.forgetting
    ]


def said(found: list[Arrival], share: str) -> str:
    """Which schedule forgot least and which most, and what the first paid for it in the new task."""
    ranked = sorted(found, key=lambda each: arrivals.mean(each.forgetting))
    best, worst = ranked[0], ranked[-1]
    won, of = arrivals.wins(best.forgetting, worst.forgetting)
    ladder = ", ".join(f"{TITLES[each.schedule].lower()} {arrivals.mean(each.forgetting):.2f}" for each in ranked)
    learner = min(found, key=lambda each: arrivals.mean(each.learned))
    price = arrivals.mean(best.learned) - arrivals.mean(learner.learned)
    paid = (
        f"It also learned the new task best, to {arrivals.mean(best.learned):.2f}."
        if learner is best
        else f"It learned the new task to {arrivals.mean(best.learned):.2f} nats, {price:.2f} behind the best of the "
        f"four there, {TITLES[learner.schedule].lower()}."
    )
    gentle = min(found, key=lambda each: max(each.old.mean))
    return (
        f"With {share}% of old text the old loss rises, in nats, by: {ladder}. **{TITLES[best.schedule]}** forgot "
        f"least, less than {TITLES[worst.schedule].lower()} in {won} of {of} seeds. {paid} The gentlest on the way was "
        f"{TITLES[gentle.schedule].lower()}: there the old loss never rose above {max(gentle.old.mean):.2f}."
    )


def measured() -> dict[str, str]:
    """The sentences in the chapter's text that the numbers choose; without the file they are left out of it."""
    try:
        found = arrivals.arrivals(sweeps.load("shifts"), 25)
    except SweepError:
        return {"verdict": "", "advice": ""}
    ranked = sorted(found, key=lambda each: arrivals.mean(each.forgetting))
    best, worst = ranked[0].schedule, ranked[-1].schedule
    if best == "mix":
        verdict = MIX_BEST + (f" {ABRUPT_WORST}" if worst == "abrupt" else "")
        return {"verdict": verdict, "advice": "The safest schedule is the one that keeps some of the old in sight."}
    verdict = f"One might expect the mix to do best. In Pebble it is another: {SAID[best]}, the {best} schedule."
    return {"verdict": verdict, "advice": f"For Pebble, the schedule that kept most was {SAID[best]}."}


MIX_BEST = (
    "On the mean the mix forgets least: it never lets go of the old. Coming back to it, in blocks or ever more seldom, "
    "forgets more."
)
ABRUPT_WORST = "What costs most is to leave it behind for good."
