"""The recorded file of a sweep is written once it is whole, and read by the pages. Knows no torch and no processes.

What is kept of a run is in cells.py.

sweep = read(Path("assets/sweeps/replay.json"))
for group in groups(sweep["cells"]): print(group.values, group.all("forgetting"))
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypedDict, cast

from explainer.experiment import Experiment
from explainer.fields import FieldError
from explainer.record import finite
from explainer.sweep.cells import CellResult as CellResult
from explainer.sweep.cells import CellSummary as CellSummary
from explainer.sweep.cells import Matrix as Matrix
from explainer.sweep.cells import Status as Status
from explainer.sweep.cells import cell_result as cell_result
from explainer.sweep.cells import number as number
from explainer.sweep.comparison import LEVEL, around
from explainer.sweep.plan import Plan, SweepError

SCHEMA = 1


class MadeWith(TypedDict):
    """What decides the numbers beside the code: versions of Python and packages, and the hash of Pebble's weights."""

    versions: dict[str, str]
    pebble: str


class SweepProvenance(TypedDict, total=False):
    """How a sweep was made: seconds by the clock, and those of its runs together; how many of the runs an earlier try
    had finished, and when the sweep was made to which these runs were added."""

    kind: Literal["recorded"]
    created: str
    command: str
    device: str
    workers: int
    threads: int
    cores: int | None
    seconds: float
    run_seconds: float
    earlier: int
    added_to: str
    versions: dict[str, str]
    pebble: str


class Sweep(TypedDict):
    """The file."""

    schema: int
    kind: Literal["sweep"]
    name: str
    title: str
    chapter: int
    question: str
    provenance: SweepProvenance
    cells: list[CellResult]


def sweep_of(plan: Plan, cells: list[CellResult], provenance: SweepProvenance) -> Sweep:
    return {
        "schema": SCHEMA,
        "kind": "sweep",
        "name": plan.name,
        "title": plan.title,
        "chapter": plan.chapter,
        "question": plan.question,
        "provenance": provenance,
        "cells": cells,
    }


def write(sweep: Sweep, path: Path) -> None:
    """One cell a line, for the eyes of a diff; replaces the file whole."""

    def dump(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    head = dump({key: value for key, value in sweep.items() if key != "cells"})
    cells = ",\n".join(map(dump, sweep["cells"]))
    beside = path.with_name(path.name + ".new")
    beside.write_text(f'{head[:-1]},"cells":[\n{cells}\n]}}\n', encoding="utf-8")
    beside.replace(path)


def read(path: Path) -> Sweep:
    """Raises SweepError."""
    try:
        return check(json.loads(path.read_text(encoding="utf-8")), path.name)
    except FileNotFoundError:
        raise SweepError(f"There is no file {path}: python -m explainer sweep makes it.") from None
    except (UnicodeDecodeError, OSError):
        raise SweepError(f"{path.name} cannot be read as text, so it is no sweep.") from None
    except (json.JSONDecodeError, RecursionError):
        raise SweepError(f"{path.name} is not a whole sweep: it is cut short or is not JSON.") from None


def check(sweep: Any, name: str) -> Sweep:
    """The same sweep, if every part of it can be shown. Raises SweepError."""
    if not isinstance(sweep, dict) or sweep.get("kind") != "sweep":
        raise SweepError(f"{name} is not a sweep: its kind is not 'sweep'.")
    if sweep.get("schema") != SCHEMA:
        raise SweepError(f"{name} has schema {str(sweep.get('schema'))[:20]}, and this version reads schema {SCHEMA}.")
    for key, kind in (("title", str), ("question", str), ("chapter", int), ("provenance", dict), ("cells", list)):
        if not isinstance(sweep.get(key), kind):
            raise SweepError(f"{name} cannot be shown: its {key} is missing or of the wrong kind.")
    for place, cell in enumerate(sweep["cells"], 1):
        if problem := wrong(cell):
            raise SweepError(f"{name} cannot be shown: in its run {place}, {problem}.")
    return cast(Sweep, sweep)


def wrong(cell: Any) -> str | None:
    """What is wrong with a cell, in words that follow "in its run 3, "; None where nothing is."""
    parts = (("experiment", dict), ("summary", dict), ("curves", dict), ("label", str))
    if not isinstance(cell, dict) or any(not isinstance(cell.get(key), kind) for key, kind in parts):
        return "a part is missing"
    try:
        Experiment.from_dict(cell["experiment"])
    except FieldError as error:
        return f"the experiment is none that can be: {str(error).rstrip('.')}"
    curves = list(cell["curves"].values())
    if not all(isinstance(curve, list) and all(v is None or finite(v) for v in curve) for curve in curves):
        return "a curve has a value that is no number"
    if len({len(curve) for curve in curves}) != 1:
        return "the curves are not of one length"
    return None


@dataclass(frozen=True)
class Group:
    """Cells that differ in their seed alone. `values` are the fields in which the groups of a sweep differ."""

    label: str
    order: tuple[str, ...]
    values: dict[str, Any]
    cells: list[CellResult]

    def all(self, name: str) -> list[float]:
        """A number of the summary, of every cell that has it."""
        values = (cell["summary"].get(name) for cell in self.cells)
        return [value for value in values if finite(value)]


def groups(cells: Iterable[CellResult]) -> list[Group]:
    """In the order of the cells."""
    cells = list(cells)
    fields = list(cells[0]["experiment"]) if cells else []
    rest = {"seed", "task"} if any(cell["order"] for cell in cells) else {"seed"}
    varied = [f for f in fields if f not in rest and len({cell["experiment"].get(f) for cell in cells}) > 1]
    by_key: dict[str, list[CellResult]] = {}
    for cell in cells:
        key = [{**cell["experiment"], "seed": None}, cell["label"], cell["order"]]
        by_key.setdefault(json.dumps(key), []).append(cell)
    return [
        Group(first["label"], tuple(first["order"] or ()), {f: first["experiment"].get(f) for f in varied}, same)
        for same in by_key.values()
        for first in same[:1]
    ]


# Of a column of the table: its title and its unit
COLUMNS = {
    "forgetting": ("old loss rises", "nats"),
    "right_after": ("old right", "share"),
    "right_common": ("common", "share"),
    "right_middle": ("middle", "share"),
    "right_rare": ("rare", "share"),
    "broken_after": ("broken", "share"),
    "new_after": ("new loss", "nats"),
    "loss_rise": ("mean rise", "nats"),
    "bwt": ("BWT", "share"),
}


def table(sweep: Sweep) -> str:
    """A line a group: the mean over its seeds, with its interval."""
    there = [name for name in COLUMNS if any(cell["summary"].get(name) is not None for cell in sweep["cells"])]
    lines = ["".join([f"{'':44}", *(f"{COLUMNS[name][0]:>20}" for name in there), f"{'n':>4}"])]
    for group in groups(sweep["cells"]):
        title = ", ".join([group.label, *(f"{k} {v}" for k, v in group.values.items()), " > ".join(group.order)])
        cells = "".join(f"{around(group.all(name), COLUMNS[name][1]):>20}" for name in there)
        failed = sum(cell["status"] != "done" for cell in group.cells)
        n = f"{len(group.cells) - failed:>4}"
        lines.append(f"{title.rstrip(', ')[:43]:44}{cells}{n}{f'   {failed} failed' if failed else ''}")
    return "\n".join([*lines, f"Losses are nats per token: the mean over n seeds, and its interval of {LEVEL:.0%}."])
