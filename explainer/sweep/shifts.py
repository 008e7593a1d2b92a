"""This is what chapter 6 reads off its sweep: how the old text arrived by each schedule, and what came of it.

Draws nothing.

    for arrival in arrivals(read(Path("assets/sweeps/shifts.json")), 25): print(arrival.schedule, arrival.forgetting)
"""

from __future__ import annotations

from statistics import fmean
from typing import NamedTuple

from explainer.experiment import Experiment
from explainer.sweep.curves import Band, band, measured
from explainer.sweep.plan import SweepError
from explainer.sweep.results import CellResult, Sweep
from explainer.training.schedules import share_old

SCHEDULES = ("abrupt", "blocks", "ramp", "mix")  # from the sharpest change to none at all
DIGITS = 4  # of a share, as curves are kept


class Arrival(NamedTuple):
    """A schedule. `share` and `divergence` are points (step, value): the probability of an old sequence in the batch
    of that step (0 to 1), and how far the batch is from the old text (Jensen-Shannon, nats). Losses are nats per token;
    `forgetting` and `learned` (old loss's rise, new loss after) have a value a seed, by seed."""

    schedule: str
    share: list[tuple[int, float]]
    divergence: list[tuple[int, float]]
    old: Band
    new: Band
    forgetting: dict[int, float]
    learned: dict[int, float]


def arrivals(sweep: Sweep, replay: float) -> list[Arrival]:
    """The schedules at a share of replay, in the order of SCHEDULES. Raises SweepError where there is none."""
    there = [cell for cell in sweep["cells"] if measured(cell, "forgetting", "new_after")]
    cells = [cell for cell in there if cell["experiment"]["replay"] == replay]
    by_schedule = {name: [c for c in cells if c["experiment"]["schedule"] == name] for name in SCHEDULES}
    every = [arrival(name, same) for name, same in by_schedule.items() if same]
    if not every:
        raise SweepError(
            f"{sweep['title']!r} has no finished run with {replay:g}% replay: there is nothing to compare."
        )
    return every


def arrival(schedule: str, cells: list[CellResult]) -> Arrival:
    share = shares(Experiment.from_dict(cells[0]["experiment"]))
    measured = divergences(cells[0])
    return Arrival(
        schedule,
        share,
        [(step, measured[key]) for step, value in share if (key := round(value, DIGITS)) in measured],
        band(cells, "old"),
        band(cells, "new"),
        {cell["experiment"]["seed"]: cell["summary"]["forgetting"] for cell in cells},
        {cell["experiment"]["seed"]: cell["summary"]["new_after"] for cell in cells},
    )


def shares(experiment: Experiment) -> list[tuple[int, float]]:
    """The share of old in the batch of every step, from 1: exact, where the recorded curve has every fifth step."""
    return [(step + 1, share_old(experiment, step)) for step in range(experiment.steps)]


def divergences(cell: CellResult) -> dict[float, float]:
    """Divergence by share of old, on which alone it depends (see training/shift.py), as far as it was recorded."""
    curves = cell["curves"]
    pairs = zip(curves.get("share", []), curves.get("divergence", []), strict=True)
    return {round(share, DIGITS): divergence for share, divergence in pairs}


def mean(values: dict[int, float]) -> float:
    return fmean(values.values())
