"""A page of the app as a reader without a server could have it: its words, figures and tables, and no widgets.

Streamlit's own test runner runs the page as the app does, and this walks what came of it, so that the static site says
what the app says and nothing is written twice. Knows no HTML.

    told = Told();  for piece in told.page("forgetting"): print(piece.kind, piece.text)
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from streamlit.testing.v1 import AppTest

from explainer.ui.pages import PAGES

FRAME = PAGES.parent / "explainer" / "ui" / "frame.py"
SAYS_BARE = "streamlit.runtime.scriptrunner_utils.script_run_context"
SECONDS = 60  # that a page may take
FIGURES = {"moat_player": "run", "moat_ball": "ball", "moat_dose": "dose"}  # what a component draws
WORDS = ("markdown", "caption", "title", "header", "subheader", "text", "info", "warning")


@dataclass(frozen=True)
class Piece:
    """`kind` is one of WORDS, or: link (`name` is the page, `query` its query), chart (`text` says what it shows,
    `name` is its key, `data` Plotly's figure), table (`data` is a list of rows), run, ball, valley or dose (`data` are
    the figure's options), or, with `inner` pieces: box (a frame around them), columns, column, details (`text` is the
    summary)."""

    kind: str
    text: str = ""
    name: str = ""
    query: str = ""
    data: Any = None
    inner: tuple[Piece, ...] = ()


class PageError(ValueError):
    """A page that cannot be told; one sentence."""


class Told:
    """Runs the app's frame once; then page after page."""

    def __init__(self) -> None:
        logging.getLogger(SAYS_BARE).disabled = True  # it warns of running without a browser, which is meant here
        self.app = AppTest.from_file(str(FRAME), default_timeout=SECONDS).run()

    def page(self, name: str) -> tuple[Piece, ...]:
        """Raises PageError."""
        self.app.switch_page(str(PAGES / f"{name}.py")).run()
        if self.app.exception:
            raise PageError(f"The page {name} cannot be exported: {self.app.exception[0].message}")
        return tuple(pieces(self.app.main))


def pieces(block: Any) -> Iterator[Piece]:
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
            yield Piece(kind, text=getattr(child, "label", "") or "", inner=tuple(pieces(child)))
        else:
            inner = tuple(pieces(child))
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
    if kind == "bidi_component" and proto.component_name in FIGURES:
        options = json.loads(proto.json)
        measured = "/valleys/" in options.get("groundUrl", "")
        return Piece("valley" if measured else FIGURES[proto.component_name], data=options)
    return None
