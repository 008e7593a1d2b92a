"""The colours of all charts, in light and in dark: those of the player."""

from __future__ import annotations

from typing import NamedTuple


class Palette(NamedTuple):
    """The player's colours (player/style-base.js), and a grey for what is neither old nor new."""

    old: str
    new: str
    replay: str
    neutral: str
    ink: str


LIGHT = Palette("#0b5fa5", "#b04a00", "#0a7350", "#7f8891", "#1c2126")
DARK = Palette("#74b8f7", "#f7a05c", "#50cf9f", "#77828d", "#eceff2")
CLEAR = "rgba(0,0,0,0)"
