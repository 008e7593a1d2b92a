"""This module has the lab's cards, a box a run: take it out, take its settings over, watch it, see its valley, keep it,
stop it; and adds runs to those compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from urllib.parse import parse_qs

import streamlit as st

from explainer import record as records
from explainer.experiment import Experiment
from explainer.fields import Choice, Text, number
from explainer.jobs.desk import Desk
from explainer.record import RUNNING, Record
from explainer.tables.limits import COMPARED
from explainer.tables.names import is_run
from explainer.ui import notes, recorded, runs, state
from explainer.ui.chapters.lab_runs import described, missing
from explainer.ui.pages import LIVE
from explainer.ui.valley_link import valley_link
from explainer.ui.view import View
from explainer.ui.widgets import widget

FULL = f"{COMPARED} runs are compared at most: take one out first."
LINK = Text(2_000, "a run's id, or a link to it")


def cards(view: View, compared: Mapping[str, Record]) -> None:
    for (letter, record), run_id in zip(compared.items(), view.runs, strict=True):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{letter}** {described(record['experiment'])}")
            with st.container(horizontal=True, gap="small"):
                actions(view, run_id, record)
            if record["status"] in RUNNING and not runs.is_own(run_id):
                notes.caption(runs.ONLY_OWNER.format("stop it"))
    if view.removed and len(view.runs) < COMPARED:
        st.button("Undo: put the last one back", on_click=put_back, args=(view,), icon=":material/undo:")


def actions(view: View, run_id: str, record: Record) -> None:
    """What one may do with a run. A reader's own text is for nobody but that reader."""
    shown = record if runs.is_own(run_id) else records.without_text(record)
    st.button("Take out", key=f"out_{run_id}", on_click=take_out, args=(view, run_id))
    st.button("Use its settings", key=f"use_{run_id}", on_click=use, args=(view, shown))
    if record["status"] not in RUNNING:
        download(run_id, shown)
    elif runs.is_own(run_id):
        st.button("Stop", key=f"stop_{run_id}", on_click=stop, args=(view, run_id))
    st.page_link(LIVE, label="Watch", query_params=watching(run_id, record), icon=":material/play_circle:")
    valley_link(run_id, record, runs.twin_of(record))


def download(run_id: str, record: Record) -> None:
    text = json.dumps(record, ensure_ascii=False)
    key = f"json_{run_id}"
    st.download_button("Record", text, f"{run_id}.json", "application/json", key=key, on_click="ignore")


def watching(run_id: str, record: Record) -> dict[str, str]:
    """The link to the page that plays a run step by step."""
    if run_id not in recorded.names():
        return {"run": run_id}
    experiment = record["experiment"]
    return {"task": experiment["task"], "replay": number(float(experiment["replay"])), "recorded": "1"}


def take_out(view: View, run_id: str) -> None:
    state.touch()
    view.removed.append((view.runs.index(run_id), run_id))
    view.runs.remove(run_id)


def put_back(view: View) -> None:
    state.touch()
    place, run_id = view.removed.pop()
    if run_id not in view.runs:
        view.runs.insert(place, run_id)


def use(view: View, record: Record) -> None:
    state.touch()
    view.experiment = Experiment.from_dict(record["experiment"])


def stop(view: View, run_id: str) -> None:
    state.touch()
    runs.steer(view, run_id, Desk.stop)


# Another run to compare with


def adding(view: View) -> None:
    """A recorded run, or any by its id or its link."""
    full = len(view.runs) >= COMPARED
    left, right = st.columns(2, vertical_alignment="bottom")
    names = [name for name in recorded.names() if name not in view.runs]
    labels = {"": "choose …", **{name: described(recorded.load(name)["experiment"]) for name in names}}
    menu, choose = Choice(tuple(labels), "a recorded run", labels), partial(add, view)
    widget(menu, "", choose, "Add a recorded run", "lab_recorded", place=left, disabled=full)
    widget(LINK, "", choose, "or any, by its id or link", "lab_link", place=right, disabled=full)
    if full:
        st.caption(FULL)


def add(view: View, words: str) -> None:
    """Adds the runs that an id, or a link with run= or runs=, names."""
    for run_id in ids_in(words):
        if run_id in view.runs:
            continue
        if len(view.runs) >= COMPARED:
            view.problems.append(FULL)
            return
        if is_run(run_id) and runs.by_id(run_id):
            view.runs.append(run_id)
        else:
            view.problems.append(missing(run_id))


def ids_in(words: str) -> list[str]:
    query = parse_qs(re.split(r"[?#]", words, maxsplit=1)[-1])
    ids = [*query.get("run", []), *",".join(query.get("runs", [])).split(",")] if query else [words]
    return [run_id.strip() for run_id in ids if run_id.strip()]
