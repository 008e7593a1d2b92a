"""This module draws chapter 8's chart of benchmarks: each model by its average over those that are ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from explainer import facts
from explainer.plots.bands import frame
from explainer.plots.palette import LIGHT, Palette

ROW, OURS = 46, "openchat"  # px a model; the model the essay is about


def averages(
    rows: Sequence[Mapping[str, str]], benchmarks: Mapping[str, str], ticked: Sequence[str], palette: Palette = LIGHT
) -> go.Figure:
    """A row a model, best first: its benchmarks as small marks (crosses where left out), the average of those ticked as
    a diamond, the average as printed by the source as a bar. `benchmarks`: names by column, `ticked`: columns."""
    figure = go.Figure()
    ranked = by_average(rows, ticked)
    for place, (row, mean) in enumerate(ranked):
        colour = palette.new if row["id"] == OURS else palette.neutral
        scores(figure, row, place, benchmarks, ticked, colour)
        if row["average"]:
            printed(figure, float(row["average"]), place, palette)
        if mean is not None:
            diamond(figure, mean, place, len(ticked), {"color": colour, "line": {"width": 1, "color": palette.ink}})
        heading(figure, place, f"{row['model']}: <b>{in_words(mean, ticked)}</b>", palette)
    return frame(
        figure,
        ROW * len(ranked) + 60,
        palette,
        xaxis={"range": [0, 101], "title": "score, 0 to 100"},
        yaxis={"range": [len(ranked) - 0.6, -0.75], "visible": False},
    )


def by_average(
    rows: Sequence[Mapping[str, str]], ticked: Sequence[str]
) -> list[tuple[Mapping[str, str], float | None]]:
    """Each model with its average over the ticked benchmarks, the best first, those without one last."""
    pairs = [(row, facts.average(dict(row), ticked)) for row in rows]
    return sorted(pairs, key=lambda pair: -pair[1] if pair[1] is not None else 1.0)


def in_words(mean: float | None, ticked: Sequence[str]) -> str:
    """An average, or why there is none."""
    if mean is not None:
        return f"{mean:.1f}"
    return "no average: a score is missing" if ticked else "–"


def scores(
    figure: go.Figure,
    row: Mapping[str, str],
    place: int,
    benchmarks: Mapping[str, str],
    ticked: Sequence[str],
    colour: str,
) -> None:
    """Every benchmark of a model that somebody has reported."""
    known = [(name, score) for name in benchmarks if (score := facts.score(dict(row), name)) is not None]
    symbols = ["circle" if name in ticked else "x-thin-open" for name, _ in known]
    figure.add_scatter(
        x=[score for _, score in known],
        y=[place] * len(known),
        customdata=[benchmarks[name] + ("" if name in ticked else ", left out") for name, _ in known],
        mode="markers",
        marker={"symbol": symbols, "size": 8, "color": colour, "opacity": 0.6},
        hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
    )


def printed(figure: go.Figure, value: float, place: int, palette: Palette) -> None:
    line = {"color": palette.ink, "width": 2}
    figure.add_shape(type="line", x0=value, x1=value, y0=place - 0.22, y1=place + 0.22, line=line)


def diamond(figure: go.Figure, mean: float, place: int, count: int, look: dict[str, Any]) -> None:
    figure.add_scatter(
        x=[mean],
        y=[place],
        mode="markers",
        marker={"symbol": "diamond", "size": 15, **look},
        hovertemplate=f"average of {count}: %{{x:.1f}}<extra></extra>",
    )


def heading(figure: go.Figure, place: int, text: str, palette: Palette) -> None:
    figure.add_annotation(
        x=0, y=place - 0.45, text=text, showarrow=False, xanchor="left", font={"size": 13, "color": palette.ink}
    )
