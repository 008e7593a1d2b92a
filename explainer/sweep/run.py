"""This module runs a plan's cells over worker processes of one thread each, and writes the file when all are finished.

Knows no torch: what a worker runs is named, as the desk names it. A killed sweep goes on where it was.

    sweep(read_plan(Path("sweeps/replay.toml")), Path("assets/sweeps/replay.json"), workers=2)
"""

from __future__ import annotations

import hashlib
import os
import platform
import queue
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.events import Event
from explainer.experiment import Experiment
from explainer.jobs.process import Message, Process
from explainer.jobs.settings import ROOT
from explainer.sweep import results
from explainer.sweep.finished import Finished
from explainer.sweep.plan import Cell, Plan, SweepError
from explainer.sweep.results import CellResult, MadeWith, Status, Sweep, SweepProvenance

if TYPE_CHECKING:
    from explainer.training.jobs import TrainRequest
    from explainer.training.orders import MatrixEvent

JOB = "explainer.training.jobs:train"
TRIES = 2  # of a cell whose worker dies
PEBBLE = ROOT / "assets" / "pebble" / "chat.safetensors"

Advance = Callable[[int], None]  # told how many steps were made


def sweep(
    plan: Plan,
    out: Path,
    workers: int,
    begin: Callable[[int, int], Advance],
    job: str = JOB,
    there: Sweep | None = None,
) -> Sweep:
    """Measures every cell not yet kept beside `out`, writes `out` and returns what is in it. `begin(total, done)` is
    called once, with steps, before the first. The cells of `there`, an earlier whole sweep, are not made again. Raises
    SweepError; what is finished stays kept, whatever happens."""
    started, made_with = time.monotonic(), versions()
    with Finished(out.with_suffix(".partial.jsonl"), {**made_with, "curves": list(plan.curves)}) as finished:
        for key, result in added(plan, there, made_with).items() if there else ():
            if key not in finished.cells:
                finished.add(key, result)
        left = [cell for cell in plan.cells if cell.key not in finished.cells]
        total = sum(cell.steps for cell in plan.cells)
        advance = begin(total, total - sum(cell.steps for cell in left))
        if left:
            Runner(plan, finished, advance, job).run(left, workers)
        cells = [finished.cells[cell.key] for cell in plan.cells]
        provenance: SweepProvenance = {
            "kind": "recorded",
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "command": f"python -m explainer sweep sweeps/{plan.name}.toml",
            "device": plan.cells[0].experiment.device,
            "workers": workers,
            "threads": 1,
            "cores": os.cpu_count(),
            "seconds": round(time.monotonic() - started, 1),
            "run_seconds": round(sum(cell["seconds"] for cell in cells), 1),
            "earlier": len(plan.cells) - len(left),
            "versions": made_with["versions"],
            "pebble": made_with["pebble"],
        }
        if there:
            provenance["added_to"] = there["provenance"]["created"]
        whole_sweep = results.sweep_of(plan, cells, provenance)
        results.write(whole_sweep, out)
        finished.remove()
    return whole_sweep


def added(plan: Plan, there: Sweep, made_with: MadeWith) -> dict[str, CellResult]:
    """The cells of the plan that an earlier sweep has, by key. Raises SweepError where that was made otherwise."""
    if {name: there["provenance"].get(name) for name in made_with} != made_with:
        raise SweepError(f"{there['title']!r} was made with another Pebble or other versions: run it without --add.")
    by_key = {Cell("", Experiment.from_dict(c["experiment"]), tuple(c["order"] or ())).key: c for c in there["cells"]}
    in_plan: dict[str, CellResult] = {
        cell.key: {**by_key[cell.key], "label": cell.label} for cell in plan.cells if cell.key in by_key
    }
    if any(not set(plan.curves) <= set(result["curves"]) for result in in_plan.values()):
        raise SweepError(f"{there['title']!r} lacks one of the curves {', '.join(plan.curves)}: run it without --add.")
    return in_plan


def versions() -> MadeWith:
    """What decides the numbers beside the code: cells made with something else are not mixed with ours."""
    packages = {name: version(name) for name in ("torch", "transformers")}
    pebble = hashlib.sha256(PEBBLE.read_bytes()).hexdigest()
    return {"versions": {"python": platform.python_version(), **packages}, "pebble": pebble}


class Runner:
    """Each worker runs one cell at a time; a cell is written down at once when it ends."""

    def __init__(self, plan: Plan, finished: Finished, advance: Advance, job: str) -> None:
        self.plan, self.finished, self.advance, self.job = plan, finished, advance, job
        self.inbox: queue.SimpleQueue[tuple[Process, Message]] = queue.SimpleQueue()
        self.busy: dict[Process, tuple[Cell, list[Event | MatrixEvent]]] = {}
        self.tries: dict[str, int] = {}

    def run(self, cells: list[Cell], workers: int) -> None:
        """Raises SweepError when a worker meets an error that is not the experiment's, or dies at a cell twice."""
        self.waiting = deque(cells)
        processes = [self.start() for _ in range(min(workers, len(cells)))]
        try:
            for process in processes:
                self.give(process)
            while self.busy:
                process, message = self.inbox.get()
                if "died" in message:
                    processes[processes.index(process)] = self.again(process, message["died"])
                else:
                    self.hear(process, message)
        finally:
            for process in processes:
                process.kill()
                process.close()

    def start(self) -> Process:
        return Process(
            1,
            heard=lambda process, message: self.inbox.put((process, message)),
            died=lambda process, reason: self.inbox.put((process, {"died": reason})),
        )

    def give(self, process: Process) -> None:
        if self.waiting:
            cell = self.waiting.popleft()
            self.busy[process] = (cell, [])
            request: TrainRequest = {
                "experiment": cell.experiment.to_dict(),
                "order": list(cell.order),
                "threads": 1,
                "light": True,
            }
            process.send(do="run", ticket=1, job=self.job, request=request)

    def hear(self, process: Process, message: Message) -> None:
        cell, events = self.busy[process]
        if "event" in message:
            before = events[-1]["step"] if events else 0
            if message["event"]["type"] != "provenance":
                events.append(message["event"])
                self.advance(events[-1]["step"] - before)
            return
        if not message.get("mendable", True):  # a bug, not the experiment
            raise SweepError(f"The sweep stopped, and can go on from there: {message['failed']}")
        status: Status = "failed" if "failed" in message else "done"
        reason = message.get("failed")
        self.advance(cell.steps - (events[-1]["step"] if events else 0))
        self.finished.add(cell.key, results.cell_result(cell, self.plan.curves, events, status, reason))
        del self.busy[process]
        self.give(process)

    def again(self, process: Process, reason: str) -> Process:
        """Another process in place of a dead one, at the same cell."""
        cell, events = self.busy.pop(process, (None, []))
        fresh = self.start()
        if cell:
            self.tries[cell.key] = self.tries.get(cell.key, 1) + 1
            if self.tries[cell.key] > TRIES:
                raise SweepError(f"The sweep stopped, and can go on from there: {reason}")
            self.advance(-(events[-1]["step"] if events else 0))
            self.waiting.appendleft(cell)
        self.give(fresh)
        return fresh
