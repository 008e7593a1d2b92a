"""The reader's own run on the dose curve: started here, watched until it is done, and then a dot.

A dot needs two runs, the one with replay and its twin without, which the desk queues together.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from explainer import record as records
from explainer.experiment import FIELDS, Experiment
from explainer.fields import Number, number
from explainer.jobs import desk as desks
from explainer.jobs.errors import DeskError
from explainer.record import RUNNING, Record
from explainer.sweep.replay import Dose
from explainer.ui import runs, state
from explainer.ui.chapters import finetuning as stages
from explainer.ui.pages import LIVE
from explainer.ui.state import Dials
from explainer.ui.story import READING

TASKS = {"german": "German", "cooking": "Cooking"}
GONE = "There is no such run here: it was deleted, or the link is not whole. You can train a new one."
FREE = ("replay", "seed", "task", "device", "text", "model")  # a run that differs in these alone belongs on the curve


class Landed(NamedTuple):
    """A run as the curve needs it. `said` is a sentence for the reader, `running` that it has not ended."""

    task: str = ""
    dose: Dose | None = None
    said: str = ""
    running: bool = False


def run(id: str, usual: dict[str, Any]) -> Landed:
    """The run of this id; `usual` is an experiment of the curve's own."""
    if not id:
        return Landed()
    desk = desks.current()
    record = desk.store.record(id) if desk else None
    if desk is None or record is None:
        return Landed(
            said="There is no such run here: it was deleted, or the link is not whole. You can train a new one."
        )
    if record["status"] in RUNNING:
        return Landed(running=True)
    twin = desk.store.record(record["twin"]) if record.get("twin") else None
    return ended(record, twin, usual)


def ended(record: Record, twin: Record | None, usual: dict[str, Any]) -> Landed:
    experiment = record["experiment"]
    if record["status"] != "done":
        return Landed(said=f"Your run was not finished. {record['reason'] or 'It was stopped.'}")
    if experiment["task"] not in TASKS:
        return Landed(said=f"That run learned the task {experiment['task']}, for which there is no curve here.")
    removed = records.share_removed(record, twin) if twin else None
    if removed is None:
        return Landed(said="That run has no twin without replay that forgot, so it has no place on the curve.")
    summary = record["summary"]
    dose = Dose(experiment["replay"], (100 * removed,), (summary["forgetting"],), (summary["new_after"],))
    other = [f"{k} {experiment[k]}" for k in experiment if k not in FREE and k in usual and experiment[k] != usual[k]]
    differs = f" Unlike the curve’s runs it has {', '.join(other)}." if other else ""
    name = f"{TASKS[experiment['task']]}, {number(float(experiment['replay']))}%, seed {experiment['seed']}"
    rises = [f"{each['summary']['forgetting']:.2f}" for each in (record, twin) if each]
    said = (
        f"**Your run** ({name}) kept **{100 * removed:.0f}%**: the old loss rose by {rises[0]} nats, without replay "
        f"by {rises[-1]}.{differs} It is the star on the curve."
    )
    return Landed(experiment["task"], dose, said)


def box(dials: Dials, found: Landed) -> None:
    """What to train, the button, and what became of it."""
    with st.container(border=True, width=READING):
        st.markdown("**Put a dot of your own on the curve**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            choices(dials)
            share = number(dials.values["replay"])
            label = f"Train 0% and {share}%" if dials.values["replay"] else "Train"
            none = not dials.values["replay"]
            st.button(label, type="primary", on_click=start, args=(dials,), disabled=none or found.running)
        if none:
            st.caption("Without replay there is nothing to compare: move the slider off 0%.")
        if found.running:
            stages.progress(dials.values["run"])
        elif found.said:
            st.markdown(found.said)
            if found.dose:
                query = {"run": dials.values["run"]}
                st.page_link(LIVE, label="Watch it step by step", query_params=query, icon=":material/play_circle:")
        else:
            st.caption(
                "Two runs, with and without replay, on this server’s processor; about a minute where it is idle."
            )


def choices(dials: Dials) -> None:
    seed = FIELDS["seed"]
    assert isinstance(seed, Number)
    st.segmented_control(
        "New task",
        list(TASKS),
        format_func=TASKS.__getitem__,
        key=state.fill("replay_task", dials.values["task"]),
        on_change=lambda: dials.set({"task": state.filled("replay_task") or dials.values["task"]}),
    )
    st.number_input(
        "Seed",
        int(seed.low),
        int(seed.high),
        step=1,
        key=state.fill("replay_seed", dials.values["seed"]),
        on_change=lambda: dials.set({"seed": state.filled("replay_seed")}),
        width=120,
    )


def start(dials: Dials) -> None:
    desk = desks.current()
    if desk is None:
        dials.problems.append(desks.problem() or runs.NO_DESK)
        return
    wanted = {name: dials.values[name] for name in ("task", "replay", "seed")}
    try:
        dials.set({"run": desk.submit_pair(Experiment(**wanted))})
    except DeskError as refusal:
        dials.problems.append(str(refusal))
