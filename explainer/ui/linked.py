"""This module has what pages with a link share: values that a query sets, and a sentence for each that does not fit.

It knows no session and no widgets. A page's own kind says which names it knows (View, Dials, BallView).
"""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from explainer.fields import FieldError, shown
from explainer.tables.names import NOT_OURS

IGNORED = (*NOT_OURS, "embed")  # the last is Streamlit's
LATE = 8  # addresses that a browser may be behind


@dataclasses.dataclass(kw_only=True)
class Linked(ABC):
    """What a page shows and its link holds. `problems` are sentences for the reader, `revision` counts how often a link
    has asked for something else, and `addresses` are the queries that were read or written of late, the newest last."""

    problems: list[str] = dataclasses.field(default_factory=list)
    revision: int = 0
    addresses: list[dict[str, str]] = dataclasses.field(default_factory=list)

    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """What a link may set."""

    @abstractmethod
    def take(self, name: str, value: Any) -> None:
        """Sets one of the names. Raises FieldError."""

    @abstractmethod
    def query(self) -> dict[str, str]:
        """As a link holds it: strings, the defaults left out."""

    def set(self, values: Mapping[str, str]) -> list[str]:
        """Takes what a link says, as far as it fits; returns the names that do."""
        self.revision += 1
        taken = []
        for name, value in values.items():
            if name in self.names():
                taken += [name] if self.choose(name, value) else []
            elif not name.startswith(IGNORED):
                known = ", ".join(self.names()) or "nothing"
                self.problems.append(f"{shown(name)} in the link means nothing here: a link may set {known}.")
        return taken

    def note(self, query: dict[str, str]) -> None:
        """Remembers an address that was read or written."""
        if not self.addresses or self.addresses[-1] != query:
            self.addresses = [*self.addresses[1 - LATE :], query]

    def choose(self, name: str, value: Any) -> bool:
        """Takes what a reader has chosen on the page, if it fits; if not, there is a sentence about it."""
        try:
            self.take(name, value)
        except FieldError as error:
            self.problems.append(str(error))
            return False
        return True
