"""This module writes the pieces of a page (ui/pieces.py) as HTML, with the figures that the same player draws.

Relative addresses only, so that the site can lie anywhere. Writes no files.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs

from explainer import pictures
from explainer.landscape.shipped import VALLEYS
from explainer.site import words
from explainer.ui.pages import STORY
from explainer.ui.pieces import Piece
from explainer.web.serving import files
from explainer.web.takeaway import embed, figures, html
from explainer.web.takeaway.html import escape, tag

POLICY = embed.POLICY.replace("frame-ancestors *; ", "")  # which only a server can say
LIVE, VALLEY = "live", "valley"  # pages of the app
PLACES = {LIVE, VALLEY, "ball", *(chapter.name for chapter in STORY)}  # that a text may lead to
NOT_HERE = ("link", "live", "chat", "step", "guess", "own", "root")  # options that need the app's server
SCROLLED = {"tabindex": 0, "role": "group"}  # what is wider or higher than its place, for the keyboard
ROWS = 400  # of a table; a site is for reading, and the app has the whole as CSV
FOLDERS = {"run": "runs", "ball": "grounds", "valley": "valleys"}  # of data, by kind of figure


def site_page(name: str) -> str:
    return "index.html" if name == "start" else f"{name}.html"


def body_of(name: str, pieces: Iterable[Piece]) -> str:
    pieces = tuple(pieces)
    fields = sorted({field for kind in kinds(pieces) for field in figures.KINDS[kind].fields})
    return "\n".join(draw(piece, functools.partial(resolve, name, fields)) for piece in pieces)


def kinds(pieces: Iterable[Piece]) -> set[str]:
    """The kinds of figure on a page."""
    drawn = set()
    for piece in pieces:
        drawn |= kinds(piece.inner) | ({piece.kind} if piece.kind in figures.KINDS else set())
    return drawn


def resolve(name: str, fields: list[str], address: str) -> str | None:
    """A link that sets the page's figure works where the figure reads it from the address, as embedded ones do; one to
    another page leads there."""
    if address in PLACES:
        return site_page(address)
    if address.startswith("?") and set(parse_qs(address[1:])) <= set(fields):
        return site_page(name) + address
    return None


def draw(piece: Piece, resolve: words.Resolve) -> str:
    return DRAW[piece.kind](piece, resolve)


def inner(piece: Piece, resolve: words.Resolve) -> str:
    return "\n".join(draw(one, resolve) for one in piece.inner)


def block(name: str, kind: str) -> Callable[[Piece, words.Resolve], str]:
    return lambda piece, resolve: tag(name, {"class": f"piece {kind}"}, inner(piece, resolve))


def prose(kind: str) -> Callable[[Piece, words.Resolve], str]:
    return lambda piece, resolve: tag("div", {"class": f"piece {kind}"}, words.render(piece.text, resolve))


def heading(name: str) -> Callable[[Piece, words.Resolve], str]:
    return lambda piece, resolve: tag(name, {}, escape(piece.text))


def text(piece: Piece, resolve: words.Resolve) -> str:
    return tag("p", {"class": "piece text"}, escape(piece.text))


def details(piece: Piece, resolve: words.Resolve) -> str:
    return tag("details", {"class": "piece"}, tag("summary", {}, escape(piece.text)) + inner(piece, resolve))


def link(piece: Piece, resolve: words.Resolve) -> str:
    return tag("p", {"class": "piece way"}, tag("a", {"href": page_of(piece.name, piece.query)}, escape(piece.text)))


def page_of(name: str, query: str) -> str:
    """Where the site has what a page of the app shows: for a run to be trained, the recorded one if there is one."""
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    recorded = f"{asked.get('task', '')}-{asked.get('replay', '')}"
    if name == LIVE and files.path_in(files.RECORDED, recorded):
        return f"run-{recorded}.html"
    if name == VALLEY and files.path_in(VALLEYS, asked.get("valley", "")):
        return f"embed/{file_of('valley', asked['valley'])}"  # the site's own page of it shows the first one alone
    return site_page(name) + (f"?{query}" if query and name == "ball" else "")


def chart(piece: Piece, resolve: words.Resolve) -> str:
    """A chart that the app draws with Plotly: its picture, or what it shows in words; its numbers follow as a table."""
    light, dark = (pictures.of_chart(piece.name, scheme) for scheme in pictures.SCHEMES)
    if light and dark:
        night = html.attributes({"srcset": dark, "media": "(prefers-color-scheme: dark)"})
        image = html.attributes({"src": light, "alt": piece.text, "loading": "lazy"})
        return tag(
            "div",
            {"class": "piece chart", **SCROLLED, "aria-label": "Chart"},
            f"<picture><source{night}><img{image}></picture>",
        )
    return tag("p", {"class": "piece note"}, f"{tag('strong', {}, 'What the chart shows:')} {escape(piece.text)}")


def table(piece: Piece, resolve: words.Resolve) -> str:
    rows: list[dict[str, Any]] = piece.data[:ROWS]
    if not rows:
        return ""
    head = tag("tr", {}, "".join(tag("th", {"scope": "col"}, escape(name)) for name in rows[0]))
    body = "".join(tag("tr", {}, "".join(tag("td", {}, cell(value)) for value in row.values())) for row in rows)
    inside = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    return tag("div", {"class": "piece scroll", **SCROLLED, "aria-label": "Table"}, inside)


def cell(value: Any) -> str:
    return escape("" if value is None else f"{value:.4g}" if isinstance(value, float) else value)


def figure(piece: Piece, resolve: words.Resolve) -> str:
    return figure_of(piece.kind, piece.name, piece.data, "This figure needs a browser with JavaScript.", "")


def figure_of(kind: str, name: str, options: Mapping[str, Any], text: str, root: str) -> str:
    """A figure by its kind and name, with the options that the app gives it, on a page from which `root` leads to the
    site's."""
    here = {key: value for key, value in options.items() if key not in NOT_HERE}
    here |= relocated(kind, name, options, root)
    file = file_of(kind, name)
    here["beside"] = {"embed": f"{root}embed/{file}", "file": f"{root}files/{file}"}
    return html.figure(f"./{figures.KINDS[kind].module}", figures.KINDS[kind].fields, here, text)


def file_of(kind: str, name: str) -> str:
    """What the embed page and the single file of a figure are called."""
    return f"{kind}-{name}.html" if figures.KINDS[kind].named else f"{kind}.html"


def relocated(kind: str, name: str, options: Mapping[str, Any], root: str) -> dict[str, Any]:
    """The options that hold addresses of the app's server, with the site's files of the same."""
    if kind == "run":
        return {"runs": [{**run, "url": data(kind, run["name"], root)} for run in options["runs"]]}
    if kind == "dose":
        return {}  # it has its numbers in hand
    first = {"groundUrl": data(kind, name, root)}
    if "grounds" not in options:
        return first
    menu = [{**ground, "url": data(kind, ground["name"], root)} for ground in options["grounds"]]
    return {**first, "grounds": menu}


def data(kind: str, name: str, root: str) -> str:
    """Where the site has the record or the landscape of this name."""
    return f"{root}data/{FOLDERS[kind]}/{name}.json"


DRAW: dict[str, Callable[[Piece, words.Resolve], str]] = {
    "markdown": prose("words"),
    "caption": prose("caption"),
    "info": prose("note"),
    "warning": prose("note"),
    "title": heading("h1"),
    "header": heading("h2"),
    "subheader": heading("h2"),
    "text": text,
    "box": block("div", "box"),
    "columns": block("div", "columns"),
    "column": block("div", "column"),
    "details": details,
    "link": link,
    "chart": chart,
    "table": table,
    **dict.fromkeys(figures.KINDS, figure),
}
