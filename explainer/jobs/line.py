"""The runs that have not ended: who waits, who runs, and how long each still takes. Knows nothing of processes, the
store or threads; the desk calls it under its lock."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from explainer.experiment import Experiment
from explainer.jobs.estimate import Progress, until_start


@dataclass
class Run:
    """`ticket` is that of its task, 0 while it waits; `heard` is its last sign of life, or the begin of its pause."""

    id: str
    experiment: Experiment
    progress: Progress
    ticket: int = 0
    heard: float = 0.0

    @property
    def paused(self) -> bool:
        return self.ticket > 0 and self.progress.since is None


class Line:
    """First come, first served."""

    def __init__(self) -> None:
        self.waiting: deque[Run] = deque()
        self.running: dict[int, Run] = {}  # by ticket
        self._pace: float | None = None  # seconds a step, a running average over the runs that have ended

    def __iter__(self) -> Iterator[Run]:
        return iter((*self.running.values(), *self.waiting))

    def join(self, run_id: str, experiment: Experiment) -> None:
        self.waiting.append(Run(run_id, experiment, Progress(experiment.steps)))

    def begin(self, run: Run, ticket: int, now: float) -> None:
        """The first of those that wait has a worker."""
        self.waiting.remove(run)
        run.ticket, run.heard = ticket, now
        run.progress.go(now)
        self.running[ticket] = run

    def find(self, run_id: str) -> Run | None:
        return next((run for run in self if run.id == run_id), None)

    def leave(self, run: Run, now: float) -> None:
        """The run ends."""
        if run.ticket:
            del self.running[run.ticket]
        else:
            self.waiting.remove(run)
        pace = run.progress.pace(now)
        if pace is not None:
            self._pace = pace if self._pace is None else (self._pace + pace) / 2

    def outlook(self, run_id: str, now: float) -> tuple[int | None, float | None]:
        """(position, seconds until it starts) of a run that waits, 1 being the next; (None, seconds until it ends) of
        one that runs. Seconds are None where they cannot be known."""
        usual = self._usual(now)
        busy = {run.id: run.progress.left(now, usual) for run in self.running.values()}
        if run_id in busy:
            left = busy[run_id]
            return None, None if left == math.inf else left
        ahead: list[int] = []
        for position, run in enumerate(self.waiting, 1):
            if run.id == run_id:
                return position, until_start(list(busy.values()), ahead, usual)
            ahead.append(run.experiment.steps)
        return None, None

    def overdue(self, now: float, pause: float, silence: float) -> list[Run]:
        """Those paused for more than `pause` seconds, and those that gave no sign of life for `silence` seconds."""
        return [run for run in self.running.values() if now - run.heard > (pause if run.paused else silence)]

    def _usual(self, now: float) -> float | None:
        paces = [pace for run in self.running.values() if (pace := run.progress.pace(now))]
        return self._pace or (sum(paces) / len(paces) if paces else None)
