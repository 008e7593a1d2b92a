"""This module says which pairs of runs have a valley, what the job that measures it is asked, and how far it has come.

It knows the store and what a ground looks like; nothing of weights or how a valley is measured. The job yields
    {"type": "progress", "step": 12, "steps": 625}                   after each point of the grid
    {"type": "ground", "step": 49, "steps": 625, "ground": {…}}      after each grid that is complete, coarse to fine
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TypedDict, cast

from explainer.jobs import errors
from explainer.jobs.errors import NotFound, Refused
from explainer.jobs.store import Store, beside
from explainer.landscape.ground import GroundError, check
from explainer.record import RUNNING, Record, RecordError, finite

SIZE = 25  # points a side
NONE = "The valley of this run has not been measured."


class ValleyProgress(TypedDict):
    """How far a measuring has come, in points of the grid; `ground` is the finest grid that is complete."""

    step: int
    steps: int
    ground: dict[str, Any] | None


class ValleyEvent(TypedDict, total=False):
    """What the job yields; `ground` comes with the type "ground" only."""

    type: Literal["progress", "ground"]
    step: int
    steps: int
    ground: dict[str, Any]


def request(store: Store, run_id: str) -> dict[str, Any]:
    """What the job is asked. Raises NotFound, Refused."""
    run = store.record(run_id)
    if run is None:
        raise NotFound(errors.NO_RUN)
    if run["experiment"]["replay"] == 0:
        raise Refused("A run without replay has no twin, and it takes two to lay a plane: train one with replay.")
    twin = store.record(run.get("twin") or "")
    if twin is None:
        raise Refused("The twin of this run was deleted, and it takes two to lay a plane: train the pair again.")
    for which, record in (("run", run), ("twin of this run", twin)):
        check_ended(store, which, record)
    check_new(store, run_id)
    provenance = {"kind": "live", "created": datetime.now(UTC).isoformat(timespec="seconds"), "run": run_id}
    return {"name": run_id, "pair": [part(store, twin), part(store, run)], "size": SIZE, "provenance": provenance}


def check_ended(store: Store, which: str, record: Record) -> None:
    """Raises Refused unless a run came to its end and still has its weights."""
    if record["status"] in RUNNING:
        raise Refused(f"The {which} has not ended yet: its valley can be measured then.")
    if record["status"] != "done":
        raise Refused(f"The {which} did not come to its end ({record['status']}), so there is no valley to measure.")
    if not any(store.folder(record["id"]).glob("*.safetensors")):
        raise Refused(f"The weights of the {which} were deleted, so its valley cannot be measured: train it again.")


def check_new(store: Store, run_id: str) -> None:
    """Raises Refused where the valley has been measured, or is being measured."""
    state = store.state(beside(run_id, "valley"))
    if state and state["status"] == "done":
        raise Refused("The valley of this run is there already.")
    if state and state["status"] in RUNNING:
        raise Refused("The valley of this run is being measured already.")


def part(store: Store, record: Record) -> dict[str, Any]:
    """A run as the job needs it."""
    run_id = record["id"]
    return {"experiment": record["experiment"], "summary": record["summary"], "folder": str(store.folder(run_id))}


def progress(store: Store, run_id: str) -> ValleyProgress:
    """How far the measuring of a run's valley has come."""
    point = store.last_event(beside(run_id, "valley"), "progress") or {"step": 0, "steps": SIZE * SIZE}
    event = store.last_event(beside(run_id, "valley"), "ground")
    return {"step": point["step"], "steps": point["steps"], "ground": event["ground"] if event else None}


def check_valley_event(event: Any, name: str = "The valley") -> ValleyEvent:
    """The event as it is kept, if it can be shown. Raises RecordError."""
    kind = event.get("type") if isinstance(event, dict) else None
    if kind not in ("progress", "ground") or not finite(event.get("step")) or not finite(event.get("steps")):
        raise RecordError(f"{name} has an event without a known type, step and steps.")
    if kind == "progress":
        return cast(ValleyEvent, event)
    try:
        check(event.get("ground"))
    except GroundError as error:
        raise RecordError(str(error)) from None
    return cast(ValleyEvent, event | {"ground": without_text(event["ground"])})


def without_text(ground: Mapping[str, Any]) -> Mapping[str, Any]:
    """The ground without the reader's own text, where its job put that beside the experiment's other fields: whoever
    has the run's id may see the ground."""
    provenance = ground.get("provenance", {})
    experiment = provenance.get("experiment", {})
    if not experiment.get("text"):
        return ground
    return {**ground, "provenance": {**provenance, "experiment": {**experiment, "text": ""}}}
