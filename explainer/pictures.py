"""This module finds the pictures in assets/: one of every page, for cards, and one of every chart, in light and dark.

A chart's shows it as its page opens with it, for articles and for the site without a server; it is known by its key on
the page (ui/charts.py). `make pictures` takes them all from the app itself. Knows names and files only.
"""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any, Literal

from explainer.tables.names import is_shipped

ASSETS = Path(__file__).parents[1] / "assets"
PAGES, CHARTS = ASSETS / "pictures", ASSETS / "charts"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DRAWN = CHARTS / "drawn.json"  # by chart: what its pictures show, as `alt` in words and as a `fingerprint`
WIDTH, HEIGHT = 1280, 800  # px, of a page's picture


def of_page(name: str) -> str:
    """The picture for a page's card, below the app's root; Start's where the page has none."""
    known = is_shipped(name) and (PAGES / f"{name}.png").is_file()
    return f"pictures/{name if known else 'start'}.png"


def of_chart(key: str, scheme: str = "light") -> str | None:
    """The picture of a chart, below the app's root; None where there is none."""
    name = f"{key}-{scheme}.svg"
    return f"charts/{name}" if key in drawn() and (CHARTS / name).is_file() else None


def alt(key: str) -> str:
    """What the picture of a chart shows, in words; "" where there is none."""
    return str(drawn().get(key, {}).get("alt", ""))


@functools.cache
def drawn() -> dict[str, dict[str, str]]:
    """What DRAWN holds; nothing where the file is not there, or is none of ours: pages do without pictures."""
    try:
        charts = json.loads(DRAWN.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return charts if isinstance(charts, dict) and all(isinstance(one, dict) for one in charts.values()) else {}


def fingerprint(chart: Any) -> str:
    """A Plotly figure as JSON, in short: the same for the same picture, whatever the last digits of its numbers."""
    return hashlib.sha256(json.dumps(rounded(chart), sort_keys=True).encode()).hexdigest()[:16]


def rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value
