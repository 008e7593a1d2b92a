"""This is what chapter 7 reads off its sweep: how much overfitting and forgetting each arm removed, at each strength.

Overfitting is the gap between the held-out loss of the new task and the loss on the few examples themselves, forgetting
the rise of the old loss, both in nats per token at the end of a run. A share removed compares a run with the one of the
same seed to which nothing was done: (its gap - this gap) / its gap, in per cent; negative where it became worse. An arm
that was tried over a grid of strengths is one outcome a strength; `best` says which of them speaks for the arm. Draws
nothing.

    for outcome in outcomes(read(path)): print(outcome.label, outcome.strength, outcome.mean("forgetting_removed"))
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explainer.experiment import ExperimentDict
from explainer.record import finite
from explainer.sweep.comparison import half
from explainer.sweep.curves import Band, band
from explainer.sweep.plan import SweepError
from explainer.sweep.results import CellResult, CellSummary, Sweep, number
from explainer.tables.remedies import REMEDIES, strength

NOTHING, REPLAY, RANDOM = "nothing", "replay", "random"
ARMS = (NOTHING, REPLAY, RANDOM, *(name for name in REMEDIES if name != "none"))
HALF = 50.0  # per cent removed, from which on we say that something was stopped
NEEDED = ("forgetting", "new_after", "fit_after", "old_after", "right_after")


def arm(experiment: ExperimentDict) -> str:
    """Which of ARMS a run belongs to."""
    if experiment["remedy"] != "none":
        return experiment["remedy"]
    if not experiment["replay"]:
        return NOTHING
    return RANDOM if experiment["source"] == "random" else REPLAY


def strength_of(experiment: ExperimentDict) -> float | None:
    """How strong its remedy was: as asked, or as the table has it; None for a run without one."""
    remedy = experiment["remedy"]
    return strength(remedy, experiment.get("strength", 0.0)) if REMEDIES[remedy].dial else None


@dataclass(frozen=True)
class Point:
    """One run at its end: losses and differences in nats per token, shares (and right old answers) in per cent."""

    seed: int
    fit: float
    new: float
    old: float
    right: float
    gap: float
    forgetting: float
    gap_removed: float
    forgetting_removed: float


@dataclass(frozen=True)
class Outcome:
    """The runs of an arm at a strength. `label` is the sweep's own."""

    arm: str
    label: str
    strength: float | None
    points: tuple[Point, ...]

    def all(self, name: str) -> list[float]:
        return [float(getattr(point, name)) for point in self.points]

    def by_seed(self, name: str) -> dict[int, float]:
        """To be compared by pairs."""
        return {point.seed: float(getattr(point, name)) for point in self.points}

    def mean(self, name: str) -> float:
        return sum(self.all(name)) / len(self.points)

    def stops(self, name: str) -> bool | None:
        """Whether at least half of it is removed: where the interval of the share lies above half, or below it (False);
        None where it does not tell."""
        mean, width = self.mean(f"{name}_removed"), half(self.all(f"{name}_removed"))
        return True if mean - width >= HALF else False if mean + width < HALF else None


def outcomes(sweep: Sweep) -> tuple[Outcome, ...]:
    """In the order of ARMS, and of their strengths. Raises SweepError where a run has nothing to be compared with."""
    cells = done(sweep)
    bare = {cell["experiment"]["seed"]: cell["summary"] for cell in cells if arm(cell["experiment"]) == NOTHING}
    by_outcome: dict[tuple[int, float], list[CellResult]] = {}
    for cell in cells:
        key = (ARMS.index(arm(cell["experiment"])), strength_of(cell["experiment"]) or 0.0)
        by_outcome.setdefault(key, []).append(cell)
    return tuple(
        Outcome(
            arm(own[0]["experiment"]),
            own[0]["label"],
            strength_of(own[0]["experiment"]),
            tuple(point(cell, bare, sweep) for cell in own),
        )
        for _, own in sorted(by_outcome.items(), key=lambda pair: pair[0])
    )


def best(every: Sequence[Outcome]) -> dict[str, Outcome]:
    """The outcome that speaks for each arm: the strength with the least of both losses, old and new, together, since
    either can be had alone (a remedy that is strong enough keeps everything and learns nothing)."""
    chosen: dict[str, Outcome] = {}
    for outcome in every:
        there = chosen.get(outcome.arm)
        if there is None or both_losses(outcome) < both_losses(there):
            chosen[outcome.arm] = outcome
    return chosen


def both_losses(outcome: Outcome) -> float:
    """Old and new loss at the end, mean over the seeds, nats per token."""
    return outcome.mean("old") + outcome.mean("new")


def grid(every: Sequence[Outcome], name: str) -> list[Outcome]:
    """An arm's outcomes by rising strength."""
    return [outcome for outcome in every if outcome.arm == name]


def at_edge(every: Sequence[Outcome], chosen: Outcome) -> bool:
    """Whether the strength that speaks for an arm is the least or the most that was tried, so that the best may lie
    beyond it."""
    tried = grid(every, chosen.arm)
    return chosen in (tried[0], tried[-1]) and chosen.strength is not None


def done(sweep: Sweep) -> list[CellResult]:
    """The runs that ended well and were measured for this. Raises SweepError where there are none."""
    cells = [cell for cell in sweep["cells"] if cell["status"] == "done" and arm(cell["experiment"]) in ARMS]
    for cell in cells:
        if any(not finite(cell["summary"].get(name)) for name in NEEDED):
            raise SweepError(f"{sweep['title']!r} cannot be shown here: a run lacks one of {', '.join(NEEDED)}.")
    if not cells:
        raise SweepError(f"{sweep['title']!r} has no finished run: there is nothing to compare.")
    return cells


def point(cell: CellResult, bare: Mapping[int, CellSummary], sweep: Sweep) -> Point:
    summary, seed = cell["summary"], cell["experiment"]["seed"]
    twin = bare.get(seed)
    if not twin or gap_of(twin) <= 0 or twin["forgetting"] <= 0:
        raise SweepError(f"{sweep['title']!r} has no run of seed {seed} with nothing done to compare with.")
    gap = gap_of(summary)
    return Point(
        seed=seed,
        fit=number(summary, "fit_after"),
        new=summary["new_after"],
        old=summary["old_after"],
        right=100 * number(summary, "right_after"),
        gap=gap,
        forgetting=summary["forgetting"],
        gap_removed=100 * (1 - gap / gap_of(twin)),
        forgetting_removed=100 * (1 - summary["forgetting"] / twin["forgetting"]),
    )


def gap_of(summary: CellSummary) -> float:
    """Overfitting: held-out loss less the loss on the examples, nats per token."""
    return summary["new_after"] - number(summary, "fit_after")


def bands(sweep: Sweep, outcome: Outcome) -> dict[str, Band]:
    """The curves `old`, `new` and `fit` of an outcome, each over its seeds. Raises SweepError."""
    wanted = (outcome.arm, outcome.strength)
    cells = [c for c in done(sweep) if (arm(c["experiment"]), strength_of(c["experiment"])) == wanted]
    curves = {curve: band(cells, curve) for curve in ("old", "new", "fit")}
    if not all(curve.step for curve in curves.values()):
        raise SweepError(f"{sweep['title']!r} has no curves of {outcome.label}: there is nothing to see on the way.")
    return curves
