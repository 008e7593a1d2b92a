"""The desk takes work in, lets it wait its turn, has the crew do it and the store keep what comes of it.

Knows jobs only by their names ("module:function"), so that this process never imports torch. A page script, which is
a thread of the server's process, reaches it with `desk.current()`:

    run_id = desk.current().submit_pair(Experiment(task="german", replay=1.0));  desk.current().status(run_id)

Every kind of work in kinds.py gets its id, its run's folder and its threads, beside what it is asked. "train" gets
{"experiment"} and yields a record's events; "valley" gets what valleys.py asks for. The first event may be {"type":
"provenance", "device": …, "versions": …}: those fields become part of the record's provenance, and the event is not
kept. Two more jobs never wait in line: "chat" gets {"folder", "model", "step", "prompts", "stage"} and yields one
reply; "warm" gets {"threads"} and loads what the others need. A chat is answered between two events of a run, in its
process, so it must leave the run's random generators alone.
"""

from __future__ import annotations

import sqlite3
import threading
import time
import traceback
from collections.abc import Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from typing import Any

from explainer.experiment import Experiment
from explainer.jobs import errors, valleys
from explainer.jobs.crew import wait
from explainer.jobs.errors import DeskError, Forbidden, Full, NotFound, Refused, Unavailable
from explainer.jobs.kinds import KINDS
from explainer.jobs.settings import Settings
from explainer.jobs.store import STOPPED, State, Store, beside
from explainer.jobs.workload import Workload
from explainer.record import RUNNING, Provenance
from explainer.world.custom import CustomTextError, custom_task

JOBS = {
    **{name: kind.job for name, kind in KINDS.items()},
    "chat": "explainer.training.jobs:chat",
    "warm": "explainer.training.jobs:warm",
}
TICK = 0.25  # seconds between two looks at what has waited too long
PRUNE_EVERY = 60.0  # seconds; a run leaves some 35 MB of weights


class Status(State):
    """Where work stands in line too: `position` (1 is next) while it waits; `eta_seconds` until it starts while it
    waits, until it ends while it runs, None where that is unknown."""

    position: int | None
    eta_seconds: float | None


class ValleyStatus(Status, valleys.ValleyProgress):
    """Where the measuring of a valley stands, and how far it has come."""


class Desk:
    """All methods may be called from any thread."""

    def __init__(self, store: Store, settings: Settings, jobs: Mapping[str, str] = JOBS) -> None:
        self.store, self.settings = store, settings
        self._workload = Workload(store, settings, jobs)
        self._lock, self._line, self._crew = self._workload.lock, self._workload.line, self._workload.crew
        self._closing = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="desk-keeper", daemon=True)

    def start(self) -> None:
        """Closes what an earlier server left open and starts the workers, without waiting for them."""
        self.store.interrupt_running()
        self._crew.grow()
        self._keeper.start()

    def close(self) -> None:
        """Ends all runs as interrupted, and every worker and thread."""
        with self._lock:
            self._closing.set()
            for work in list(self._line):
                self._workload.end(work, "interrupted", STOPPED)
        self._crew.close()
        if self._keeper.is_alive():
            self._keeper.join()

    # Runs

    def submit(self, experiment: Experiment, twin: str | None = None, owner: str = "") -> str:
        """Queues a run and returns its id; `owner` is the secret of the browser that may steer it, none where nobody
        may from outside. Raises Refused, Full, Unavailable."""
        check_text(experiment)
        with self._lock:
            self._check_room(1)
            run_id = self._admit(experiment, twin, owner)
            self._workload.freed()
        return run_id

    def submit_pair(self, experiment: Experiment, owner: str = "") -> str:
        """Queues a run and, before it, its twin without replay (none where the run itself has no replay); both or
        neither. Returns the run's id; its record names the twin. Raises Refused, Full, Unavailable."""
        if experiment.replay == 0:
            return self.submit(experiment, owner=owner)
        check_text(experiment)
        with self._lock:
            self._check_room(2)
            twin = self._admit(experiment.twin(), None, owner)
            run_id = self._admit(experiment, twin, owner)
            self._workload.freed()
        return run_id

    def owns(self, run_id: str, owner: str) -> bool:
        """Whether the browser with this secret started the run."""
        return self.store.owns(run_id, owner)

    def check_owner(self, run_id: str, owner: str) -> None:
        """For whoever lets a reader steer; the desk's own methods do not ask. Raises NotFound, Forbidden."""
        if not self.store.exists(run_id):
            raise NotFound(errors.NO_RUN)
        if not self.owns(run_id, owner):
            raise Forbidden(errors.NOT_OWNER)

    def check_chat(self, run_id: str, owner: str) -> None:
        """For whoever lets a reader chat with a run: a model tells anyone what it has learned, and a reader's own text
        is nobody else's. Raises Forbidden."""
        if self.store.has_text(run_id) and not self.owns(run_id, owner):
            raise Forbidden(errors.NOT_ASKER)

    def pause(self, run_id: str) -> str:
        """Stays paused when it is. Returns the status. Raises NotFound, Refused."""
        with self._lock:
            run = self._workload.find(run_id)
            if not run.ticket:
                raise Refused(errors.NOT_BEGUN)
            if not run.paused:
                run.last_sign = time.monotonic()
                run.progress.rest(run.last_sign)
                self._crew.tell(run.ticket, "pause")
                self.store.set_status(run_id, "paused")
        return "paused"

    def resume(self, run_id: str) -> str:
        """Goes on when it is paused. Returns the status. Raises NotFound, Refused."""
        with self._lock:
            run = self._workload.find(run_id)
            if run.paused:
                run.last_sign = time.monotonic()
                run.progress.go(run.last_sign)
                self._crew.tell(run.ticket, "resume")
                self.store.set_status(run_id, "running")
            return "running" if run.ticket else "queued"

    def stop(self, run_id: str, reason: str | None = None) -> str:
        """Ends a run now, with all it has recorded. Returns the status. Raises NotFound, Refused."""
        with self._lock:
            state = self.store.state(run_id)
            if state is None or state["status"] != "stopped":
                self._workload.stop(self._workload.find(run_id), reason)
        return "stopped"

    def status(self, work_id: str) -> Status:
        """Where a run, or other work, stands. Raises NotFound."""
        state = self.store.state(work_id)
        if state is None:
            raise NotFound(errors.NO_RUN)
        position, eta = None, None
        if state["status"] in RUNNING:
            with self._lock:
                position, eta = self._line.outlook(work_id, time.monotonic())
        return {**state, "position": position, "eta_seconds": eta if eta is None else round(eta, 1)}

    # Valleys

    def measure_valley(self, run_id: str) -> str:
        """Queues the measuring of the valley of a run and its twin. Returns the status. Raises NotFound, Refused,
        Full, Unavailable."""
        with self._lock:
            request = valleys.request(self.store, run_id)
            self._check_room(1)
            create = partial(self.store.create_beside, run_id, "valley")
            self._workload.admit("valley", create, request, request["size"] ** 2)
            self._workload.freed()
        return str(self.valley(run_id)["status"])

    def valley(self, run_id: str) -> ValleyStatus:
        """Where the measuring of the run's valley stands. Raises NotFound."""
        if not self.store.exists(run_id):
            raise NotFound(errors.NO_RUN)
        if self.store.state(beside(run_id, "valley")) is None:
            raise NotFound(valleys.NONE)
        return {**self.status(beside(run_id, "valley")), **valleys.progress(self.store, run_id)}

    def stop_valley(self, run_id: str) -> str:
        """Ends the measuring. Returns the status. Raises NotFound, Refused."""
        self.valley(run_id)
        return self.stop(beside(run_id, "valley"), "It was cancelled.")

    # Questions

    def ask(self, run_id: str | None, step: int | None, prompts: list[str], stage: str = "chat") -> dict[str, Any]:
        """Chat with a run at a step (None: its last), or with the shipped Pebble of a stage. Waits for
        {"items": [{"prompt", "text"}], "step"}. Raises DeskError."""
        return wait(self.question(run_id, step, prompts, stage), self.settings.answer_seconds)

    def question(self, run_id: str | None, step: int | None, prompts: list[str], stage: str) -> Future[dict[str, Any]]:
        """The same for a caller that cannot wait. Raises NotFound, Refused, Full, Unavailable."""
        if run_id is not None and not self.store.exists(run_id):
            raise NotFound(errors.NO_RUN)
        if run_id is not None and not self.store.keeps_weights(run_id):
            raise Refused(errors.NO_WEIGHTS)
        folder = str(self.store.folder(run_id)) if run_id is not None else None
        model = self.store.model(run_id) if run_id is not None else None
        return self._crew.ask({"folder": folder, "model": model, "step": step, "prompts": prompts, "stage": stage})

    def ready(self) -> int:
        """How many workers are warm."""
        return self._crew.ready()

    def pids(self) -> list[int]:
        """The workers' processes."""
        return self._crew.pids()

    # Inside

    def _admit(self, experiment: Experiment, twin: str | None, owner: str) -> str:
        """Puts a run at the end of the line. What only its job and its end can tell comes later."""
        created = datetime.now(UTC).isoformat(timespec="seconds")
        provenance: Provenance = {"kind": "live", "created": created, "threads": self.settings.threads}
        provenance |= {"device": None, "seconds": None, "versions": {}}
        create = partial(self.store.create, experiment, twin, provenance, owner)
        return self._workload.admit("train", create, {"experiment": experiment.to_dict()}, experiment.steps)

    def _check_room(self, count: int) -> None:
        waiting = len(self._line.waiting)
        if self._closing.is_set():
            raise Unavailable(errors.STOPPING)
        if waiting + count > self.settings.queue + len(self._crew.idle()):
            raise Full(errors.QUEUE_FULL.format(waiting=waiting))
        self._crew.hurry()

    def _keep(self) -> None:
        """Housekeeping, in a thread of its own."""
        pruned = float("-inf")
        while not self._closing.wait(TICK):
            try:
                self._workload.end_overdue()
                self._crew.tick()
                if time.monotonic() > pruned + PRUNE_EVERY:
                    pruned = time.monotonic()
                    self.store.prune(self.settings.keep_days, self.settings.keep_mb)
            except (OSError, sqlite3.Error):
                traceback.print_exc()  # a full disk, say, may be better the next time


def check_text(experiment: Experiment) -> None:
    """A reader's own text that cannot be trained on is refused before anything is kept: as the reason of a run that
    failed, the sentence would show words of it to whoever watches. Raises Refused."""
    if experiment.task != "custom":
        return
    try:
        custom_task(experiment.text)
    except CustomTextError as error:
        raise Refused(str(error)) from None


# The one desk of a server, for page scripts and routes

_current: Desk | None = None
_problem: str | None = None


def start(settings: Settings | None = None, jobs: Mapping[str, str] = JOBS) -> Desk:
    """Opens the store and starts the server's desk. Raises FieldError, StoreError; `problem()` then says it too."""
    global _current, _problem
    try:
        settings = settings or Settings.from_environment()
        desk = Desk(Store(settings.data), settings, jobs)
    except ValueError as error:
        _problem = str(error)
        raise
    desk.start()
    _current, _problem = desk, None
    return desk


def stop() -> None:
    """Closes the server's desk and its store, if there is one."""
    global _current
    desk, _current = _current, None
    if desk:
        desk.close()
        desk.store.close()


def current() -> Desk | None:
    """The server's desk; None before it has started, and where it cannot."""
    return _current


def problem() -> str | None:
    """Why there is no desk, in a sentence; None while there is one, or while it is still starting."""
    return _problem


__all__ = ["JOBS", "Desk", "DeskError", "current", "problem", "start", "stop"]
