"""This module takes a page of the app to pieces, for readers without a server: words, figures, tables, and no widgets.

Streamlit's own test runner runs the page as the app does, and this walks what came of it, so that the static site says
what the app says and nothing is written twice. Knows no HTML.

    for piece in Pages().pieces("forgetting"): print(piece.kind, piece.text)
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from streamlit.testing.v1 import AppTest

from explainer import pictures
from explainer.ui.pages import PAGES

FRAME = PAGES.parent / "explainer" / "ui" / "frame.py"
SAYS_BARE = "streamlit.runtime.scriptrunner_utils.script_run_context"
SECONDS = 60  # that a page may take
COMPONENTS = ("moat_player", "moat_ball", "moat_dose")  # see mount.py
WORDS = ("markdown", "caption", "title", "header", "subheader", "text", "info", "warning")


@dataclass(frozen=True)
class Piece:
    """`kind` is one of WORDS, or: link (`name` is the page, `query` its query), chart (`text` says what it shows,
    `name` is its key, `data` Plotly's figure), table (`data` is a list of rows), run, ball, valley or dose (`name` says
    which run or landscape, `data` are the figure's options), or, with `inner` pieces: box (a frame around them),
    columns, column, details (`text` is the summary)."""

    kind: str
    text: str = ""
    name: str = ""
    query: str = ""
    data: Any = None
    inner: tuple[Piece, ...] = ()


class PageError(ValueError):
    """A page that cannot be taken to pieces; one sentence."""


class Pages:
    """The app's pages; its frame runs once, and then page after page."""

    def __init__(self) -> None:
        logging.getLogger(SAYS_BARE).disabled = True  # it warns of running without a browser, which is meant here
        self.app = AppTest.from_file(str(FRAME), default_timeout=SECONDS).run()

    def pieces(self, name: str) -> tuple[Piece, ...]:
        """Raises PageError."""
        self.app.switch_page(str(PAGES / f"{name}.py")).run()
        if self.app.exception:
            raise PageError(f"The page {name} cannot be exported: {self.app.exception[0].message}")
        return tuple(inside(self.app.main))


def charts(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """What all charts on some pages show, by their keys, as pictures.DRAWN has it. Raises PageError."""
    app = Pages()
    return {
        piece.name: {"alt": piece.text, "fingerprint": pictures.fingerprint(piece.data)}
        for name in names
        for piece in flat(app.pieces(name))
        if piece.kind == "chart"
    }


def flat(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Every piece, those inside others before them."""
    for piece in pieces:
        yield from flat(piece.inner)
        yield piece


def inside(block: Any) -> Iterator[Piece]:
    """What stands in a block; a frame around a single thing that is no box of its own is left out."""
    for child in block.children.values():
        if not hasattr(child, "children"):
            piece = leaf(child)
            if piece:
                yield piece
        elif child.type == "popover":
            continue  # what only the app can do
        elif child.type in ("column", "expander") or is_box(child):
            kind = {"column": "column", "expander": "details"}.get(child.type, "box")
            yield Piece(kind, text=getattr(child, "label", "") or "", inner=tuple(inside(child)))
        else:
            inner = tuple(inside(child))
            columns = inner and all(piece.kind == "column" for piece in inner)
            yield from (Piece("columns", inner=inner),) if columns else inner


def is_box(block: Any) -> bool:
    container = getattr(block.proto, "flex_container", None)
    return bool(container and container.border)


def leaf(element: Any) -> Piece | None:
    """None for a widget, or for what only decorates."""
    kind, proto = element.type, element.proto
    if kind in WORDS:
        return Piece(kind, text=str(element.value))
    if kind == "page_link":
        return Piece("link", text=proto.label, name=proto.page or "start", query=proto.query_string)
    if kind == "plotly_chart":
        return Piece("chart", text=proto.alt, name=proto.id.rpartition("-")[2], data=json.loads(proto.spec))
    if kind == "dataframe":
        return Piece("table", data=json.loads(element.value.to_json(orient="records")))
    if kind == "bidi_component" and proto.component_name in COMPONENTS:
        return figure(proto.component_name, json.loads(proto.json))
    return None


def figure(component: str, options: Mapping[str, Any]) -> Piece:
    """A figure, which says of itself what it is; the run player has no run yet while a reader guesses."""
    if component == "moat_player":
        runs = options["runs"]
        return Piece("run", name=runs[-1]["name"] if runs else "", data=options)
    if component == "moat_ball":
        return Piece(options["figure"]["kind"], name=options["figure"]["name"], data=options)
    return Piece("dose", data=options)
