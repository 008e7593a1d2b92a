"""The runs in hand: given to workers in the order they came, their events kept as they arrive, closed when they end.

Knows the line, the crew and the store; what may enter and what a reader may ask for is the desk's.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from explainer.experiment import Experiment
from explainer.jobs.crew import Crew
from explainer.jobs.errors import NotFound, Refused, Unavailable
from explainer.jobs.line import Line, Run
from explainer.jobs.settings import Settings
from explainer.jobs.store import Store
from explainer.record import RUNNING, RecordError, check_event

NO_RUN = "There is no such run."


class Runs:
    """The crew's boss: `event`, `ended` and `freed` are called from a worker's thread. `lock` is held for whatever
    changes the line or looks at more than one run of it."""

    def __init__(self, store: Store, settings: Settings, jobs: Mapping[str, str]) -> None:
        self.lock = threading.RLock()
        self.line = Line()
        self.crew = Crew(self.lock, settings, jobs, self)
        self._store, self._settings = store, settings

    def admit(self, experiment: Experiment, twin: str | None = None) -> str:
        """Puts a new run at the end of the line; returns its id. Raises Unavailable."""
        created = datetime.now(UTC).isoformat(timespec="seconds")
        made: dict[str, Any] = {"kind": "live", "created": created, "threads": self._settings.threads}
        made |= {"device": None, "seconds": None, "versions": {}}  # what only the job and the end can tell
        try:
            run_id = self._store.create(experiment, twin, made)
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(f"The run cannot be stored ({error}).") from error
        self.line.join(run_id, experiment)
        return run_id

    def held(self, run_id: str) -> Run:
        """A run that has not ended. Raises NotFound, Refused."""
        run = self.line.find(run_id)
        if run:
            return run
        state = self._store.state(run_id)
        if state is None:
            raise NotFound(NO_RUN)
        if state["status"] in RUNNING:
            raise Refused("The run belongs to another server that uses the same data folder.")
        raise Refused(f"The run has ended already ({state['status']}).")

    def event(self, ticket: int, event: dict[str, Any]) -> None:
        run = self.line.running.get(ticket)
        if run is None:
            return  # it is warming up, or the run was stopped meanwhile
        run.heard = time.monotonic()
        if event.get("type") == "provenance":
            self._store.set_provenance(run.id, {key: event[key] for key in event if key not in ("type", "step")})
            return
        try:
            check_event(event, "The run")
        except RecordError as error:
            self.crew.tell(ticket, "stop")
            self.end(run, "failed", str(error))
            return
        run.progress.step = max(run.progress.step, int(event["step"]))
        self._store.append(run.id, event)

    def ended(self, ticket: int, status: str, reason: str | None) -> None:
        run = self.line.running.get(ticket)
        if run:
            self.end(run, status, reason)

    def freed(self) -> None:
        """Gives the runs that wait to idle workers."""
        with self.lock:
            for process in self.crew.idle()[: len(self.line.waiting)]:
                run, threads = self.line.waiting[0], self._settings.threads
                request = {"id": run.id, "experiment": run.experiment.to_dict(), "threads": threads}
                request["folder"] = str(self._store.folder(run.id))
                self.line.begin(run, self.crew.give(process, "train", request), time.monotonic())
                self._store.set_status(run.id, "running")

    def end(self, run: Run, status: str, reason: str | None) -> None:
        """Closes the record and frees the place in line; whoever comes second finds it done."""
        now = time.monotonic()
        with self.lock:
            if self.line.find(run.id) is None:
                return
            self.line.leave(run, now)
            self._store.set_provenance(run.id, {"seconds": round(run.progress.seconds(now), 2)})
            self._store.finish(run.id, status, reason)

    def stop(self, run: Run, reason: str | None) -> None:
        """Ends a run now, whether or not its worker obeys at once."""
        with self.lock:
            self.crew.tell(run.ticket, "stop")
            self.end(run, "stopped", reason)

    def end_overdue(self) -> None:
        """Stops what has been paused for too long, and fails what gives no sign of life."""
        pause, silence = self._settings.pause_minutes, self._settings.silence_minutes
        with self.lock:
            for run in self.line.overdue(time.monotonic(), pause * 60, silence * 60):
                if run.paused:
                    self.stop(run, f"It was paused for longer than {pause:g} minutes.")
                else:
                    self.crew.kill(run.ticket)
                    self.end(run, "failed", f"The training process gave no sign of life for {silence:g} minutes.")
