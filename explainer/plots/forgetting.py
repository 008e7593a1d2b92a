"""This module draws what a run still knows: by skill before and after, and on the way, common facts and rare ones."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from explainer import record as records
from explainer.events import SkillRow, SkillsEvent
from explainer.plots.bands import frame
from explainer.plots.labels import End, end_labels
from explainer.plots.palette import CLEAR, LIGHT, Palette
from explainer.record import Record

FREQUENCY = {"head": "common", "tail": "rare"}
SKILL = {"smalltalk": "small talk", "world": "the world"}


def skill_name(row: SkillRow) -> str:
    frequency, skill = FREQUENCY.get(row["frequency"] or ""), SKILL.get(row["skill"], row["skill"])
    return f"{skill}, {frequency}" if frequency else skill


def skill_rows(record: Record) -> list[dict[str, Any]]:
    """Right old answers (0 to 100%) before and after, by skill and frequency; empty where the run did not end."""
    skills = records.of_type(record["events"], "skills")
    if len(skills) < 2:
        return []
    return [
        {
            "questions": skill_name(before),
            "asked": before["total"],
            "right before": 100 * before["right"] / before["total"],
            "right after": 100 * after["right"] / after["total"],
        }
        for before, after in zip(skills[0]["old"], skills[-1]["old"], strict=True)
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

GROUPS = {"common facts": "head", "rare facts": "tail", "talk and stories": None}
ON_THE_WAY = 320  # px
UP = (-4.0, 104.0)  # the axis of shares


def course(record: Record) -> list[dict[str, float]]:
    """Step by step, wherever all old questions were asked: the share of each of GROUPS."""
    events = records.of_type(record["events"], "skills")
    return [
        {"step": event["step"]} | {name: share(event, frequency) for name, frequency in GROUPS.items()}
        for event in events
    ]


def share(event: SkillsEvent, frequency: str | None) -> float:
    """Right old answers (0 to 100%) about facts that Pebble had read often (head), seldom (tail), or about no facts."""
    asked = [row for row in event["old"] if row["frequency"] == frequency]
    return 100 * sum(row["right"] for row in asked) / sum(row["total"] for row in asked)


def on_the_way(record: Record, palette: Palette = LIGHT) -> go.Figure:
    """Lines: right old answers over the steps, about common facts, rare ones, and no facts at all."""
    rows, figure = course(record), go.Figure()
    looks = {
        "common facts": (palette.old, "solid", "circle", 3),
        "rare facts": (palette.old, "dash", "square-open", 2),
        "talk and stories": (palette.neutral, "dot", "diamond-open", 2),
    }
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
