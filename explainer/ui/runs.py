"""The run on the live page: the button that starts it, the player that shows it, the bars that sum it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from explainer.fields import number
from explainer.jobs import desk as desks
from explainer.jobs.desk import Desk
from explainer.jobs.errors import DeskError
from explainer.plots import forgetting as plots_skills
from explainer.record import RUNNING, Record
from explainer.ui import charts as figures
from explainer.ui import recorded, state
from explainer.ui.player import player
from explainer.ui.valley_link import valley_link
from explainer.ui.view import View

NO_DESK = "Nothing can be trained here: this page runs without its server. Start it with make run."


def train_button(disabled: bool) -> None:
    replay = state.view().experiment.replay
    twin = "" if replay == 0 else f" 0% and {number(replay)}% replay, side by side"
    train, again, _ = st.columns([2, 2, 3])
    train.button(f"Train{twin}", type="primary", on_click=start, disabled=disabled, width="stretch")
    if state.view().run or state.view().recorded:
        again.button("Clear and guess again", on_click=clear, width="stretch")
    elif recorded.nearest(state.view().experiment.task, replay):
        again.button("Watch a recorded run", on_click=watch, width="stretch")


def start() -> None:
    view = state.view()
    run = submitted(lambda desk: desk.submit_pair(view.experiment))
    if run:
        view.run, view.step, view.recorded = run, None, False


def submitted(submit: Callable[[Desk], str]) -> str | None:
    """The id of the run that the desk has taken in; None, and a sentence on the page, where it has not."""
    desk = desks.current()
    try:
        if desk:
            return submit(desk)
        state.view().problems.append(desks.problem() or NO_DESK)
    except DeskError as refusal:
        state.view().problems.append(str(refusal))
    return None


def watch() -> None:
    state.view().recorded = True


def clear() -> None:
    view = state.view()
    view.run, view.step, view.recorded, view.guess = None, None, False, []


def problems(wrong: str | None) -> None:
    """Each problem once; what is wrong with the reader's text as long as it is."""
    view = state.view()
    for problem in view.problems:
        st.warning(problem)
    view.problems.clear()
    if wrong:
        st.info(wrong)


def show(view: View) -> None:
    """The player in one of its three states: a live run, a recorded one, or the empty axes to guess on."""
    desk = desks.current()
    record = desk.store.record(view.run) if desk and view.run else None
    if view.run and desk is None:
        st.warning(f"{desks.problem() or NO_DESK} Your run is not lost: reload the page in a moment.")
    elif view.run and record is None:
        st.warning("There is no such run: it was deleted, or the link is not whole. You can train a new one.")
        view.run = None
    if record:
        twin = desk.store.record(record["twin"]) if desk and record.get("twin") else None
        mount(view, live_options(view, record, twin), key=f"run-{view.run}")
        if record["status"] not in RUNNING:
            summary(record, twin)
        valley_link(record["id"], record, twin)
    elif view.recorded and (name := recorded.nearest(view.experiment.task, view.experiment.replay)):
        bare = recorded.nearest(view.experiment.task, 0)
        names = [bare, name] if bare and bare != name else [name]
        options = {"runs": [recorded_run(n) for n in names], "autoplay": True, "step": view.step}
        mount(view, options | {"guess": guess(view)}, key=f"recorded-{name}")
        summary(recorded.load(name), recorded.load(bare) if bare and bare != name else None)
        valley_link(name, recorded.load(name), None)
    else:
        mount(view, armed_options(view), key=f"armed-{view.experiment.task}")


def mount(view: View, options: dict[str, Any], key: str) -> None:
    drawing = options.get("drawGuess")
    if not drawing and (told := state.told(key, "step")) is not None:
        options = options | {"step": int(told)}  # where the reader is now, not where they were a rerun ago
    result = player(options, key=key)
    if result.step is not None and not drawing:
        view.step = int(result.step)
    if result.guess is not None and options.get("drawGuess"):
        view.guess = [(int(step), float(loss)) for step, loss in result.guess]


def live_options(view: View, record: Record, twin: Record | None) -> dict[str, Any]:
    pair = [twin, record] if twin else [record]
    runs = [{"label": label(r), "url": f"api/runs/{r['id']}"} for r in pair]
    return {"runs": runs, "live": True, "chat": True, "step": view.step, "guess": guess(view)}


def armed_options(view: View) -> dict[str, Any]:
    old, new = recorded.start_levels(view.experiment.task)
    armed = {"steps": view.experiment.steps, "oldBefore": old, "newBefore": new}
    return {"runs": [], "drawGuess": True, "armed": armed, "guess": guess(view)}


def guess(view: View) -> dict[str, Any] | None:
    return {"points": [list(point) for point in view.guess]} if view.guess else None


def label(record: Record) -> str:
    return f"{number(float(record['experiment']['replay']))}%"


def recorded_run(name: str) -> dict[str, str]:
    return {"label": label(recorded.load(name)), "url": f"api/recorded/{name}"}


def summary(record: Record, twin: Record | None) -> None:
    """Which knowledge went: bars, and the same as a table."""
    rows = plots_skills.skill_rows(record)
    if not rows:
        return
    st.subheader("What was lost, what was kept")
    st.markdown(
        "The same questions before and after. *Rare* facts are those Pebble had read least often. "
        + learned(record, twin)
    )
    figures.figure(plots_skills.skills(record, twin, figures.palette()), rows, alt(rows), "skills")


def alt(rows: list[dict[str, Any]]) -> str:
    """The bars in a sentence."""
    said = (f"{row['questions']} {row['right before']:.0f}% before, {row['right after']:.0f}% after" for row in rows)
    return f"Old questions answered right: {'; '.join(said)}."


def learned(record: Record, twin: Record | None) -> str:
    """How much of the new task came of it, in words: in so short a course, seldom all."""
    share = record["summary"].get("new_right_after")
    if share is None:
        return ""
    beside = twin["summary"].get("new_right_after") if twin else None
    compared = f" ({beside:.0%} with no replay)" if beside is not None else ""
    return f"Of the *new* questions, {share:.0%} are now answered right{compared}."
