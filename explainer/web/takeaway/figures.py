"""This table has the kinds of figure that can be taken away: what draws each, what an address may ask of it, how it is
found. Embed pages, oEmbed, single files and the static site are made from it alone.

What an address may ask is checked here and read by the page's own script (player/page.js), because on a static site
nobody else could. Knows no HTML and no routes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from explainer.fields import Choice, Field, Words, unknown
from explainer.tables.figures import BALL, DOSE, STEP, hideable, spared
from explainer.tables.names import NOT_OURS
from explainer.web.takeaway import dose, ground, run
from explainer.web.takeaway.scene import Scene

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "da", "sv", "nb", "fi", "tr", "ru", "uk", "ja", "zh")


@dataclass(frozen=True)
class Kind:
    """`module` draws it; `fields` is what the query may hold; `named` is false where there is only one such figure.
    `embedded(name, root)` finds it for a page, `root` being the way from there to the app's root; `inside(name)` finds
    it with all its data in its options, for a file without a server. Both raise HTTPException. `height` in px is what
    an embedded figure needs until it has told, with the parts left out that `spared` names."""

    module: str
    fields: Mapping[str, Field]
    named: bool
    embedded: Callable[[str, str], Awaitable[Scene]]
    inside: Callable[[str], Awaitable[Scene]]
    height: int


def fields(kind: str, own: Mapping[str, Field]) -> dict[str, Field]:
    """What any figure can be asked for, and what is a kind's own."""
    return {
        "theme": Choice(("auto", "light", "dark"), "colours"),
        "lang": Choice(LANGUAGES, "language of numbers"),
        "autoplay": Choice(("0", "1"), "whether it plays by itself"),
        "hide": Words(hideable(kind), "parts that are left out"),
        **own,
    }


KINDS: dict[str, Kind] = {
    "run": Kind("run/figure.js", fields("run", {"step": STEP}), True, run.embedded, run.inside, 1100),
    "ball": Kind(
        "ball/figure.js", fields("ball", ground.FIELDS), False, ground.ball_embedded, ground.ball_inside, 2200
    ),
    "valley": Kind("ball/figure.js", fields("valley", BALL), True, ground.valley_embedded, ground.valley_inside, 2200),
    "dose": Kind("dose/figure.js", fields("dose", DOSE), False, dose.embedded, dose.inside, 900),
}


def check(kind: str, query: Mapping[str, str]) -> dict[str, Any]:
    """The query's values. Raises FieldError, one sentence, for what this figure cannot be asked."""
    known, values = KINDS[kind].fields, {}
    for name, value in query.items():
        if name in known:
            values[name] = known[name].parse(name, value)
        elif not name.startswith(NOT_OURS):
            raise unknown(name, known, "an option of this figure", "it has")
    return values


def embedded_query(kind: str, query: Mapping[str, str]) -> dict[str, str]:
    """An app page's query as the embedded figure's: what it can be asked too, and what is spared left out."""
    asked = {name: value for name, value in query.items() if name in KINDS[kind].fields}
    return {"hide": ",".join(spared(kind))} | asked
