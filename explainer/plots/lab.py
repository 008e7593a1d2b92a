"""This module draws the lab's charts: the loss of up to four runs over one another, on the old task and on the new."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import plotly.graph_objects as go

from explainer import record as records
from explainer.plots.bands import frame
from explainer.plots.labels import End, end_labels
from explainer.plots.palette import LIGHT, Palette
from explainer.record import Record

HEIGHT = 300  # px
MARGIN = {"l": 8, "r": 26, "t": 8, "b": 44}
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up")
TICKS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20]
MARKS = 6  # symbols along a line, about


def losses(runs: Mapping[str, Record], task: Literal["old", "new"], palette: Palette = LIGHT) -> go.Figure:
    """Held-out loss of a task, nats per token, a line a run, known by its letter at the end, its dashes and its
    symbol: `runs` are records by letter. The axis of the new loss, which falls far, is logarithmic."""
    figure = go.Figure()
    colour = palette.old if task == "old" else palette.new
    ends, values = [], [1.0]
    for place, (letter, record) in enumerate(runs.items()):
        events = records.of_type(record["events"], "loss")
        if events:
            losses = [event[task] for event in events]
            values += losses
            ends.append(End(losses[-1], f"<b>{letter}</b>", colour))
            curve(figure, [event["step"] for event in events], losses, letter, look(place, colour))
    log = task == "new"
    span = (min(values) * 0.8, max(values) * 1.2) if log else (0.0, max(values) * 1.08)
    end_labels(figure, ends, span, HEIGHT - MARGIN["t"] - MARGIN["b"], log)
    axis = {"type": "log", "tickvals": TICKS, "range": [math.log10(edge) for edge in span]} if log else {"range": span}
    return frame(
        figure,
        HEIGHT,
        palette,
        margin=MARGIN,
        hovermode="x unified",
        uirevision="lab",
        xaxis={"title": "step", "rangemode": "tozero"},
        yaxis={"title": "nats per token", **axis},
    )


def look(place: int, colour: str) -> dict[str, Any]:
    """The dashes and the symbol of the run at a place, 0 to 3."""
    return {
        "line": {"color": colour, "dash": DASHES[place % 4], "width": 2.2},
        "marker": {"symbol": SYMBOLS[place % 4], "size": 8, "color": colour, "maxdisplayed": MARKS},
    }


def curve(
    figure: go.Figure, steps: Sequence[float], losses: Sequence[float], letter: str, look: dict[str, Any]
) -> None:
    figure.add_scatter(x=steps, y=losses, mode="lines+markers", name=letter, hovertemplate="%{y:.2f}", **look)
