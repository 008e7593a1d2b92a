"""This module writes what chapter 7 says of its sweep: every sentence about the outcome is chosen by the numbers.

measured(sweep, outcomes(sweep))["verdict"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.sweep.noise import NOTHING, RANDOM, REPLAY, Outcome
from explainer.sweep.results import Sweep
from explainer.tables.tasks import NEW_TASKS
from explainer.text import joined

NAMES = ("setting", "start", "stopped", "verdict", "lesson")
SPRING = "l2sp"
NOISES = (RANDOM, "neftune", "dropout", "label_smoothing")
CALLED = {"forgetting": "forgetting", "gap": "overfitting"}


def measured(sweep: Sweep, arms: Sequence[Outcome]) -> dict[str, str]:
    """A text for each of NAMES."""
    by_arm = {outcome.arm: outcome for outcome in arms}
    return {
        "setting": setting(sweep),
        "start": start(by_arm[NOTHING]),
        "stopped": " ".join((stopped(arms, "forgetting"), stopped(arms, "gap"), *learned_less(arms))),
        "verdict": verdict(by_arm),
        "lesson": lesson(by_arm),
    }


def setting(sweep: Sweep) -> str:
    experiment, seeds = sweep["cells"][0]["experiment"], {cell["experiment"]["seed"] for cell in sweep["cells"]}
    task = NEW_TASKS[experiment["task"]].short
    return f"{experiment['examples']} dialogues in {task}, {experiment['steps']} steps, {len(seeds)} seeds each."


def start(bare: Outcome) -> str:
    return (
        f"With nothing done, the loss on the examples ends at {bare.mean('fit'):.2f} nats per token and on fresh text "
        f"at {bare.mean('new'):.2f}: the gap is the overfitting. The old loss rises by {bare.mean('forgetting'):.2f}: "
        "that is the forgetting."
    )


def stopped(arms: Sequence[Outcome], what: str) -> str:
    """Which arms removed at least half of it: in every run, in some, in none."""
    tried = [outcome for outcome in arms if outcome.arm != NOTHING]
    every = [share(outcome, what) for outcome in tried if outcome.stops(what) is True]
    some = [share(outcome, what) for outcome in tried if outcome.stops(what) is None]
    first = f"removed by {joined(every)}" if every else "removed by none of them in every run"
    second = f"; in some runs by {joined(some)}" if some else ""
    return f"At least half of the **{CALLED[what]}** was {first}{second}."


def share(outcome: Outcome, what: str) -> str:
    """`old data (78%, 75% to 81%)`."""
    shares = outcome.all(f"{what}_removed")
    mean = outcome.mean(f"{what}_removed")
    return f"{outcome.label} ({mean:.0f}%; {min(shares):.0f}% to {max(shares):.0f}%)"


def learned_less(arms: Sequence[Outcome]) -> list[str]:
    """A word on arms whose gap is small because they learned the new task less well."""
    bare = next(outcome for outcome in arms if outcome.arm == NOTHING)
    worse = [
        f"{outcome.label} ({outcome.mean('new'):.2f} against {bare.mean('new'):.2f})"
        for outcome in arms
        if outcome.arm != NOTHING and outcome.stops("gap") and min(outcome.all("new")) > max(bare.all("new"))
    ]
    if not worse:
        return []
    return [f"A gap can also close because less was learned: on fresh text {joined(worse)} did worse than nothing."]


def verdict(by_arm: Mapping[str, Outcome]) -> str:
    """What the runs say of the essay's idea: does old data stop overfitting, does noise stop forgetting?"""
    old, noises = by_arm.get(REPLAY), noises_of(by_arm)
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


def noises_of(by_arm: Mapping[str, Outcome]) -> list[Outcome]:
    """The noises that were tried."""
    return [by_arm[arm] for arm in NOISES if arm in by_arm]


def without_data(by_arm: Mapping[str, Outcome], old: Outcome) -> str:
    """What the spring did, which needs the weights alone: the case against the moat, where there is one."""
    spring = by_arm.get(SPRING)
    if not spring:
        return ""
    sentence = (
        f"{share(spring, 'forgetting')}, where old data removed {old.mean('forgetting_removed'):.0f}%; on fresh new "
        f"text it ended at {spring.mean('new'):.2f} nats per token, old data at {old.mean('new'):.2f}"
    )
    if spring.mean("forgetting_removed") < old.mean("forgetting_removed") / 2:
        return f"\n\nWhat needs no data at all, only the weights, did less: {sentence}."
    return (
        f"\n\n**And one thing here needs no data at all, only the weights**: {sentence}. With so few examples that is "
        "a way across the moat, and it would be odd not to say so. How far it carries is the next chapter’s question."
    )


def lesson(by_arm: Mapping[str, Outcome]) -> str:
    """The verdict in a sentence, for the takeaway."""
    old, noises = by_arm.get(REPLAY), noises_of(by_arm)
    if not old or not noises:
        return ""
    helped = [outcome.label for outcome in noises if outcome.stops("forgetting") is not False]
    if helped:
        return f"For Pebble, {joined(helped)} also removed half of the forgetting, at least in some runs."
    if old.stops("forgetting") is False:
        return "For Pebble, neither old data nor noise removed half of the forgetting here."
    return "For Pebble, old data is not just noise: no noise that we tried removed even half of the forgetting."
