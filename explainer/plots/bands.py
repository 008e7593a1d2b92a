"""This module has what charts share: a line with its spread, a label at a line, axes that read on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from explainer.plots.palette import CLEAR, Palette

FAINT = 0.22  # opacity of a spread


def faint(colour: str, opacity: float = FAINT) -> str:
    """#0b5fa5 as rgba(11,95,165,0.22)."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def spread(
    figure: go.Figure, x: Sequence[float], low: Sequence[float], high: Sequence[float], colour: str, **place: Any
) -> None:
    """The area from the least to the most of the seeds. `place` is a subplot's row and col."""
    look = {"fill": "toself", "fillcolor": faint(colour), "line": {"width": 0}, "hoverinfo": "skip"}
    figure.add_scatter(x=[*x, *reversed(x)], y=[*high, *reversed(low)], mode="lines", **look, **place)


def label(x: float, y: float | str, text: str, colour: str, side: str = "top", **more: Any) -> dict[str, Any]:
    """Words at a line, in its colour: above it (top), below it, or to the left or right."""
    shift = {"top": (0, 12), "bottom": (0, -12), "left": (-8, 0), "right": (8, 0)}[side]
    anchors = {"left": ("right", "middle"), "right": ("left", "middle")}.get(side, ("center", "middle"))
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "font": {"color": colour, "size": 13},
        "xshift": shift[0],
        "yshift": shift[1],
        "xanchor": anchors[0],
        "yanchor": anchors[1],
        **more,
    }


def frame(figure: go.Figure, height: int, palette: Palette, **more: Any) -> go.Figure:
    """The look that all of them have: no legend (lines are labelled), nothing to drag, room for the labels."""
    figure.update_layout(
        **{
            "height": height,
            "margin": {"l": 10, "r": 14, "t": 10, "b": 10},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            **more,
        }
    )
    figure.update_xaxes(fixedrange=True, automargin=True, zeroline=False)
    figure.update_yaxes(fixedrange=True, automargin=True, zeroline=False, gridcolor=faint(palette.neutral, 0.3))
    return figure
