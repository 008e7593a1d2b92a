"""This module writes our own HTML: embed pages, single files, the static site. Text and data go in escaped, always.

A figure on a page is an element with the module that draws it, what the address may ask of it, and its options as
JSON; player/page.js starts it. Knows nothing of kinds of figures.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from typing import Any

from explainer.pictures import HEIGHT, WIDTH

NAME = "The Invisible Moat"
ICON = '<link rel="icon" href="data:,">'  # none, and no request for one


def escape(text: object) -> str:
    return html.escape(str(text), quote=True)


def data(value: Any) -> str:
    """JSON that can stand in a script element: in ASCII, and nothing in it can end the element."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def attributes(values: Mapping[str, object]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def tag(name: str, values: Mapping[str, object], inner: str = "") -> str:
    """`inner` is HTML."""
    return f"<{name}{attributes(values)}>{inner}</{name}>"


def figure(module: str, asks: Iterable[str], options: Mapping[str, Any], text: str) -> str:
    """The place of a figure. `text` stands there until the figure does, and for good where no script runs."""
    inner = f"<p>{escape(text)}</p>{tag('script', {'type': 'application/json'}, data(options))}"
    return tag("div", {"class": "figure", "data-module": module, "data-asks": " ".join(asks)}, inner)


def document(title: str, body: str, head: str = "", theme: str = "auto", kind: str = "page") -> str:
    """A whole page; `head` and `body` are HTML, `kind` is the class that page.css knows it by."""
    top = (
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n{ICON}\n{head}'
    )
    return (
        f'<!doctype html>\n<html lang="en" data-theme="{escape(theme)}">\n<head>\n{top}\n'
        f'<title>{escape(title)}</title>\n</head>\n<body class="{escape(kind)}">\n{body}\n</body>\n</html>\n'
    )


def card(title: str, about: str, url: str, picture: str, oembed: str = "") -> str:
    """What other sites show for a link; all addresses are absolute. `oembed` is where they can ask for more."""
    properties = {"og:type": "website", "og:site_name": NAME, "og:title": title, "og:description": about}
    properties |= {"og:url": url, "og:image": picture, "og:image:width": str(WIDTH), "og:image:height": str(HEIGHT)}
    lines = [f'<meta name="description" content="{escape(about)}">', f'<link rel="canonical" href="{escape(url)}">']
    lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items()]
    lines.append('<meta name="twitter:card" content="summary_large_image">')
    if oembed:
        link = {"rel": "alternate", "type": "application/json+oembed", "href": oembed, "title": title}
        lines.append(f"<link{attributes(link)}>")
    return "\n".join(lines)
