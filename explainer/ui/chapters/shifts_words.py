"""This module writes what chapter 6 says of its schedules, in sentences that the numbers choose.

The mix, which is plain replay, is held against each of the others; what counts as more, less or as much is for
explainer/sweep/comparison.py to say.

measured(arrivals(sweep, 25))["verdict"]
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer.sweep.comparison import UNITS, Comparison, around, beside, capital, compare
from explainer.sweep.shifts import SCHEDULES, Arrival, mean

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
    if set(words.values()) == {"as much"}:
        return {"verdict": verdict, "advice": "For Pebble the schedule made no difference that counts."}
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


def told(arrivals: Sequence[Arrival], measure: str, verb: str, what: str = "") -> str:
    """The mix beside each of the others, as a clause."""
    return beside("the mix", verb, what, beside_the_mix(arrivals, measure), "nats")


def outcome(arrivals: Sequence[Arrival], share: str) -> str:
    """How much each schedule forgot; the mix beside the others, in what it forgot and what it learned."""
    ladder = ", ".join(f"{one.schedule} {around(one.forgetting.values(), 'nats')}" for one in by_forgetting(arrivals))
    sentences = [f"With {share}% of old text the old loss rises by: {ladder} (means, ± their 95% intervals)."]
    if beside_the_mix(arrivals, "forgetting"):
        sentences += [
            f"**{capital(told(arrivals, 'forgetting', 'forgot'))}.**",
            f"On the new task {told(arrivals, 'learned', 'ended with', 'loss')}.",
        ]
    return " ".join(sentences)
