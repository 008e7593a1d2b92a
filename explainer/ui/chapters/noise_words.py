"""This module writes what chapter 7 says of its sweep: every sentence about the outcome is chosen by the numbers.

What counts as more, less or as much is for explainer/sweep/comparison.py to say. A remedy that was tried at several
strengths is spoken for by one of them.

measured(sweep, outcomes(sweep))["verdict"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.fields import number
from explainer.sweep.comparison import UNITS, Comparison, around, capital, cell, compare, mean_text, sentence
from explainer.sweep.noise import NOTHING, RANDOM, REPLAY, Outcome, arm, at_edge, best, grid
from explainer.sweep.results import Sweep
from explainer.tables.tasks import NEW_TASKS
from explainer.text import joined

NAMES = ("setting", "start", "stopped", "verdict", "springs", "lesson")
SPRINGS = ("l2sp", "ewc")  # they hold the weights and need no old data
NOISES = (RANDOM, "neftune", "dropout", "label_smoothing")
CALLED = {"forgetting": "forgetting", "gap": "overfitting"}


def measured(sweep: Sweep, every: Sequence[Outcome]) -> dict[str, str]:
    """A text for each of NAMES."""
    by_arm = best(every)
    arms = list(by_arm.values())
    return {
        "setting": setting(sweep),
        "start": start(by_arm[NOTHING]),
        "stopped": " ".join((stopped(arms, "forgetting"), stopped(arms, "gap"), *learned_less(arms))),
        "verdict": verdict(by_arm),
        "springs": springs(every, share_of_old(sweep)),
        "lesson": lesson(by_arm),
    }


def setting(sweep: Sweep) -> str:
    experiment, seeds = sweep["cells"][0]["experiment"], {cell["experiment"]["seed"] for cell in sweep["cells"]}
    task, old = NEW_TASKS[experiment["task"]].short, share_of_old(sweep)
    told = f", and old data, where there is any, is {old} of what is read" if old else ""
    return f"{experiment['examples']} dialogues in {task}, {experiment['steps']} steps, {len(seeds)} seeds each{told}."


def share_of_old(sweep: Sweep) -> str:
    """Of what the runs with old data read: `5%`; empty where there are none."""
    shares = [cell["experiment"]["replay"] for cell in sweep["cells"] if arm(cell["experiment"]) == REPLAY]
    return f"{number(shares[0])}%" if shares else ""


def start(bare: Outcome) -> str:
    return (
        f"With nothing done, in nats per token, the loss on the examples ends at {mean_text(bare.all('fit'), 'nats')} "
        f"and on fresh text at {around(bare.all('new'), 'nats')}: the gap is the overfitting. The old loss rises by "
        f"{around(bare.all('forgetting'), 'nats')}: that is the forgetting."
    )


def stopped(arms: Sequence[Outcome], what: str) -> str:
    """Which arms removed at least half of it, and of which that cannot be told."""
    tried = [outcome for outcome in arms if outcome.arm != NOTHING]
    half = [share(outcome, what) for outcome in tried if outcome.stops(what) is True]
    unclear = [share(outcome, what) for outcome in tried if outcome.stops(what) is None]
    first = f"removed by {joined(half)}" if half else "removed by none of them, as far as that can be told"
    second = f"; of {joined(unclear)} these seeds cannot tell" if unclear else ""
    return f"At least half of the **{CALLED[what]}** was {first}{second}."


def share(outcome: Outcome, what: str) -> str:
    """`old data (78 ± 3%)`."""
    return f"{outcome.label} ({around(outcome.all(f'{what}_removed'), 'percent')})"


def learned_less(arms: Sequence[Outcome]) -> list[str]:
    """A word on arms whose gap is small because they learned the new task less well."""
    bare = next(outcome for outcome in arms if outcome.arm == NOTHING)
    worse = [
        f"{outcome.label} ({around(outcome.all('new'), 'nats')} against {around(bare.all('new'), 'nats')})"
        for outcome in arms
        if outcome.arm != NOTHING and outcome.stops("gap") and against(outcome, bare, "new", "nats").plain == "more"
    ]
    if not worse:
        return []
    return [f"A gap can also close because less was learned: on fresh text {joined(worse)} did worse than nothing."]


def against(first: Outcome, second: Outcome, name: str, unit: str) -> Comparison:
    return compare(first.by_seed(name), second.by_seed(name), UNITS[unit].margin)


def verdict(by_arm: Mapping[str, Outcome]) -> str:
    """What the runs say of the essay's idea: does old data stop overfitting, does noise stop forgetting?"""
    old, noises = by_arm.get(REPLAY), noises_of(by_arm)
    if not old or not noises:
        return ""
    most = max(noises, key=lambda outcome: outcome.mean("forgetting_removed"))
    mask = {
        True: f"Old data does dampen overfitting here ({share(old, 'gap')}), as a noise mask should.",
        False: f"Against overfitting, which a noise mask would be for, it does not do half: {share(old, 'gap')}.",
        None: f"Whether it halves the overfitting these seeds cannot tell: {share(old, 'gap')}.",
    }[old.stops("gap")]
    compared = against(old, most, "forgetting_removed", "percent")
    told = sentence(
        old.label, "removed", "of the forgetting", f"the best of the noises, {most.label}", compared, "percent"
    )
    return f"{lesson(by_arm)} {mask} {capital(told)}."


def noises_of(by_arm: Mapping[str, Outcome]) -> list[Outcome]:
    """The noises that were tried."""
    return [by_arm[arm] for arm in NOISES if arm in by_arm]


# What needs no data: springs that hold the weights


def springs(every: Sequence[Outcome], share: str) -> str:
    """What the springs did beside so much old data: the case against the moat, where there is one."""
    by_arm = best(every)
    old = by_arm.get(REPLAY)
    tried = [by_arm[name] for name in SPRINGS if name in by_arm]
    if not old or not tried:
        return ""
    head = (
        "Two things here need no data at all, only the weights"
        if len(tried) > 1
        else ("And one thing here needs no data at all, only the weights")
    )
    n = min(len(spring.points) for spring in tried)
    table = [
        f"| beside {share} of old data | forgetting removed | old questions right | new loss |",
        "|---|---|---|---|",
        *(beside(spring, old, every) for spring in tried),
    ]
    return f"**{head}.** Here is what they did, at their best strength, beside old data (n = {n}):\n\n" + "\n".join(
        [*table, "", moral(tried, old, share)]
    )


def beside(spring: Outcome, old: Outcome, every: Sequence[Outcome]) -> str:
    """A spring against old data, on all that counts: a row of a table."""
    cells = [
        f"{cell(against(spring, old, name, unit), unit)} ({around(spring.all(name), unit)})"
        for name, unit in (("forgetting_removed", "percent"), ("right", "percent"), ("new", "nats"))
    ]
    return f"| {spring.label} ({at_strength(spring, every)}) | {' | '.join(cells)} |"


def at_strength(spring: Outcome, every: Sequence[Outcome]) -> str:
    """`at 0.01, of 0.001 to 0.1`; where that is the edge of what was tried, it is said."""
    tried = grid(every, spring.arm)
    if len(tried) < 2:
        return f"at {spring.strength:g}, the only strength tried"
    edge = ", where the grid ends: the best may lie beyond it" if at_edge(every, spring) else ""
    return f"at {spring.strength:g}, of {tried[0].strength:g} to {tried[-1].strength:g}{edge}"


def moral(tried: Sequence[Outcome], old: Outcome, share: str) -> str:
    """Whether a spring, which needs no data, does what old data does, as far as that can be told."""
    forgot, right, new = (
        {spring.label: against(spring, old, name, unit).plain for spring in tried}
        for name, unit in (("forgetting_removed", "percent"), ("right", "percent"), ("new", "nats"))
    )
    kept = [name for name in forgot if forgot[name] in ("more", "as much") and right[name] != "less"]
    free = [name for name in kept if new[name] != "more"]
    if free:
        unclear = [
            what
            for what, words in (("kept as many of the answers", right), ("learned as well", new))
            if any(words[name] == "cannot tell" for name in free)
        ]
        perhaps = f" (whether it {joined(unclear)}, these seeds cannot tell)" if unclear else ""
        return (
            f"So, with so few examples, {joined(free)} held back as much forgetting as {share} of old data did, "
            f"without any of it{perhaps}: a way across the moat, and it would be odd not to say so. With a whole "
            "lesson to learn, the next chapter tries a spring again."
        )
    if kept:
        return (
            f"So {joined(kept)} held back as much forgetting as {share} of old data did, without any of it, but at a "
            "price: the new lesson was learned less well."
        )
    if set(right.values()) == {"less"}:
        return "What needs no data kept less of the answers than old data did."
    return "Whether that is a way across the moat these seeds cannot tell."


def lesson(by_arm: Mapping[str, Outcome]) -> str:
    """The verdict in a sentence, for the takeaway."""
    old, noises = by_arm.get(REPLAY), noises_of(by_arm)
    if not old or not noises:
        return ""
    helped = [outcome.label for outcome in noises if outcome.stops("forgetting")]
    if helped:
        also = " too" if old.stops("forgetting") else ""
        return f"For Pebble, {joined(helped)} removed half of the forgetting{also}."
    unclear = any(outcome.stops("forgetting") is None for outcome in noises)
    if old.stops("forgetting") is False and not unclear:
        return "For Pebble, neither old data nor noise removed half of the forgetting here."
    if old.stops("forgetting") is not True or unclear:
        return "Whether noise does what old data does these seeds cannot tell for Pebble."
    return "For Pebble, old data is not just noise: no noise that we tried removed even half of the forgetting."
