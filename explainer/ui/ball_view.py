"""This module has what the ball's pages show: what their link sets of the figure, and what the figure tells of itself.

What the reader sets in the figure comes back from a browser, so it is read with the same care as a link.

    view = BallView();  view.set({"preset": "gorge", "lr": "0.3"});  view.asked
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from explainer.fields import FieldError, Words
from explainer.tables.figures import hideable
from explainer.ui.linked import Linked
from explainer.web.takeaway.ground import FIELDS

HIDE = Words(hideable("ball"), "parts of the figure that are left out")


@dataclasses.dataclass
class BallView(Linked):
    """`asked` is what the page asks of the figure, `state` what the figure shows by now; both hold only what differs
    from the landscape's defaults. `own` are names that a page's link may set beside, and `beside` what it sets."""

    own: tuple[str, ...] = ()
    beside: dict[str, str] = dataclasses.field(default_factory=dict)
    asked: dict[str, Any] = dataclasses.field(default_factory=dict)
    state: dict[str, Any] = dataclasses.field(default_factory=dict)
    hide: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        return (*self.own, *FIELDS, "hide")

    def take(self, name: str, value: Any) -> None:
        if name in self.own:
            self.beside[name] = value
        elif name == "hide":
            self.hide = HIDE.parse(name, value)
        else:
            self.asked[name] = self.state[name] = FIELDS[name].parse(name, value)

    def ask(self, state: Mapping[str, Any]) -> None:
        """The page asks the figure for another state."""
        self.asked, self.state = dict(state), dict(state)
        self.revision += 1

    def tell(self, state: Any) -> None:
        """Takes what the figure tells, without anything that a link could not hold."""
        self.state = {}
        for name, value in state.items() if isinstance(state, Mapping) else ():
            try:
                if name in FIELDS:
                    self.state[name] = FIELDS[name].parse(name, value)
            except FieldError:
                continue  # no reader has said this, so none needs a sentence about it

    def query(self) -> dict[str, str]:
        values = {name: self.state.get(name) for name in FIELDS}
        query = {name: value for name, value in self.beside.items() if value}
        query |= {name: written(value) for name, value in values.items() if value not in (None, False, "")}
        return query | ({"hide": ",".join(self.hide)} if self.hide else {})


def written(value: Any) -> str:
    """A value as a link has it."""
    return "1" if value is True else f"{value:.6g}" if isinstance(value, float) else str(value)
