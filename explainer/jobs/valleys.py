"""The valley of a run pair as the desk sees it: which pairs have one, what its job is asked, how far it has come.

Knows the store and what a ground looks like; nothing of weights or how a valley is measured. The job yields
    {"type": "progress", "step": 12, "steps": 625}                   after each point of the grid
    {"type": "ground", "step": 49, "steps": 625, "ground": {…}}      after each whole grid, coarse to fine
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from explainer.jobs.errors import NotFound, Refused
from explainer.jobs.store import VALLEY, Store
from explainer.landscape.ground import GroundError, check
from explainer.record import RUNNING, Event, Record, RecordError, finite

SIZE = 25  # points a side
NONE = "The valley of this run has not been measured."


def request(store: Store, run_id: str) -> dict[str, Any]:
    """What the job needs. Raises NotFound, Refused."""
    run = store.record(run_id)
    if run is None:
        raise NotFound("There is no such run.")
    if run["experiment"]["replay"] == 0:
        raise Refused("A run without replay has no twin, and it takes two to lay a plane: train one with replay.")
    twin = store.record(run["twin"]) if run["twin"] else None
    if twin is None:
        raise Refused("The twin of this run was deleted, and it takes two to lay a plane: train the pair again.")
    for which, record in (("run", run), ("twin of this run", twin)):
        check_ended(store, which, record)
    state = store.state(run_id + VALLEY) or {"status": None}
    if state["status"] in (*RUNNING, "done"):
        told = "is there already" if state["status"] == "done" else "is being measured already"
        raise Refused(f"The valley of this run {told}.")
    made = {"kind": "live", "created": datetime.now(UTC).isoformat(timespec="seconds"), "run": run_id}
    pair = [part(store, twin), part(store, run)]
    return {"id": run_id + VALLEY, "name": run_id, "pair": pair, "size": SIZE, "provenance": made}


def check_ended(store: Store, which: str, record: Record) -> None:
    """Raises Refused unless a run came to its end and still has its weights."""
    if record["status"] in RUNNING:
        raise Refused(f"The {which} has not ended yet: its valley can be measured then.")
    if record["status"] != "done":
        raise Refused(f"The {which} did not come to its end ({record['status']}), so there is no valley to measure.")
    if not any(store.folder(record["id"]).glob("*.safetensors")):
        raise Refused(f"The weights of the {which} were deleted, so its valley cannot be measured: train it again.")


def part(store: Store, record: Record) -> dict[str, Any]:
    kept = {name: record[name] for name in ("experiment", "summary")}
    return {**kept, "folder": str(store.folder(record["id"]))}


def progress(store: Store, run_id: str) -> dict[str, Any]:
    """step and steps, in points of the grid, and the finest ground that is whole."""
    point = store.last_event(run_id + VALLEY, "progress") or {"step": 0, "steps": SIZE * SIZE}
    event = store.last_event(run_id + VALLEY, "ground")
    return {"step": point["step"], "steps": point["steps"], "ground": without_text(event["ground"]) if event else None}


def without_text(ground: dict[str, Any]) -> dict[str, Any]:
    """The ground without the reader's own text, where its job put that beside the experiment's other fields."""
    provenance = ground.get("provenance", {})
    experiment = provenance.get("experiment", {})
    if not experiment.get("text"):
        return ground
    return ground | {"provenance": provenance | {"experiment": experiment | {"text": ""}}}


def check_valley_event(event: Event, name: str = "The valley") -> Event:
    """The same event, if it can be shown. Raises RecordError."""
    kind = event.get("type") if isinstance(event, dict) else None
    if kind not in ("progress", "ground") or not finite(event.get("step")) or not finite(event.get("steps")):
        raise RecordError(f"{name} has an event without a known type, step and steps.")
    try:
        if kind == "ground":
            check(event.get("ground"))
    except GroundError as error:
        raise RecordError(str(error)) from None
    return event
