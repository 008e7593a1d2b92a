"""The work in hand: given to workers in the order it came, its events kept as they arrive, closed when it ends. Most
of it is runs to be trained; the rest are jobs on a run that has ended, such as its valley.

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
from explainer.jobs.estimate import Progress
from explainer.jobs.line import Line, Work
from explainer.jobs.settings import Settings
from explainer.jobs.store import Store
from explainer.jobs.valleys import check_valley_event
from explainer.record import RUNNING, RecordError, check_event

NO_RUN = "There is no such run."
CHECKS = {"train": check_event, "valley": check_valley_event}  # of what a job yields; they raise RecordError


class Runs:
    """The crew's boss: `event`, `ended` and `freed` are called from a worker's thread. `lock` is held for whatever
    changes the line or looks at more than one run of it."""

    def __init__(self, store: Store, settings: Settings, jobs: Mapping[str, str]) -> None:
        self.lock = threading.RLock()
        self.line = Line()
        self.crew = Crew(self.lock, settings, jobs, self)
        self._store, self._settings = store, settings

    def admit(self, experiment: Experiment, twin: str | None = None, owner: str = "") -> str:
        """Puts a new run at the end of the line; returns its id. Raises Unavailable."""
        created = datetime.now(UTC).isoformat(timespec="seconds")
        made: dict[str, Any] = {"kind": "live", "created": created, "threads": self._settings.threads}
        made |= {"device": None, "seconds": None, "versions": {}}  # what only the job and the end can tell
        try:
            run_id = self._store.create(experiment, twin, made, owner)
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(f"The run cannot be stored ({error}).") from error
        request = {"id": run_id, "experiment": experiment.to_dict(), "folder": str(self._store.folder(run_id))}
        self.line.join(Work(run_id, "train", request, Progress(experiment.steps)))
        return run_id

    def admit_valley(self, run_id: str, request: dict[str, Any]) -> None:
        """Puts the measuring of a run's valley at the end of the line. Raises Unavailable."""
        try:
            valley_id = self._store.create_valley(run_id)
        except sqlite3.Error as error:
            raise Unavailable(f"The valley cannot be stored ({error}).") from error
        self.line.join(Work(valley_id, "valley", request, Progress(request["size"] ** 2)))

    def held(self, work_id: str) -> Work:
        """What has not ended. Raises NotFound, Refused."""
        work = self.line.find(work_id)
        if work:
            return work
        state = self._store.state(work_id)
        if state is None:
            raise NotFound(NO_RUN)
        if state["status"] in RUNNING:
            raise Refused("It belongs to another server that uses the same data folder.")
        raise Refused(f"It has ended already ({state['status']}).")

    def event(self, ticket: int, event: dict[str, Any]) -> None:
        work = self.line.running.get(ticket)
        if work is None:
            return  # it is warming up, or the work was stopped meanwhile
        work.heard = time.monotonic()
        if event.get("type") == "provenance":
            self._store.set_provenance(work.id, {key: event[key] for key in event if key not in ("type", "step")})
            return
        try:
            CHECKS[work.job](event, f"The {'run' if work.job == 'train' else work.job}")
        except RecordError as error:
            self.crew.tell(ticket, "stop")
            self.end(work, "failed", str(error))
            return
        work.progress.step = max(work.progress.step, int(event["step"]))
        self._store.append(work.id, event)

    def ended(self, ticket: int, status: str, reason: str | None) -> None:
        work = self.line.running.get(ticket)
        if work:
            self.end(work, status, reason)

    def freed(self) -> None:
        """Gives what waits to idle workers."""
        with self.lock:
            for process in self.crew.idle()[: len(self.line.waiting)]:
                work = self.line.waiting[0]
                request = {**work.request, "threads": self._settings.threads}
                self.line.begin(work, self.crew.give(process, work.job, request), time.monotonic())
                self._store.set_status(work.id, "running")

    def end(self, work: Work, status: str, reason: str | None) -> None:
        """Closes the record and frees the place in line; whoever comes second finds it done."""
        now = time.monotonic()
        with self.lock:
            if self.line.find(work.id) is None:
                return
            self.line.leave(work, now)
            self._store.set_provenance(work.id, {"seconds": round(work.progress.seconds(now), 2)})
            self._store.finish(work.id, status, reason)

    def stop(self, work: Work, reason: str | None) -> None:
        """Ends it now, whether or not its worker obeys at once."""
        with self.lock:
            self.crew.tell(work.ticket, "stop")
            self.end(work, "stopped", reason)

    def end_overdue(self) -> None:
        """Stops what has been paused for too long, and fails what gives no sign of life."""
        pause, silence = self._settings.pause_minutes, self._settings.silence_minutes
        with self.lock:
            for work in self.line.overdue(time.monotonic(), pause * 60, silence * 60):
                if work.paused:
                    self.stop(work, f"It was paused for longer than {pause:g} minutes.")
                else:
                    self.crew.kill(work.ticket)
                    self.end(work, "failed", f"The training process gave no sign of life for {silence:g} minutes.")
