"""This module draws chapter 8's charts: what is kept, by whose text and how much of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from explainer.plots.bands import frame
from explainer.plots.palette import LIGHT, Palette
from explainer.sweep.overwhelming import NOBODY, OWN, PUBLIC, SELF, SPRING, Amount, Line, Run

HEIGHT = 540  # px, of which the legend takes a line a name on a phone
ALL = 8  # kinds of dialogue that a source has
DASH = {1: "dot", 2: "dash", 3: "dash", 4: "dashdot", 0: "solid"}
SYMBOL = {1: "triangle-up", 2: "square", 3: "square", 4: "cross", 0: "diamond"}
NAMES = {OWN: "Pebble’s own data", SELF: "what Pebble says itself", SPRING: "no data, a spring", NOBODY: "no replay"}


class Axis(NamedTuple):
    """What the x axis counts. `title` may hold the price of a response."""

    name: str  # dialogues, tokens or money
    title: str
    price: float = 0.0

    def of(self, run: Run) -> float:
        if self.name == "tokens":
            return run.tokens
        return run.dialogues * (self.price if self.name == "money" else 1)

    def mean(self, amount: Amount) -> float:
        return sum(map(self.of, amount.runs)) / len(amount.runs)


class Measure(NamedTuple):
    """What the y axis shows: a field of a run, and its title."""

    name: str
    title: str
    unit: str = ""


def called(line: Line, usual: float) -> str:
    """`public, 3 kinds`; the share of replay where it is not the usual one."""
    share = f", {line.replay:g}% replay" if line.replay not in (0, usual) else ""
    if line.source != PUBLIC:
        return f"{NAMES[line.source]}{share}"
    kinds = f"{line.kinds} kind{'s' if line.kinds > 1 else ''}" if line.kinds else "all kinds"
    return f"public, {kinds}{share}"


def trial(lines: Sequence[Line], axis: Axis, measure: Measure, palette: Palette = LIGHT) -> go.Figure:
    """Whose text, how much and how varied, against what was kept. Small marks are runs, lines join means; without
    replay the mean is a level line."""
    figure = go.Figure()
    data = [line for line in lines if line.replay]
    usual = min(line.replay for line in data)
    for line in data:
        colour, symbol, dash = look(line, palette)
        symbol += "-open" if line.replay != usual else ""
        runs(figure, line, axis, measure, (colour, symbol))
        means(figure, line, axis, measure, (colour, symbol, dash), called(line, usual))
    shown = [value for line in lines for amount in line.amounts for value in amount.all(measure.name)]
    span = [min(0.0, *shown), max(shown) * 1.12]
    edges = reach(data, axis)
    level(figure, lines, edges, measure, palette)
    dollars = {"tickprefix": "$"} if axis.name == "money" else {}
    return frame(
        figure,
        HEIGHT,
        palette,
        xaxis={"type": "log", "title": axis.title, "range": edges, **LOG, **dollars},
        yaxis={"title": measure.title, "range": span, "ticksuffix": measure.unit},
        showlegend=True,  # two of the lines lie on one another, so that names beside them would too
        legend=LEGEND,
    )


def look(line: Line, palette: Palette) -> tuple[str, str, str]:
    """A line's colour, symbol and dash: each source has its own, so that nobody needs to tell colours apart."""
    if line.source == OWN:
        return palette.replay, "circle", "solid"
    if line.source == SELF:
        return palette.replay, "star", "longdashdot"
    return palette.ink, SYMBOL.get(line.kinds, "diamond-open"), DASH.get(line.kinds, "longdash")


LOG: dict[str, Any] = {"dtick": 1, "tickformat": ",~g"}
LEGEND: dict[str, Any] = {"orientation": "h", "x": 0, "y": -0.18, "yanchor": "top", "itemwidth": 45}
LEGEND |= {"itemclick": False, "itemdoubleclick": False, "font": {"size": 13}}


def runs(figure: go.Figure, line: Line, axis: Axis, measure: Measure, mark: tuple[str, str]) -> None:
    """Every run of a line."""
    colour, symbol = mark
    each = [run for amount in line.amounts for run in amount.runs]
    figure.add_scatter(
        x=[axis.of(run) for run in each],
        y=[getattr(run, measure.name) for run in each],
        customdata=[[run.seed, run.dialogues] for run in each],
        mode="markers",
        showlegend=False,
        marker={"symbol": symbol, "size": 6, "color": colour, "opacity": 0.5},
        hovertemplate="seed %{customdata[0]}, %{customdata[1]:,} dialogues: %{y:.2f}"
        + f"{measure.unit}<extra></extra>",
    )


def means(figure: go.Figure, line: Line, axis: Axis, measure: Measure, mark: tuple[str, str, str], name: str) -> None:
    """The mean of every amount of a line, joined."""
    colour, symbol, dash = mark
    figure.add_scatter(
        x=[axis.mean(amount) for amount in line.amounts],
        y=[amount.mean(measure.name) for amount in line.amounts],
        mode="lines+markers",
        line={"color": colour, "width": 2.5, "dash": dash},
        marker={"symbol": symbol, "size": 12, "color": colour},
        name=name,
        hovertemplate=f"<b>{name}</b><br>%{{y:.2f}}{measure.unit}, the mean<extra></extra>",
    )


def reach(lines: Sequence[Line], axis: Axis) -> list[float]:
    """From the least to the most there is, in powers of ten."""
    values = [axis.of(run) for line in lines for amount in line.amounts for run in amount.runs]
    low, high = math.log10(min(values)), math.log10(max(values))
    return [low - 0.12, high + 0.12]


def level(figure: go.Figure, lines: Sequence[Line], edges: Sequence[float], measure: Measure, palette: Palette) -> None:
    """Without replay: a level line between the edges, and a band from the least to the most."""
    looks = {NOBODY: (palette.old, "longdash"), SPRING: (palette.neutral, "dot")}
    for line in lines:
        if not line.replay:
            colour, dash = looks[line.source]
            mean, values = line.amounts[0].mean(measure.name), line.amounts[0].all(measure.name)
            figure.add_hrect(y0=min(values), y1=max(values), fillcolor=colour, opacity=0.15, line_width=0)
            figure.add_scatter(
                x=[10**edge for edge in edges],
                y=[mean, mean],
                mode="lines",
                line={"color": colour, "dash": dash, "width": 2},
                name=NAMES[line.source],
                hovertemplate=f"<b>{NAMES[line.source]}</b><br>%{{y:.2f}}{measure.unit}, the mean<extra></extra>",
            )
