"""Every Plotly figure. Knows records, not Streamlit: a figure comes out, whoever shows it."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from explainer import record as records
from explainer.record import Record

OLD, NEW, REPLAY, NEUTRAL = "#0072b2", "#d55e00", "#009e73", "#8a8f98"  # as in player/style.js
FREQUENCY = {"head": "common", "tail": "rare"}


def skill_name(row: dict[str, Any]) -> str:
    often = FREQUENCY.get(row["frequency"] or "")
    return f"{row['skill']}, {often}" if often else row["skill"]


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


def skills(record: Record, twin: Record | None) -> go.Figure:
    """Bars: right old answers by skill, before, after without replay (the twin), after with it."""
    rows = skill_rows(record)
    names = [row["questions"] for row in rows]
    figure = go.Figure()
    figure.add_bar(y=names, x=[r["right before"] for r in rows], name="before", orientation="h", marker_color=NEUTRAL)
    twin_rows = skill_rows(twin) if twin else []
    if twin_rows:
        bare = [row["right after"] for row in twin_rows]
        pattern = {"shape": "/", "fgcolor": OLD, "bgcolor": "rgba(0,0,0,0)"}
        figure.add_bar(
            y=names, x=bare, name="after, 0% replay", orientation="h", marker_color=OLD, marker_pattern=pattern
        )
    label = f"after, {record['experiment']['replay']:g}% replay"
    colour = REPLAY if record["experiment"]["replay"] else OLD
    figure.add_bar(y=names, x=[r["right after"] for r in rows], name=label, orientation="h", marker_color=colour)
    figure.update_layout(
        barmode="group",
        height=80 + 34 * len(names) * (1 + bool(twin_rows) / 2),
        margin={"l": 10, "r": 10, "t": 10, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
        xaxis={"range": [0, 100], "ticksuffix": "%", "title": "old questions answered right"},
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return figure
