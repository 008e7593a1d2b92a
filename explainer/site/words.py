"""This module turns Markdown into HTML. HTML in a text stays text; links go where the site has something.

render("With **replay**, [one per cent](?replay=1)", lambda address: None)
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.token import Token

ICON = re.compile(r":material/\w+: ?")  # Streamlit's own signs
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
Resolve = Callable[[str], str | None]


def render(text: str, resolve: Resolve) -> str:
    """`resolve` gives the address that a relative link has on the site, or None: such a link is only emphasised."""
    tokens = PARSER.parse(ICON.sub("", text))
    for token in tokens:
        relink(token.children or [], resolve)
        if token.type == "table_open":
            token.attrs["tabindex"] = "0"  # where it is wider than the page, the arrow keys move it
    return str(PARSER.renderer.render(tokens, PARSER.options, {}))


def relink(tokens: list[Token], resolve: Resolve) -> None:
    opened: list[bool] = []  # of the links that are open, whether each leads somewhere
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            here = address if address.startswith(("https://", "http://")) else resolve(address)
            opened.append(here is not None)
            if here is None:
                token.type, token.tag, token.attrs = "em_open", "em", {}
            else:
                token.attrs["href"] = here
        elif token.type == "link_close" and not opened.pop():
            token.type, token.tag = "em_close", "em"
