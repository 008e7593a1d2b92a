"""This module makes one curve of several runs that differ in their seed alone: mean, least and most at every step."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from explainer.record import finite
from explainer.sweep.results import CellResult


class Band(NamedTuple):
    """Lists of one length; empty where no run has the curve."""

    step: list[int]
    mean: list[float]
    low: list[float]
    high: list[float]


def measured(cell: CellResult, *names: str) -> bool:
    """Whether a run's summary has all these numbers; one that failed has not."""
    return all(finite(cell["summary"].get(name)) for name in names)


def band(cells: Sequence[CellResult], curve: str) -> Band:
    """Of the cells that have the curve, as far as the shortest of them goes (one that failed is cut)."""
    of_runs = [cell["curves"] for cell in cells if cell["curves"].get(curve)]
    if not of_runs:
        return Band([], [], [], [])
    columns = list(zip(*(curves[curve] for curves in of_runs), strict=False))
    steps = [int(step) for step in of_runs[0]["step"][: len(columns)]]
    return Band(steps, [fmean(c) for c in columns], [min(c) for c in columns], [max(c) for c in columns])
