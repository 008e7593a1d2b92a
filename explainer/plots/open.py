"""This module draws chapter 9's chart: how often Pebble has read each fact."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from explainer.plots.palette import LIGHT, Palette


def readings(rows: Sequence[Mapping[str, Any]], palette: Palette = LIGHT) -> go.Figure:
    """Bars on a scale of doublings: how often each fact comes in one reading, the most read first."""
    figure = go.Figure()
    figure.add_bar(
        x=[row["about"] for row in rows],
        y=[row["times"] for row in rows],
        customdata=[row["answer"] for row in rows],
        hovertemplate="%{x}: %{customdata}<br>read %{y} times<extra></extra>",
        marker_color=palette.old,
    )
    figure.update_layout(
        height=340,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        xaxis={"fixedrange": True, "automargin": True, "tickangle": -60, "type": "category"},
        yaxis={"title": "times in one reading", "type": "log", "dtick": math.log10(2)},
    )
    figure.update_yaxes(fixedrange=True, automargin=True)
    return figure
