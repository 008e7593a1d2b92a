"""This module has what a reader sees on a page that trains: the experiment to come, and the runs shown.

view = View(LAB);  view.set({"task": "jan", "replay": "150"});  view.problems   # one sentence about replay
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

from explainer.experiment import FIELDS, Experiment
from explainer.fields import Field, FieldError, Switch, number, shown
from explainer.tables.figures import STEP
from explainer.tables.limits import COMPARED, GUESS
from explainer.tables.names import is_run
from explainer.ui.linked import Linked

# What a link to each page may hold: fields of the experiment, and what is beside it.
LIVE = ("task", "replay", "mode", "steps", "batch", "lr", "warm_up", "seed", "run", "step", "guess", "recorded")
LAB = (*(name for name in FIELDS if name not in ("device", "text")), "runs")
RECORDED = Switch("whether a recorded run is shown")
FIRST = ("german-0", "german-5")  # recorded runs that a reader finds in the lab
NOBODY = "none"  # in a link: no run at all
HIGHEST_LOSS = 20  # nats per token, of a guess

Points = list[tuple[int, float]]  # (step, nats per token)


@dataclasses.dataclass
class View(Linked):
    """`holds` are the names that a link to the page may set, `runs` are ids of the runs compared, `removed` those taken
    out of them with their places, the last one last."""

    holds: tuple[str, ...] = LIVE
    experiment: Experiment = dataclasses.field(default_factory=Experiment)
    run: str | None = None
    step: int | None = None
    guess: Points = dataclasses.field(default_factory=list)
    recorded: bool = False
    runs: list[str] = dataclasses.field(default_factory=lambda: list(FIRST))
    removed: list[tuple[int, str]] = dataclasses.field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        return self.holds

    def field(self, name: str) -> Field:
        return FIELDS[name]

    def value(self, name: str) -> Any:
        return getattr(self.experiment, name)

    def key(self, name: str) -> str:
        """What the widget of a field is called."""
        return name

    def set(self, values: Mapping[str, str]) -> list[str]:
        """What a link says of the experiment is all of it: fields that it does not name are at their defaults, whatever
        they were before. Where one field has changed another, there is a sentence about it."""
        if any(name in FIELDS for name in values):
            self.experiment = Experiment()
        taken = super().set(values)
        for name in (name for name in taken if name in FIELDS):
            asked, value = FIELDS[name].parse(name, values[name]), self.value(name)
            if value != asked:
                self.problems.append(
                    f"{name} cannot be {number(asked)} with the rest of this link: it is {number(value)} here."
                )
        return taken

    def take(self, name: str, value: Any) -> None:
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
            self.recorded = RECORDED.parse("recorded", value)

    def query(self) -> dict[str, str]:
        beside = {
            "run": self.run or "",
            "step": "" if self.step is None else str(self.step),
            "guess": ",".join(f"{step}:{loss:g}" for step, loss in self.guess),
            "recorded": "1" if self.recorded else "",
            "runs": "" if tuple(self.runs) == FIRST else ",".join(self.runs) or NOBODY,
        }
        query = self.experiment.to_query() | {name: value for name, value in beside.items() if value}
        return {name: value for name, value in query.items() if name in self.holds}

    def clear(self) -> None:
        """No run and no guess; the figure is asked to forget them too."""
        self.run, self.step, self.recorded, self.guess = None, None, False, []
        self.revision += 1


def with_values(experiment: Experiment, values: Mapping[str, Any]) -> Experiment:
    """The experiment with some values changed, and then with what no longer fits them: adding allows 50% at most and
    mixes, random tokens and self-made text have no kinds, only public data shares facts and manner, another remedy
    is as strong as usual, and only the task custom has a text. Raises FieldError."""
    merged: dict[str, Any] = {**experiment.to_dict(), **values}
    if merged["mode"] == "add":
        merged["replay"] = min(merged["replay"], 50.0)
        merged["schedule"] = values.get("schedule", "mix")
    if merged["source"] == "random":
        merged |= {name: values.get(name, 0) for name in ("pool", "kinds")}
    if merged["source"] == "self":
        merged["kinds"] = values.get("kinds", 0)
    if merged["source"] != "proxy":
        merged |= {"shared": values.get("shared", 0), "manner": values.get("manner", False)}
    if merged["remedy"] != experiment.remedy:
        merged["strength"] = values.get("strength", 0.0)
    if merged["task"] != "custom":
        merged["text"] = ""
    return Experiment.from_dict(merged)


def parse_guess(value: str) -> Points:
    """`0:0.5,150:1.6` as points. Raises FieldError."""
    try:
        pairs = [pair.split(":") for pair in value.split(",") if pair]
        points = [(int(step), float(loss)) for step, loss in pairs]
    except ValueError:
        points = [(-1, math.nan)]
    if len(points) > GUESS or not all(0 <= step <= STEP.high and 0 <= loss <= HIGHEST_LOSS for step, loss in points):
        raise FieldError(
            f"guess cannot be {shown(value)}: it is at most {GUESS} points, step:loss, as in 0:0.5,150:1.6."
        )
    return points


def parse_runs(value: str) -> list[str]:
    """`german-0,german-5` as ids. Raises FieldError."""
    ids = [] if value == NOBODY else list(dict.fromkeys(value.split(",")))
    if len(ids) > COMPARED or not all(map(is_run, ids)):
        raise FieldError(
            f"runs cannot be {shown(value)}: it is {NOBODY}, or up to {COMPARED} runs with commas between, as in "
            f"{','.join(FIRST)}."
        )
    return ids
