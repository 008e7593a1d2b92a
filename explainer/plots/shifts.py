"""Chapter 6's charts: a schedule from its batches to its losses, what came of all of them, and the orders of tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from explainer.plots.bands import faint, frame, label, spread
from explainer.plots.palette import CLEAR, Palette
from explainer.sweep.shifts import Arrival

SYMBOLS = {"circle": "●", "diamond": "◆"}  # of the series, one after the other, and how words show them
TOP = 4.2  # nats: where the axis of the losses ends; the new loss begins far above it


def schedule(arrival: Arrival, beside: Arrival | None, furthest: float, ink: Palette) -> go.Figure:
    """Three panels over the same steps: the shares of old and new in a batch, its divergence, and both losses. The
    old loss of `beside` is a thin line to compare with; `furthest` is the divergence that the axis has to hold."""
    figure = make_subplots(3, 1, shared_xaxes=True, vertical_spacing=0.13, row_heights=[0.24, 0.24, 0.52])
    batch(figure, arrival, ink)
    steps, values = zip(*arrival.divergence, strict=True) if arrival.divergence else ((), ())
    distance = {"color": ink.neutral, "width": 2}
    figure.add_scatter(
        x=steps,
        y=values,
        mode="lines",
        line=distance,
        row=2,
        col=1,
        hovertemplate="step %{x}: %{y:.2f} nats<extra></extra>",
    )
    losses(figure, arrival, beside, ink)
    figure.update_yaxes(range=[0, 1], tickvals=[0, 0.5, 1], tickformat=".0%", row=1)
    figure.update_yaxes(range=[0, 1.1 * furthest], ticksuffix=" ", nticks=3, row=2)
    figure.update_yaxes(range=[0, TOP], dtick=1, row=3)
    figure.update_xaxes(showgrid=False, range=[0, arrival.share[-1][0]], dtick=50)
    figure.update_xaxes(title="step", row=3)
    titles = [
        {
            **label(0, 1, words, ink.ink, "right"),
            "xref": "x domain",
            "yref": f"y{row} domain",
            "xshift": -6,
            "yshift": 11,
        }
        for row, words in (
            ("", f'a batch: <b style="color:{ink.old}">old</b> and <b style="color:{ink.new}">new</b> text'),
            ("2", "distance from the old text, nats"),
            ("3", "held-out loss, nats per token"),
        )
    ]
    return frame(
        figure, 430, ink, annotations=[*titles, *ends(arrival, ink)], margin={"l": 6, "r": 12, "t": 24, "b": 6}
    )


def batch(figure: go.Figure, arrival: Arrival, ink: Palette) -> None:
    """The share of old as a filled step curve, and what is left of the batch above it."""
    steps, old = zip(*arrival.share, strict=True)
    for name, height, colour in (("old", old, ink.old), ("new", [1 - share for share in old], ink.new)):
        figure.add_scatter(
            x=steps,
            y=height,
            name=name,
            stackgroup="batch",
            mode="none",
            line={"shape": "vh"},
            fillcolor=faint(colour, 0.75 if name == "old" else 0.25),
            hovertemplate=f"step %{{x}}: %{{y:.0%}} {name}<extra></extra>",
            row=1,
            col=1,
        )


def losses(figure: go.Figure, arrival: Arrival, beside: Arrival | None, ink: Palette) -> None:
    place = {"row": 3, "col": 1}
    if beside and beside.schedule != arrival.schedule:
        thin = {"color": ink.ink, "width": 1.2, "dash": "dot"}
        figure.add_scatter(x=beside.old.step, y=beside.old.mean, mode="lines", line=thin, hoverinfo="skip", **place)
    for name, curve, colour, dash in (("old", arrival.old, ink.old, "solid"), ("new", arrival.new, ink.new, "dash")):
        spread(figure, curve.step, curve.low, curve.high, colour, **place)
        figure.add_scatter(
            x=curve.step,
            y=curve.mean,
            name=name,
            mode="lines",
            line={"color": colour, "width": 2.2, "dash": dash},
            hovertemplate=f"step %{{x}}: {name} loss %{{y:.2f}} nats<extra></extra>",
            **place,
        )


def ends(arrival: Arrival, ink: Palette) -> list[dict[str, Any]]:
    """The two losses' names at their ends, apart where the ends are close."""
    old, new = arrival.old.mean[-1], arrival.new.mean[-1]
    upper = old >= new
    last, where = arrival.old.step[-1], {"xref": "x3", "yref": "y3", "xanchor": "right"}
    return [
        label(last, old, "old", ink.old, "top" if upper else "bottom", **where),
        label(last, new, "new", ink.new, "bottom" if upper else "top", **where),
    ]


def outcome(
    values: Mapping[str, Mapping[str, Sequence[float]]],
    title: str,
    bare: float | None,
    picked: str,
    colour: str,
    ink: Palette,
) -> go.Figure:
    """A row a schedule: a value a seed as small dots, their mean as a large one. `values` by series (a share of
    replay) and schedule; `bare` is the mean without replay, a line across."""
    figure = go.Figure()
    for (name, rows), symbol in zip(values.items(), SYMBOLS, strict=False):
        dots(figure, rows, name, colour, symbol, ink)
    notes = []
    if bare is not None:
        figure.add_vline(x=bare, line={"color": ink.ink, "width": 1, "dash": "dot"})
        notes.append(label(bare, 1, "no old text at all", ink.ink, "left", yref="paper", yshift=8))
    figure.update_xaxes(title=title, rangemode="tozero")
    figure.update_yaxes(autorange="reversed", type="category")
    names = list(next(iter(values.values())))
    strong(figure, names, picked)
    return frame(figure, 90 + 56 * len(names), ink, annotations=notes, margin={"l": 6, "r": 14, "t": 34, "b": 6})


def dots(
    figure: go.Figure, rows: Mapping[str, Sequence[float]], name: str, colour: str, symbol: str, ink: Palette
) -> None:
    pairs = [(value, row) for row, values in rows.items() for value in values]
    figure.add_scatter(
        x=[value for value, _ in pairs],
        y=[row for _, row in pairs],
        mode="markers",
        marker={"symbol": symbol, "size": 7, "color": faint(colour, 0.4)},
        hovertemplate="a seed: %{x:.2f}<extra></extra>",
    )
    figure.add_scatter(
        x=[fmean(values) for values in rows.values()],
        y=list(rows),
        mode="markers",
        marker={"symbol": symbol, "size": 13, "color": colour, "line": {"color": ink.ink, "width": 1.5}},
        hovertemplate=f"%{{y}}, {name}: mean %{{x:.2f}}<extra></extra>"
        if name
        else "%{y}: mean %{x:.2f}<extra></extra>",
    )


def strong(figure: go.Figure, names: Sequence[str], picked: str) -> None:
    """The picked row's name in bold."""
    figure.update_yaxes(tickvals=list(names), ticktext=[f"<b>{n}</b>" if n == picked else n for n in names])


def orders(rows: Mapping[str, Sequence[float]], title: str, percent: bool, picked: str, ink: Palette) -> go.Figure:
    """A row an order, the best first: a value a seed, and the mean."""
    figure = go.Figure()
    dots(figure, rows, "", ink.new, "circle", ink)
    strong(figure, list(rows), picked)
    figure.update_xaxes(title="<br>".join(wrap(title, 36)), tickformat=".0%" if percent else "")
    figure.update_yaxes(autorange="reversed", type="category")
    return frame(figure, 80 + 46 * len(rows), ink, margin={"l": 6, "r": 14, "t": 10, "b": 6})


def matrix(
    grid: Sequence[Sequence[float]], rows: Sequence[str], columns: Sequence[str], percent: bool, ink: Palette
) -> go.Figure:
    """How each task goes (a column) after each stage (a row): right answers are darker where there are more, losses
    where they are higher; every cell has its number."""
    colour = ink.old if percent else ink.new
    figure = go.Figure()
    figure.add_heatmap(
        z=[[min(value, 1 if percent else TOP) for value in row] for row in grid],
        x=list(columns),
        y=list(rows),
        text=[[f"{value:.0%}" if percent else f"{value:.2f}" for value in row] for row in grid],
        texttemplate="%{text}",
        textfont={"size": 14, "color": ink.ink},
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
    return frame(figure, 60 + 48 * len(rows), ink)
