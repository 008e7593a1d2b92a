"""An experiment says what one fine-tune is: frozen, checked, the same from a form, a link, a dict or the command line.

Knows the tables and nothing else of the package. Every bad value raises FieldError with one sentence that names the
field, the value and what is allowed.

    Experiment.from_dict({"task": "german", "replay": "1"}).to_query()
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, cast

from explainer.fields import Choice, FieldError, Number, Switch, Text, number, unknown
from explainer.tables import limits
from explainer.tables.models import MODELS
from explainer.tables.remedies import REMEDIES
from explainer.tables.tasks import NEW_TASKS

DIALOGUES = 6_000  # drawn from a task for a fine-tune; the distinct ones among them are all that it can read
SCHEDULES = ("mix", "abrupt", "ramp", "blocks")
SOURCES = ("true", "proxy", "self", "random")
SHARED = (0, 25, 50, 100)  # per cent of Pebble's facts that the public stand-in may share
REPLAY_STOPS = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0)

FIELDS: dict[str, Choice | Number | Switch | Text] = {
    "task": Choice(
        tuple(NEW_TASKS),
        "the new task Pebble is fine-tuned on",
        {name: task.title for name, task in NEW_TASKS.items()},
    ),
    "replay": Number(0, 100, "percentage of training sequences that are old, drawn per sequence"),
    "mode": Choice(
        ("replace", "add"),
        "whether old sequences replace new ones (equal compute) or come on top (at most 50%)",
        {"replace": "old replaces new (same compute)", "add": "old comes on top (more compute)"},
    ),
    "schedule": Choice(
        SCHEDULES,
        "when old sequences come: mixed in throughout, all of them first, ever fewer, or in blocks",
        {
            "mix": "mixed in throughout",
            "abrupt": "all of it first",
            "ramp": "ever less of it",
            "blocks": "in blocks, by turns",
        },
    ),
    "source": Choice(
        SOURCES,
        "where replayed text comes from: Pebble's own old training data, public data like it, what Pebble says by "
        "itself before the fine-tune, or random tokens",
        {
            "true": "Pebble’s own old data",
            "proxy": "other people’s data",
            "self": "what Pebble says by itself",
            "random": "random tokens",
        },
    ),
    "shared": Number(
        0, 100, "percentage of Pebble's facts that the public data shares: 0, 25, 50 or 100; with proxy", whole=True
    ),
    "manner": Switch("whether the public data speaks in Pebble's own phrasings; with proxy"),
    "pool": Number(0, DIALOGUES, "distinct dialogues of the source that may be replayed; 0 means all", whole=True),
    "kinds": Number(0, 9, "kinds of dialogue that may be replayed, of Pebble's own nine; 0 means all", whole=True),
    "examples": Number(0, DIALOGUES, "distinct new dialogues there are to learn from; 0 means all", whole=True),
    "remedy": Choice(
        tuple(REMEDIES),
        "what else is done against forgetting or overfitting",
        {name: remedy.label for name, remedy in REMEDIES.items()},
    ),
    "strength": Number(0, limits.STRENGTH, "how strong the remedy is, on its own scale; 0 means as usual"),
    "model": Choice(tuple(MODELS), "the model"),
    "steps": Number(1, limits.STEPS, "optimiser steps", whole=True),
    "batch": Number(1, 128, "sequences of 64 tokens a step", whole=True),
    "lr": Number(1e-6, 1, "AdamW's learning rate"),
    "warm_up": Number(0, limits.STEPS, "steps in which the learning rate rises to its height", whole=True),
    "seed": Number(0, 2**31 - 1, "seed of the order of the data", whole=True),
    "device": Choice(("auto", "cpu", "cuda", "mps"), "where to train; auto takes cuda, then mps, then cpu"),
    "text": Text(limits.TEXT, "the reader's own text or question,answer CSV, for the task custom"),
}


class ExperimentDict(TypedDict, total=False):
    """An experiment as JSON has it; a field that is missing is at its default."""

    task: str
    replay: float
    mode: str
    schedule: str
    source: str
    shared: int
    manner: bool
    pool: int
    kinds: int
    examples: int
    remedy: str
    strength: float
    model: str
    steps: int
    batch: int
    lr: float
    warm_up: int
    seed: int
    device: str
    text: str


@dataclass(frozen=True)
class Experiment:
    """One fine-tune. `replay` is the expected percentage (0 to 100) of training sequences that are old, over the whole
    run, whatever the schedule. A field that a record or link does not have is at its default."""

    task: str = "german"
    replay: float = 5.0
    mode: str = "replace"
    schedule: str = "mix"
    source: str = "true"
    shared: int = 0
    manner: bool = False
    pool: int = 0
    kinds: int = 0
    examples: int = 0
    remedy: str = "none"
    strength: float = 0.0
    model: str = "pebble"
    steps: int = 150
    batch: int = 16
    lr: float = 2e-3
    warm_up: int = 0
    seed: int = 0
    device: str = "auto"
    text: str = ""

    def __post_init__(self) -> None:
        for name, field in FIELDS.items():
            object.__setattr__(self, name, field.parse(name, getattr(self, name)))
        if self.mode == "add" and self.replay > 50:
            raise FieldError(
                f"replay cannot be {self.replay:g} when old sequences are added: it is a number from 0 to 50, "
                "because each new sequence brings at most one old one."
            )
        if self.mode == "add" and self.schedule != "mix":
            raise FieldError(
                f"schedule cannot be {self.schedule!r} when old sequences are added: it is mix, "
                "because the other schedules share out a fixed number of sequences."
            )
        self.check_source()
        self.check_strength()
        if self.task != "custom" and self.text:
            raise FieldError(f"text cannot be given for the task {self.task}: it goes with the task custom.")

    def check_source(self) -> None:
        """What goes with some sources only. Raises FieldError."""
        for name in ("pool", "kinds"):
            if self.source == "random" and getattr(self, name):
                raise FieldError(f"{name} cannot be {getattr(self, name)} with random tokens: it is 0.")
        if self.source == "self" and self.kinds:
            raise FieldError(f"kinds cannot be {self.kinds} with what Pebble says by itself: it is 0, of all kinds.")
        if self.shared not in SHARED:
            raise FieldError(f"shared cannot be {self.shared}: it is one of {', '.join(map(str, SHARED))}.")
        for name in ("shared", "manner"):
            if self.source != "proxy" and getattr(self, name):
                value = number(int(getattr(self, name)))
                raise FieldError(f"{name} cannot be {value} with the source {self.source}: it is 0, but with proxy.")

    def check_strength(self) -> None:
        """A remedy without a dial has no strength, and none is stronger than its dial allows. Raises FieldError."""
        dial = REMEDIES[self.remedy].dial
        if self.strength and dial is None:
            raise FieldError(
                f"strength cannot be {self.strength:g} with the remedy {self.remedy}: it is 0, for that has no dial."
            )
        if dial and self.strength > dial.most:
            raise FieldError(
                f"strength cannot be {self.strength:g} with the remedy {self.remedy}: it is at most {dial.most:g}."
            )

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Experiment:
        """From JSON, or from a link, where all values are strings. Raises FieldError."""
        for name in values:
            if name not in FIELDS:
                raise unknown(name, FIELDS, "a field", "an experiment has")
        return cls(**values)

    def to_dict(self) -> ExperimentDict:
        """As JSON has it."""
        return cast(ExperimentDict, dataclasses.asdict(self))

    def to_query(self) -> dict[str, str]:
        """The fields that differ from the defaults, as strings; without the text, which stays with its run."""
        values = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name != "text"}
        return {
            name: number(int(value) if isinstance(value, bool) else value)
            for name, value in values.items()
            if value != getattr(Experiment, name)
        }

    def twin(self) -> Experiment:
        """The same experiment without replay: same seed, same new-task sequences."""
        return dataclasses.replace(self, replay=0.0)
