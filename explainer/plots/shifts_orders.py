"""This module draws chapter 6's charts of orders: three tasks in every order, and how each goes after each stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

import plotly.graph_objects as go

from explainer.plots.bands import faint, frame
from explainer.plots.palette import CLEAR, Palette
from explainer.plots.shifts import TOP, dots, strong


def orders(rows: Mapping[str, Sequence[float]], title: str, percent: bool, picked: str, palette: Palette) -> go.Figure:
    """A row an order, the best first: a value a seed, and the mean."""
    figure = go.Figure()
    dots(figure, rows, "", palette.new, "circle", palette)
    strong(figure, list(rows), picked)
    figure.update_xaxes(title="<br>".join(wrap(title, 36)), tickformat=".0%" if percent else "")
    figure.update_yaxes(autorange="reversed", type="category")
    return frame(figure, 80 + 46 * len(rows), palette, margin={"l": 6, "r": 14, "t": 10, "b": 6})


def matrix(
    grid: Sequence[Sequence[float]], rows: Sequence[str], columns: Sequence[str], percent: bool, palette: Palette
) -> go.Figure:
    """How each task goes (a column) after each stage (a row): right answers are darker where there are more, losses
    where they are higher; every cell has its number."""
    colour = palette.old if percent else palette.new
    figure = go.Figure()
    figure.add_heatmap(
        z=[[min(value, 1 if percent else TOP) for value in row] for row in grid],
        x=list(columns),
        y=list(rows),
        text=[[f"{value:.0%}" if percent else f"{value:.2f}" for value in row] for row in grid],
        texttemplate="%{text}",
        textfont={"size": 14, "color": palette.ink},
        colorscale=[[0, CLEAR], [1, faint(colour, 0.55)]],
        zmin=0,
        zmax=1 if percent else TOP,
        showscale=False,
        xgap=3,
        ygap=3,
        hovertemplate="%{y}, %{x}: %{text}<extra></extra>",
    )
    figure.update_xaxes(side="top", showgrid=False, type="category")
    figure.update_yaxes(autorange="reversed", showgrid=False, type="category")
    return frame(figure, 60 + 48 * len(rows), palette)
