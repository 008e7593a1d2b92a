"""This is what chapter 7 reads off its sweep: how much overfitting and forgetting each arm removed. Pure.

Overfitting is the gap between the held-out loss of the new task and the loss on the few examples themselves, forgetting
the rise of the old loss, both in nats per token at the end of a run. A share removed compares a run with the one of the
same seed to which nothing was done: (its gap - this gap) / its gap, in per cent; negative where it became worse.

    for outcome in outcomes(read(path)): print(outcome.label, outcome.mean("forgetting_removed"))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainer.experiment import ExperimentDict
from explainer.record import finite
from explainer.sweep.curves import Band, band
from explainer.sweep.plan import SweepError
from explainer.sweep.results import CellResult, CellSummary, Sweep, number
from explainer.tables.remedies import REMEDIES

NOTHING, REPLAY, RANDOM = "nothing", "replay", "random"
ARMS = (NOTHING, REPLAY, RANDOM, *(name for name in REMEDIES if name != "none"))
HALF = 50.0  # per cent removed, from which on we say that something was stopped
NEEDED = ("forgetting", "new_after", "fit_after", "old_after")


def arm(experiment: ExperimentDict) -> str:
    """Which of ARMS a run belongs to."""
    if experiment["remedy"] != "none":
        return experiment["remedy"]
    if not experiment["replay"]:
        return NOTHING
    return RANDOM if experiment["source"] == "random" else REPLAY


@dataclass(frozen=True)
class Point:
    """One run at its end: losses and differences in nats per token, shares in per cent."""

    seed: int
    fit: float
    new: float
    old: float
    gap: float
    forgetting: float
    gap_removed: float
    forgetting_removed: float


@dataclass(frozen=True)
class Outcome:
    """The runs of an arm. `label` is the sweep's own."""

    arm: str
    label: str
    points: tuple[Point, ...]

    def all(self, name: str) -> list[float]:
        return [float(getattr(point, name)) for point in self.points]

    def mean(self, name: str) -> float:
        return sum(self.all(name)) / len(self.points)

    def stops(self, name: str) -> bool | None:
        """Whether at least half was removed in every run, in none (False), or in some only (None)."""
        enough = {share >= HALF for share in self.all(f"{name}_removed")}
        return enough.pop() if len(enough) == 1 else None


def outcomes(sweep: Sweep) -> tuple[Outcome, ...]:
    """In the order of ARMS. Raises SweepError where a run has nothing to be compared with."""
    cells = done(sweep)
    bare = {cell["experiment"]["seed"]: cell["summary"] for cell in cells if arm(cell["experiment"]) == NOTHING}
    by_arm = {name: [cell for cell in cells if arm(cell["experiment"]) == name] for name in ARMS}
    return tuple(
        Outcome(name, own[0]["label"], tuple(point(cell, bare, sweep) for cell in own))
        for name, own in by_arm.items()
        if own
    )


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
        gap=gap,
        forgetting=summary["forgetting"],
        gap_removed=100 * (1 - gap / gap_of(twin)),
        forgetting_removed=100 * (1 - summary["forgetting"] / twin["forgetting"]),
    )


def gap_of(summary: CellSummary) -> float:
    """Overfitting: held-out loss less the loss on the examples, nats per token."""
    return summary["new_after"] - number(summary, "fit_after")


def bands(sweep: Sweep, name: str) -> dict[str, Band]:
    """The curves `old`, `new` and `fit` of an arm, each over its seeds. Raises SweepError."""
    cells = [cell for cell in done(sweep) if arm(cell["experiment"]) == name]
    curves = {curve: band(cells, curve) for curve in ("old", "new", "fit")}
    if not all(curve.step for curve in curves.values()):
        raise SweepError(f"{sweep['title']!r} has no curves of {name}: there is nothing to see on the way.")
    return curves
