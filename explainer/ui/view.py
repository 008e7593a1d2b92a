"""What a reader sees on a page that trains: the experiment to come and the runs shown, from a link and back. Pure.

view = View(LAB); view.set({"task": "jan", "replay": "150"}); view.problems   # one sentence about replay
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping
from typing import Any

from explainer.experiment import FIELDS, Experiment
from explainer.fields import Choice, FieldError, Number, number, shown

# What a link to each page may hold: fields of the experiment, and what is beside it.
LIVE = ("task", "replay", "mode", "steps", "batch", "lr", "seed", "run", "step", "guess", "recorded")
LAB = (*(name for name in FIELDS if name not in ("model", "device", "text")), "runs")
NOT_OURS = ("utm_", "fbclid", "gclid", "ref", "embed")  # added by sites that pass a link on; ignored
RECORDED = Choice(("0", "1"), "whether a recorded run is shown")
STEP = Number(0, 2000, "a step of the run", whole=True)
GUESSED = 16  # points of a guess; the player (guess.js) hands on no more
COMPARED = 4  # runs side by side in the lab, at most
FIRST = ("german-0", "german-5")  # recorded runs that a reader finds there
NOBODY = "none"  # in a link: no run at all
RUN = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclasses.dataclass
class View:
    """`holds` are the names that a link to the page may set, `guess` is a list of (step, nats per token), `runs` are
    ids of the runs compared, `removed` those taken out of them with their places, the last one last."""

    holds: tuple[str, ...] = LIVE
    experiment: Experiment = dataclasses.field(default_factory=Experiment)
    run: str | None = None
    step: int | None = None
    guess: list[tuple[int, float]] = dataclasses.field(default_factory=list)
    recorded: bool = False
    runs: list[str] = dataclasses.field(default_factory=lambda: list(FIRST))
    removed: list[tuple[int, str]] = dataclasses.field(default_factory=list)
    problems: list[str] = dataclasses.field(default_factory=list)
    written: dict[str, str] | None = None  # the address as it was last read or written

    def set(self, values: Mapping[str, str]) -> None:
        """Takes the values that fit; each that does not becomes a sentence in `problems`. What a link says of the
        experiment is all of it: fields that it does not name are at their defaults, whatever they were before."""
        if any(name in FIELDS for name in values):
            self.experiment = Experiment()
        asked: dict[str, Any] = {}
        for name, value in values.items():
            try:
                if name in self.holds:
                    self.take(name, value)
                    asked |= {name: FIELDS[name].parse(name, value)} if name in FIELDS else {}
                elif not name.startswith(NOT_OURS):
                    known = ", ".join(self.holds)
                    raise FieldError(f"{shown(name)} in the link means nothing here: a link may set {known}.")
            except FieldError as error:
                self.problems.append(str(error))
        for name, value in asked.items():
            if (taken := getattr(self.experiment, name)) != value:
                told = f"{name} cannot be {number(value)} with the rest of this link: it is {number(taken)} here."
                self.problems.append(told)

    def take(self, name: str, value: str) -> None:
        """Raises FieldError."""
        if name in FIELDS:
            self.experiment = with_values(self.experiment, {name: FIELDS[name].parse(name, value)})
        elif name == "step":
            self.step = int(STEP.parse("step", value))
        elif name == "guess":
            self.guess = parse_guess(value)
        elif name == "run":
            self.run = value
        elif name == "runs":
            self.runs = parse_runs(value)
        elif name == "recorded":
            self.recorded = RECORDED.parse("recorded", value) == "1"

    def query(self) -> dict[str, str]:
        """As a link holds it: strings, the defaults left out."""
        beside = {
            "run": self.run or "",
            "step": "" if self.step is None else str(self.step),
            "guess": ",".join(f"{step}:{loss:g}" for step, loss in self.guess),
            "recorded": "1" if self.recorded else "",
            "runs": "" if tuple(self.runs) == FIRST else ",".join(self.runs) or NOBODY,
        }
        found = self.experiment.to_query() | {name: value for name, value in beside.items() if value}
        return {name: value for name, value in found.items() if name in self.holds}


def with_values(experiment: Experiment, values: Mapping[str, Any]) -> Experiment:
    """The experiment with some values changed, and then with what no longer fits them: adding allows 50% at most and
    mixes, random tokens and self-made text have no kinds, and only the task custom has a text. Raises
    FieldError."""
    merged = experiment.to_dict() | dict(values)
    if merged["mode"] == "add":
        merged["replay"] = min(merged["replay"], 50.0)
        merged["schedule"] = values.get("schedule", "mix")
    if merged["source"] == "random":
        merged |= {name: values.get(name, 0) for name in ("pool", "kinds")}
    if merged["source"] == "self":
        merged["kinds"] = values.get("kinds", 0)
    if merged["task"] != "custom":
        merged["text"] = ""
    return Experiment.from_dict(merged)


def parse_guess(value: str) -> list[tuple[int, float]]:
    """`0:0.5,150:1.6` as points (step, nats per token). Raises FieldError."""
    try:
        pairs = [pair.split(":") for pair in value.split(",") if pair]
        points = [(int(step), float(loss)) for step, loss in pairs]
    except ValueError:
        points = [(-1, math.nan)]
    if len(points) > GUESSED or not all(0 <= step <= STEP.high and 0 <= loss <= 20 for step, loss in points):
        raise FieldError(
            f"guess cannot be {shown(value)}: it is at most {GUESSED} points, step:loss, as in 0:0.5,150:1.6."
        )
    return points


def parse_runs(value: str) -> list[str]:
    """`german-0,german-5` as ids. Raises FieldError."""
    ids = [] if value == NOBODY else list(dict.fromkeys(value.split(",")))
    if len(ids) > COMPARED or not all(map(RUN.fullmatch, ids)):
        raise FieldError(
            f"runs cannot be {shown(value)}: it is {NOBODY}, or up to {COMPARED} runs with commas between, as in "
            f"{','.join(FIRST)}."
        )
    return ids
