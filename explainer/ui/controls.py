"""This module draws the widgets that set an experiment, in the groups in which the live page and the lab show them."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from explainer.experiment import FIELDS, REPLAY_STOPS, SHARED
from explainer.fields import Number, number
from explainer.tables.remedies import REMEDIES
from explainer.tables.tasks import NEW_TASKS
from explainer.ui import state
from explainer.ui.view import View
from explainer.ui.widgets import dial, take, widget
from explainer.world.custom import CustomTextError, custom_task

FILES = ["txt", "csv", "md"]  # endings of what can be uploaded


def task(view: View) -> None:
    dial(view, "task", "New task", segments=True, help="What Pebble is taught. It knows none of it yet.")
    st.caption(NEW_TASKS[view.experiment.task].hint)


def replay(view: View) -> None:
    """A slider with stops, and a box for what lies between them."""
    share, highest = view.experiment.replay, 50.0 if view.experiment.mode == "add" else 100.0
    stops = sorted({*(stop for stop in REPLAY_STOPS if stop <= highest), share})
    slider, exact = st.columns([4, 1], vertical_alignment="bottom")
    label = "Replay: how much of what it reads is old"
    dial(view, "replay", label, place=slider, stops=stops, shown=lambda stop: f"{number(stop)}%")
    field = Number(0, highest, FIELDS["replay"].help)
    choose = partial(view.choose, "replay")
    widget(field, share, choose, "exactly (%)", "exact", place=exact, step=0.1, format="%g")


def more(view: View) -> None:
    """The dials that a first-time reader can leave alone."""
    with st.expander("More dials: steps, seed, batch, learning rate, warm-up"):
        left, middle, right = st.columns(3)
        count(view, "steps", "Steps", 10, left)
        count(view, "seed", "Seed", 1, middle)
        count(view, "batch", "Sequences a step", 1, right)
        dial(view, "lr", "Learning rate", place=left, step=1e-4, format="%g")
        count(view, "warm_up", "Warm-up steps", 5, middle)
        menu(view, "mode", "Old sequences", right)


def old_data(view: View) -> None:
    """Whose old data is replayed, how much of it there is, how varied it is, and when it comes."""
    experiment = view.experiment
    none, noise, own_words = experiment.replay == 0, experiment.source == "random", experiment.source == "self"
    with st.expander("Old data: whose, how much, when"):
        menu(view, "source", "What is replayed", disabled=none)
        if experiment.source == "proxy":
            stand_in(view, disabled=none)
        left, right = st.columns(2)
        count(view, "pool", "Different dialogues", 10, left, disabled=none or noise)
        count(view, "kinds", "Kinds of dialogue", 1, right, disabled=none or noise or own_words)
        menu(view, "schedule", "When it comes", disabled=none or experiment.mode == "add")
        if none:
            st.caption("Without replay there is no old data to choose.")


def stand_in(view: View, disabled: bool) -> None:
    """How near to Pebble's own the public data is: in its facts, and in its manner of speech."""
    left, right = st.columns(2)
    look: dict[str, Any] = {"options": SHARED, "shown": lambda share: f"{share}%", "help": view.field("shared").help}
    dial(view, "shared", "Facts it shares with Pebble", place=left, disabled=disabled, **look)
    words = {False: "its own", True: "Pebble’s phrasings"}
    look = {"options": (False, True), "shown": words.__getitem__, "help": view.field("manner").help}
    dial(view, "manner", "How it speaks", place=right, disabled=disabled, **look)


def lesson(view: View) -> None:
    """How many new examples there are, and what else is done."""
    with st.expander("The lesson: few examples, and remedies"):
        count(view, "examples", "Different new dialogues", 10)
        menu(view, "remedy", "What else is done")
        strength(view)


def strength(view: View) -> None:
    """The dial of the remedy, where that has one: as usual, the values of its grid, and what a link has asked for."""
    chosen = REMEDIES[view.experiment.remedy].dial
    if chosen:
        usual = f"{number(chosen.value)}, as usual"
        options = sorted({0.0, *chosen.grid} - {chosen.value} | {view.experiment.strength})
        look: dict[str, Any] = {"options": options, "shown": lambda value: number(value) if value else usual}
        dial(view, "strength", f"How strong ({chosen.name})", help=f"As usual: {chosen.help}.", **look)


def menu(view: View, name: str, label: str, place: Any = st, disabled: bool = False) -> None:
    dial(view, name, label, place=place, help=view.field(name).help, disabled=disabled)


def count(view: View, name: str, label: str, step: int, place: Any = st, disabled: bool = False) -> None:
    """A box for a whole number; its help says the bounds too."""
    field = view.field(name)
    assert isinstance(field, Number)
    words = f"{field.help}; {field.low:g} to {field.high:g}"
    dial(view, name, label, place=place, step=step, help=words, disabled=disabled)


def own_text(view: View) -> str | None:
    """The reader's own text, by paste or by file. Returns what is wrong with it, in one sentence, or None."""
    st.text_area(
        "Your text, or question,answer lines",
        key=state.fill("text", view.experiment.text),
        on_change=take,
        args=("text", partial(view.choose, "text")),
        height=160,
        placeholder="question,answer\nWho painted the blue door?,Mira painted the blue door.\n…",
    )
    key = state.KEYED + "upload"
    args = ("upload", partial(read, view))
    st.file_uploader("or a file", type=FILES, max_upload_size=1, key=key, on_change=take, args=args)
    try:
        custom_task(view.experiment.text)
    except CustomTextError as error:
        return str(error)
    return None


def read(view: View, upload: Any) -> None:
    """Puts a file's text where the reader can go on editing it; a file that is taken away again leaves it there."""
    try:
        view.choose("text", upload.getvalue().decode("utf-8"))
    except UnicodeDecodeError:
        view.problems.append(f"{upload.name} is not UTF-8 text: save it as plain text or CSV and try again.")
