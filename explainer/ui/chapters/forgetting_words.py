"""This module writes what chapter 4 says of its runs: what went first, what it cost, and what several seeds say of it.

A run of one seed is described; what is claimed comes from the runs of another lesson over several seeds.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

from explainer.plots.forgetting import GROUPS, course
from explainer.record import Record
from explainer.sweep import replay as doses
from explainer.sweep.comparison import UNITS, around, compare, half, sentence
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.tables.rarity import ORDER, Rarity
from explainer.tables.tasks import NEW_TASKS
from explainer.text import joined
from explainer.ui import sweeps
from explainer.ui.runs import label

COMMON, RARE = "common facts", "rare facts"
SEEDS_TASK, SEEDS_REPLAY = "german", 5.0  # of the runs over several seeds
NAMES = ("seeds", "price", "saved")
CALLED: dict[Rarity, str] = {"common": "of the common facts", "middle": "of those between", "rare": "of the rare"}
Kept = Mapping[Rarity, dict[int, float]]  # by rarity and seed, the share of what was known that still is


def step(row: dict[str, float]) -> str:
    """A step of a run's course."""
    return f"step {row['step']:.0f}: {', '.join(f'{name} {row[name]:.0f}%' for name in GROUPS if name in row)}"


def first(bare: Record, mixed: Record) -> str:
    """Where common and rare were furthest apart in the run without old data, and where they ended with some."""
    both = [row for row in course(bare) if COMMON in row and RARE in row]
    if not both or not course(mixed):
        return ""
    widest, end = max(both, key=lambda row: abs(row[COMMON] - row[RARE])), course(mixed)[-1]
    task = NEW_TASKS[bare["experiment"]["task"]].short
    return (
        f"In this run common and rare were furthest apart at step {widest['step']:.0f} of {task} alone: "
        f"{widest[COMMON]:.0f}% of the common facts were answered right, and {widest[RARE]:.0f}% of the rare. With "
        f"{label(mixed)} of old data it is {end[COMMON]:.0f}% and {end[RARE]:.0f}% at the end. But one run is one "
        "throw of the dice."
    )


def measured() -> dict[str, str]:
    """The sentences that several seeds choose, by NAMES; empty where their runs are not there."""
    try:
        sweep = sweeps.load("replay")
        curve = {dose.replay: dose for dose in doses.doses(sweep, SEEDS_TASK)}
    except SweepError:
        return dict.fromkeys(NAMES, "")
    with_old, bare = kept(sweep, SEEDS_REPLAY), kept(sweep, 0.0)
    if SEEDS_REPLAY not in curve or not {"common", "rare"} <= with_old.keys() & bare.keys():
        return dict.fromkeys(NAMES, "")
    costs = (curve[share].by_seed("new") for share in (SEEDS_REPLAY, 0.0))
    return {"seeds": seeds(with_old, bare), "price": price(*costs), "saved": saved(with_old, bare)}


def kept(sweep: Sweep, replay: float) -> Kept:
    """What is left of what Pebble knew, by rarity, at a share of replay."""
    every = {name: doses.answered(sweep, SEEDS_TASK, replay, name) for name in ORDER}
    return {name: shares for name, shares in every.items() if shares}


def seeds(with_old: Kept, bare: Kept) -> str:
    """What several runs of another lesson say of common and rare."""
    lists = [joined([f"{around(of[name].values(), 'share')} {CALLED[name]}" for name in of]) for of in (with_old, bare)]
    task, n = NEW_TASKS[SEEDS_TASK].short, len(with_old["rare"])
    return (
        f"Over {n} seeds of another lesson, {task}, with {SEEDS_REPLAY:g}% of old data Pebble answers at the end, of "
        f"as many as before, {lists[0]} (means, ± their 95% intervals): {rare_beside_common(with_old)}. Without any, "
        f"{lists[1]}: {rare_beside_common(bare)}."
    )


def rare_beside_common(of: Kept) -> str:
    """Of which more was kept; where nothing was, there is nothing to compare."""
    margin = UNITS["share"].margin
    if all(fmean(shares.values()) + half(list(shares.values())) <= margin for shares in (of["common"], of["rare"])):
        return "nothing is left to tell apart"
    compared = compare(of["rare"], of["common"], margin)
    return sentence("Pebble", "kept", CALLED["rare"], CALLED["common"], compared, "share")


def price(with_old: Mapping[int, float], bare: Mapping[int, float]) -> str:
    """What remembering cost of the new lesson, over the seeds."""
    compared = compare(with_old, bare, UNITS["nats"].margin)
    told = sentence("the runs with old data", "ended with", "new loss", "those without", compared, "nats")
    return f"What remembering costs several seeds of {NEW_TASKS[SEEDS_TASK].short} say: {told}."


def saved(with_old: Kept, bare: Kept) -> str:
    """Of which facts a little old data saves more, to stand after "prevents much of it"."""
    common, rare = (
        {seed: with_old[name][seed] - bare[name][seed] for seed in with_old[name].keys() & bare[name].keys()}
        for name in ("common", "rare")
    )
    return {
        "more": ", of the common things more than of the rare",
        "less": ", of the rare things more than of the common",
        "as much": ", of the rare things as much as of the common",
        "cannot tell": "",
    }[compare(common, rare, UNITS["share"].margin).plain]
