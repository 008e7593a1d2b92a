"""This module has the recorded runs that ship: which there are, and what they say before training begins."""

from __future__ import annotations

from functools import cache

from explainer import record as records
from explainer.fields import number
from explainer.jobs.settings import ROOT
from explainer.record import Record

RUNS = ROOT / "assets" / "runs"


@cache
def load(name: str) -> Record:
    """A shipped record, such as `jan-1`. Raises RecordError."""
    return records.read(RUNS / f"{name}.json")


@cache
def names() -> tuple[str, ...]:
    """All records that ship, such as `jan-1`."""
    return tuple(sorted(path.stem for path in RUNS.glob("*.json")))


@cache
def stops(task: str) -> tuple[float, ...]:
    """The replay percentages that ship for a task, ascending; empty where none do."""
    return tuple(sorted(float(path.stem.removeprefix(f"{task}-")) for path in RUNS.glob(f"{task}-*.json")))


def nearest(task: str, replay: float) -> str | None:
    """The name of the shipped run of this task whose replay is closest."""
    shares = stops(task)
    return f"{task}-{number(min(shares, key=lambda share: abs(share - replay)))}" if shares else None


def start_levels(task: str) -> tuple[float, float | None]:
    """Old and new held-out loss of Pebble before any fine-tune, nats per token, as a shipped run measured them."""
    name = nearest(task, 0)
    summary = load(name or "jan-0")["summary"]
    return summary["old_before"], summary["new_before"] if name else None
