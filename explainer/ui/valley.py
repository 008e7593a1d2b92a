"""The measured valley on its page: which one is shown, the measuring of a run's own, and where the picture ends."""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.jobs import desk as desks
from explainer.jobs import valleys
from explainer.jobs.desk import Desk
from explainer.jobs.errors import DeskError, NotFound
from explainer.jobs.valleys import SIZE
from explainer.landscape.shipped import VALLEYS, read
from explainer.record import RUNNING
from explainer.ui import state
from explainer.ui.mount import ball
from explainer.ui.runs import NO_DESK
from explainer.web.takeaway.ball_link import BallLink, from_figure

PAGE, BESIDE = "valley", ("valley", "run")  # the names that a link may set beside the ball's
SHIPPED = {"german-5": "German", "jan-5": "About Jan"}
FIRST = "german-5"
POLL = 1.0  # seconds between two looks at how far the measuring is


def page() -> None:
    found = state.ball(PAGE, BESIDE)
    check(found)
    for problem in found.problems:
        st.warning(problem)
    found.problems.clear()
    run = found.beside.get("run")
    if run:
        own(found, run)
    else:
        name = choice(found)
        figure(found, f"api/valleys/{name}")
        about(read(VALLEYS / f"{name}.json").to_dict())
    state.write_ball_url(PAGE, found)


def check(found: BallLink) -> None:
    """Leaves in the link what there is; each other thing becomes a sentence."""
    name, run = found.beside.get("valley"), found.beside.get("run")
    if name and name not in SHIPPED:
        found.beside.pop("valley")
        found.problems.append(f"There is no such valley: a link may set one of {', '.join(SHIPPED)}.")
    desk = desks.current()
    if run and desk is None:
        found.problems.append(desks.problem() or NO_DESK)
    elif run and desk and not desk.store.exists(run):
        found.problems.append("There is no such run: it was deleted, or the link is not whole.")
    else:
        return
    found.beside.pop("run")


def choice(found: BallLink) -> str:
    """The shipped valley that the reader sees."""
    name = found.beside.get("valley") or FIRST
    st.segmented_control(
        "Pebble learns",
        list(SHIPPED),
        format_func=SHIPPED.__getitem__,
        key=state.fill("valley", name),
        on_change=chosen,
        help="Two shipped fine-tunes, each without replay and with 5%. Your own: train a pair on the page Forgetting, "
        "live, and measure it there.",
    )
    return name


def chosen() -> None:
    name = state.filled("valley")
    if name:  # a segmented control gives None when its choice is clicked again
        found = state.ball(PAGE, BESIDE)
        found.beside["valley"] = "" if name == FIRST else name
        found.asked, found.state = {}, {}  # a place on one plane means nothing on another


def figure(found: BallLink, address: str) -> None:
    options = {"groundUrl": address, "state": found.asked, "link": found.followed, "hide": list(found.hide)}
    result = ball(options, key=state.figure_key(PAGE))
    if result.state is not None:
        found.state = from_figure(result.state)


# A run's own


def own(found: BallLink, run_id: str) -> None:
    """The valley of a run, or the way to it."""
    desk = desks.current()
    assert desk
    st.button("Show the recorded valleys", on_click=leave)
    told = look(desk, run_id)
    if told is None or (told["status"] not in RUNNING and told["status"] != "done"):
        offer(desk, run_id, told)
        return
    points = len(told["ground"]["old"]) if told["ground"] else 0
    if told["status"] in RUNNING:
        progress(run_id, points)
    if told["ground"]:
        figure(found, f"api/runs/{run_id}/valley/ground?points={points}")
        about(told["ground"])


def look(desk: Desk, run_id: str) -> dict[str, Any] | None:
    try:
        return desk.valley(run_id)
    except NotFound:
        return None


def offer(desk: Desk, run_id: str, told: dict[str, Any] | None) -> None:
    """What measuring takes, and the button; or why it cannot be."""
    if told:
        st.warning(f"The last try ended early: {told['reason']}")
    try:
        valleys.request(desk.store, run_id)
    except DeskError as refusal:
        st.info(str(refusal))
        return
    st.markdown(
        f"Your run and its twin have ended. Their valley can be measured: {SIZE} × {SIZE} points, each with the old "
        "and the new loss of the real model. A coarse picture comes first."
    )
    st.button("Measure its valley", type="primary", on_click=begin, args=(run_id,))


def begin(run_id: str) -> None:
    act(Desk.measure_valley, run_id)


def cancel(run_id: str) -> None:
    act(Desk.stop_valley, run_id)


def act(verb: Any, run_id: str) -> None:
    desk, found = desks.current(), state.ball(PAGE, BESIDE)
    try:
        if desk:
            verb(desk, run_id)
    except DeskError as refusal:
        found.problems.append(str(refusal))


def leave() -> None:
    found = state.ball(PAGE, BESIDE)
    found.beside.pop("run", None)
    found.asked, found.state = {}, {}


@st.fragment(run_every=POLL)
def progress(run_id: str, points: int) -> None:
    """How far the measuring is; draws the page anew when a finer grid is whole, and at the end."""
    desk = desks.current()
    told = look(desk, run_id) if desk else None
    if told is None or told["status"] not in RUNNING or (told["ground"] and len(told["ground"]["old"]) > points):
        found = state.ball(PAGE, BESIDE)
        found.asked = dict(found.state)  # the finer ground opens as the coarse one was left
        st.rerun()
    assert told
    st.progress(told["step"] / told["steps"], text=in_words(told))
    st.button("Cancel", on_click=cancel, args=(run_id,))


def in_words(told: dict[str, Any]) -> str:
    left = told["eta_seconds"]
    if told["status"] == "queued":
        start = "" if left is None else f", in about {left:.0f} s"
        return f"Waiting for its turn: number {told['position']} in the queue{start}."
    end = "" if left is None else f", about {left:.0f} s left"
    return f"{told['step']} of {told['steps']} points{end}. The picture gets finer as they come."


# Beside the figure


def about(ground: dict[str, Any]) -> None:
    """How much of the paths the plane holds, what the picture is not, and where it comes from."""
    made = ground["provenance"]
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("How much of the paths is in it")
        st.markdown("Of each real path, the share that lies in these two directions:")
        st.dataframe(shares(ground), hide_index=True)
        st.markdown(
            "Steps are those from one kept checkpoint to the next: they tell how much of the walking the plane holds. "
            "Distances are those from the start; the ends lie in the plane by its making, so it seems to hold them "
            "well. A path is drawn where it comes closest in the plane."
        )
    with right:
        st.subheader("What this picture is not")
        st.markdown(
            f"* It has two directions out of {made['parameters']:,}. A ball here cannot go round a hill that the real "
            "model walked round, so it does not retrace the paths.\n"
            "* Its replay slider mixes two *losses*. Real replay mixes *sequences*, drawn by chance: that is the same "
            "only in expectation.\n"
            "* The ground is loss on held-out text; training walks on that of its own batches, and with AdamW.\n"
            "* It is the plane through these three sets of weights "
            "([Garipov et al. 2018](https://arxiv.org/abs/1802.10026)); another plane shows other hills "
            "([Li et al. 2018](https://arxiv.org/abs/1712.09913))."
        )
    st.caption(origin(ground))


def shares(ground: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "path": f"{path['label']} replay",
            "squared steps": f"{path['inside_legs']:.0%}",
            "squared distances": f"{path['inside']:.0%}",
        }
        for path in ground["paths"]
    ]


def origin(ground: dict[str, Any]) -> str:
    made, n = ground["provenance"], len(ground["old"])
    kind = "Recorded" if made["kind"] == "recorded" else "Measured live"
    how = f"{made['device']}, threads: {made['threads']}, seed {made['experiment']['seed']}, {made['seconds']:.0f} s"
    told = (
        f"{kind} on {made['created'][:10]} ({how}): {n} × {n} points. At start and ends the losses are within "
        f"{made['apart']:.0e} nats per token of what the runs recorded."
    )
    return told + (f" Make it again: `{again(made)}`" if made["kind"] == "recorded" else "")


def again(made: dict[str, Any]) -> str:
    """The command that measures a recorded valley anew."""
    described = made["experiment"]
    return f"python -m explainer valley --task {described['task']} --replay {described['replay']:g} --out valley.json"
