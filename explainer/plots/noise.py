"""This module draws chapter 7's charts: each remedy by what it stops, and its losses beside those without any."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from explainer.plots.bands import frame, spread
from explainer.plots.labels import End, Spot, callouts, end_labels
from explainer.plots.palette import LIGHT, Palette
from explainer.sweep.curves import Band
from explainer.sweep.noise import HALF, NOTHING, RANDOM, REPLAY, Outcome, best, grid

HEIGHT, CURVES = 460, 330  # px
ANY_OTHER = "hexagon"  # the mark of a remedy that has none of its own
SYMBOL = {
    NOTHING: "x",
    REPLAY: "circle",
    RANDOM: "circle-open",
    "neftune": "diamond",
    "dropout": "square",
    "label_smoothing": "triangle-up",
    "l2sp": "star",
    "ewc": "star-diamond",
}
CORNERS = {
    (0, 1): "stops forgetting only",
    (1, 1): "stops both",
    (0, 0): "stops neither",
    (1, 0): "stops overfitting only",
}


def colour_of(arm: str, palette: Palette) -> str:
    known = {NOTHING: palette.neutral, REPLAY: palette.replay, RANDOM: palette.replay}
    return known.get(arm, palette.ink)


def quadrants(every: Sequence[Outcome], chosen: str, palette: Palette = LIGHT) -> go.Figure:
    """Every run as a small mark, every arm's mean as a large one with its name: per cent of the overfitting removed
    to the right, of the forgetting upwards; lines at half. An arm of several strengths has a small line through their
    means, and its name at the one that speaks for it."""
    figure, named = go.Figure(), list(best(every).values())
    for outcome in named:
        way(figure, grid(every, outcome.arm), palette)
    for outcome in every:
        runs(figure, outcome, palette)
    for outcome in named:
        mean(figure, outcome, outcome.arm == chosen, palette)
    across, up = (reach([v for o in every for v in o.all(name)]) for name in ("gap_removed", "forgetting_removed"))
    names(figure, named, chosen, (across, up), palette)
    borders(figure, palette)
    frame(
        figure,
        HEIGHT,
        palette,
        xaxis={"ticksuffix": "%", "range": across, "title": "overfitting removed →"},
        yaxis={"ticksuffix": "%", "range": up, "title": "forgetting removed →"},
    )
    return figure.update_layout(xaxis=zero(palette), yaxis=zero(palette))


def way(figure: go.Figure, strengths: Sequence[Outcome], palette: Palette) -> None:
    """From the least strength of an arm to the most, through their means; nothing where there is one."""
    if len(strengths) < 2:
        return
    figure.add_scatter(
        x=[outcome.mean("gap_removed") for outcome in strengths],
        y=[outcome.mean("forgetting_removed") for outcome in strengths],
        mode="lines+markers",
        line={"color": colour_of(strengths[0].arm, palette), "width": 1, "dash": "dot"},
        marker={"symbol": SYMBOL.get(strengths[0].arm, ANY_OTHER), "size": 9},
        customdata=[[outcome.arm, f"{outcome.strength:g}"] for outcome in strengths],
        hovertemplate=f"<b>{strengths[0].label}</b>, strength %{{customdata[1]}}, mean<extra></extra>",
    )


def runs(figure: go.Figure, outcome: Outcome, palette: Palette) -> None:
    """The runs of an outcome."""
    strength = "" if outcome.strength is None else f", strength {outcome.strength:g}"
    run = f"<b>{outcome.label}</b>{strength}, seed %{{customdata[1]}}<br>overfitting %{{customdata[2]:.2f}}, "
    figure.add_scatter(
        x=outcome.all("gap_removed"),
        y=outcome.all("forgetting_removed"),
        mode="markers",
        marker={
            "symbol": SYMBOL.get(outcome.arm, ANY_OTHER),
            "size": 8,
            "color": colour_of(outcome.arm, palette),
            "opacity": 0.55,
        },
        customdata=[[outcome.arm, point.seed, point.gap, point.forgetting] for point in outcome.points],
        hovertemplate=f"{run}forgetting %{{customdata[3]:.2f}} nats per token<extra></extra>",
    )


def mean(figure: go.Figure, outcome: Outcome, chosen: bool, palette: Palette) -> None:
    """The mean of an arm, which is larger and has a wider rim where it is the chosen one."""
    rim = {"width": 3 if chosen else 1, "color": palette.ink}
    colour, symbol = colour_of(outcome.arm, palette), SYMBOL.get(outcome.arm, ANY_OTHER)
    figure.add_scatter(
        x=[outcome.mean("gap_removed")],
        y=[outcome.mean("forgetting_removed")],
        mode="markers",
        marker={"symbol": symbol, "size": 19 if chosen else 14, "color": colour, "line": rim},
        customdata=[[outcome.arm]],
        hovertemplate=f"<b>{outcome.label}</b>, mean<extra></extra>",
    )


def zero(palette: Palette) -> dict[str, Any]:
    """The line of a run to which nothing was done."""
    return {"zeroline": True, "zerolinecolor": palette.neutral, "zerolinewidth": 1}


def reach(values: Sequence[float]) -> list[float]:
    """From below nothing to above all, and as far as the values go."""
    return [min(-20.0, *values) - 8, max(110.0, *values) + 8]


def names(
    figure: go.Figure,
    outcomes: Sequence[Outcome],
    chosen: str,
    spans: tuple[Sequence[float], Sequence[float]],
    palette: Palette,
) -> None:
    """The arms' names beside their means: to the right of those on the left, to the left of those on the right, and
    clear of each other."""
    across, up = spans
    middle = sum(across) / 2
    for right in (False, True):
        here = [o for o in outcomes if (o.mean("gap_removed") > middle) == right]
        bold = [f"<b>{o.label}</b>" if o.arm == chosen else o.label for o in here]
        spots = [
            Spot(o.mean("gap_removed"), o.mean("forgetting_removed"), text, palette.ink)
            for o, text in zip(here, bold, strict=True)
        ]
        callouts(figure, spots, up, HEIGHT - 70, left=right)  # 70 px: the labels of the axis


def borders(figure: go.Figure, palette: Palette) -> None:
    """Half and half: four fields, each with its name in its corner."""
    line = {"dash": "dot", "width": 1.5, "color": palette.neutral}
    figure.add_vline(x=HALF, line=line)
    figure.add_hline(y=HALF, line=line)
    for (right, upper), words in CORNERS.items():
        figure.add_annotation(
            xref="paper",
            yref="paper",
            x=right,
            y=upper,
            xanchor="right" if right else "left",
            yanchor="top" if upper else "bottom",
            text=f"<i>{words}</i>",
            font={"size": 12, "color": palette.neutral},
            showarrow=False,
        )


# One remedy's curves


def new_losses(chosen: Mapping[str, Band], bare: Mapping[str, Band], same: bool, palette: Palette = LIGHT) -> go.Figure:
    """The new task: loss on fresh text and on the few examples, with the remedy in colour and without it in grey
    (left out where it is the `same`). Lines are means over the seeds, bands go from the least to the most."""
    lines = [("fresh", chosen["new"], palette.new, "solid"), ("shown", chosen["fit"], palette.new, "dash")]
    if not same:
        grey = palette.neutral
        lines += [("fresh, nothing", bare["new"], grey, "solid"), ("shown, nothing", bare["fit"], grey, "dash")]
    return curves(lines, log=True, palette=palette)


def old_losses(chosen: Mapping[str, Band], bare: Mapping[str, Band], same: bool, palette: Palette = LIGHT) -> go.Figure:
    """The old task: held-out loss with the remedy, and without it in grey."""
    lines = [("old", chosen["old"], palette.old, "solid")]
    if not same:
        lines.append(("old, nothing", bare["old"], palette.neutral, "solid"))
    return curves(lines, log=False, palette=palette)


def curves(lines: Sequence[tuple[str, Band, str, str]], log: bool, palette: Palette) -> go.Figure:
    figure = go.Figure()
    for _, band, colour, _ in lines:
        spread(figure, band.step, band.low, band.high, colour)
    for name, band, colour, dash in reversed(lines):
        figure.add_scatter(
            x=band.step,
            y=band.mean,
            mode="lines",
            name=name,
            line={"color": colour, "dash": dash, "width": 2.5},
            hovertemplate="%{y:.2f}",
        )
    low = min(min(band.low) for _, band, _, _ in lines) * (0.85 if log else 1) - (0 if log else 0.1)
    high = max(max(band.high) for _, band, _, _ in lines) * 1.1
    ends = [End(band.mean[-1], name, colour) for name, band, colour, _ in lines]
    margin = {"l": 8, "r": 104, "t": 8, "b": 40}
    end_labels(figure, ends, (low, high), CURVES - margin["t"] - margin["b"], log)
    ticks = {"tickvals": [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10], "type": "log"} if log else {}
    span = [math.log10(low), math.log10(high)] if log else [low, high]
    return frame(
        figure,
        CURVES,
        palette,
        margin=margin,
        hovermode="x unified",
        xaxis={"title": "step"},
        yaxis={"title": "nats per token", "range": span, **ticks},
    )
