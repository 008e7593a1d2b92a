"""This module is the page Forgetting, live: choose a new task and a share of replay, guess, train, watch, ask."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from explainer import record as records
from explainer.fields import number
from explainer.jobs import desk as desks
from explainer.plots import forgetting as plots
from explainer.record import RUNNING, Record
from explainer.tables import rarity
from explainer.ui import charts, controls, mount, notes, recorded, runs, state
from explainer.ui.valley_link import valley_link
from explainer.ui.view import LIVE, View


def page() -> None:
    st.title("Forgetting, live")
    st.markdown("Teach Pebble something new. Then see what it still knows.")
    view = state.linked("live", partial(View, LIVE))
    controls.task(view)
    wrong = controls.own_text(view) if view.experiment.task == "custom" else None
    controls.replay(view)
    controls.more(view)
    buttons(view, disabled=wrong is not None)
    notes.problems(view)
    if wrong:
        notes.info(wrong)
    show(view)
    state.write_url(view)


def buttons(view: View, disabled: bool) -> None:
    experiment = view.experiment
    twin = "" if experiment.replay == 0 else f" 0% and {number(experiment.replay)}% replay, side by side"
    train, again, _ = st.columns([2, 2, 3])
    press: dict[str, Any] = {"args": (view,), "width": "stretch"}
    train.button(f"Train{twin}", type="primary", on_click=start, disabled=disabled, **press)
    if view.run or view.recorded:
        again.button("Clear and guess again", on_click=clear, **press)
    elif recorded.nearest(experiment.task, experiment.replay):
        again.button("Watch a recorded run", on_click=watch, **press)


def start(view: View) -> None:
    state.touch()
    run_id = runs.start(view, view.experiment)
    if run_id:
        view.run, view.step, view.recorded = run_id, None, False


def clear(view: View) -> None:
    state.touch()
    view.clear()


def watch(view: View) -> None:
    state.touch()
    view.recorded = True


# The figure in one of its three states: a live run, a recorded one, or the empty axes to guess on


def show(view: View) -> None:
    record = trained(view)
    if record:
        show_live(view, record)
    elif view.recorded and recorded.nearest(view.experiment.task, view.experiment.replay):
        show_recorded(view)
    else:
        armed = armed_options(view)
        mount.run(armed | asked(view), f"armed-{view.experiment.task}", partial(hear_guess, view))


def trained(view: View) -> Record | None:
    """The record of the view's run; a sentence where it is not there."""
    desk = desks.current()
    if not view.run:
        return None
    if desk is None:
        notes.warning(f"{desks.problem() or runs.NO_DESK} Your run is not lost: reload the page in a moment.")
        return None
    record = desk.store.record(view.run)
    if record is None:
        notes.warning(f"{runs.NO_RUN} You can train a new one.")
        view.run = None
    return record


def show_live(view: View, record: Record) -> None:
    twin = runs.twin_of(record)
    pair = [twin, record] if twin else [record]
    options = {"runs": [runs.live_run(run) for run in pair], "live": True, "chat": True}
    mount.run(options | asked(view), f"run-{record['id']}", partial(hear_step, view))
    if record["status"] not in RUNNING:
        summary(record, twin)
    valley_link(record["id"], record, twin)


def show_recorded(view: View) -> None:
    task, replay = view.experiment.task, view.experiment.replay
    names = list(dict.fromkeys(name for share in (0, replay) if (name := recorded.nearest(task, share))))
    options = {"runs": [runs.recorded_run(name) for name in names], "autoplay": True}
    mount.run(options | asked(view), f"recorded-{names[-1]}", partial(hear_step, view))
    record = recorded.load(names[-1])
    summary(record, recorded.load(names[0]) if len(names) > 1 else None)
    valley_link(names[-1], record, None)


def armed_options(view: View) -> dict[str, Any]:
    """The empty axes: how long they are, and where the curves will begin."""
    old, new = recorded.start_levels(view.experiment.task)
    return {
        "runs": [],
        "drawGuess": True,
        "armed": {"steps": view.experiment.steps, "oldBefore": old, "newBefore": new},
    }


def asked(view: View) -> dict[str, Any]:
    """What the page asks of the figure: where it stands, and the reader's guess in it."""
    guess = {"points": [list(point) for point in view.guess]} if view.guess else None
    return {"step": view.step, "guess": guess, "revision": view.revision}


def hear_step(view: View, news: dict[str, Any]) -> None:
    if news["step"] is not None:
        view.step = int(news["step"])


def hear_guess(view: View, news: dict[str, Any]) -> None:
    if news["guess"] is not None:
        view.guess = [(int(step), float(loss)) for step, loss in news["guess"]]


# What came of it


def summary(record: Record, twin: Record | None) -> None:
    """Which knowledge went: bars, and the same as a table."""
    rows, ends = plots.skill_rows(record), records.both_ends(record["events"])
    if not rows or ends is None:
        return
    st.subheader("What was lost, what was kept")
    said = ["The same questions before and after.", rarity.explained(ends[0]["old"]), runs.broken(record)]
    st.markdown(" ".join(filter(None, [*said, learned(record, twin)])))
    if floor := runs.floor():
        st.caption(floor)
    charts.figure(plots.skills(record, twin, charts.palette()), rows, runs.alt(rows), "skills")


def learned(record: Record, twin: Record | None) -> str:
    """How much of the new task came of it, in words: in so short a course, seldom all."""
    share = record["summary"].get("new_right_after")
    if share is None:
        return ""
    beside = twin["summary"].get("new_right_after") if twin else None
    compared = f" ({beside:.0%} with no replay)" if beside is not None else ""
    return f"Of the *new* questions, {share:.0%} are now answered right{compared}."
