"""The desk: takes runs in, lets them wait their turn, has the crew work on them and the store keep what comes.

Knows jobs only by their names ("module:function"), so that this process never imports torch. A page script, which is
a thread of the server's process, reaches it with `desk.current()`:

    run_id = desk.current().submit_pair(Experiment(task="german", replay=1.0));  desk.current().status(run_id)

The job "train" gets {"id", "experiment", "folder", "threads"} and yields a record's events. Its first event may be
{"type": "provenance", "device": …, "versions": …}: those fields become part of the record's provenance, and the event
is not kept. "chat" gets {"folder", "step", "prompts", "stage"} and yields one reply; "warm" gets {"threads"} and
loads what the others need. A chat is answered between two events of a run, in its process, so it must leave the run's
random generators alone.
"""

from __future__ import annotations

import sqlite3
import threading
import time
import traceback
from collections.abc import Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any

from explainer.experiment import Experiment
from explainer.jobs.crew import Crew, wait
from explainer.jobs.errors import DeskError, Full, NotFound, Refused, Unavailable
from explainer.jobs.line import Line, Run
from explainer.jobs.settings import Settings
from explainer.jobs.store import Store
from explainer.record import RUNNING, RecordError, check_event

JOBS = {
    "train": "explainer.training.jobs:train",
    "chat": "explainer.training.jobs:chat",
    "warm": "explainer.training.jobs:warm",
}
TICK = 0.25  # seconds between two looks at what has waited too long
PRUNE_EVERY = 60.0  # seconds; a run leaves some 35 MB of weights
NO_RUN = "There is no such run."


class Desk:
    """All public methods may be called from any thread."""

    def __init__(self, store: Store, settings: Settings, jobs: Mapping[str, str] = JOBS) -> None:
        self.store, self.settings = store, settings
        self._lock = threading.RLock()
        self._line = Line()
        self._crew = Crew(self._lock, settings, jobs, self)
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
            runs = list(self._line)
        for run in runs:
            self._end(run, "interrupted", "The server was stopped before the run had ended.")
        self._crew.close()
        if self._keeper.is_alive():
            self._keeper.join()

    # Runs

    def submit(self, experiment: Experiment, twin: str | None = None) -> str:
        """Queues a run and returns its id. Raises Full, Unavailable."""
        with self._lock:
            self._check_room(1)
            run_id = self._admit(experiment, twin)
            self.freed()
        return run_id

    def submit_pair(self, experiment: Experiment) -> str:
        """Queues a run and, before it, its twin without replay (none where the run itself has no replay); both or
        neither. Returns the run's id; its record names the twin. Raises Full, Unavailable."""
        if experiment.replay == 0:
            return self.submit(experiment)
        with self._lock:
            self._check_room(2)
            run_id = self._admit(experiment, self._admit(experiment.twin()))
            self.freed()
        return run_id

    def pause(self, run_id: str) -> str:
        """Stays paused when it is. Returns the status. Raises NotFound, Refused."""
        with self._lock:
            run = self._held(run_id)
            if not run.ticket:
                raise Refused("The run is still waiting for its turn, so it cannot be paused.")
            if not run.paused:
                run.heard = time.monotonic()
                run.progress.rest(run.heard)
                self._crew.tell(run.ticket, "pause")
                self.store.set_status(run_id, "paused")
        return "paused"

    def resume(self, run_id: str) -> str:
        """Goes on when it is paused. Returns the status. Raises NotFound, Refused."""
        with self._lock:
            run = self._held(run_id)
            if run.paused:
                run.heard = time.monotonic()
                run.progress.go(run.heard)
                self._crew.tell(run.ticket, "resume")
                self.store.set_status(run_id, "running")
            return "running" if run.ticket else "queued"

    def stop(self, run_id: str, reason: str | None = None) -> str:
        """Ends a run now, with all it has recorded. Returns the status. Raises NotFound, Refused."""
        with self._lock:
            if (self.store.state(run_id) or {}).get("status") == "stopped":
                return "stopped"
            run = self._held(run_id)
            self._crew.tell(run.ticket, "stop")
            self._end(run, "stopped", reason)
        return "stopped"

    def status(self, run_id: str) -> dict[str, Any]:
        """status, reason, summary; position (1 is next) while it waits; eta_seconds: until it starts while it waits,
        until it ends while it runs, None where that is unknown. Raises NotFound."""
        state = self.store.state(run_id)
        if state is None:
            raise NotFound(NO_RUN)
        position, eta = None, None
        if state["status"] in RUNNING:
            with self._lock:
                position, eta = self._line.outlook(run_id, time.monotonic())
        return {**state, "position": position, "eta_seconds": eta if eta is None else round(eta, 1)}

    # Questions

    def ask(self, run_id: str | None, step: int | None, prompts: list[str], stage: str = "chat") -> dict[str, Any]:
        """Chat with a run at a step (None: its last), or with the shipped Pebble of a stage. Waits for
        {"items": [{"prompt", "text"}], "step"}. Raises DeskError."""
        return wait(self.question(run_id, step, prompts, stage), self.settings.answer_seconds)

    def question(self, run_id: str | None, step: int | None, prompts: list[str], stage: str) -> Future[dict[str, Any]]:
        """The same for a caller that cannot wait. Raises NotFound, Refused, Full, Unavailable."""
        if run_id is not None and not self.store.exists(run_id):
            raise NotFound(NO_RUN)
        if run_id is not None and not self.store.keeps_weights(run_id):
            raise Refused("The run has kept no weights yet, so there is nobody to chat with.")
        folder = str(self.store.folder(run_id)) if run_id is not None else None
        return self._crew.ask({"folder": folder, "step": step, "prompts": prompts, "stage": stage})

    def ready(self) -> int:
        """How many workers are warm."""
        return self._crew.ready()

    def pids(self) -> list[int]:
        """The workers' processes."""
        return self._crew.pids()

    # What the crew tells, from a worker's thread

    def event(self, ticket: int, event: dict[str, Any]) -> None:
        run = self._line.running.get(ticket)
        if run is None:
            return  # it is warming up, or the run was stopped meanwhile
        run.heard = time.monotonic()
        if event.get("type") == "provenance":
            self.store.set_provenance(run.id, {key: event[key] for key in event if key not in ("type", "step")})
            return
        try:
            check_event(event, "The run")
        except RecordError as error:
            self._crew.tell(ticket, "stop")
            self._end(run, "failed", str(error))
            return
        run.progress.step = max(run.progress.step, int(event["step"]))
        self.store.append(run.id, event)

    def ended(self, ticket: int, status: str, reason: str | None) -> None:
        run = self._line.running.get(ticket)
        if run:
            self._end(run, status, reason)

    def freed(self) -> None:
        """Gives the runs that wait to idle workers."""
        with self._lock:
            for process in self._crew.idle()[: len(self._line.waiting)]:
                run = self._line.waiting[0]
                self._line.begin(run, self._crew.give(process, "train", self._request(run)), time.monotonic())
                self.store.set_status(run.id, "running")

    # Inside

    def _request(self, run: Run) -> dict[str, Any]:
        folder, threads = str(self.store.folder(run.id)), self.settings.threads
        return {"id": run.id, "experiment": run.experiment.to_dict(), "folder": folder, "threads": threads}

    def _check_room(self, count: int) -> None:
        waiting = len(self._line.waiting)
        if self._closing.is_set():
            raise Unavailable("The server is stopping.")
        if waiting + count > self.settings.queue + len(self._crew.idle()):
            raise Full(f"The queue is full ({waiting} runs are waiting already): try again in a few minutes.")

    def _admit(self, experiment: Experiment, twin: str | None = None) -> str:
        created = datetime.now(UTC).isoformat(timespec="seconds")
        made: dict[str, Any] = {"kind": "live", "created": created, "device": None, "threads": self.settings.threads}
        made |= {"seconds": None, "versions": {}}  # with the device, what only the job and the end can tell
        try:
            run_id = self.store.create(experiment, twin, made)
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(f"The run cannot be stored ({error}).") from error
        self._line.join(run_id, experiment)
        return run_id

    def _held(self, run_id: str) -> Run:
        """A run that has not ended. Raises NotFound, Refused."""
        run = self._line.find(run_id)
        if run:
            return run
        state = self.store.state(run_id)
        if state is None:
            raise NotFound(NO_RUN)
        if state["status"] in RUNNING:
            raise Refused("The run belongs to another server that uses the same data folder.")
        raise Refused(f"The run has ended already ({state['status']}).")

    def _end(self, run: Run, status: str, reason: str | None) -> None:
        """Closes the record and frees the place in line; whoever comes second finds it done."""
        now = time.monotonic()
        with self._lock:
            if self._line.find(run.id) is None:
                return
            self._line.leave(run, now)
            self.store.set_provenance(run.id, {"seconds": round(run.progress.seconds(now), 2)})
            self.store.finish(run.id, status, reason)

    def _keep(self) -> None:
        """Housekeeping, in a thread of its own."""
        pruned = float("-inf")
        while not self._closing.wait(TICK):
            try:
                self._end_overdue()
                self._crew.tick()
                if time.monotonic() > pruned + PRUNE_EVERY:
                    pruned = time.monotonic()
                    self.store.prune(self.settings.keep_days, self.settings.keep_mb)
            except (OSError, sqlite3.Error):
                traceback.print_exc()  # a full disk, say, may be better the next time

    def _end_overdue(self) -> None:
        pause, silence = self.settings.pause_minutes, self.settings.silence_minutes
        with self._lock:
            for run in self._line.overdue(time.monotonic(), pause * 60, silence * 60):
                if run.paused:
                    self.stop(run.id, f"It was paused for longer than {pause:g} minutes.")
                else:
                    self._crew.kill(run.ticket)
                    self._end(run, "failed", f"The training process gave no sign of life for {silence:g} minutes.")


# The one desk of a server, for page scripts and routes

_current: Desk | None = None
_problem: str | None = None


def start(settings: Settings | None = None, jobs: Mapping[str, str] = JOBS) -> Desk:
    """Opens the store and starts the server's desk. Raises SettingsError, StoreError; `problem()` then says it too."""
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
