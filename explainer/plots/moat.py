"""This module draws chapter 1's charts: the openness index, a dot a system, and how much each model has read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from explainer.plots.palette import CLEAR, LIGHT, Palette

WEIGHTS = {"open": "weights open", "partial": "on request", "closed": "weights closed"}
DATA = {"open": "data open", "partial": "data in part", "closed": "data closed"}
SHAPE = {"open": "circle", "partial": "diamond", "closed": "circle-open"}
ACROSS, GAP = 9, 0.8  # dots in a row of a cell, and dots' widths between two cells


def dots(rows: Sequence[Mapping[str, str]], pins: Mapping[str, str]) -> tuple[dict[str, tuple[float, float]], Any]:
    """Where every dot stands, by id, and the notes around them: a cell for each pair of weights and data, with its
    count and the names of its pinned systems (`pins`: name by id)."""
    places: dict[str, tuple[float, float]] = {}
    notes = [note(column * (ACROSS + GAP), 1.6, f"<b>{WEIGHTS[w]}</b>") for column, w in enumerate(WEIGHTS)]
    top = 0.0
    for data in DATA:
        cells = [
            [r for r in rows if (r["weights_basemodel"], r["datasources_basemodel"]) == (w, data)] for w in WEIGHTS
        ]
        named = [[pins[r["id"]] for r in cell if r["id"] in pins] for cell in cells]
        head = 1.6 + 1.3 * max(map(len, named))
        for column, (cell, names) in enumerate(zip(cells, named, strict=True)):
            left = column * (ACROSS + GAP)
            label = f"{DATA[data]}: {len(cell)}" if column == 0 else str(len(cell))
            notes.append(note(left, top, "<br>".join([label, *(f"<i>{name}</i>" for name in names)])))
            for i, row in enumerate(cell):
                places[row["id"]] = (left + i % ACROSS, top - head - i // ACROSS)
        top -= head + max(-(-len(cell) // ACROSS) for cell in cells) + 0.9
    return places, notes


def note(x: float, y: float, text: str) -> dict[str, Any]:
    left = {"xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False}
    return {"x": x - 0.6, "y": y, "text": text, "font": {"size": 13}, **left}


def openness(
    rows: Sequence[Mapping[str, str]],
    shown: Collection[str],
    pins: Mapping[str, str],
    palette: Palette = LIGHT,
) -> go.Figure:
    """A dot a system, in a cell for each pair of weights and data. Those not in `shown` (ids) are faint, those in
    `pins` are ringed and named; data that can be had is green and filled, closed data is a hollow ring."""
    places, notes = dots(rows, pins)
    figure = go.Figure()
    for data, colour in zip(DATA, (palette.replay, palette.new, palette.neutral), strict=True):
        here = [row for row in rows if row["datasources_basemodel"] == data]
        figure.add_scatter(
            x=[places[row["id"]][0] for row in here],
            y=[places[row["id"]][1] for row in here],
            mode="markers",
            name=DATA[data],
            customdata=[[row["id"], row["name"] or "(no name)", row["org"], row["releasedate"]] for row in here],
            hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}, %{customdata[3]}<extra></extra>",
            marker=marks([row["id"] for row in here], SHAPE[data], colour, shown, pins, palette),
            selected={"marker": {"size": 17}},
            unselected={"marker": {}},
        )
    lowest = min(y for _, y in places.values())
    figure.update_layout(
        height=int(19 * (3 - lowest)),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        dragmode=False,
        annotations=notes,
        xaxis={"visible": False, "range": [-0.8, 3 * (ACROSS + GAP)], "fixedrange": True},
        yaxis={"visible": False, "range": [lowest - 1, 2], "fixedrange": True},
    )
    return figure


def marks(
    ids: Sequence[str],
    symbol: str,
    colour: str,
    shown: Collection[str],
    pins: Collection[str],
    palette: Palette,
) -> dict[str, Any]:
    """How the systems with these ids look: pinned ones ringed and larger, those that are not shown faint."""
    pinned = [id in pins for id in ids]
    ring = {
        "width": [2.5 if pin else 1.5 for pin in pinned],
        "color": [palette.ink if pin else colour for pin in pinned],
    }
    return {
        "symbol": [symbol] * len(ids),
        "size": [14 if pin else 10 for pin in pinned],
        "color": colour,
        "opacity": [1 if id in shown else 0.15 for id in ids],
        "line": ring,
    }


def tokens(rows: Sequence[Mapping[str, Any]], palette: Palette = LIGHT) -> go.Figure:
    """Bars: trillions of tokens each model has read (None: undisclosed); filled where one can read them too."""
    figure = go.Figure()
    figure.add_bar(
        y=[row["model"] for row in rows],
        x=[row["trillions"] or 0 for row in rows],
        orientation="h",
        text=[row["tokens"] for row in rows],
        textposition="outside",
        cliponaxis=False,
        marker_color=[palette.replay if row["data"] == "open" else CLEAR for row in rows],
        marker_line={"width": 2, "color": [palette.replay if r["data"] == "open" else palette.neutral for r in rows]},
        hoverinfo="skip",
    )
    figure.update_layout(
        height=40 + 30 * len(rows),
        margin={"l": 10, "r": 10, "t": 0, "b": 40},
        showlegend=False,
        xaxis={"title": "trillions of tokens", "range": [0, 21], "fixedrange": True},
        yaxis={"autorange": "reversed", "automargin": True, "fixedrange": True},
    )
    return figure
