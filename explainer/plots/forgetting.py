"""This module draws what a run still knows: by skill before and after, and on the way, by times read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from explainer import record as records
from explainer.events import SkillRow
from explainer.plots.bands import frame
from explainer.plots.labels import End, end_labels
from explainer.plots.palette import CLEAR, LIGHT, Palette
from explainer.record import Record
from explainer.tables.rarity import rarity

SKILL = {"smalltalk": "small talk", "world": "the world", "unknown": "“I do not know”"}


def skill_name(row: SkillRow) -> str:
    """`capitals, rare`."""
    often, skill = rarity(row), SKILL.get(row["skill"], row["skill"])
    return f"{skill}, {often}" if often else skill


def by_name(rows: Sequence[SkillRow]) -> dict[str, tuple[int, int]]:
    """Right answers and questions, by skill and rarity, in the order of the rows."""
    counts: dict[str, tuple[int, int]] = {}
    for row in rows:
        right, total = counts.get(skill_name(row), (0, 0))
        counts[skill_name(row)] = (right + row["right"], total + row["total"])
    return counts


def skill_rows(record: Record) -> list[dict[str, Any]]:
    """Right old answers (0 to 100%) before and after, by skill and rarity; empty where the run did not end."""
    ends = records.both_ends(record["events"])
    if ends is None:
        return []
    before, after = (by_name(event["old"]) for event in ends)
    return [
        {
            "questions": name,
            "asked": asked,
            "right before": 100 * right / asked,
            "right after": 100 * after[name][0] / after[name][1],
        }
        for name, (right, asked) in before.items()
        if name in after
    ]


def skills(record: Record, twin: Record | None, palette: Palette = LIGHT) -> go.Figure:
    """Bars: right old answers by skill, before, after without replay (the twin), after with it."""
    rows, replay = skill_rows(record), record["experiment"]["replay"]
    twin_rows = skill_rows(twin) if twin else []
    names = [row["questions"] for row in rows]
    figure = go.Figure()
    look = {"y": names, "orientation": "h"}
    before, after = ([row[name] for row in rows] for name in ("right before", "right after"))
    figure.add_bar(x=before, name="before", marker_color=palette.neutral, **look)
    if twin_rows:
        bare = [row["right after"] for row in twin_rows]
        striped = {"shape": "/", "fgcolor": palette.old, "bgcolor": CLEAR}
        figure.add_bar(x=bare, name="after, 0% replay", marker_color=palette.old, marker_pattern=striped, **look)
    colour = palette.replay if replay else palette.old
    figure.add_bar(x=after, name=f"after, {replay:g}% replay", marker_color=colour, **look)
    figure.update_layout(
        barmode="group",
        height=80 + 34 * len(names) * (1 + bool(twin_rows) / 2),
        margin={"l": 10, "r": 10, "t": 10, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        xaxis={"range": [0, 100], "ticksuffix": "%", "title": "old questions answered right"},
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return figure


# On the way

GROUPS = {"common facts": "common", "facts between": "middle", "rare facts": "rare", "talk and stories": None}
ON_THE_WAY = 320  # px
UP = (-4.0, 104.0)  # the axis of shares


def course(record: Record) -> list[dict[str, float]]:
    """Step by step, wherever the same old questions were asked: the share (0 to 100%) of each of GROUPS that there is,
    of facts by how often Pebble had read them and of what is no fact."""
    rows = []
    for event in records.on_the_way(record["events"]):
        groups = {name: [row for row in event["old"] if rarity(row) == of] for name, of in GROUPS.items()}
        shares = {name: share for name, asked in groups.items() if (share := records.share_right(asked)) is not None}
        rows.append({"step": float(event["step"])} | {name: 100 * share for name, share in shares.items()})
    return rows


def on_the_way(record: Record, palette: Palette = LIGHT) -> go.Figure:
    """Lines: right old answers over the steps, about common facts, rare ones, those between, and no facts at all."""
    rows, figure = course(record), go.Figure()
    looks = {
        "common facts": (palette.old, "solid", "circle", 3),
        "facts between": (palette.old, "dashdot", "triangle-up-open", 2),
        "rare facts": (palette.old, "dash", "square-open", 2),
        "talk and stories": (palette.neutral, "dot", "diamond-open", 2),
    }
    looks = {name: look for name, look in looks.items() if rows and all(name in row for row in rows)}
    for name, (colour, dash, symbol, width) in looks.items():
        figure.add_scatter(
            x=[row["step"] for row in rows],
            y=[row[name] for row in rows],
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": width},
            marker={"symbol": symbol, "size": 8, "color": colour},
            hovertemplate=f"{name}, step %{{x}}: %{{y:.0f}}% right<extra></extra>",
        )
    frame(
        figure,
        ON_THE_WAY,
        palette,
        margin={"l": 10, "r": 124, "t": 10, "b": 44},
        xaxis={"title": "step", "showgrid": False},
        yaxis={"range": UP, "ticksuffix": "%", "title": "answered right"},
    )
    ends = [End(rows[-1][name], name, look[0]) for name, look in looks.items()]
    end_labels(figure, ends, UP, ON_THE_WAY - 54, log=False)
    return figure
