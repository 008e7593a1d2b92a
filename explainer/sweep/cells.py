"""What a sweep keeps of a run: its summary, the curves that the sweep's file asks for, and its right answers.

Knows the events of a run and nothing of files. Right answers are kept by skill and times read, and summed up in shares
of 0 to 1: `right_after` of all old questions, `right_common`, `right_middle` and `right_rare` of those about facts that
Pebble had read so often (see tables/rarity.py), `broken_after` of answers whose language is gone.

    cell_result(cell, ("old", "new"), events)["summary"]["right_rare"]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict, cast

from explainer.events import Event, SkillRow
from explainer.experiment import ExperimentDict
from explainer.record import Summary, both_ends, finite, of_type, share_right, summarise
from explainer.sweep.plan import Cell
from explainer.tables.rarity import ORDER, Rarity, rarity

if TYPE_CHECKING:
    from explainer.training.orders import MatrixEvent

DIGITS = 4  # of a curve; the summary is not rounded

Status = Literal["done", "failed"]


class CellSummary(Summary, total=False):
    """As of a run record, with the shares of right old answers by rarity; of an order what a matrix event says (see
    training/orders.py)."""

    right_common: float
    right_middle: float
    right_rare: float

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
    counted, experiment = skills(run_events), cell.experiment.to_dict()
    del experiment["text"]
    result: CellResult = {
        "label": cell.label,
        "order": list(cell.order) or None,
        "experiment": experiment,
        "status": status,
        "reason": reason,
        "seconds": losses[-1].get("seconds", 0.0) if losses else 0.0,
        "summary": {**cast(CellSummary, summarise(run_events)), **by_rarity(counted)},
        "curves": {name: [rounded(loss.get(name)) for loss in losses] for name in curve_names(cell, curves)},
        "skills": counted,
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


def skills(events: Sequence[Event]) -> CellSkills | None:
    """Right answers at the end, by skill and times read, and `before`; None where the end was not reached."""
    ends = both_ends(events)
    if ends is None:
        return None
    first, last = ends
    return {"old": with_before(first["old"], last["old"]), "new": with_before(first["new"], last["new"])}


def with_before(first: Sequence[SkillRow], last: Sequence[SkillRow]) -> list[CellSkillRow]:
    return [{**row, "before": start["right"]} for start, row in zip(first, last, strict=True)]


# Right answers by rarity


def by_rarity(counted: CellSkills | None) -> CellSummary:
    """`right_common` and so on, where there are questions about such facts."""
    rows = counted["old"] if counted else []
    shares = {name: share_right([row for row in rows if rarity(row) == name]) for name in ORDER}
    return cast(CellSummary, {f"right_{name}": share for name, share in shares.items() if share is not None})


def kept(cell: CellResult, name: Rarity) -> float | None:
    """How many of the old questions about such facts are right after a run, as a share of those that were before it;
    None where none was, or none was asked."""
    counted = cell.get("skills")
    rows = [row for row in counted["old"] if rarity(row) == name] if counted else []
    before = sum(row["before"] for row in rows)
    return sum(row["right"] for row in rows) / before if before else None


def number(summary: CellSummary, name: str) -> float:
    """One of its numbers, by name. Raises KeyError where there is none."""
    value = summary.get(name)
    if not finite(value):
        raise KeyError(name)
    return value
