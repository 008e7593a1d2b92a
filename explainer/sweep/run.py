"""Runs a plan's cells over worker processes of one thread each, and writes the sweep's file when all are finished.

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
from typing import Any

from explainer.experiment import Experiment
from explainer.jobs.process import Message, Process
from explainer.jobs.settings import ROOT
from explainer.record import Event
from explainer.sweep import results
from explainer.sweep.kept import Kept
from explainer.sweep.plan import Cell, Plan, SweepError

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
    there: results.Sweep | None = None,
) -> results.Sweep:
    """Measures every cell not yet kept beside `out`, writes `out` and returns what is in it. `begin(total, done)` is
    called once, with steps, before the first. The cells of `there`, an earlier whole sweep, are not made again. Raises
    SweepError; what is finished stays kept, whatever happens."""
    started, made_with = time.monotonic(), versions()
    with Kept(out.with_suffix(".partial.jsonl"), {**made_with, "curves": list(plan.curves)}) as kept:
        for key, row in added(plan, there, made_with).items() if there else ():
            if key not in kept.rows:
                kept.add(key, row)
        left = [cell for cell in plan.cells if cell.key not in kept.rows]
        total = sum(cell.steps for cell in plan.cells)
        advance = begin(total, total - sum(cell.steps for cell in left))
        if left:
            Runner(plan, kept, advance, job).run(left, workers)
        cells = [{k: v for k, v in kept.rows[cell.key].items() if k != "key"} for cell in plan.cells]
        provenance = {
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
            **({"added_to": there["provenance"]["created"]} if there else {}),
            **made_with,
        }
        found = results.sweep_of(plan, cells, provenance)
        results.write(found, out)
        kept.remove()
    return found


def added(plan: Plan, there: results.Sweep, made_with: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The cells of the plan that an earlier sweep has, by key. Raises SweepError where that was made otherwise."""
    if {name: there["provenance"].get(name) for name in made_with} != made_with:
        raise SweepError(f"{there['title']!r} was made with another Pebble or other versions: run it without --add.")
    rows = {Cell("", Experiment.from_dict(c["experiment"]), tuple(c["order"] or ())).key: c for c in there["cells"]}
    found = {cell.key: {**rows[cell.key], "label": cell.label} for cell in plan.cells if cell.key in rows}
    if any(not set(plan.curves) <= set(row["curves"]) for row in found.values()):
        raise SweepError(f"{there['title']!r} lacks one of the curves {', '.join(plan.curves)}: run it without --add.")
    return found


def versions() -> dict[str, Any]:
    """What decides the numbers beside the code: cells made with something else are not mixed with ours."""
    packages = {name: version(name) for name in ("torch", "transformers")}
    pebble = hashlib.sha256(PEBBLE.read_bytes()).hexdigest()
    return {"versions": {"python": platform.python_version(), **packages}, "pebble": pebble}


class Runner:
    """Each worker runs one cell at a time; a cell is kept at once when it ends."""

    def __init__(self, plan: Plan, kept: Kept, advance: Advance, job: str) -> None:
        self.plan, self.kept, self.advance, self.job = plan, kept, advance, job
        self.inbox: queue.SimpleQueue[tuple[Process, Message]] = queue.SimpleQueue()
        self.busy: dict[Process, tuple[Cell, list[Event]]] = {}
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
            request = {"experiment": cell.experiment.to_dict(), "order": list(cell.order), "threads": 1, "light": True}
            process.send(do="run", ticket=1, job=self.job, request=request)

    def hear(self, process: Process, message: Message) -> None:
        cell, events = self.busy[process]
        if "event" in message:
            before = events[-1]["step"] if events else 0
            if message["event"]["type"] != "provenance":
                events.append(message["event"])
                self.advance(events[-1]["step"] - before)
            return
        if not message.get("told", True):
            raise SweepError(f"The sweep stopped, and can go on from there: {message['failed']}")
        status, reason = ("failed", message["failed"]) if "failed" in message else ("done", None)
        self.advance(cell.steps - (events[-1]["step"] if events else 0))
        self.kept.add(cell.key, results.cell_result(cell, self.plan.curves, events, status, reason))
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
