"""This module estimates how long until work ends, and until waiting work starts, from steps and seconds alone."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Progress:
    """The steps of some work, and the seconds spent on it without its pauses. `now` is a clock that never goes back."""

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


def until_start(busy: Sequence[float | None], ahead: Sequence[float | None]) -> float | None:
    """Seconds until the next waiting work starts, first come first served; None where that cannot be known.

    `busy` holds for each worker the seconds until it is free, `ahead` the seconds that each work before this one will
    take; None in either is what nobody knows."""
    free = [seconds for seconds in busy if seconds is not None]
    if not busy or len(free) < len(busy) or None in ahead:
        return None
    heapq.heapify(free)
    for seconds in ahead:
        heapq.heapreplace(free, free[0] + (seconds or 0.0))
    return free[0] if math.isfinite(free[0]) else None
