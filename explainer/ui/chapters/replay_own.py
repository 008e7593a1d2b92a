"""This module puts the reader's own run on the dose curve: started here, watched until it is done, and then a star.

A star needs two runs, the one with replay and its twin without, which the desk queues together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import streamlit as st

from explainer import record as records
from explainer.experiment import Experiment
from explainer.fields import number
from explainer.record import RUNNING, Record
from explainer.sweep.replay import Dose
from explainer.tables.tasks import SHIFTS, named
from explainer.text import escaped
from explainer.ui import runs, state
from explainer.ui.dials import Dials
from explainer.ui.pages import LIVE
from explainer.ui.progress import progress
from explainer.ui.story import READING
from explainer.ui.widgets import dial

FREE = ("replay", "seed", "task", "device", "text", "model")  # a run that differs in these alone belongs on the curve


class Landed(NamedTuple):
    """A run as the curve needs it. `sentence` is for the reader, as Markdown; `running` says that it has not ended."""

    task: str = ""
    dose: Dose | None = None
    sentence: str = ""
    running: bool = False


def landed(run_id: str, usual: Mapping[str, Any]) -> Landed:
    """The run of this id; `usual` is an experiment of the curve's own."""
    if not run_id:
        return Landed()
    record = runs.by_id(run_id)
    if record is None:
        return Landed(sentence=f"{runs.NO_RUN} You can train a new one.")
    if record["status"] in RUNNING:
        return Landed(running=True)
    return ended(record, runs.twin_of(record), usual)


def ended(record: Record, twin: Record | None, usual: Mapping[str, Any]) -> Landed:
    experiment = record["experiment"]
    if record["status"] != "done":
        return Landed(sentence=f"Your run was not finished. {escaped(record['reason'] or 'It was stopped.')}")
    if experiment["task"] not in SHIFTS:
        return Landed(
            sentence=f"That run learned {named(experiment['task']).phrase}, for which there is no curve here."
        )
    removed = records.share_removed(record, twin) if twin else None
    if twin is None or removed is None:
        return Landed(sentence="That run has no twin without replay that forgot, so it has no place on the curve.")
    dose = Dose(experiment["replay"], (100 * removed,), (rise(record),), (record["summary"]["new_after"],))
    name = f"{named(experiment['task']).title}, {runs.label(record)}, seed {experiment['seed']}"
    sentence = (
        f"**Your run** ({name}) kept **{100 * removed:.0f}%**: the old loss rose by {rise(record):.2f} nats, without "
        f"replay by {rise(twin):.2f}.{differing(experiment, usual)} It is the star on the curve."
    )
    return Landed(experiment["task"], dose, sentence)


def rise(record: Record) -> float:
    """Of the old loss, nats per token."""
    return record["summary"]["forgetting"]


def differing(experiment: Mapping[str, Any], usual: Mapping[str, Any]) -> str:
    """A sentence on what a run has that the curve's runs do not."""
    names = [name for name in experiment if name not in FREE and name in usual and experiment[name] != usual[name]]
    values = ", ".join(f"{name} {experiment[name]}" for name in names)
    return f" Unlike the curve’s runs it has {values}." if names else ""


def box(dials: Dials, run: Landed) -> None:
    """What to train, the button, and what became of it."""
    replay = dials.values["replay"]
    with st.container(border=True, width=READING):
        st.markdown("**Put a dot of your own on the curve**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            dial(dials, "task", "New task", segments=True)
            dial(dials, "seed", "Seed", step=1, width=120)
            label = f"Train 0% and {number(replay)}%" if replay else "Train"
            st.button(label, type="primary", on_click=start, args=(dials,), disabled=not replay or run.running)
        if not replay:
            st.caption("Without replay there is nothing to compare: move the slider off 0%.")
        outcome(dials.values["run"], run)


def outcome(run_id: str, run: Landed) -> None:
    """How far the run is, what came of it, or what one would take."""
    if run.running:
        progress(run_id)
    elif run.sentence:
        st.markdown(run.sentence)
        if run.dose:
            query = {"run": run_id}
            st.page_link(LIVE, label="Watch it step by step", query_params=query, icon=":material/play_circle:")
    else:
        st.caption("Two runs, with and without replay, on this server’s processor; about a minute where it is idle.")


def start(dials: Dials) -> None:
    state.touch()
    task, replay, seed = (dials.values[name] for name in ("task", "replay", "seed"))
    run_id = runs.start(dials, Experiment(task=task, replay=replay, seed=seed))
    if run_id:
        dials.choose("run", run_id)
