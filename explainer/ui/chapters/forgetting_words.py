"""This module writes what chapter 4 says of its runs: what went first, what came back, what it cost, and whether
another seed would tell it otherwise.
"""

from __future__ import annotations

from statistics import fmean

from explainer.plots.forgetting import GROUPS, course
from explainer.record import Record
from explainer.sweep import replay as doses
from explainer.sweep.plan import SweepError
from explainer.tables.tasks import NEW_TASKS
from explainer.ui import sweeps
from explainer.ui.runs import label

COMMON, RARE = "common facts", "rare facts"
WHY = "A little old data speaks of what was common in it, and seldom of the rest."
CLEAR = 20  # points; a smaller difference between two shares of some 40 questions is not one
FREE = 0.02  # nats per token that remembering may cost of the new lesson and still be called free
SEEDS_TASK, SEEDS_REPLAY = "german", 5.0  # of the runs over several seeds


def step(row: dict[str, float]) -> str:
    """A step of a run's course."""
    return f"step {row['step']}: {', '.join(f'{name} {row[name]:.0f}%' for name in GROUPS)}"


def first(bare: Record, mixed: Record) -> str:
    """What went first, whatever it was."""
    widest = max(course(bare), key=lambda row: row[COMMON] - row[RARE])
    task = NEW_TASKS[bare["experiment"]["task"]].short
    sentence = (
        f"at step {widest['step']} of {task} alone {widest[COMMON]:.0f}% of the common facts were still answered "
        f"right, and {widest[RARE]:.0f}% of the rare"
    )
    if widest[COMMON] - widest[RARE] < CLEAR:
        return f"Neither goes much before the other: {sentence}, and never were they further apart."
    return f"The rare ones: {sentence}. {with_old(mixed)}"


def with_old(mixed: Record) -> str:
    """What came back where a little old data was read."""
    rows = course(mixed)
    lowest, end = min(rows, key=lambda row: row[COMMON]), rows[-1]
    fell = f"With {label(mixed)} of old data the common facts fell too, to {lowest[COMMON]:.0f}%"
    if end[COMMON] - lowest[COMMON] < CLEAR:
        return f"{fell}, and at the end it is {end[COMMON]:.0f}% of them and {end[RARE]:.0f}% of the rare."
    came = f"{fell}, and came back: {end[COMMON]:.0f}% at the end."
    if end[COMMON] - end[RARE] < CLEAR:
        return f"{came} The rare came back as well: {end[RARE]:.0f}%."
    return f"{came} The rare hardly did: {end[RARE]:.0f}%. {WHY}"


def price(bare: Record, mixed: Record) -> str:
    """What remembering cost of the new lesson."""
    cost = mixed["summary"]["new_after"] - bare["summary"]["new_after"]
    return "Remembering cost nothing here." if cost < FREE else "What lies between them is the price of remembering."


def over_seeds() -> str:
    """Whether it was this run's luck, as the dose curve's runs tell; nothing where they are not there."""
    try:
        sweep = sweeps.load("replay")
    except SweepError:
        return ""
    shares = {
        (replay, frequency): doses.answered(sweep, SEEDS_TASK, replay, frequency)
        for replay in (SEEDS_REPLAY, 0.0)
        for frequency in ("head", "tail")
    }
    if not all(shares.values()):
        return ""
    common, rare, common_bare, rare_bare = map(spread, shares.values())
    apart = max(shares[SEEDS_REPLAY, "tail"]) < min(shares[SEEDS_REPLAY, "head"])
    luck = "Nor is it the luck of one run." if apart else "Another run may differ."
    return (
        f"{luck} Over {len(shares[SEEDS_REPLAY, 'head'])} seeds of another lesson, {NEW_TASKS[SEEDS_TASK].short}, with "
        f"the same share of old data {common} of the common facts were kept and {rare} of the rare; without any, "
        f"{common_bare} and {rare_bare}."
    )


def spread(shares: list[float]) -> str:
    """`61% (57% to 65%)`."""
    return f"{fmean(shares):.0%} ({min(shares):.0%} to {max(shares):.0%})"
