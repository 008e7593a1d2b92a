"""What one fine-tune is: a frozen, checked description, the same from a form, a URL, a dict or the command line.

Knows nothing of torch, Streamlit or the rest of the package. Every bad value raises `ExperimentError` with one
sentence that names the field, the value and what is allowed.

    Experiment.from_query({"task": "german", "replay": "1"}).to_dict()
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TEXT_LIMIT = 200_000  # characters of the reader's own text; about 60,000 tokens, far more than 1,000 steps can read
DIALOGUES = 6_000  # drawn from a task for a fine-tune; the distinct ones among them are all that it can read
SCHEDULES = ("mix", "abrupt", "ramp", "blocks")
SOURCES = ("true", "proxy", "self", "random")
REMEDIES = ("none", "neftune", "dropout", "label_smoothing", "l2sp")
REPLAY_STOPS = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0)


class ExperimentError(ValueError):
    """A value that no experiment can have; its text is one sentence for the reader."""


@dataclass(frozen=True)
class Choice:
    """A field that takes one of a few words."""

    options: tuple[str, ...]
    help: str

    def parse(self, name: str, value: Any) -> str:
        if isinstance(value, str) and value.strip().lower() in self.options:
            return value.strip().lower()
        raise ExperimentError(f"{name} cannot be {shown(value)}: it is one of {', '.join(self.options)}.")


@dataclass(frozen=True)
class Number:
    """A field that takes a finite number between two bounds, both allowed."""

    low: float
    high: float
    help: str
    whole: bool = False

    def parse(self, name: str, value: Any) -> float | int:
        allowed = f"it is a {'whole ' if self.whole else ''}number from {self.low:g} to {self.high:g}"
        try:
            number = float(value) if not isinstance(value, bool) else math.nan
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not self.low <= number <= self.high or (self.whole and number != int(number)):
            raise ExperimentError(f"{name} cannot be {shown(value)}: {allowed}.")
        return int(number) if self.whole else number


@dataclass(frozen=True)
class Text:
    """A field that takes the reader's own text."""

    limit: int
    help: str

    def parse(self, name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise ExperimentError(f"{name} cannot be {shown(value)}: it is text.")
        if len(value) > self.limit:
            raise ExperimentError(
                f"{name} cannot be {len(value):,} characters long: it is at most {self.limit:,} characters."
            )
        return value


FIELDS: dict[str, Choice | Number | Text] = {
    "task": Choice(("jan", "german", "cooking", "custom"), "the new task Pebble is fine-tuned on"),
    "replay": Number(0, 100, "percentage of training sequences that are old, drawn per sequence"),
    "mode": Choice(
        ("replace", "add"), "whether old sequences replace new ones (equal compute) or come on top (at most 50%)"
    ),
    "schedule": Choice(
        SCHEDULES, "when old sequences come: mixed in throughout, all of them first, ever fewer, or in blocks"
    ),
    "source": Choice(
        SOURCES,
        "where replayed text comes from: Pebble's own old training data, public data like it, what Pebble says by "
        "itself before the fine-tune, or random tokens",
    ),
    "pool": Number(0, DIALOGUES, "distinct dialogues of the source that may be replayed; 0 means all", whole=True),
    "kinds": Number(0, 8, "kinds of dialogue, of the source's eight, that may be replayed; 0 means all", whole=True),
    "examples": Number(0, DIALOGUES, "distinct new dialogues there are to learn from; 0 means all", whole=True),
    "remedy": Choice(REMEDIES, "what else is done against forgetting or overfitting"),
    "model": Choice(("pebble",), "the model"),
    "steps": Number(1, 2000, "optimiser steps", whole=True),
    "batch": Number(1, 128, "sequences of 64 tokens a step", whole=True),
    "lr": Number(1e-6, 1, "AdamW's learning rate"),
    "seed": Number(0, 2**31 - 1, "seed of the order of the data", whole=True),
    "device": Choice(("auto", "cpu", "cuda", "mps"), "where to train; auto takes cuda, then mps, then cpu"),
    "text": Text(TEXT_LIMIT, "the reader's own text or question,answer CSV, for the task custom"),
}


@dataclass(frozen=True)
class Experiment:
    """One fine-tune. `replay` is the expected percentage (0 to 100) of training sequences that are old, over the whole
    run, whatever the schedule. A field that a record or link does not have is at its default."""

    task: str = "german"
    replay: float = 5.0
    mode: str = "replace"
    schedule: str = "mix"
    source: str = "true"
    pool: int = 0
    kinds: int = 0
    examples: int = 0
    remedy: str = "none"
    model: str = "pebble"
    steps: int = 150
    batch: int = 16
    lr: float = 2e-3
    seed: int = 0
    device: str = "auto"
    text: str = ""

    def __post_init__(self) -> None:
        for name, field in FIELDS.items():
            object.__setattr__(self, name, field.parse(name, getattr(self, name)))
        if self.mode == "add" and self.replay > 50:
            raise ExperimentError(
                f"replay cannot be {self.replay:g} when old sequences are added: it is a number from 0 to 50, "
                "because each new sequence brings at most one old one."
            )
        if self.mode == "add" and self.schedule != "mix":
            raise ExperimentError(
                f"schedule cannot be {self.schedule!r} when old sequences are added: it is mix, "
                "because the other schedules share out a fixed number of sequences."
            )
        for name in ("pool", "kinds"):
            if self.source == "random" and getattr(self, name):
                raise ExperimentError(f"{name} cannot be {getattr(self, name)} with random tokens: it is 0.")
        if self.source == "self" and self.kinds:
            raise ExperimentError(
                f"kinds cannot be {self.kinds} with what Pebble says by itself: it is 0, of all kinds."
            )
        if self.task != "custom" and self.text:
            raise ExperimentError(f"text cannot be given for the task {self.task}: it goes with the task custom.")

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Experiment:
        """Raises ExperimentError on an unknown field or a bad value."""
        for name in values:
            if name not in FIELDS:
                raise ExperimentError(f"{shown(name)} is not a field: an experiment has {', '.join(FIELDS)}.")
        return cls(**values)

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Experiment:
        """From URL parameters, which are all strings. `text` never travels in a URL."""
        if "text" in query:
            raise ExperimentError("text cannot be given in a link: paste it into the page.")
        return cls.from_dict(query)

    def to_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    def to_query(self) -> dict[str, str]:
        """The fields that differ from the defaults, as strings; without the text, which stays with its run."""
        values = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name != "text"}
        return {name: number(value) for name, value in values.items() if value != getattr(Experiment, name)}

    def twin(self) -> Experiment:
        """The same experiment without replay: same seed, same new-task sequences."""
        return dataclasses.replace(self, replay=0.0)


def number(value: Any) -> str:
    """A value as a URL shows it: 5 rather than 5.0."""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def shown(value: Any) -> str:
    """A stranger's value, short enough for a sentence."""
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…" + text[0]
