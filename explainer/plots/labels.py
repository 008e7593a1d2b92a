"""This module places names in a chart so that they keep clear of each other: beside points, and at the ends of lines.

It knows Plotly and no data.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

LINE = 17  # px that a label needs in height


class Spot(NamedTuple):
    """A point with a name."""

    x: float
    y: float
    text: str
    colour: str


class End(NamedTuple):
    """A label at the end of a line: where, what, in which colour."""

    y: float
    text: str
    colour: str


def apart(places: Sequence[float], least: float) -> list[float]:
    """The places, moved as little as need be until any two are `least` apart; in the order given."""
    order = sorted(range(len(places)), key=places.__getitem__)
    groups: list[list[int]] = []
    for index in order:  # a group of labels that touch stands centred on the mean of where they belong
        groups.append([index])
        while len(groups) > 1 and bottom(groups[-1], places, least) < top(groups[-2], places, least) + least:
            last = groups.pop()
            groups[-1] += last
    moved = [0.0] * len(places)
    for group in groups:
        for at, index in enumerate(group):
            moved[index] = bottom(group, places, least) + at * least
    return moved


def bottom(group: Sequence[int], places: Sequence[float], least: float) -> float:
    return sum(places[index] for index in group) / len(group) - least * (len(group) - 1) / 2


def top(group: Sequence[int], places: Sequence[float], least: float) -> float:
    return bottom(group, places, least) + least * (len(group) - 1)


def end_labels(figure: go.Figure, ends: Sequence[End], span: tuple[float, float], height: float, log: bool) -> None:
    """Writes each label to the right of the plot, at the height of its line but clear of the others. `span` is the
    y axis from bottom to top, in data; `height` the plot's, in px."""
    low, high = (math.log10(edge) for edge in span) if log else span
    shares = [((math.log10(end.y) if log else end.y) - low) / (high - low) for end in ends]
    for end, place in zip(ends, apart([share * height for share in shares], LINE), strict=True):
        label: dict[str, Any] = {"xref": "paper", "yref": "paper", "x": 1, "y": 0, "yshift": place, "xshift": 5}
        font = {"color": end.colour, "size": 13}
        figure.add_annotation(**label, text=end.text, font=font, showarrow=False, xanchor="left", yanchor="middle")


def callouts(
    figure: go.Figure, spots: Sequence[Spot], span: Sequence[float], height: float, left: bool = False
) -> None:
    """Writes each name to the right (or left) of its point, clear of the other names, with a thin line to it. `span` is
    the y axis from bottom to top, `height` the plot's in px; on a logarithmic x axis x is a logarithm."""
    heights = [height * (spot.y - span[0]) / (span[1] - span[0]) for spot in spots]
    for spot, at, moved in zip(spots, heights, apart(heights, LINE + 2), strict=True):
        figure.add_annotation(
            x=spot.x,
            y=spot.y,
            text=spot.text,
            ax=-22 if left else 22,
            ay=at - moved,
            xanchor="right" if left else "left",
            arrowwidth=1,
            arrowhead=0,
            standoff=8,
            font={"size": 13, "color": spot.colour},
        )
