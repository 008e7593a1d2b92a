"""This module has the colours of all charts, in light and in dark: those of the player and of plain pages."""

from __future__ import annotations

from typing import NamedTuple

from explainer.tables.colours import COLOURS


class Palette(NamedTuple):
    """The old task, the new one, replay, what is neither, and words."""

    old: str
    new: str
    replay: str
    neutral: str
    ink: str


def palette(scheme: str) -> Palette:
    """The colours of a scheme, light or dark."""
    colours = COLOURS[scheme]
    return Palette(colours["old"], colours["new"], colours["replay"], colours["control"], colours["ink"])


LIGHT, DARK = palette("light"), palette("dark")
CLEAR = "rgba(0,0,0,0)"
