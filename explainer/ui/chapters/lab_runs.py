"""The lab's comparison: up to four runs by letter, recorded or made here; their curves, their numbers, and what one
may do with them. The runs' ids are in the page's view and so in its link."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

import streamlit as st

from explainer import record as records
from explainer.experiment import Experiment
from explainer.fields import number
from explainer.jobs import desk as desks
from explainer.jobs.errors import DeskError
from explainer.plots import lab as plots_lab
from explainer.record import RUNNING, Record
from explainer.text import escaped
from explainer.ui import charts as figures
from explainer.ui import controls, recorded, state
from explainer.ui.pages import LIVE
from explainer.ui.valley_link import valley_link
from explainer.ui.view import COMPARED, RUN, View

LETTERS = "ABCD"
EVERY = 1.0  # seconds between two looks at a run that is training
FULL = f"{COMPARED} runs are compared at most: take one out first."
SAID = {
    "pool": "{} old dialogues",
    "kinds": "{} kinds",
    "examples": "{} new dialogues",
    "steps": "{} steps",
    "batch": "batch {}",
    "lr": "learning rate {}",
}
TOLD = {"source": controls.SOURCES, "schedule": controls.SCHEDULES, "remedy": controls.REMEDIES, "mode": controls.MODES}


def found(id: str) -> Record | None:
    """A recorded run by its name, or one made here by its id."""
    if id in recorded.names():
        return recorded.load(id)
    desk = desks.current()
    return desk.store.record(id) if desk else None


def lookup(view: View) -> dict[str, Record]:
    """The runs of the view by letter; those that are not there leave it, each with a sentence."""
    there = {id: record for id in view.runs if (record := found(id))}
    for id in view.runs:
        if id not in there:
            view.problems.append(f"There is no run {escaped(id)} here: it was deleted, or the link is not whole.")
    view.runs = list(there)
    return dict(zip(LETTERS, there.values(), strict=False))


def described(experiment: Mapping[str, Any]) -> str:
    """`German, 5% replay, dropout, seed 3`: the task, the share, and what else is not at its default."""
    usual = Experiment().to_dict()
    words = [controls.TASKS[experiment["task"]], f"{number(float(experiment['replay']))}% replay"]
    for name, value in experiment.items():
        if name in TOLD and value != usual[name]:
            words.append(TOLD[name][value])
        elif name in SAID and value != usual[name]:
            words.append(SAID[name].format(number(value)))
    return ", ".join([*words, f"seed {experiment['seed']}"])


def how_far(record: Record) -> str:
    """Where a run stands, in a few words."""
    status, steps = record["status"], record["experiment"]["steps"]
    if status == "queued":
        desk = desks.current()
        place = desk.status(record["id"])["position"] if desk else None
        return f"waits for its turn (number {place})" if place else "waits for its turn"
    if status in RUNNING:
        losses = records.of_type(record["events"], "loss")
        return f"{status}, step {losses[-1]['step'] if losses else 0} of {steps}"
    if status == "done":
        return "recorded" if record["provenance"].get("kind") == "recorded" else "made here"
    return f"{status}: {record['reason'] or 'it was ended before its last step'}"


def row(letter: str, record: Record) -> dict[str, Any]:
    """A line of the table; losses in nats per token, answers in per cent."""
    losses, summary = records.of_type(record["events"], "loss"), record["summary"]
    first, last = (losses[0], losses[-1]) if losses else ({}, {})
    right = summary.get("right_after")
    return {
        "run": letter,
        "what": described(record["experiment"]),
        "forgetting": last["old"] - first["old"] if losses else None,
        "new loss": last.get("new"),
        "old answers right": 100 * right if right is not None else None,
        "old loss before": first.get("old"),
        "old loss": last.get("old"),
        "state": how_far(record),
    }


COLUMNS = {
    "run": st.column_config.TextColumn(width=40),
    "forgetting": st.column_config.NumberColumn(format="%.2f", width="small", help="nats per token"),
    "new loss": st.column_config.NumberColumn(format="%.2f", width="small", help="nats per token"),
    "old answers right": st.column_config.NumberColumn(format="%.0f%%", width="small"),
}
SHOWN = ("run", "what", *list(COLUMNS)[1:], "state")  # the old loss before and now stands in the table of all numbers


def board(view: View, runs: Mapping[str, Record]) -> None:
    """Curves and numbers; while a run trains they are looked at again every second."""
    live = any(record["status"] in RUNNING for record in runs.values())
    ids = dict(zip(runs, view.runs, strict=True))

    @st.fragment(run_every=EVERY if live else None)
    def draw() -> None:
        now = {letter: record for letter, id in ids.items() if (record := found(id))}
        if live and not any(record["status"] in RUNNING for record in now.values()):
            st.rerun()
        charts(now)

    draw()


def charts(runs: Mapping[str, Record]) -> None:
    rows = [row(letter, record) for letter, record in runs.items()]
    if not runs:
        st.info("Nothing to compare yet: train a run, or add one below.")
        return
    st.markdown("**The old task**: held-out loss")
    old = figures.chart_alone(plots_lab.losses(runs, "old", figures.palette()), alt(rows, "old loss"), "lab_old")
    st.markdown("**The new task**: held-out loss, logarithmic")
    new = figures.chart_alone(plots_lab.losses(runs, "new", figures.palette()), alt(rows, "new loss"), "lab_new")
    if len({record["experiment"]["task"] for record in runs.values()}) > 1:
        st.caption("The runs learn different tasks, so their new losses are not to be compared with each other.")
    st.dataframe(rows, hide_index=True, column_config=COLUMNS, column_order=SHOWN, key="lab_rows")
    figures.numbers(points(runs), "lab", old + new)


def points(runs: Mapping[str, Record]) -> list[dict[str, Any]]:
    """Every point of every curve, for the table and the CSV."""
    return [
        {"run": letter, "what": described(record["experiment"]), **{key: event[key] for key in ("step", "old", "new")}}
        for letter, record in runs.items()
        for event in records.of_type(record["events"], "loss")
    ]


def alt(rows: list[dict[str, Any]], name: str) -> str:
    said = (f"{r['run']} ({r['what']}) {r[name]:.2f}" for r in rows if r[name] is not None)
    return f"{name.capitalize()} at the last step, nats per token: {'; '.join(said) or 'none yet'}."


# What one may do with them


def cards(view: View, runs: Mapping[str, Record]) -> None:
    """A box a run: take it out, take its settings over, watch it, see its valley, keep it, stop it."""
    for (letter, record), id in zip(runs.items(), view.runs, strict=True):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{letter}** {described(record['experiment'])}")
            with st.container(horizontal=True, gap="small"):
                st.button("Take out", key=f"out_{id}", on_click=take_out, args=(view, id))
                st.button("Use its settings", key=f"use_{id}", on_click=use, args=(view, record))
                if record["status"] in RUNNING:
                    st.button("Stop", key=f"stop_{id}", on_click=stop, args=(view, id))
                else:
                    data = json.dumps(record, ensure_ascii=False)
                    st.download_button(
                        "Record", data, f"{id}.json", "application/json", key=f"json_{id}", on_click="ignore"
                    )
                st.page_link(LIVE, label="Watch", query_params=watching(id, record), icon=":material/play_circle:")
                valley_link(id, record, found(record["twin"]) if record.get("twin") else None)
    if view.removed and len(view.runs) < COMPARED:
        st.button("Undo: put the last one back", on_click=put_back, args=(view,), icon=":material/undo:")


def watching(id: str, record: Record) -> dict[str, str]:
    """The link to the page that plays a run step by step."""
    if id not in recorded.names():
        return {"run": id}
    experiment = record["experiment"]
    return {"task": experiment["task"], "replay": number(float(experiment["replay"])), "recorded": "1"}


def take_out(view: View, id: str) -> None:
    view.removed.append((view.runs.index(id), id))
    view.runs.remove(id)


def put_back(view: View) -> None:
    place, id = view.removed.pop()
    if id not in view.runs:
        view.runs.insert(place, id)


def use(view: View, record: Record) -> None:
    view.experiment = Experiment.from_dict(record["experiment"])


def stop(view: View, id: str) -> None:
    desk = desks.current()
    try:
        if desk:
            desk.stop(id)
    except DeskError as refusal:
        view.problems.append(str(refusal))


def adding(view: View) -> None:
    """Another run to compare with: a recorded one, or any by its id or its link."""
    full = len(view.runs) >= COMPARED
    left, right = st.columns(2, vertical_alignment="bottom")
    names = [name for name in recorded.names() if name not in view.runs]
    left.selectbox(
        "Add a recorded run",
        ["", *names],
        format_func=lambda name: described(recorded.load(name)["experiment"]) if name else "choose …",
        key=state.fill("lab_recorded", ""),
        on_change=lambda: add(view, state.filled("lab_recorded")),
        disabled=full,
    )
    right.text_input(
        "or any, by its id or link",
        key=state.fill("lab_link", ""),
        on_change=lambda: add(view, state.filled("lab_link")),
        disabled=full,
        max_chars=2000,
    )
    if full:
        st.caption(FULL)


def add(view: View, words: str) -> None:
    """Adds the runs that an id, or a link with run= or runs=, names."""
    query = parse_qs(re.split(r"[?#]", words, maxsplit=1)[-1])
    named = [*query.get("run", []), *",".join(query.get("runs", [])).split(",")] if query else [words]
    for id in filter(None, (name.strip() for name in named)):
        if id in view.runs:
            continue
        if len(view.runs) >= COMPARED:
            view.problems.append(FULL)
            return
        if not RUN.fullmatch(id) or found(id) is None:
            view.problems.append(f"There is no run {escaped(id[:40])} here: it was deleted, or the link is not whole.")
            continue
        view.runs.append(id)
