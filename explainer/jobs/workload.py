"""The workload is all work that has not ended, of whatever kind.

It is given to workers in the order it came, its events are kept as they arrive, and it is closed when it ends. This
module knows the line, the crew and the store; what may enter and what a reader may ask for is the desk's.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from explainer.jobs import errors
from explainer.jobs.crew import Crew
from explainer.jobs.errors import NotFound, Refused, Unavailable
from explainer.jobs.estimate import Progress
from explainer.jobs.kinds import KINDS
from explainer.jobs.line import Line, Work
from explainer.jobs.settings import Settings
from explainer.jobs.store import Store, run_of
from explainer.record import RUNNING, RecordError


class Workload:
    """The crew's boss: `event`, `ended` and `freed` are called from a worker's thread. `lock` is held for whatever
    changes the line or looks at more than one piece of work in it."""

    def __init__(self, store: Store, settings: Settings, jobs: Mapping[str, str]) -> None:
        self.lock = threading.RLock()
        self.line = Line()
        self.crew = Crew(self.lock, settings, jobs, self)
        self._store, self._settings = store, settings

    def admit(self, kind: str, create: Callable[[], str], request: Mapping[str, Any], steps: int) -> str:
        """Puts work at the end of the line; returns its id, which is what `create` does in the store. Beside `request`
        its job gets that id and the folder of its run's weights. Raises Unavailable."""
        try:
            work_id = create()
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(f"The {KINDS[kind].noun} cannot be stored ({error}).") from error
        folder = str(self._store.folder(run_of(work_id)))
        self.line.join(Work(work_id, kind, {**request, "id": work_id, "folder": folder}, Progress(steps)))
        return work_id

    def find(self, work_id: str) -> Work:
        """Work that has not ended. Raises NotFound, Refused."""
        work = self.line.find(work_id)
        if work:
            return work
        state = self._store.state(work_id)
        if state is None:
            raise NotFound(errors.NO_RUN)
        if state["status"] in RUNNING:
            raise Refused(errors.ELSEWHERE)
        raise Refused(errors.TOO_LATE.format(status=state["status"]))

    def event(self, ticket: int, event: dict[str, Any]) -> None:
        work = self.line.running.get(ticket)
        if work is None:
            return  # it is warming up, or the work was stopped meanwhile
        work.last_sign = time.monotonic()
        if event.get("type") == "provenance":
            self._store.set_provenance(work.id, {key: event[key] for key in event if key not in ("type", "step")})
            return
        kind = KINDS[work.kind]
        try:
            checked = kind.check(event, f"The {kind.noun}")
        except RecordError as error:
            self.crew.tell(ticket, "stop")
            self.end(work, "failed", str(error))
            return
        work.progress.step = max(work.progress.step, int(event["step"]))
        self._store.append(work.id, checked)

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
                self.line.begin(work, self.crew.give(process, work.kind, request), time.monotonic())
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
