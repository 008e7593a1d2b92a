"""A row is one measured figure and the bar it is held to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    key: str
    what: str
    value: float
    unit: str
    bar: float | None = None
    more_is_better: bool = False
    note: str = ""

    def verdict(self) -> str:
        if self.bar is None:
            return "–"
        return "yes" if (self.value >= self.bar) == self.more_is_better or self.value == self.bar else "no"
