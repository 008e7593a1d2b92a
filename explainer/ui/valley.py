"""This module is the page The real valley: the ball on the measured losses of a real fine-tune, shipped or one's own.

A run's own valley is measured here, by the reader who started the run; everybody who has its link can watch.
"""

from __future__ import annotations

from functools import cache, partial

import streamlit as st

from explainer.fields import Choice
from explainer.jobs import desk as desks
from explainer.jobs import valleys
from explainer.jobs.desk import Desk, ValleyStatus
from explainer.jobs.errors import DeskError, NotFound
from explainer.jobs.valleys import SIZE
from explainer.landscape.shipped import VALLEYS, read
from explainer.record import RUNNING
from explainer.tables.tasks import named
from explainer.ui import ball, notes, runs, state
from explainer.ui.ball_view import BallView
from explainer.ui.valley_words import about, how_far
from explainer.ui.widgets import widget

PAGE = "valley"
FIGURE = "valley_figure"
WORDS = (
    "A landscape of hills and valleys is easily drawn by hand. **This one was measured**: Pebble was fine-tuned twice "
    "from the same start, without replay and with it. Through the start and the two ends goes one plane, and at every "
    "point of it the real model was asked for its loss on the old task and on the new. Put the ball on it; then move "
    "the replay slider."
)
FIRST = "german-5"
POLL = 1.0  # seconds between two looks at how far the measuring is


@cache
def shipped() -> Choice:
    """The valleys that ship, by the titles of their tasks; FIRST is the first of them."""
    names = sorted((path.stem for path in VALLEYS.glob("*.json")), key=lambda name: (name != FIRST, name))
    tasks = {name: read(VALLEYS / f"{name}.json").provenance["experiment"]["task"] for name in names}
    return Choice(tuple(names), "which fine-tune", {name: named(task).title for name, task in tasks.items()})


def page() -> None:
    st.title("The real valley")
    st.markdown(WORDS)
    view = state.linked(PAGE, partial(BallView, own=("valley", "run")))
    check(view)
    notes.problems(view)
    run = view.beside.get("run")
    if run:
        own(view, run)
    else:
        name = choice(view)
        figure(view, name, f"api/valleys/{name}", live=False)
        about(read(VALLEYS / f"{name}.json").to_dict())
    state.write_url(view)


def check(view: BallView) -> None:
    """Leaves in the link what there is; each other thing becomes a sentence."""
    name, run = view.beside.get("valley"), view.beside.get("run")
    if name and name not in shipped().options:
        view.beside.pop("valley")
        view.problems.append(f"There is no such valley: a link may set one of {', '.join(shipped().options)}.")
    desk = desks.current()
    if run and desk is None:
        view.problems.append(desks.problem() or runs.NO_DESK)
    elif run and desk and not desk.store.exists(run):
        view.problems.append(runs.NO_RUN)
    else:
        return
    view.beside.pop("run")


def choice(view: BallView) -> str:
    """The shipped valley that the reader sees."""
    name = view.beside.get("valley") or FIRST
    words = (
        "Two shipped fine-tunes, each without replay and with 5%. Your own: train a pair on the page Forgetting, "
        "live, and measure it there."
    )
    widget(shipped(), name, partial(choose, view), "Pebble learns", "valley", segments=True, help=words)
    return name


def choose(view: BallView, name: str) -> None:
    view.beside["valley"] = "" if name == FIRST else name
    view.ask({})  # a place on one plane means nothing on another


def figure(view: BallView, name: str, address: str, live: bool) -> None:
    """The ball on a measured ground."""
    ball.figure(view, FIGURE, {"groundUrl": address, "figure": {"kind": "valley", "name": name, "live": live}})


# A run's own


def own(view: BallView, run_id: str) -> None:
    """The valley of a run, or the way to it."""
    desk = desks.current()
    assert desk
    st.button("Show the recorded valleys", on_click=leave, args=(view,))
    status = look(desk, run_id)
    if status is None or (status["status"] not in RUNNING and status["status"] != "done"):
        offer(view, desk, run_id, status)
        return
    ground = status["ground"]
    points = len(ground["old"]) if ground else 0
    if status["status"] in RUNNING:
        progress(view, run_id, points)
    if ground:
        figure(view, run_id, f"api/runs/{run_id}/valley/ground?points={points}", live=True)
        about(ground)


def look(desk: Desk, run_id: str) -> ValleyStatus | None:
    """How the measuring stands; None where it has not begun."""
    try:
        return desk.valley(run_id)
    except NotFound:
        return None


def offer(view: BallView, desk: Desk, run_id: str, last: ValleyStatus | None) -> None:
    """What measuring takes, and the button; or why it cannot be."""
    if last:
        notes.warning(f"The last try ended early: {last['reason']}")
    try:
        valleys.request(desk.store, run_id)
    except DeskError as refusal:
        notes.info(str(refusal))
        return
    st.markdown(
        f"The run and its twin have ended. Their valley can be measured: {SIZE} × {SIZE} points, each with the old "
        "and the new loss of the real model. A coarse picture comes first."
    )
    if runs.is_own(run_id):
        st.button("Measure its valley", type="primary", on_click=measure, args=(view, run_id))
    else:
        notes.info(runs.ONLY_OWNER.format("measure its valley"))


def measure(view: BallView, run_id: str) -> None:
    runs.steer(view, run_id, Desk.measure_valley)


def cancel(view: BallView, run_id: str) -> None:
    runs.steer(view, run_id, Desk.stop_valley)


def leave(view: BallView) -> None:
    state.touch()
    view.beside.pop("run", None)
    view.ask({})


@st.fragment(run_every=POLL)
def progress(view: BallView, run_id: str, points: int) -> None:
    """How far the measuring is; draws the page anew when a finer grid is whole, and at the end."""
    desk = desks.current()
    status = look(desk, run_id) if desk else None
    ground = status["ground"] if status else None
    if status is None or status["status"] not in RUNNING or (ground and len(ground["old"]) > points):
        view.asked = dict(view.state)  # the finer ground opens as the coarse one was left
        st.rerun()
    assert status
    st.progress(status["step"] / status["steps"], text=how_far(status))
    if runs.is_own(run_id):
        st.button("Cancel", on_click=cancel, args=(view, run_id))
    else:
        notes.caption(runs.ONLY_OWNER.format("stop the measuring of its valley"))
