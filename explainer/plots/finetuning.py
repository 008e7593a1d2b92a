"""This module draws chapter 2's chart: how often a fact must be read to be known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from explainer.plots.bands import frame, label, spread
from explainer.plots.palette import LIGHT, Palette


def known(rows: Sequence[Mapping[str, Any]], palette: Palette = LIGHT) -> go.Figure:
    """Share of right answers over the times that a fact is read, on a scale of doublings: each Pebble a line with
    a mark, and the 95% intervals of the first."""
    figure = go.Figure()
    seeds = list(dict.fromkeys(row["pebble"] for row in rows))
    for number, seed in enumerate(seeds):
        of = [row for row in rows if row["pebble"] == seed]
        x, y = [row["times"] for row in of], [row["right"] for row in of]
        if number == 0:
            spread(figure, x, [row["low"] for row in of], [row["high"] for row in of], palette.old)
        figure.add_scatter(
            x=x,
            y=y,
            mode="lines+markers",
            line={
                "color": palette.old,
                "width": 3 if number == 0 else 1.5,
                "dash": ("solid", "dot", "dash")[number % 3],
            },
            marker={"size": 9 if number == 0 else 7, "symbol": ("circle", "diamond", "square")[number % 3]},
            customdata=[(seed, row["total"]) for row in of],
            hovertemplate="read %{x} times: %{y:.0%} of %{customdata[1]} facts (%{customdata[0]})<extra></extra>",
        )
    ticks = sorted({row["times"] for row in rows})
    frame(figure, 300, palette)
    figure.update_xaxes(
        type="log", tickvals=ticks, ticktext=list(map(str, ticks)), title="times a fact comes in one reading"
    )
    figure.update_yaxes(tickformat=".0%", range=[0, 1.04], title="answered right")
    if len(seeds) > 1:
        words = "thick line: Pebble, with its 95% interval;<br>thin ones: its siblings of other seeds"
        figure.add_annotation(**label(1, 0.1, words, palette.old, "left", xref="paper", align="right"))
    return figure
