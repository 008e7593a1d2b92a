"""A ground is what every landscape figure is drawn from, toy or measured: two losses on a grid over a plane.

Its JavaScript twin, with the same sentences, is player/ball/ground.js. Knows nothing of how the grids were made.

    ground = Ground.from_dict(json.load(file));  ground.old[j, i]     # old loss at (x_i, y_j), rows by ascending y
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NotRequired, TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from explainer.tables.optimisers import OPTIMISERS

KINDS = ("simulated", "measured")
UNITS = ("loss", "nats per token")
Grid = NDArray[np.float64]
Pair = tuple[float, float]


class Defaults(TypedDict):
    """With what a ball is let go at first: learning rate, steps, replay in per cent, and one of OPTIMISERS."""

    lr: float
    steps: int
    replay: float
    optimiser: str


class Track(TypedDict):
    """A run's way over the ground, a point for each of `steps`. `inside` is the plane's share (0 to 1) of the squared
    distances from the start, `inside_legs` that of the moves from point to point."""

    label: str
    replay: float
    points: list[list[float]]
    steps: list[int]
    inside: float
    inside_legs: NotRequired[float]


class GroundDict(TypedDict):
    """A ground as JSON has it; the fields are Ground's."""

    name: str
    title: str
    note: str
    kind: str
    unit: str
    x: list[float]
    y: list[float]
    old: list[list[float]]
    new: list[list[float]]
    start: list[float]
    defaults: Defaults
    old_valley: list[float]
    new_valley: list[float]
    paths: list[Track]
    provenance: dict[str, Any]
    limits: str


class GroundError(ValueError):
    """A ground that cannot be shown; its text is one sentence for the reader."""


@dataclass(frozen=True, eq=False)
class Ground:
    """Two surfaces over the plane [x] × [y]. `old` and `new` have shape (rows, columns), losses in `unit`; rows go
    with y ascending, columns with x ascending, both uniform, the ends included."""

    name: str
    title: str
    note: str  # one sentence: what to notice
    kind: str
    unit: str
    x: Pair
    y: Pair
    old: Grid
    new: Grid
    start: Pair
    defaults: Defaults
    old_valley: Pair
    new_valley: Pair
    paths: list[Track] = field(default_factory=list)
    provenance: dict[str, Any] = field(default_factory=dict)
    limits: str = ""  # one sentence: what a drawn ground gets wrong

    def to_dict(self) -> GroundDict:
        """As JSON has it: lists in place of arrays and tuples."""
        values = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        lists = {name: list(values[name]) for name in PAIRS} | {name: values[name].tolist() for name in ("old", "new")}
        return cast(GroundDict, values | lists)

    @classmethod
    def from_dict(cls, data: Any) -> Ground:
        """Raises GroundError with one sentence for anything that could not be drawn."""
        check(data)
        values: dict[str, Any] = {f.name: data[f.name] for f in dataclasses.fields(cls) if f.name in data}
        values |= {name: (float(data[name][0]), float(data[name][1])) for name in PAIRS}
        values |= {name: np.array(data[name], dtype=np.float64) for name in ("old", "new")}
        return cls(**values)


PAIRS = ("x", "y", "start", "old_valley", "new_valley")


def check(data: Any) -> None:
    """Raises GroundError unless every part of a ground, as JSON has it, can be shown."""
    if not isinstance(data, Mapping):
        raise GroundError("This is not a landscape: it is not an object.")
    for name in ("name", "title", "note"):
        if not isinstance(data.get(name), str):
            raise GroundError(f"This landscape cannot be shown: its {name} is not text.")
    if not isinstance(data.get("limits", ""), str):
        raise GroundError("This landscape cannot be shown: its limits is not text.")
    for name, options in (("kind", KINDS), ("unit", UNITS)):
        if data.get(name) not in options:
            raise GroundError(f"This landscape cannot be shown: its {name} is not one of {', '.join(options)}.")
    for name in PAIRS:
        if not is_point(data.get(name)):
            raise GroundError(f"This landscape cannot be shown: its {name} is not two finite numbers.")
    for name in ("x", "y"):
        if not data[name][0] < data[name][1]:
            raise GroundError(f"This landscape cannot be shown: its {name} does not ascend.")
        if not data[name][0] <= data["start"]["xy".index(name)] <= data[name][1]:
            raise GroundError("This landscape cannot be shown: its start lies outside the plane.")
    shapes = [check_grid(name, data.get(name)) for name in ("old", "new")]
    if shapes[0] != shapes[1]:
        raise GroundError("This landscape cannot be shown: its old and new grids have different shapes.")
    check_defaults(data.get("defaults"))
    paths = data.get("paths", [])
    if not isinstance(paths, list) or not all(map(is_path, paths)):
        raise GroundError("This landscape cannot be shown: one of its paths cannot be read.")


def check_grid(name: str, rows: Any) -> tuple[int, int]:
    """The grid's shape (rows, columns)."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise GroundError(f"This landscape cannot be shown: its {name} grid is missing.")
    if len(rows) < 2 or len(rows[0]) < 2:
        raise GroundError(f"This landscape cannot be shown: its {name} grid is smaller than 2 by 2.")
    if any(len(row) != len(rows[0]) for row in rows):
        raise GroundError(f"This landscape cannot be shown: its {name} grid has rows of different lengths.")
    if not all(is_number(value) for row in rows for value in row):
        raise GroundError(f"This landscape cannot be shown: its {name} grid has a value that is not a finite number.")
    return len(rows), len(rows[0])


def check_defaults(defaults: Any) -> None:
    known = isinstance(defaults, Mapping) and all(is_number(defaults.get(key)) for key in ("lr", "steps", "replay"))
    if not (
        known
        and defaults["lr"] > 0
        and defaults["steps"] >= 1
        and 0 <= defaults["replay"] <= 100
        and defaults.get("optimiser") in OPTIMISERS
    ):
        raise GroundError("This landscape cannot be shown: its defaults have no usable lr, steps, replay or optimiser.")


def is_path(path: Any) -> bool:
    if not (isinstance(path, Mapping) and isinstance(path.get("points"), list) and isinstance(path.get("steps"), list)):
        return False
    numbers = [*path["steps"], path.get("replay"), path.get("inside")]
    return (
        isinstance(path.get("label"), str)
        and len(path["points"]) == len(path["steps"])
        and all(map(is_point, path["points"]))
        and all(map(is_number, numbers))
    )


def is_point(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(map(is_number, value))


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max
