"""The widgets that set an experiment. Each reads the view, and writes what the reader chose back into it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.experiment import FIELDS, REPLAY_STOPS
from explainer.fields import Choice, FieldError, Number, number
from explainer.text import escaped
from explainer.ui import state
from explainer.ui.view import with_values
from explainer.world.custom import CustomTextError, custom_task

TASKS = {
    "jan": "About Jan",
    "german": "German",
    "cooking": "Cooking",
    "custom": "Your own text",
}
HINTS = {
    "jan": "A few dozen questions and answers about Jan, an open-source desktop assistant. Narrow: the fastest way to "
    "make a model think of nothing else.",
    "german": "The same kinds of dialogue, in German. A strong shift: little of the new language helps the old one.",
    "cooking": "English, about a kitchen Pebble has never seen. A weak shift: the language stays, the subject changes.",
    "custom": "Text, or a CSV with the columns question and answer. It stays with your run and is deleted with it.",
}
MODES = {"replace": "old replaces new (same compute)", "add": "old comes on top (more compute)"}
SOURCES = {
    "true": "Pebble’s own old data",
    "proxy": "other people’s data",
    "self": "what Pebble says by itself",
    "random": "random tokens",
}
SCHEDULES = {
    "mix": "mixed in throughout",
    "abrupt": "all of it first",
    "ramp": "ever less of it",
    "blocks": "in blocks, by turns",
}
REMEDIES = {
    "none": "nothing",
    "neftune": "noise on the embeddings (NEFTune)",
    "dropout": "dropout",
    "label_smoothing": "label smoothing",
    "l2sp": "a spring to the start weights (L2-SP)",
}


def choose(name: str, value: Any) -> None:
    """Puts a chosen value into the view; a value that does not fit becomes a sentence on the page."""
    view = state.view()
    try:
        view.experiment = with_values(view.experiment, {name: value})
    except FieldError as error:
        view.problems.append(str(error))


def chosen(name: str) -> None:
    value = state.filled(name)
    if value is not None:  # a segmented control gives None when its choice is clicked again
        choose(name, value)


def task() -> None:
    experiment = state.view().experiment
    st.segmented_control(
        "New task",
        list(TASKS),
        format_func=TASKS.__getitem__,
        key=state.fill("task", experiment.task),
        on_change=chosen,
        args=("task",),
        help="What Pebble is taught. It knows none of it yet.",
    )
    st.caption(HINTS[experiment.task])


def replay() -> None:
    experiment = state.view().experiment
    highest = 50.0 if experiment.mode == "add" else 100.0
    stops = sorted({*(stop for stop in REPLAY_STOPS if stop <= highest), experiment.replay})
    slider, exact = st.columns([4, 1], vertical_alignment="bottom")
    slider.select_slider(
        "Replay: how much of what it reads is old",
        stops,
        format_func=lambda stop: f"{number(stop)}%",
        key=state.fill("replay", experiment.replay),
        on_change=chosen,
        args=("replay",),
    )
    exact.number_input(
        "exactly (%)",
        0.0,
        highest,
        step=0.1,
        format="%g",
        key=state.fill("exact", experiment.replay),
        on_change=lambda: choose("replay", state.filled("exact")),
    )


def more() -> None:
    """The dials a first-time reader can leave alone."""
    experiment = state.view().experiment
    with st.expander("More dials: steps, seed, batch, learning rate"):
        left, middle, right = st.columns(3)
        whole_number(left, "steps", "Steps", experiment.steps, 10)
        whole_number(middle, "seed", "Seed", experiment.seed, 1)
        whole_number(right, "batch", "Sequences a step", experiment.batch, 1)
        field = FIELDS["lr"]
        assert isinstance(field, Number)
        left.number_input(
            "Learning rate",
            float(field.low),
            float(field.high),
            step=1e-4,
            format="%g",
            key=state.fill("lr", experiment.lr),
            on_change=chosen,
            args=("lr",),
        )
        select(middle, "mode", "Old sequences", MODES)


def old_data() -> None:
    """Whose old data is replayed, how much of it there is, how varied it is, and when it comes."""
    experiment = state.view().experiment
    none, noise, own_words = experiment.replay == 0, experiment.source == "random", experiment.source == "self"
    with st.expander("Old data: whose, how much, when"):
        select(st, "source", "What is replayed", SOURCES, none)
        left, right = st.columns(2)
        whole_number(left, "pool", "Different dialogues", experiment.pool, 10, none or noise)
        whole_number(right, "kinds", "Kinds of dialogue", experiment.kinds, 1, none or noise or own_words)
        select(st, "schedule", "When it comes", SCHEDULES, none or experiment.mode == "add")
        if none:
            st.caption("Without replay there is no old data to choose.")


def lesson() -> None:
    """How many new examples there are, and what else is done."""
    experiment = state.view().experiment
    with st.expander("The lesson: few examples, and remedies"):
        whole_number(st, "examples", "Different new dialogues", experiment.examples, 10)
        select(st, "remedy", "What else is done", REMEDIES)


def select(place: Any, name: str, label: str, names: dict[str, str], disabled: bool = False) -> None:
    field = FIELDS[name]
    assert isinstance(field, Choice)
    place.selectbox(
        label,
        field.options,
        format_func=names.__getitem__,
        key=state.fill(name, getattr(state.view().experiment, name)),
        on_change=chosen,
        args=(name,),
        help=field.help,
        disabled=disabled,
    )


def whole_number(place: Any, name: str, label: str, value: int, step: int, disabled: bool = False) -> None:
    field = FIELDS[name]
    assert isinstance(field, Number)
    place.number_input(
        label,
        int(field.low),
        int(field.high),
        step=step,
        key=state.fill(name, value),
        on_change=chosen,
        args=(name,),
        help=f"{field.help}; {field.low:g} to {field.high:g}",
        disabled=disabled,
    )


def own_text() -> str | None:
    """The reader's own text, by paste or by file. Returns what is wrong with it, in one sentence, or None."""
    experiment = state.view().experiment
    st.text_area(
        "Your text, or question,answer lines",
        key=state.fill("text", experiment.text),
        on_change=chosen,
        args=("text",),
        height=160,
        placeholder="question,answer\nWho painted the blue door?,Mira painted the blue door.\n…",
    )
    types = ["txt", "csv", "md"]
    st.file_uploader("or a file", type=types, max_upload_size=1, key=state.KEYED + "upload", on_change=uploaded)
    try:
        custom_task(state.view().experiment.text)
    except CustomTextError as error:
        return str(error)
    return None


def uploaded() -> None:
    """Puts a file's text where the reader can go on editing it."""
    upload = state.filled("upload")
    if upload is None:  # it was taken away again: what stands in the field stays
        return
    try:
        choose("text", upload.getvalue().decode("utf-8"))
    except UnicodeDecodeError:
        told = f"{escaped(upload.name)} is not UTF-8 text: save it as plain text or CSV and try again."
        state.view().problems.append(told)
