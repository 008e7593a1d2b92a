"""The widgets that set an experiment. Each reads the view, and writes what the reader chose back into it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.experiment import FIELDS, REPLAY_STOPS, Choice, ExperimentError, Number, number
from explainer.ui import state
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


def choose(name: str, value: Any) -> None:
    """Puts a chosen value into the view; a value that does not fit becomes a sentence on the page."""
    view = state.view()
    try:
        view.experiment = state.with_values(view.experiment, {name: value})
    except ExperimentError as error:
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
        mode = FIELDS["mode"]
        assert isinstance(mode, Choice)
        middle.selectbox(
            "Old sequences",
            mode.options,
            format_func=MODES.__getitem__,
            key=state.fill("mode", experiment.mode),
            on_change=chosen,
            args=("mode",),
        )


def whole_number(place: Any, name: str, label: str, value: int, step: int) -> None:
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
    upload = st.file_uploader("or a file", type=["txt", "csv", "md"], max_upload_size=1, key="upload")
    try:
        if upload is not None:
            choose("text", upload.getvalue().decode("utf-8"))
        custom_task(state.view().experiment.text)
    except UnicodeDecodeError:
        return f"{upload.name if upload else 'The file'} is not UTF-8 text: save it as plain text or CSV and try again."
    except CustomTextError as error:
        return str(error)
    return None
