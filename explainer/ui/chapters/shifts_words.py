"""This module writes what chapter 6 says of its schedules, in sentences that the numbers choose.

measured(arrivals(sweep, 25))["verdict"]
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer.sweep.shifts import SCHEDULES, Arrival, mean, wins

NAMES = ("verdict", "advice")
TITLES = {schedule: schedule.capitalize() for schedule in SCHEDULES}
PHRASES = {
    "abrupt": "all the old first",
    "ramp": "ever less of the old",
    "mix": "the same mix throughout",
    "blocks": "old and new by turns",
}
MIX_BEST = (
    "On the mean the mix forgets least: it never lets go of the old. Coming back to it, in blocks or ever more seldom, "
    "forgets more."
)
ABRUPT_WORST = "What costs most is to leave it behind for good."


def measured(arrivals: Sequence[Arrival]) -> dict[str, str]:
    """A text for each of NAMES."""
    ranked = by_forgetting(arrivals)
    best, worst = ranked[0].schedule, ranked[-1].schedule
    if best == "mix":
        verdict = MIX_BEST + (f" {ABRUPT_WORST}" if worst == "abrupt" else "")
        return {"verdict": verdict, "advice": "The safest schedule is the one that keeps some of the old in sight."}
    verdict = f"One might expect the mix to do best. In Pebble it is another: {PHRASES[best]}, the {best} schedule."
    return {"verdict": verdict, "advice": f"For Pebble, the schedule that kept most was {PHRASES[best]}."}


def by_forgetting(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """From the schedule that forgot least to the one that forgot most, on the mean."""
    return sorted(arrivals, key=lambda arrival: mean(arrival.forgetting))


def outcome(arrivals: Sequence[Arrival], share: str) -> str:
    """Which schedule forgot least and which most, and what the first paid for it in the new task."""
    ranked = by_forgetting(arrivals)
    best, worst = ranked[0], ranked[-1]
    won, seeds = wins(best.forgetting, worst.forgetting)
    ladder = ", ".join(f"{arrival.schedule} {mean(arrival.forgetting):.2f}" for arrival in ranked)
    gentle = min(arrivals, key=lambda arrival: max(arrival.old.mean))
    return (
        f"With {share}% of old text the old loss rises, in nats, by: {ladder}. **{TITLES[best.schedule]}** forgot "
        f"least, less than {worst.schedule} in {won} of {seeds} seeds. {price(best, arrivals)} The gentlest on the way "
        f"was {gentle.schedule}: there the old loss never rose above {max(gentle.old.mean):.2f}."
    )


def price(best: Arrival, arrivals: Sequence[Arrival]) -> str:
    """How well the schedule that forgot least learned the new task."""
    learner = min(arrivals, key=lambda arrival: mean(arrival.learned))
    learned = mean(best.learned)
    if learner is best:
        return f"It also learned the new task best, to {learned:.2f}."
    behind = learned - mean(learner.learned)
    return (
        f"It learned the new task to {learned:.2f} nats, {behind:.2f} behind the best of the four there, "
        f"{learner.schedule}."
    )
