"""This module has what pages share about runs: how one is started and steered, and what figure and reader see of it.

run_id = start(view, view.experiment);  mount.run({"runs": [recorded_run("jan-0")]}, "start")
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from explainer import record as records
from explainer.experiment import Experiment
from explainer.fields import number
from explainer.jobs import desk as desks
from explainer.jobs.desk import Desk
from explainer.jobs.errors import DeskError
from explainer.record import Record
from explainer.ui import recorded, state
from explainer.ui.linked import Linked
from explainer.web.api.runs import Run
from explainer.web.takeaway.options import ShownRun
from explainer.web.takeaway.run import at_address

NO_DESK = "Nothing can be trained here: this page runs without its server. Start it with make run."
NO_RUN = "There is no such run: it was deleted, or the link is not whole."
ONLY_OWNER = "Only the browser that started this run can {}."
Answer = TypeVar("Answer")


def start(page: Linked, experiment: Experiment, pair: bool = True) -> str | None:
    """The id of a run that the desk has taken in, together with its twin without replay (`pair`) or alone; None, and a
    sentence on the page, where it has not."""

    def submit(desk: Desk) -> str:
        return (desk.submit_pair if pair else desk.submit)(experiment, owner=state.owner())

    return ask(page, submit)


def steer(page: Linked, run_id: str, verb: Callable[[Desk, str], object]) -> None:
    """Stops a run, or measures it: only for the reader who started it, and with a sentence on the page where the desk
    refuses."""

    def act(desk: Desk) -> None:
        desk.check_owner(run_id, state.owner())
        verb(desk, run_id)

    ask(page, act)


def ask(page: Linked, question: Callable[[Desk], Answer]) -> Answer | None:
    """What the desk answers; None, and a sentence on the page, where it refuses or is not there."""
    desk = desks.current()
    if desk is None:
        page.problems.append(desks.problem() or NO_DESK)
        return None
    try:
        return question(desk)
    except DeskError as refusal:
        page.problems.append(str(refusal))
        return None


def is_own(run_id: str) -> bool:
    """Whether this reader has started the run."""
    desk = desks.current()
    return desk is not None and desk.owns(run_id, state.owner())


def by_id(run_id: str) -> Record | None:
    """A recorded run by its name, or one made here by its id; None where there is none."""
    if run_id in recorded.names():
        return recorded.load(run_id)
    desk = desks.current()
    return desk.store.record(run_id) if desk else None


def twin_of(record: Record) -> Record | None:
    """The run with the same seed and no replay, where it is kept."""
    twin = record.get("twin")
    return by_id(twin) if twin else None


# As a figure takes them


def recorded_run(name: str) -> ShownRun:
    return at_address(Run(name, f"api/recorded/{name}", recorded.load(name)), "")


def live_run(record: Record) -> ShownRun:
    return at_address(Run(record["id"], f"api/runs/{record['id']}", record, "live"), "")


# As a reader sees them


def label(record: Record) -> str:
    """The share of replay: `5%`."""
    return f"{number(float(record['experiment']['replay']))}%"


def floor() -> str:
    """What training cost in one run without any lesson, in a sentence; empty where no such run ships."""
    cost = records.floor()
    if cost is None:
        return ""
    before, after, rate = cost["right_before"], cost["right_after"], number(cost["lr"])
    counted = before is not None and after is not None
    answers = f", and took right old answers from {before:.0%} to {after:.0%}" if counted else ""
    return (
        f"The floor: {cost['steps']} steps on old data alone, with no lesson, at a learning rate of {rate}, cost "
        f"{cost['forgetting']:.2f} nats per token{answers} (one run)."
    )


def broken(record: Record) -> str:
    """How many answers were broken at the end, in a sentence; empty where none were, or none were counted."""
    ends = records.both_ends(record["events"])
    rows = ends[1]["old"] if ends else []
    gone = sum(row.get("broken", 0) for row in rows)
    if not gone:
        return ""
    right, total = sum(row["right"] for row in rows), sum(row["total"] for row in rows)
    return (
        f"At the end {right} answers are right and {gone} broken, of {total}: in a *broken* one the word is there and "
        "the language around it gone."
    )


def alt(rows: list[dict[str, Any]]) -> str:
    """The bars of what is still known, in a sentence."""
    skills = (f"{row['questions']} {row['right before']:.0f}% before, {row['right after']:.0f}% after" for row in rows)
    return f"Old questions answered right: {'; '.join(skills)}."
