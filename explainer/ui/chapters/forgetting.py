"""This module is chapter 4: two copies of Pebble learn about Jan, with and without old data.

It shows which knowledge goes, which goes first and which comes back, and says so in words that the records choose.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from explainer import record as records
from explainer.plots import forgetting as plots
from explainer.record import Record
from explainer.tables.rarity import explained
from explainer.ui import captions, charts, mount, recorded, runs, story
from explainer.ui.chapters import forgetting_words as words
from explainer.ui.runs import label
from explainer.ui.valley_link import valley_link

NAME = "forgetting"
PAIR = ("jan-0", "jan-5")


def page() -> None:
    bare, mixed = map(recorded.load, PAIR)
    figures = {"run": run, "first": first, "skills": skills}
    story.chapter(NAME, {name: partial(draw, bare, mixed) for name, draw in figures.items()}, measured(bare, mixed))


def run(bare: Record, mixed: Record) -> None:
    """Both runs, step by step."""
    options = {"runs": [runs.recorded_run(name) for name in PAIR], "autoplay": True}
    mount.run(options | {"captions": captions.story(bare, mixed)}, NAME)
    valley_link(PAIR[1], mixed, bare)


def first(bare: Record, mixed: Record) -> None:
    """What goes first: a chart of each run, beside each other."""
    keys: list[str] = []
    for column, record, key in zip(st.columns(2), (bare, mixed), ("bare", "mixed"), strict=True):
        with column:
            old_data = "no old data" if record is bare else f"{label(record)} old data"
            st.markdown(f"**{old_data.capitalize()}**")
            steps = "; ".join(map(words.step, plots.course(record)))
            alt = f"Old questions answered right, {old_data}: {steps}."
            chart = plots.on_the_way(record, charts.palette())
            keys += charts.chart_alone(chart, alt, f"forgetting_first_{key}")
    rows = [{"replay": label(record)} | row for record in (bare, mixed) for row in plots.course(record)]
    charts.numbers(rows, "forgetting_first", keys)


def skills(bare: Record, mixed: Record) -> None:
    """Which knowledge went, by skill."""
    rows = plots.skill_rows(mixed)
    charts.figure(plots.skills(mixed, bare, charts.palette()), rows, runs.alt(rows), "forgetting_skills")


def measured(bare: Record, mixed: Record) -> dict[str, str]:
    """What the text says of both runs, and of several seeds of another lesson."""
    asked = records.on_the_way(bare["events"])[0]["old"]
    return {
        "share": label(mixed),
        "steps": str(bare["experiment"]["steps"]),
        "right_before": f"{bare['summary']['right_before']:.0%}",
        "right_bare": f"{bare['summary']['right_after']:.0%}",
        "right_mixed": f"{mixed['summary']['right_after']:.0%}",
        "broken": runs.broken(bare),
        "floor": runs.floor(),
        "first": words.first(bare, mixed),
        "rarity": explained(asked),
        "asked": str(sum(row["total"] for row in asked)),
        "new_bare": f"{bare['summary']['new_after']:.2f}",
        "new_mixed": f"{mixed['summary']['new_after']:.2f}",
        **words.measured(),
    }
