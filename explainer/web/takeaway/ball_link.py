"""The ball's settings in a link: from a query and back. A bad value gives one sentence and leaves the default.

Knows no page and no session (state.py does), and only the names of the landscapes. What the reader sets in the figure
comes back from a browser, so it is read with the same care as a link.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from explainer.fields import Choice, FieldError, Number, shown
from explainer.landscape.presets import PRESETS

DEFAULT = "two-valleys"
HIDEABLE = ("preset", "replay", "lr", "optimiser", "noise", "tether", "seed", "race", "slow", "losses")
FIELDS: dict[str, Choice | Number] = {
    "preset": Choice(tuple(PRESETS), "the landscape"),
    "replay": Number(0, 100, "percentage of the old task in the ground"),
    "lr": Number(1e-4, 1000, "learning rate"),
    "optimiser": Choice(("gd", "momentum", "adam"), "how a step follows from the slope"),
    "noise": Number(0, 1000, "standard deviation of the gradient's noise"),
    "tether": Number(0, 1000, "lambda of the pull to the start"),
    "seed": Number(0, 999_999, "seed of the noise", whole=True),
    "x": Number(-1e6, 1e6, "where the ball is let go"),
    "y": Number(-1e6, 1e6, "where the ball is let go"),
    "race": Choice(("replay", "optimiser"), "several balls at once"),
}
SWITCH = {"1": True, "true": True, "0": False, "false": False}
KNOWN = (*FIELDS, "slow", "view", "hide")


@dataclasses.dataclass
class BallLink:
    """`asked` is what the link that was followed asks for, `state` what the figure shows by now; both hold only what
    differs from the landscape's defaults. `followed` counts the links, so that the same one can be followed twice.
    `beside` is what the link says that the page reads itself."""

    asked: dict[str, Any] = dataclasses.field(default_factory=dict)
    state: dict[str, Any] = dataclasses.field(default_factory=dict)
    hide: tuple[str, ...] = ()
    followed: int = 0
    beside: dict[str, str] = dataclasses.field(default_factory=dict)
    problems: list[str] = dataclasses.field(default_factory=list)


def read(query: Mapping[str, str], ignored: tuple[str, ...] = (), beside: tuple[str, ...] = ()) -> BallLink:
    """A link's query; names that begin with one of `ignored` are another's, and those in `beside` the page's."""
    found = BallLink()
    for name, value in query.items():
        try:
            if name in beside:
                found.beside[name] = value
            elif name == "hide":
                found.hide = parse_hide(value)
            elif name in KNOWN:
                found.asked[name] = parse(name, value)
            elif not name.startswith(ignored):
                raise FieldError(
                    f"{shown(name)} in the link means nothing here: a link may set {', '.join((*beside, *KNOWN))}."
                )
        except FieldError as error:
            found.problems.append(str(error))
    found.state = dict(found.asked)
    return found


def parse(name: str, value: Any) -> Any:
    """A value as the figure takes it. Raises FieldError."""
    if name == "slow":
        if str(value).lower() not in SWITCH:
            raise FieldError(f"slow cannot be {shown(value)}: it is 1 or 0.")
        return SWITCH[str(value).lower()]
    if name == "view":
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,3},\d{1,3}", value):
            return value
        raise FieldError(f"view cannot be {shown(value)}: it is two angles in degrees, as in -58,38.")
    return FIELDS[name].parse(name, value)


def parse_hide(value: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in value.split(",") if part.strip())
    for name in names:
        if name not in HIDEABLE:
            raise FieldError(f"hide cannot be {shown(name)}: it is one or more of {', '.join(HIDEABLE)}.")
    return names


def from_figure(told: Any) -> dict[str, Any]:
    """What the figure told, without anything that a link could not hold."""
    state = {}
    for name, value in told.items() if isinstance(told, Mapping) else ():
        try:
            if name in KNOWN and name != "hide":
                state[name] = parse(name, value)
        except FieldError:
            continue
    return state


def to_query(found: BallLink) -> dict[str, str]:
    """The link that opens what is shown."""
    query = {name: written(found.state[name]) for name in KNOWN if found.state.get(name) not in (None, False, "")}
    query = {name: value for name, value in found.beside.items() if value} | query
    return query | ({"hide": ",".join(found.hide)} if found.hide else {})


def written(value: Any) -> str:
    return "1" if value is True else f"{value:.6g}" if isinstance(value, float) else str(value)
