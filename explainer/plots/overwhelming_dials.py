"""This module draws chapter 8's chart of the public stand-in: what it keeps, by how much of Pebble is in it.

It knows numbers by setting and by source, and not how they were measured.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from explainer.experiment import SHARED
from explainer.plots.bands import frame
from explainer.plots.labels import End, end_labels
from explainer.plots.overwhelming import Measure
from explainer.plots.palette import LIGHT, Palette
from explainer.sweep.comparison import LEVEL, half
from explainer.sweep.overwhelming import NOBODY, OWN, SELF, Amount, Setting

HEIGHT = 420  # px
MARGIN = {"l": 8, "r": 130, "t": 12, "b": 50}  # px; names stand to the right, also on a phone
ASIDE = 2  # per cent of the facts, by which each line stands aside so that both intervals can be seen
MANNERS = {False: "◆ other words", True: "● Pebble’s manner"}  # each with its mark, for whoever cannot tell colours
LEVELS = {OWN: "Pebble’s own data", SELF: "its own words", NOBODY: "no replay"}


def dials(
    settings: Mapping[Setting, Amount], beside: Mapping[str, Amount], measure: Measure, palette: Palette = LIGHT
) -> go.Figure:
    """A line a manner over the share of Pebble's facts: means, and bars for their intervals. `beside` are those of
    LEVELS, by source, each a level line at its mean."""
    figure, ends = go.Figure(), []
    for source, amount in beside.items():
        ends.append(level(figure, source, amount, measure, palette))
    for manner in MANNERS:
        ends.append(line(figure, settings, manner, measure, palette))
    low, high = span([*settings.values(), *beside.values()], measure)
    end_labels(figure, ends, (low, high), HEIGHT - MARGIN["t"] - MARGIN["b"], log=False)
    return frame(
        figure,
        HEIGHT,
        palette,
        margin=MARGIN,
        xaxis={"title": "Pebble’s facts in it", "tickvals": SHARED, "ticksuffix": "%", "range": [-6, 106]},
        yaxis={"title": measure.title, "ticksuffix": measure.unit, "range": [low, high]},
    )


def line(
    figure: go.Figure, settings: Mapping[Setting, Amount], manner: bool, measure: Measure, palette: Palette
) -> End:
    """The means of a manner, joined, each with the interval of its mean; returns its name's place."""
    colour, symbol, dash = (palette.replay, "circle", "dash") if manner else (palette.ink, "diamond", "solid")
    amounts = [settings[shared, manner] for shared in SHARED]
    means, widths = [amount.mean(measure.name) for amount in amounts], [width(amount, measure) for amount in amounts]
    figure.add_scatter(
        x=[shared + (ASIDE if manner else -ASIDE) for shared in SHARED],
        y=means,
        error_y={"array": widths, "thickness": 1.5, "width": 5, "color": colour},
        customdata=[
            [shared, f"{one:.0f}", len(amount.runs)]
            for shared, one, amount in zip(SHARED, widths, amounts, strict=True)
        ],
        mode="lines+markers",
        line={"color": colour, "width": 2.5, "dash": dash},
        marker={"symbol": symbol, "size": 11, "color": colour},
        name=MANNERS[manner],
        hovertemplate=f"<b>{MANNERS[manner]}</b>, %{{customdata[0]}}% of the facts<br>%{{y:.0f}} ± %{{customdata[1]}}"
        f"{measure.unit} (n = %{{customdata[2]}}, {LEVEL:.0%})<extra></extra>",
    )
    return End(means[-1], MANNERS[manner], colour)


def level(figure: go.Figure, source: str, amount: Amount, measure: Measure, palette: Palette) -> End:
    """What stands beside the stand-in, as a level line; returns its name's place."""
    colour, dash = {
        OWN: (palette.replay, "solid"),
        SELF: (palette.replay, "longdashdot"),
        NOBODY: (palette.old, "longdash"),
    }[source]
    mean = amount.mean(measure.name)
    figure.add_scatter(
        x=[-6, 106],
        y=[mean, mean],
        mode="lines",
        line={"color": colour, "dash": dash, "width": 1.5},
        name=LEVELS[source],
        hovertemplate=f"<b>{LEVELS[source]}</b><br>%{{y:.0f}}{measure.unit}, the mean<extra></extra>",
    )
    return End(mean, LEVELS[source], colour)


def width(amount: Amount, measure: Measure) -> float:
    """Half the interval of the mean; 0 where a single run has none."""
    found = half(amount.all(measure.name))
    return 0.0 if math.isinf(found) else found


def span(amounts: Sequence[Amount], measure: Measure) -> tuple[float, float]:
    """From nothing to all, and as far as the intervals go."""
    means = [(amount.mean(measure.name), width(amount, measure)) for amount in amounts]
    low, high = min(0.0, *(mean - one for mean, one in means)), max(100.0, *(mean + one for mean, one in means))
    return low - 0.04 * (high - low), high + 0.04 * (high - low)
