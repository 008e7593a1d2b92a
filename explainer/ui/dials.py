"""This module has a chapter's dials: the values that its figures are set to, by widgets and by links.

dials = Dials("shifts", {"share": (Choice(("5", "25"), "old text in per cent"), "25")});  dials.values["share"]
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from explainer.fields import Field, number
from explainer.ui.linked import Linked

Dial = tuple[Field, Any]  # what checks a value, and the default


@dataclasses.dataclass
class Dials(Linked):
    """The dials of a page by name, and the values they have."""

    page: str
    dials: Mapping[str, Dial]
    values: dict[str, Any] = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.values = {name: default for name, (_, default) in self.dials.items()}

    def names(self) -> tuple[str, ...]:
        return tuple(self.dials)

    def field(self, name: str) -> Field:
        return self.dials[name][0]

    def value(self, name: str) -> Any:
        return self.values[name]

    def key(self, name: str) -> str:
        """What the widget of a dial is called."""
        return f"{self.page}_{name}"

    def take(self, name: str, value: Any) -> None:
        self.values[name] = self.field(name).parse(name, value)

    def query(self) -> dict[str, str]:
        return {
            name: number(self.values[name]) for name, (_, usual) in self.dials.items() if self.values[name] != usual
        }
