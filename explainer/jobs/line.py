"""The work that has not ended: what waits, what runs, and how long each still takes. Knows nothing of processes, the
store or threads; the desk calls it under its lock."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explainer.jobs.estimate import Progress, until_start


@dataclass
class Work:
    """A run to be trained, or another job on one. `ticket` is that of its task, 0 while it waits; `heard` is its last
    sign of life, or the begin of its pause."""

    id: str
    job: str
    request: dict[str, Any]
    progress: Progress
    ticket: int = 0
    heard: float = 0.0

    @property
    def paused(self) -> bool:
        return self.ticket > 0 and self.progress.since is None


class Line:
    """First come, first served."""

    def __init__(self) -> None:
        self.waiting: deque[Work] = deque()
        self.running: dict[int, Work] = {}  # by ticket
        self._paces: dict[str, float] = {}  # by job: seconds a step, a running average over the work that has ended

    def __iter__(self) -> Iterator[Work]:
        return iter((*self.running.values(), *self.waiting))

    def join(self, work: Work) -> None:
        self.waiting.append(work)

    def begin(self, work: Work, ticket: int, now: float) -> None:
        """The first that waits has a worker."""
        self.waiting.remove(work)
        work.ticket, work.heard = ticket, now
        work.progress.go(now)
        self.running[ticket] = work

    def find(self, work_id: str) -> Work | None:
        return next((work for work in self if work.id == work_id), None)

    def leave(self, work: Work, now: float) -> None:
        """The work ends."""
        if work.ticket:
            del self.running[work.ticket]
        else:
            self.waiting.remove(work)
        pace = work.progress.pace(now)
        if pace is not None:
            self._paces[work.job] = (self._paces.get(work.job, pace) + pace) / 2

    def outlook(self, work_id: str, now: float) -> tuple[int | None, float | None]:
        """(position, seconds until it starts) of work that waits, 1 being the next; (None, seconds until it ends) of
        what runs. Seconds are None where they cannot be known."""
        busy = {work.id: work.progress.left(now, self._usual(work.job, now)) for work in self.running.values()}
        if work_id in busy:
            left = busy[work_id]
            return None, None if left == math.inf else left
        waiting = [(work.id, work.progress.steps, self._usual(work.job, now)) for work in self.waiting]
        position = next((place for place, (other, *_) in enumerate(waiting) if other == work_id), None)
        if position is None:
            return None, None
        ahead = [(steps, pace) for _, steps, pace in waiting[:position]]
        known = all(pace is not None for _, pace in ahead)
        seconds = [steps * (pace or 0.0) for steps, pace in ahead]
        return position + 1, until_start(list(busy.values()), seconds, 1.0 if known else None)

    def overdue(self, now: float, pause: float, silence: float) -> list[Work]:
        """What is paused for more than `pause` seconds, and what gave no sign of life for `silence` seconds."""
        return [work for work in self.running.values() if now - work.heard > (pause if work.paused else silence)]

    def _usual(self, job: str, now: float) -> float | None:
        """Seconds a step of a job: a step of training is not a point of a valley."""
        paces = [pace for work in self.running.values() if work.job == job and (pace := work.progress.pace(now))]
        return self._paces.get(job) or (sum(paces) / len(paces) if paces else None)
