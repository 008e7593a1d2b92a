"""This module writes what chapter 6 says of its schedules, in sentences that the numbers choose.

The mix, which is plain replay, is held against each of the others; what counts as more, less or as much is for
explainer/sweep/comparison.py to say.

measured(arrivals(sweep, 25))["verdict"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.sweep.comparison import UNITS, Comparison, around, capital, compare, how_much
from explainer.sweep.shifts import SCHEDULES, Arrival, mean
from explainer.text import joined

NAMES = ("verdict", "advice")
TITLES = {schedule: schedule.capitalize() for schedule in SCHEDULES}
PHRASES = {
    "abrupt": "all the old first",
    "ramp": "ever less of the old",
    "mix": "the same mix throughout",
    "blocks": "old and new by turns",
}
MARGIN = UNITS["nats"].margin


def measured(arrivals: Sequence[Arrival]) -> dict[str, str]:
    """A text for each of NAMES."""
    words = {name: compared.plain for name, compared in beside_the_mix(arrivals, "forgetting").items()}
    if not words:
        return dict.fromkeys(NAMES, "")
    verdict = f"{capital(told(arrivals, 'forgetting', 'forgot'))}."
    if better := [name for name, word in words.items() if word == "more"]:
        best = next(arrival.schedule for arrival in by_forgetting(arrivals) if arrival.schedule in better)
        verdict = f"One might expect the mix to do best. {verdict}"
        return {"verdict": verdict, "advice": f"For Pebble, {PHRASES[best]} kept more than the same mix throughout."}
    if set(words.values()) == {"less"}:
        why = "It never lets go of the old; coming back to it, in blocks or ever more seldom, forgets more."
        return {"verdict": f"{verdict} {why}", "advice": SAFEST}
    if "less" in words.values():
        return {"verdict": verdict, "advice": SAFEST}
    return {"verdict": verdict, "advice": "Which schedule is the best for Pebble these runs do not tell."}


SAFEST = "The safest schedule is the one that keeps some of the old in sight."


def by_forgetting(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """From the schedule that forgot least to the one that forgot most, on the mean."""
    return sorted(arrivals, key=lambda arrival: mean(arrival.forgetting))


def beside_the_mix(arrivals: Sequence[Arrival], measure: str) -> dict[str, Comparison]:
    """The mix less each of the others, by schedule; none where one of them is missing."""
    mix = next((arrival for arrival in arrivals if arrival.schedule == "mix"), None)
    others = [arrival for arrival in arrivals if arrival is not mix]
    if mix is None:
        return {}
    return {one.schedule: compare(getattr(mix, measure), getattr(one, measure), MARGIN) for one in others}


def told(arrivals: Sequence[Arrival], measure: str, verb: str, of: str = "") -> str:
    """`the mix forgot less than abrupt (by at least 1.50 nats) and as much as ramp (to within 0.05 nats), n = 5`."""
    compared = beside_the_mix(arrivals, measure)
    parts = [
        *(f"{word}{of} than {joined(names)}" for word in ("less", "more") if (names := by_how_much(compared, word))),
        *(f"as much{of} as {joined(names)}" for names in [by_how_much(compared, "as much")] if names),
    ]
    n = min(one.n for one in compared.values())
    unclear = joined([name for name, one in compared.items() if one.word == "cannot tell"])
    if not parts:
        return f"whether the mix {verb} more or less{of} than {unclear}, {n} seeds cannot tell"
    rest = f"; of {unclear} these seeds cannot tell" if unclear else ""
    return f"the mix {verb} {joined(parts)}, n = {n}{rest}"


def by_how_much(compared: Mapping[str, Comparison], word: str) -> list[str]:
    """The schedules of which the rule says this word, with the least that it is."""
    within = f"to within {UNITS['nats'].between(MARGIN)}"
    return [
        f"{name} ({within if word == 'as much' else how_much(one, 'nats')})"
        for name, one in compared.items()
        if one.word == word
    ]


def outcome(arrivals: Sequence[Arrival], share: str) -> str:
    """How much each schedule forgot; the mix beside the others, in what it forgot and what it learned."""
    ladder = ", ".join(f"{one.schedule} {around(one.forgetting.values(), 'nats')}" for one in by_forgetting(arrivals))
    gentle = min(arrivals, key=lambda arrival: max(arrival.old.mean))
    sentences = [f"With {share}% of old text the old loss rises by: {ladder} (means, ± their 95% intervals)."]
    if beside_the_mix(arrivals, "forgetting"):
        sentences += [
            f"**{capital(told(arrivals, 'forgetting', 'forgot'))}.**",
            f"On the new task {told(arrivals, 'learned', 'ended with', ' loss')}.",
        ]
    return " ".join(
        [
            *sentences,
            f"The gentlest on the way was {gentle.schedule}: there the old loss never rose above "
            f"{max(gentle.old.mean):.2f} on the mean.",
        ]
    )
