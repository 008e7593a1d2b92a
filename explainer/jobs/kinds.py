"""This table holds every kind of work that takes its turn at the desk: who does it, and what it may yield.

A new kind is an entry here and a method of the desk that asks for it; the store, the line and the workers take it as
they take any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from explainer.jobs.valleys import check_valley_event
from explainer.record import check_event


@dataclass(frozen=True)
class Kind:
    """`job` ("module:function") does it, a generator of events in a worker's process. `noun` is what sentences call it.
    `check(event, name)` returns an event as it is to be kept, or raises RecordError."""

    job: str
    noun: str
    check: Callable[[Any, str], Mapping[str, Any]]


KINDS = {
    "train": Kind("explainer.training.jobs:train", "run", check_event),
    "valley": Kind("explainer.landscape.jobs:valley", "valley", check_valley_event),
}
