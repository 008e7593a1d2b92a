"""This module draws chapter 9's chart: how often Pebble has read each fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from explainer.plots.palette import LIGHT, Palette


def readings(rows: Sequence[Mapping[str, Any]], palette: Palette = LIGHT) -> go.Figure:
    """Bars: how many documents of the old data hold each fact, in the order of fame."""
    figure = go.Figure()
    figure.add_bar(
        x=[row["about"] for row in rows],
        y=[row["documents"] for row in rows],
        customdata=[row["answer"] for row in rows],
        hovertemplate="%{x}: %{customdata}<br>%{y:,} documents<extra></extra>",
        marker_color=palette.old,
    )
    figure.update_layout(
        height=340,
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        xaxis={"fixedrange": True, "automargin": True, "tickangle": -60, "type": "category"},
        yaxis={"title": "documents", "fixedrange": True, "automargin": True},
    )
    return figure
