"""The one place that touches session state and query parameters: what the page shows, through the URL and back.

The URL is read when a link was followed; from then on the widgets write it. A bad value in it gives one sentence
and leaves the default. The reader's own text stays in the session: it never travels in a URL.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import streamlit as st

from explainer.experiment import FIELDS, Experiment, ExperimentError, Number, shown

IN_URL = ("task", "replay", "mode", "steps", "batch", "lr", "seed")
BESIDE = ("run", "step", "guess", "recorded")  # what else a link may hold
NOT_OURS = ("utm_", "fbclid", "gclid", "ref", "embed")  # added by sites that pass a link on; ignored
STEP = Number(0, 2000, "a step of the run", whole=True)


@dataclasses.dataclass
class View:
    """What a reader sees on the live page. `guess` is a list of (step, nats per token)."""

    experiment: Experiment = dataclasses.field(default_factory=Experiment)
    run: str | None = None
    step: int | None = None
    guess: list[tuple[int, float]] = dataclasses.field(default_factory=list)
    recorded: bool = False
    problems: list[str] = dataclasses.field(default_factory=list)


def view() -> View:
    """This session's view. It is read from the URL when a link was followed: a URL that is not the one written last."""
    query = dict(st.query_params)
    if "view" not in st.session_state or (query and query != st.session_state.written):
        st.session_state.view, st.session_state.written = read(query), query
    found: View = st.session_state.view
    return found


def read(query: dict[str, str]) -> View:
    """A view from query parameters; what cannot be used becomes a sentence in `problems`."""
    found = View()
    for name, value in query.items():
        try:
            if name in IN_URL:
                found.experiment = with_values(found.experiment, {name: FIELDS[name].parse(name, value)})
            elif name == "step":
                found.step = int(STEP.parse("step", value))
            elif name == "guess":
                found.guess = parse_guess(value)
            elif name == "run":
                found.run = value
            elif name == "recorded":
                found.recorded = value == "1"
            elif not name.startswith(NOT_OURS):
                known = ", ".join(IN_URL + BESIDE)
                raise ExperimentError(f"{shown(name)} in the link means nothing here: a link may set {known}.")
        except ExperimentError as error:
            found.problems.append(str(error))
    return found


def with_values(experiment: Experiment, values: dict[str, Any]) -> Experiment:
    """The experiment with some values changed, and then with what no longer fits them: adding allows 50% at most,
    and only the task custom has a text. Raises ExperimentError."""
    merged = experiment.to_dict() | values
    if merged["mode"] == "add":
        merged["replay"] = min(merged["replay"], 50.0)
    if merged["task"] != "custom":
        merged["text"] = ""
    return Experiment.from_dict(merged)


def parse_guess(value: str) -> list[tuple[int, float]]:
    """`0:0.5,150:1.6` as points (step, nats per token). Raises ExperimentError."""
    try:
        pairs = [pair.split(":") for pair in value.split(",") if pair]
        points = [(int(step), float(loss)) for step, loss in pairs]
    except ValueError:
        points = [(-1, math.nan)]
    if len(points) > 32 or not all(0 <= step <= STEP.high and 0 <= loss <= 20 for step, loss in points):
        raise ExperimentError(
            f"guess cannot be {shown(value)}: it is at most 32 points, step:loss, as in 0:0.5,150:1.6."
        )
    return points


def write_url(found: View) -> None:
    """Puts the view into the address bar, the defaults left out, so that the link opens the same state."""
    query = found.experiment.to_query()
    query = {name: value for name, value in query.items() if name in IN_URL}
    if found.run:
        query["run"] = found.run
    if found.step is not None:
        query["step"] = str(found.step)
    if found.guess:
        query["guess"] = ",".join(f"{step}:{loss:g}" for step, loss in found.guess)
    if found.recorded:
        query["recorded"] = "1"
    st.session_state.written = query
    if dict(st.query_params) != query:
        st.query_params.from_dict(query)


def fill(name: str, value: Any) -> str:
    """The key of the widget for `name`, filled with `value`: a widget's own state dies when its page is left."""
    key = f"widget_{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def filled(name: str) -> Any:
    """What the reader has put into the widget for `name`."""
    return st.session_state[f"widget_{name}"]
