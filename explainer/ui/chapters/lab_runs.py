"""This module is the lab's comparison: up to four runs by letter, recorded or made here, with their curves and numbers.

The runs' ids are in the page's view and so in its link.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explainer import record as records
from explainer.experiment import FIELDS, Experiment
from explainer.fields import Choice, number
from explainer.jobs import desk as desks
from explainer.plots import lab as plots
from explainer.record import RUNNING, Record
from explainer.tables.tasks import named
from explainer.ui import charts, notes, runs
from explainer.ui.view import View

LETTERS = "ABCD"
EVERY = 1.0  # seconds between two looks at a run that is training
COUNTED = {
    "pool": "{} old dialogues",
    "kinds": "{} kinds",
    "examples": "{} new dialogues",
    "steps": "{} steps",
    "batch": "batch {}",
    "lr": "learning rate {}",
    "shared": "{}% of the facts shared",
    "manner": "in Pebble’s own manner",
    "strength": "strength {}",
    "warm_up": "{} steps of warm-up",
}
CHOSEN = ("source", "schedule", "remedy", "mode", "model")  # what a menu calls them says it


def lookup(view: View) -> dict[str, Record]:
    """The runs of the view by letter; those that are not there leave it, each with a sentence."""
    there = {run_id: record for run_id in view.runs if (record := runs.by_id(run_id))}
    view.problems += [missing(run_id) for run_id in view.runs if run_id not in there]
    view.runs = list(there)
    return dict(zip(LETTERS, there.values(), strict=False))


def missing(run_id: str) -> str:
    return f"There is no run {run_id[:40]} here: it was deleted, or the link is not whole."


def described(experiment: Mapping[str, Any]) -> str:
    """`German, 5% replay, dropout, seed 3`: the task, the share, and what else is not at its default."""
    words = [named(experiment["task"]).title, f"{number(float(experiment['replay']))}% replay"]
    for name, value in experiment.items():
        field, usual = FIELDS.get(name), getattr(Experiment, name, None)
        if name in CHOSEN and isinstance(field, Choice) and value != usual:
            words.append(field.label(value))
        elif name in COUNTED and value != usual:
            words.append(COUNTED[name].format(number(value)))
    return ", ".join([*words, f"seed {experiment['seed']}"])


def how_far(record: Record) -> str:
    """Where a run stands, in a few words."""
    status, losses = record["status"], records.of_type(record["events"], "loss")
    if status == "queued":
        desk = desks.current()
        place = desk.status(record["id"])["position"] if desk else None
        return f"waits for its turn (number {place})" if place else "waits for its turn"
    if status in RUNNING:
        return f"{status}, step {losses[-1]['step'] if losses else 0} of {record['experiment']['steps']}"
    if status == "done":
        return "recorded" if record["provenance"].get("kind") == "recorded" else "made here"
    return f"{status}: {record['reason'] or 'it was ended before its last step'}"


# Curves and numbers


def board(view: View, compared: Mapping[str, Record]) -> None:
    """Curves and numbers; while a run trains they are looked at again every second."""
    live = is_live(compared)
    ids = dict(zip(compared, view.runs, strict=True))

    @st.fragment(run_every=EVERY if live else None)
    def draw() -> None:
        now = {letter: record for letter, run_id in ids.items() if (record := runs.by_id(run_id))}
        if live and not is_live(now):
            st.rerun()
        curves(now)

    draw()


def is_live(compared: Mapping[str, Record]) -> bool:
    return any(record["status"] in RUNNING for record in compared.values())


def curves(compared: Mapping[str, Record]) -> None:
    rows = [row(letter, record) for letter, record in compared.items()]
    if not compared:
        notes.info("Nothing to compare yet: train a run, or add one below.")
        return
    palette = charts.palette()
    st.markdown("**The old task**: held-out loss")
    keys = charts.chart_alone(plots.losses(compared, "old", palette), alt(rows, "old loss"), "lab_old")
    st.markdown("**The new task**: held-out loss, logarithmic")
    keys += charts.chart_alone(plots.losses(compared, "new", palette), alt(rows, "new loss"), "lab_new")
    if len({record["experiment"]["task"] for record in compared.values()}) > 1:
        st.caption("The runs learn different tasks, so their new losses are not to be compared with each other.")
    shown = [name for name in SHOWN if name != BROKEN or any(row[BROKEN] is not None for row in rows)]
    st.dataframe(rows, hide_index=True, column_config=COLUMNS, column_order=shown, key="lab_rows")
    if floor := runs.floor():
        st.caption(floor)
    charts.numbers(points(compared), "lab", keys)


BROKEN = "old answers broken"  # in runs from before they were counted there is nothing to show
COLUMNS: dict[str, Any] = {
    "run": st.column_config.TextColumn(width=40),
    "forgetting": st.column_config.NumberColumn(format="%.2f", width="small", help="nats per token"),
    "new loss": st.column_config.NumberColumn(format="%.2f", width="small", help="nats per token"),
    "old answers right": st.column_config.NumberColumn(format="%.0f%%", width="small"),
    BROKEN: st.column_config.NumberColumn(
        format="%.0f%%", width="small", help="the word is there, and the language around it gone"
    ),
}
SHOWN = ("run", "what", *list(COLUMNS)[1:], "state")  # the old loss before and now stands in the table of all numbers


def row(letter: str, record: Record) -> dict[str, Any]:
    """A line of the table; losses in nats per token, answers in per cent."""
    losses, summary = records.of_type(record["events"], "loss"), record["summary"]
    right, broken = summary.get("right_after"), summary.get("broken_after")
    first, last = (losses[0], losses[-1]) if losses else (None, None)
    return {
        "run": letter,
        "what": described(record["experiment"]),
        "forgetting": last["old"] - first["old"] if first and last else None,
        "new loss": last["new"] if last else None,
        "old answers right": 100 * right if right is not None else None,
        BROKEN: 100 * broken if broken is not None else None,
        "old loss before": first["old"] if first else None,
        "old loss": last["old"] if last else None,
        "state": how_far(record),
    }


def points(compared: Mapping[str, Record]) -> list[dict[str, Any]]:
    """Every point of every curve, for the table and the CSV."""
    return [
        {
            "run": letter,
            "what": described(record["experiment"]),
            "step": loss["step"],
            "old": loss["old"],
            "new": loss["new"],
        }
        for letter, record in compared.items()
        for loss in records.of_type(record["events"], "loss")
    ]


def alt(rows: list[dict[str, Any]], name: str) -> str:
    ends = (f"{row['run']} ({row['what']}) {row[name]:.2f}" for row in rows if row[name] is not None)
    return f"{name.capitalize()} at the last step, nats per token: {'; '.join(ends) or 'none yet'}."
