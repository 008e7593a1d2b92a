"""How long until a run ends, and until a waiting run starts: arithmetic on steps and seconds, and nothing else."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Progress:
    """A run's steps and the seconds it has worked, pauses left out. `now` is any clock that only goes forward."""

    steps: int
    step: int = 0
    spent: float = 0.0  # seconds before the current stretch
    since: float | None = None  # when the current stretch began; None before the start and while paused

    def go(self, now: float) -> None:
        self.since = now if self.since is None else self.since

    def rest(self, now: float) -> None:
        self.spent, self.since = self.seconds(now), None

    def seconds(self, now: float) -> float:
        return self.spent + (now - self.since if self.since is not None else 0.0)

    def pace(self, now: float) -> float | None:
        """Seconds a step so far; None before the first step has ended."""
        return self.seconds(now) / self.step if self.step else None

    def left(self, now: float, usual: float | None = None) -> float | None:
        """Seconds until the end, at its own pace, else at the usual one; infinite while it rests."""
        if self.since is None:
            return math.inf
        pace = self.pace(now) or usual
        return None if pace is None else max(0.0, pace * (self.steps - self.step))


def until_start(busy: Sequence[float | None], ahead: Sequence[float], pace: float | None) -> float | None:
    """Seconds until the next waiting run starts, first come first served.

    `busy`: for each worker the seconds until it is free; `ahead`: the steps of each run waiting before this one;
    `pace`: seconds a step, 1 where what is ahead is given in seconds. None where that cannot be known."""
    free = [math.nan if seconds is None else seconds for seconds in busy]
    if not free or any(map(math.isnan, free)) or (ahead and pace is None):
        return None
    heapq.heapify(free)
    for steps in ahead:
        heapq.heapreplace(free, free[0] + steps * (pace or 0.0))
    return free[0] if math.isfinite(free[0]) else None
