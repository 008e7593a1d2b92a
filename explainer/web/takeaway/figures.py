"""The kinds of figure that can be taken away, one entry each in KINDS: what draws it, what an address may ask of it,
and how it is found. Embed pages, oEmbed, single files and the static site are made from this table alone.

Knows no HTML and no routes. The values of a query are checked here and read by the page's own script (player/page.js),
because on a static site nobody else could.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from explainer.fields import Choice, FieldError, Number, shown
from explainer.web.takeaway import ball_link
from explainer.web.takeaway import dose as scene_dose
from explainer.web.takeaway import ground as scene_ground
from explainer.web.takeaway import run as scene_run
from explainer.web.takeaway.scene import Scene

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "da", "sv", "nb", "fi", "tr", "ru", "uk", "ja", "zh")
NOT_OURS = ("utm_", "fbclid", "gclid", "ref")  # added by sites that pass a link on; ignored


class Field(Protocol):
    def parse(self, name: str, value: Any) -> Any: ...


@dataclass(frozen=True)
class Names:
    """A value that lists some of a few words, with commas between them."""

    options: tuple[str, ...]

    def parse(self, name: str, value: str) -> list[str]:
        """Raises FieldError."""
        given = [word for word in value.split(",") if word]
        for word in given:
            if word not in self.options:
                raise FieldError(f"{name} cannot have {shown(word)}: it lists some of {', '.join(self.options)}.")
        return given


class BallField:
    """A value that the ball's own page would take."""

    def parse(self, name: str, value: Any) -> Any:
        """Raises FieldError."""
        return ball_link.parse(name, value)


@dataclass(frozen=True)
class Kind:
    """`module` draws it; `asks` is what the query may hold; `named` is false where there is only one such figure.
    `embedded(name, root)` finds it for a page, `root` being the way from there to the app's root; `inside(name)` finds
    it with all its data in its options, for a file without a server. Both raise HTTPException. `spare` is what an
    embedded figure leaves out where nobody says otherwise, `height` in px what it needs then, until it has told."""

    module: str
    asks: Mapping[str, Field]
    named: bool
    embedded: Callable[[str, str], Awaitable[Scene]]
    inside: Callable[[str], Awaitable[Scene]]
    spare: tuple[str, ...]
    height: int


COMMON: dict[str, Field] = {
    "theme": Choice(("auto", "light", "dark"), "colours"),
    "lang": Choice(LANGUAGES, "language of numbers"),
    "autoplay": Choice(("0", "1"), "whether it plays by itself"),
}
RUN: dict[str, Field] = {
    **COMMON,
    "hide": Names(("captions", "timeline", "answers", "numbers", "commands", "share")),
    "step": Number(0, 2000, "the step it stands at", whole=True),
}
BALL: dict[str, Field] = {
    **COMMON,
    "hide": Names((*ball_link.HIDEABLE, "share")),
    **{name: BallField() for name in ball_link.KNOWN if name != "hide"},
}
SPARED_RUN = ("answers", "numbers", "commands")
SPARED = ("optimiser", "noise", "tether", "race", "slow")
VALLEY = {name: field for name, field in BALL.items() if name != "preset"}
DOSE: dict[str, Field] = {**COMMON, "hide": Names(("controls", "numbers", "share")), **scene_dose.SETS}
KINDS: dict[str, Kind] = {
    "run": Kind(
        "run/figure.js", RUN, True, scene_run.embedded, scene_run.inside, ("answers", "numbers", "commands"), 1100
    ),
    "ball": Kind("ball/figure.js", BALL, False, scene_ground.ball, scene_ground.ball_inside, SPARED, 2200),
    "valley": Kind("ball/figure.js", VALLEY, True, scene_ground.valley, scene_ground.valley_inside, SPARED, 2200),
    "dose": Kind("dose/figure.js", DOSE, False, scene_dose.embedded, scene_dose.inside, ("numbers",), 900),
}


def check(kind: str, query: Mapping[str, str]) -> dict[str, Any]:
    """The query's values. Raises FieldError, one sentence, for what this figure cannot be asked."""
    asks, values = KINDS[kind].asks, {}
    for name, value in query.items():
        if name in asks:
            values[name] = asks[name].parse(name, value)
        elif not name.startswith(NOT_OURS):
            raise FieldError(f"{shown(name)} is not an option of this figure: it has {', '.join(asks)}.")
    return values


def spared(kind: str, query: Mapping[str, str]) -> dict[str, str]:
    """An app page's query as the embedded figure's: what it can be asked too, and the rest of the page left out."""
    found = KINDS[kind]
    asked = {name: value for name, value in query.items() if name in found.asks}
    return {"hide": ",".join(found.spare)} | asked
