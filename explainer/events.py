"""These types say what each event of a run holds; a record keeps them, and `make contract` hands them to the player.

Losses are in nats per token. Fields that came later than a record are simply not there: fields are added, and none
changes its meaning without another SCHEMA (record.py).
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Frequency = Literal["head", "tail"]


class DataEvent(TypedDict):
    """What there is to replay (old) and to learn from (new): distinct dialogues, sequences, tokens; `length` is that of
    a sequence, in tokens."""

    type: Literal["data"]
    step: int
    length: int
    old_dialogues: int
    old_sequences: int
    old_tokens: int
    new_dialogues: int
    new_sequences: int
    new_tokens: int


class LossEvent(TypedDict):
    """Losses in nats per token: old and new on held-out text; `train` is what was minimised on the step's batch, remedy
    included (none at step 0); `fit` is the loss on the new training sequences themselves, where there are few. Then the
    training sequences seen so far, those of them that were old, and how many different ones those were; the probability
    of an old sequence in the batch just read (0 to 1); that batch's Jensen-Shannon divergence from the old task's token
    frequencies (0 to 0.69 nats); seconds since the start, evaluation included. An order of tasks adds its stage (from
    1) and the task learned."""

    type: Literal["loss"]
    step: int
    old: float
    new: float
    train: NotRequired[float | None]
    fit: NotRequired[float | None]
    seen: NotRequired[int]
    seen_old: NotRequired[int]
    distinct_old: NotRequired[int]
    share: NotRequired[float]
    divergence: NotRequired[float]
    seconds: NotRequired[float]
    stage: NotRequired[int]
    task: NotRequired[str]


class Answer(TypedDict):
    """A question and what was said to it; `right` is none where no function can check."""

    prompt: str
    text: str
    right: NotRequired[bool | None]
    skill: NotRequired[str]
    task: NotRequired[Literal["old", "new"]]


class AnswersEvent(TypedDict):
    """What was said to the shown prompts."""

    type: Literal["answers"]
    step: int
    items: list[Answer]


class SkillRow(TypedDict):
    """How many of the questions about a skill, and of a frequency in the old data, were answered right."""

    skill: str
    frequency: Frequency | None
    right: int
    total: int


class SkillsEvent(TypedDict):
    """Right answers to all questions, old and new."""

    type: Literal["skills"]
    step: int
    old: list[SkillRow]
    new: list[SkillRow]


class GradientEvent(TypedDict):
    """The cosine between the gradient of the old task's loss and that of the new task's, -1 to 1."""

    type: Literal["gradient"]
    step: int
    cosine: float


class CheckpointEvent(TypedDict):
    """The weights kept at this step: a file in the run's folder."""

    type: Literal["checkpoint"]
    step: int
    file: str


class ProvenanceEvent(TypedDict):
    """Where a run trains, told by its job; it becomes part of the record's provenance and is not kept as an event."""

    type: Literal["provenance"]
    device: str
    threads: int
    cores: int | None
    versions: dict[str, str]


Event = DataEvent | LossEvent | AnswersEvent | SkillsEvent | GradientEvent | CheckpointEvent
EVENTS = (DataEvent, LossEvent, AnswersEvent, SkillsEvent, GradientEvent, CheckpointEvent)


# What an event of each type must have, and which numbers it may have, as the types above say.
NUMBERS: dict[str, tuple[str, ...]] = {
    "data": ("length", "old_dialogues", "old_tokens", "new_dialogues", "new_tokens"),
    "loss": ("old", "new"),
    "gradient": ("cosine",),
    "answers": (),
    "skills": (),
    "checkpoint": (),
}
MAYBE = ("train", "fit", "seen_old", "distinct_old", "share", "divergence", "seconds")  # numbers where they are there
