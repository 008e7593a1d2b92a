"""This table has the colours of the app, each with one meaning everywhere: old is blue, new orange, replay green.

Charts, the player and plain pages all take them from here (see contract.py). Text colours keep 4.5:1 on the paper.
"""

from __future__ import annotations

COLOURS: dict[str, dict[str, str]] = {
    "light": {
        "ink": "#1c2126",
        "ink-2": "#56606a",
        "paper": "#ffffff",
        "wash": "#f4f5f6",
        "line": "#d9dde1",
        "control": "#7f8891",
        "old": "#0b5fa5",
        "new": "#b04a00",
        "replay": "#0a7350",
        "wrong": "#b0163f",
        "guess": "#6f5a8c",
        "tint": "#ffe6cf",
    },
    "dark": {
        "ink": "#eceff2",
        "ink-2": "#a5afb9",
        "paper": "#14181d",
        "wash": "#1d2329",
        "line": "#353d46",
        "control": "#77828d",
        "old": "#74b8f7",
        "new": "#f7a05c",
        "replay": "#50cf9f",
        "wrong": "#ff86a2",
        "guess": "#baa6d8",
        "tint": "#4d3420",
    },
}
