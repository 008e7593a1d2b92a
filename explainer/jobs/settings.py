"""The settings say how the server uses its machine; they are read once from the environment.

Nothing here knows of runs, torch or the web.

    EXPLAINER_WORKERS=1 EXPLAINER_DATA=/tmp/data make run

The variables:
    EXPLAINER_DATA           folder of the store and the runs' weights (.data in the repository)
    EXPLAINER_WORKERS        worker processes, each with one run at a time (one a core, at most 4)
    EXPLAINER_THREADS        threads of each worker (the cores, shared out)
    EXPLAINER_QUEUE          runs that may wait (20)
    EXPLAINER_KEEP_DAYS      days that an ended run is kept (30)
    EXPLAINER_KEEP_MB        megabytes of all runs together, weights included, before the oldest go (2000)
    EXPLAINER_PAUSE_MINUTES  minutes that a paused run may hold its worker (10)
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from explainer.fields import Number

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """`workers` times `threads` is at most the number of cores: two training processes that share
    a core are slower than the same two, one after the other."""

    data: Path = ROOT / ".data"
    workers: int = 1
    threads: int = 1
    queue: int = 20
    keep_days: float = 30
    keep_mb: float = 2000
    pause_minutes: float = 10
    # The rest has no variable: nobody should need to change it, but tests want it shorter.
    silence_minutes: float = 10  # without an event, after which a run is taken for hung
    stop_seconds: float = 20  # between Stop and the end of a worker that does not obey
    answer_seconds: float = 30  # for a chat answer
    questions: int = 40  # chat questions that may wait
    head_start: float = 0  # seconds that a server paints its first page before workers load torch, if nobody waits

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ, cores: int | None = None) -> Settings:
        """Raises FieldError."""
        workers, threads = share(environ, cores or count_cores())
        return cls(
            data=Path(environ.get("EXPLAINER_DATA") or ROOT / ".data").expanduser().resolve(),
            workers=workers,
            threads=threads,
            queue=int(number(environ, "EXPLAINER_QUEUE", Number(1, 1000, "runs that may wait", whole=True), 20)),
            keep_days=number(environ, "EXPLAINER_KEEP_DAYS", Number(0, 36_500, "days"), 30),
            keep_mb=number(environ, "EXPLAINER_KEEP_MB", Number(0, 1_000_000, "megabytes"), 2000),
            pause_minutes=number(environ, "EXPLAINER_PAUSE_MINUTES", Number(0, 1440, "minutes"), 10),
            head_start=6,
        )


def count_cores() -> int:
    """Cores that this process may use, which in a container can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share(environ: Mapping[str, str], cores: int) -> tuple[int, int]:
    """Workers and threads. On two cores, two workers with a thread each race a run and its twin; together they make
    more steps than one worker with two threads. Raises FieldError."""
    workers = int(number(environ, "EXPLAINER_WORKERS", Number(1, cores, "worker processes", whole=True), 0))
    threads_most = cores // (workers or 1)
    threads = int(number(environ, "EXPLAINER_THREADS", Number(1, threads_most, "threads of each", whole=True), 0))
    workers = workers or min(4, cores // (threads or 1))
    return workers, threads or cores // workers


def number(environ: Mapping[str, str], name: str, field: Number, default: float) -> float:
    """The variable's value; the default where it is unset or empty. Raises FieldError."""
    text = environ.get(name, "").strip()
    return field.parse(name, text) if text else default
