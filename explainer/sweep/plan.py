"""A plan says what a sweep is to measure: a TOML file read into a list of cells, each one run. Knows no torch.

title = "How much old data is enough?"
chapter = 5
seeds = [0, 1, 2]
curves = ["old", "new"]        # which curves to keep of every run; these two are the default

[fixed]                        # fields of an experiment (see explainer/experiment.py), the same for all
steps = 150

[[arms]]                       # each arm is every combination of its values, with every seed
label = "replay"
task = ["german", "cooking"]
replay = [0, 1, 5]

[[arms]]                       # an arm may name tasks to be learned one after the other instead, in every order
label = "three tasks"
tasks = ["jan", "german", "cooking"]
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from pathlib import Path
from typing import Any

from explainer.experiment import FIELDS, Experiment
from explainer.fields import FieldError, Number, shown

CURVES = ("old", "new", "train", "fit", "share", "divergence")  # of a loss event, see explainer/record.py
CELLS = 1_000  # in a sweep, at most
KEYS = ("title", "chapter", "question", "seeds", "curves", "fixed", "arms")
IN_ARM = [name for name in FIELDS if name not in ("seed", "text", "device")]


class SweepError(ValueError):
    """A sweep that cannot be run or shown; its text is one sentence for the reader."""


@dataclass(frozen=True)
class Cell:
    """One run, or, with an `order`, one run a task, one after the other on the same weights."""

    label: str
    experiment: Experiment
    order: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same measurement, whatever file it stands in."""
        return json.dumps({"experiment": self.experiment.to_dict(), "order": self.order}, sort_keys=True)

    @property
    def steps(self) -> int:
        return self.experiment.steps * max(1, len(self.order))


@dataclass(frozen=True)
class Plan:
    name: str
    title: str
    chapter: int
    question: str
    curves: tuple[str, ...]
    cells: tuple[Cell, ...]


def read_plan(path: Path) -> Plan:
    """Raises SweepError."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise SweepError(f"{path} cannot be read: a sweep is described by a file of TOML.") from None
    except tomllib.TOMLDecodeError as error:
        raise SweepError(f"{path.name} is not TOML: {' '.join(str(error).split())}.") from None
    try:
        return plan(path.stem, values)
    except FieldError as error:
        raise SweepError(f"{path.name}: {error}") from None


def plan(name: str, values: Mapping[str, Any]) -> Plan:
    """Raises SweepError or FieldError."""
    known("a sweep", values, KEYS)
    curves = listed("curves", values.get("curves", ["old", "new"]))
    for curve in curves:
        if curve not in CURVES:
            raise SweepError(f"curves cannot have {shown(curve)}: they are some of {', '.join(CURVES)}.")
    cells = tuple(all_cells(values))
    keys = {cell.key: cell for cell in cells}
    if len(keys) < len(cells):
        raise SweepError(f"{name} describes {len(cells) - len(keys)} of its runs twice: each has its place in one arm.")
    return Plan(
        name,
        text("title", values),
        int(Number(1, 99, "", whole=True).parse("chapter", values.get("chapter"))),
        text("question", values),
        tuple(curves),
        cells,
    )


def all_cells(values: Mapping[str, Any]) -> Iterator[Cell]:
    fixed, arms = values.get("fixed", {}), listed("arms", values.get("arms", []))
    known("fixed", fixed, IN_ARM)
    seeds = listed("seeds", values.get("seeds", [0]))
    count = 0
    for arm in arms:
        known("an arm", arm, ["label", "tasks", *IN_ARM])
        for cell in arm_cells(fixed, arm, seeds):
            count += 1
            if count > CELLS:
                raise SweepError(f"A sweep cannot have more than {CELLS:,} runs.")
            yield cell
    if not count:
        raise SweepError("A sweep has at least one run: give it [[arms]] and seeds.")


def arm_cells(fixed: Mapping[str, Any], arm: Mapping[str, Any], seeds: list[Any]) -> Iterator[Cell]:
    """Every combination of the arm's values, and for each every order of its tasks and every seed."""
    label = text("label", arm)
    names = [name for name in arm if name not in ("label", "tasks")]
    orders = list(permutations(listed("tasks", arm["tasks"]))) if "tasks" in arm else [()]
    combinations = product(*(as_list(arm[name]) for name in names))
    for combination, order, seed in product(combinations, orders, seeds):
        chosen = {**fixed, **dict(zip(names, combination, strict=True))}
        if order:
            checked_order(order, chosen)
            chosen["task"] = order[0]
        yield Cell(label, Experiment.from_dict({"device": "cpu", **chosen, "seed": seed}), order)


def checked_order(order: tuple[Any, ...], chosen: Mapping[str, Any]) -> None:
    for name in order:
        FIELDS["task"].parse("tasks", name)
    if "task" in chosen:
        raise SweepError("task cannot be given beside tasks: the tasks of an order are all it learns.")


def known(where: str, values: Any, names: tuple[str, ...] | list[str]) -> None:
    if not isinstance(values, dict):
        raise SweepError(f"{where} cannot be {shown(values)}: it is a table of {', '.join(names)}.")
    for name in values:
        if name not in names:
            raise SweepError(f"{shown(name)} is nothing that {where} may have: it has {', '.join(names)}.")


def listed(name: str, value: Any) -> list[Any]:
    if isinstance(value, list) and value:
        return value
    raise SweepError(f"{name} cannot be {shown(value)}: it is a list of at least one.")


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def text(name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if isinstance(value, str) and value.strip():
        return value
    raise SweepError(f"{name} cannot be {shown(value)}: it is a few words.")


def described(cell: Cell) -> str:
    """A cell in a line: its label, what differs from the defaults, and its order."""
    query = cell.experiment.to_query()
    return " ".join([f"{cell.label}:", *(f"{name}={value}" for name, value in query.items()), " > ".join(cell.order)])
