"""The line is the work that has not ended: what waits, what runs, and how long each still takes.

It knows nothing of processes, the store or threads; the workload calls it under its lock.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explainer.jobs.estimate import Progress, until_start


@dataclass
class Work:
    """A run to be trained, or other work on one, of a kind in kinds.py. `ticket` is that of its task, 0 while it waits;
    `last_sign` is when it last gave a sign of life, or when its pause began."""

    id: str
    kind: str
    request: dict[str, Any]
    progress: Progress
    ticket: int = 0
    last_sign: float = 0.0

    @property
    def paused(self) -> bool:
        return self.ticket > 0 and self.progress.since is None


class Line:
    """Work is served in the order it came."""

    def __init__(self) -> None:
        self.waiting: deque[Work] = deque()
        self.running: dict[int, Work] = {}  # by ticket
        self._paces: dict[str, float] = {}  # by kind: seconds a step, a running average over the work that has ended

    def __iter__(self) -> Iterator[Work]:
        return iter((*self.running.values(), *self.waiting))

    def join(self, work: Work) -> None:
        self.waiting.append(work)

    def begin(self, work: Work, ticket: int, now: float) -> None:
        """The first that waits has a worker."""
        self.waiting.remove(work)
        work.ticket, work.last_sign = ticket, now
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
            self._paces[work.kind] = (self._paces.get(work.kind, pace) + pace) / 2

    def outlook(self, work_id: str, now: float) -> tuple[int | None, float | None]:
        """(position, seconds until it starts) of work that waits, 1 being the next; (None, seconds until it ends) of
        what runs. Seconds are None where they cannot be known."""
        work = self.find(work_id)
        if work is None:
            return None, None
        if work.ticket:
            left = work.progress.left(now, self._usual(work.kind, now))
            return None, None if left == math.inf else left
        position = self.waiting.index(work)
        busy = [other.progress.left(now, self._usual(other.kind, now)) for other in self.running.values()]
        ahead = [self._takes(other, now) for other in itertools.islice(self.waiting, position)]
        return position + 1, until_start(busy, ahead)

    def overdue(self, now: float, pause: float, silence: float) -> list[Work]:
        """What is paused for more than `pause` seconds, and what gave no sign of life for `silence` seconds."""
        return [work for work in self.running.values() if now - work.last_sign > (pause if work.paused else silence)]

    def _takes(self, work: Work, now: float) -> float | None:
        """Seconds that work will take once it has a worker."""
        pace = self._usual(work.kind, now)
        return None if pace is None else pace * work.progress.steps

    def _usual(self, kind: str, now: float) -> float | None:
        """Seconds a step of this kind: a step of training is not a point of a valley."""
        paces = [pace for work in self.running.values() if work.kind == kind and (pace := work.progress.pace(now))]
        return self._paces.get(kind) or (sum(paces) / len(paces) if paces else None)
