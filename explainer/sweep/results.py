"""The recorded file of a sweep is written once it is whole, and read by the pages. Knows no torch and no processes.

sweep = read(Path("assets/sweeps/replay.json"))
for group in groups(sweep["cells"]): print(group.values, group.all("forgetting"))
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, cast

from explainer.events import Event, SkillRow, SkillsEvent
from explainer.experiment import Experiment, ExperimentDict
from explainer.fields import FieldError
from explainer.record import Summary, finite, of_type, summarise
from explainer.sweep.plan import Cell, Plan, SweepError

if TYPE_CHECKING:
    from explainer.training.orders import MatrixEvent

SCHEMA = 1
DIGITS = 4  # of a curve; the summary is not rounded

Status = Literal["done", "failed"]


class CellSummary(Summary, total=False):
    """As of a run record; of an order what a matrix event says (see training/orders.py)."""

    bwt: float
    average_forgetting: float
    loss_rise: float
    loss_forgetting: float


class CellSkillRow(SkillRow):
    """Right answers at the end of a run, and those before it."""

    before: int


class CellSkills(TypedDict):
    """Right answers to all questions, old and new."""

    old: list[CellSkillRow]
    new: list[CellSkillRow]


class Matrix(TypedDict):
    """The matrices of a matrix event."""

    tasks: list[str]
    accuracy: list[list[float]]
    loss: list[list[float]]


class CellResult(TypedDict):
    """What is kept of a run, or of an order of tasks. The label is its arm's. The curves are those that the sweep's
    file asks for, by name, and the steps they go with; an order has a curve `stage` too, and a matrix in place of
    skills."""

    label: str
    order: list[str] | None
    experiment: ExperimentDict
    status: Status
    reason: str | None
    seconds: float
    summary: CellSummary
    curves: dict[str, list[float]]
    skills: CellSkills | None
    matrix: Matrix | None


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


def cell_result(
    cell: Cell,
    curves: Sequence[str],
    events: Sequence[Event | MatrixEvent],
    status: Status = "done",
    reason: str | None = None,
) -> CellResult:
    """What is kept of a run."""
    run_events = [event for event in events if event["type"] != "matrix"]
    losses = of_type(run_events, "loss")
    experiment = cell.experiment.to_dict()
    del experiment["text"]
    result: CellResult = {
        "label": cell.label,
        "order": list(cell.order) or None,
        "experiment": experiment,
        "status": status,
        "reason": reason,
        "seconds": losses[-1].get("seconds", 0.0) if losses else 0.0,
        "summary": cast(CellSummary, summarise(run_events)),
        "curves": {name: [rounded(loss.get(name)) for loss in losses] for name in curve_names(cell, curves)},
        "skills": skills(of_type(run_events, "skills")),
        "matrix": None,
    }
    for event in events:
        if event["type"] == "matrix":
            result["summary"], result["matrix"] = of_order(event)
    return result


def of_order(event: MatrixEvent) -> tuple[CellSummary, Matrix]:
    """An order's summary and matrix."""
    summary: CellSummary = {
        "bwt": event["bwt"],
        "average_forgetting": event["average_forgetting"],
        "loss_rise": event["loss_rise"],
        "loss_forgetting": event["loss_forgetting"],
    }
    return summary, {"tasks": event["tasks"], "accuracy": event["accuracy"], "loss": event["loss"]}


def curve_names(cell: Cell, curves: Sequence[str]) -> list[str]:
    """A step where one stage of an order ends and the next begins comes twice, the new loss being another task's."""
    return ["step", *(["stage"] if cell.order else []), *curves]


def rounded(value: Any) -> Any:
    return round(value, DIGITS) if isinstance(value, float) else value


def skills(events: Sequence[SkillsEvent]) -> CellSkills | None:
    """Right answers by skill and frequency at the end, and `before`; None where the end was not reached."""
    if len(events) < 2:
        return None
    first, last = events[0], events[-1]
    return {"old": with_before(first["old"], last["old"]), "new": with_before(first["new"], last["new"])}


def with_before(first: Sequence[SkillRow], last: Sequence[SkillRow]) -> list[CellSkillRow]:
    return [{**row, "before": start["right"]} for start, row in zip(first, last, strict=True)]


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
    for number, cell in enumerate(sweep["cells"], 1):
        if problem := wrong(cell):
            raise SweepError(f"{name} cannot be shown: in its run {number}, {problem}.")
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


def number(summary: CellSummary, name: str) -> float:
    """One of its numbers, by name. Raises KeyError where there is none."""
    value = summary.get(name)
    if not finite(value):
        raise KeyError(name)
    return value


def table(sweep: Sweep) -> str:
    """A line a group: the mean over its seeds, with the least and the most."""
    columns = {
        "forgetting": "old loss rises",
        "right_after": "old right",
        "new_after": "new loss",
        "loss_rise": "mean rise",
        "bwt": "BWT",
    }
    there = [name for name in columns if any(cell["summary"].get(name) is not None for cell in sweep["cells"])]
    lines = ["".join([f"{'':44}", *(f"{columns[name]:>24}" for name in there)])]
    for group in groups(sweep["cells"]):
        title = ", ".join([group.label, *(f"{k} {v}" for k, v in group.values.items()), " > ".join(group.order)])
        cells = "".join(f"{spread(group.all(name)):>24}" for name in there)
        failed = sum(cell["status"] != "done" for cell in group.cells)
        lines.append(f"{title.rstrip(', ')[:43]:44}{cells}{f'   {failed} failed' if failed else ''}")
    return "\n".join([*lines, "Losses are nats per token: the mean over the seeds, the least and the most."])


def spread(values: list[float]) -> str:
    if not values:
        return "–"
    return f"{sum(values) / len(values):.2f} ({min(values):.2f} to {max(values):.2f})"
