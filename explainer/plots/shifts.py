"""This module draws chapter 6's charts of schedules: one from its batches to its losses, and what came of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from explainer.plots.bands import faint, frame, label, spread
from explainer.plots.palette import Palette
from explainer.sweep.shifts import Arrival

SYMBOLS = {"circle": "●", "diamond": "◆"}  # of the series, one after the other, and how words show them
TOP = 4.2  # nats: where the axis of the losses ends; the new loss begins far above it


def schedule(arrival: Arrival, beside: Arrival | None, furthest: float, palette: Palette) -> go.Figure:
    """Three panels over the same steps: the shares of old and new in a batch, its divergence, and both losses. The
    old loss of `beside` is a thin line to compare with; `furthest` is the divergence that the axis has to hold."""
    figure = make_subplots(3, 1, shared_xaxes=True, vertical_spacing=0.13, row_heights=[0.24, 0.24, 0.52])
    batch(figure, arrival, palette)
    distance(figure, arrival, palette)
    losses(figure, arrival, beside, palette)
    figure.update_yaxes(range=[0, 1], tickvals=[0, 0.5, 1], tickformat=".0%", row=1)
    figure.update_yaxes(range=[0, 1.1 * furthest], ticksuffix=" ", nticks=3, row=2)
    figure.update_yaxes(range=[0, TOP], dtick=1, row=3)
    figure.update_xaxes(showgrid=False, range=[0, arrival.share[-1][0]], dtick=50)
    figure.update_xaxes(title="step", row=3)
    notes = [*titles(palette), *ends(arrival, palette)]
    return frame(figure, 430, palette, annotations=notes, margin={"l": 6, "r": 12, "t": 24, "b": 6})


def titles(palette: Palette) -> list[dict[str, Any]]:
    """What each panel shows, above its left corner."""
    old, new = (
        f'<b style="color:{colour}">{name}</b>' for name, colour in (("old", palette.old), ("new", palette.new))
    )
    panels = {
        "": f"a batch: {old} and {new} text",
        "2": "distance from the old text, nats",
        "3": "held-out loss, nats per token",
    }
    return [
        {**label(0, 1, words, palette.ink, "right"), **CORNER, "yref": f"y{panel} domain"}
        for panel, words in panels.items()
    ]


CORNER = {"xref": "x domain", "xshift": -6, "yshift": 11}


def batch(figure: go.Figure, arrival: Arrival, palette: Palette) -> None:
    """The share of old as a filled step curve, and what is left of the batch above it."""
    steps = [step for step, _ in arrival.share]
    old = [share for _, share in arrival.share]
    for name, height, colour in (("old", old, palette.old), ("new", [1 - share for share in old], palette.new)):
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


def distance(figure: go.Figure, arrival: Arrival, palette: Palette) -> None:
    """How far the batches are from the old text."""
    figure.add_scatter(
        x=[step for step, _ in arrival.divergence],
        y=[value for _, value in arrival.divergence],
        mode="lines",
        line={"color": palette.neutral, "width": 2},
        row=2,
        col=1,
        hovertemplate="step %{x}: %{y:.2f} nats<extra></extra>",
    )


def losses(figure: go.Figure, arrival: Arrival, beside: Arrival | None, palette: Palette) -> None:
    """Old and new loss with their spreads, and the old one of another schedule."""
    place = {"row": 3, "col": 1}
    if beside and beside.schedule != arrival.schedule:
        thin = {"color": palette.ink, "width": 1.2, "dash": "dot"}
        figure.add_scatter(x=beside.old.step, y=beside.old.mean, mode="lines", line=thin, hoverinfo="skip", **place)
    lines = (("old", arrival.old, palette.old, "solid"), ("new", arrival.new, palette.new, "dash"))
    for name, curve, colour, dash in lines:
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


def ends(arrival: Arrival, palette: Palette) -> list[dict[str, Any]]:
    """The two losses' names at their ends, apart where the ends are close."""
    old, new = arrival.old.mean[-1], arrival.new.mean[-1]
    upper = old >= new
    last, where = arrival.old.step[-1], {"xref": "x3", "yref": "y3", "xanchor": "right"}
    return [
        label(last, old, "old", palette.old, "top" if upper else "bottom", **where),
        label(last, new, "new", palette.new, "bottom" if upper else "top", **where),
    ]


def outcome(
    values: Mapping[str, Mapping[str, Sequence[float]]],
    title: str,
    bare: float | None,
    picked: str,
    colour: str,
    palette: Palette,
) -> go.Figure:
    """A row a schedule: a value a seed as small dots, their mean as a large one. `values` by series (a share of
    replay) and schedule; `bare` is the mean without replay, a line across."""
    figure = go.Figure()
    for (name, rows), symbol in zip(values.items(), SYMBOLS, strict=False):
        dots(figure, rows, name, colour, symbol, palette)
    notes = []
    if bare is not None:
        figure.add_vline(x=bare, line={"color": palette.ink, "width": 1, "dash": "dot"})
        notes.append(label(bare, 1, "no old text at all", palette.ink, "left", yref="paper", yshift=8))
    figure.update_xaxes(title=title, rangemode="tozero")
    figure.update_yaxes(autorange="reversed", type="category")
    names = list(next(iter(values.values())))
    strong(figure, names, picked)
    return frame(figure, 90 + 56 * len(names), palette, annotations=notes, margin={"l": 6, "r": 14, "t": 34, "b": 6})


def dots(
    figure: go.Figure, rows: Mapping[str, Sequence[float]], name: str, colour: str, symbol: str, palette: Palette
) -> None:
    """A row's values as small marks and their mean as a large one; `name` is the series they belong to, if any."""
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
        marker={"symbol": symbol, "size": 13, "color": colour, "line": {"color": palette.ink, "width": 1.5}},
        hovertemplate=f"%{{y}}{f', {name}' if name else ''}: mean %{{x:.2f}}<extra></extra>",
    )


def strong(figure: go.Figure, names: Sequence[str], picked: str) -> None:
    """The picked row's name in bold."""
    figure.update_yaxes(tickvals=list(names), ticktext=[f"<b>{n}</b>" if n == picked else n for n in names])
