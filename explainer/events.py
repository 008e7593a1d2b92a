"""These types say what each event of a run holds; a record keeps them, and `make contract` hands them to the player.

What is counted over them stands here too: `of_type`, `both_ends`. `problem` says what is wrong with an event that
somebody else wrote.

Losses are in nats per token. Fields that came later than a record are simply not there: fields are added, and none
changes its meaning without another SCHEMA (record.py). Records of schema 1, which still open, have no `times`,
`broken` and `whole`; their rows of right answers say `frequency` instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NotRequired, TypedDict, TypeGuard, overload

from explainer.tables.rarity import TIMES


class DataEvent(TypedDict):
    """What there is to replay (old) and to learn from (new): distinct dialogues, sequences, tokens; `length` is that of
    a sequence, in tokens; `held_out` how many sequences of each task the whole losses are measured on; `pool_loss`
    the model's loss on what is replayed before it trains, nats per token, none where nothing is."""

    type: Literal["data"]
    step: int
    length: int
    old_dialogues: int
    old_sequences: int
    old_tokens: int
    new_dialogues: int
    new_sequences: int
    new_tokens: int
    held_out: NotRequired[int]
    pool_loss: NotRequired[float | None]


class LossEvent(TypedDict):
    """Losses in nats per token: old and new on held-out text, told from a fixed part of it where `part` is true;
    `train` is what was minimised on the step's batch, remedy included (none at step 0); `fit` is the loss on the new
    training sequences themselves, where there are few. Then the training sequences seen so far, those of them that were
    old, and how many different ones those were; the probability of an old sequence in the batch just read (0 to 1);
    that batch's Jensen-Shannon divergence from the old task's token frequencies (0 to 0.69 nats); seconds since the
    start, evaluation included. An order of tasks adds its stage (from 1) and the task learned."""

    type: Literal["loss"]
    step: int
    old: float
    new: float
    part: NotRequired[bool]
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
    """A question and what was said to it; `right` is none where no function can check. `broken` is an answer that is
    not right though its word is there, since the language around it is gone."""

    prompt: str
    text: str
    right: NotRequired[bool | None]
    broken: NotRequired[bool]
    skill: NotRequired[str]
    task: NotRequired[Literal["old", "new"]]


class AnswersEvent(TypedDict):
    """What was said to the shown prompts."""

    type: Literal["answers"]
    step: int
    items: list[Answer]


class SkillRow(TypedDict):
    """How many of `total` questions were answered right, and how many answers were broken: about the facts of a skill
    that were read so many `times` in pretraining (1, 2, 4 ... 256; none for what is no fact). In schema 1 `frequency`
    stands for `times`, and no answer is called broken."""

    skill: str
    times: NotRequired[int | None]
    frequency: NotRequired[Literal["head", "tail"] | None]
    right: int
    broken: NotRequired[int]
    total: int


class SkillsEvent(TypedDict):
    """Right answers by skill and times read, rows only where there are questions: to all questions, at a run's start
    and end; or, where `whole` is false, to a fixed hundred of the old ones and a few of the new, at every checkpoint
    and both ends. One without `whole` is whole."""

    type: Literal["skills"]
    step: int
    whole: NotRequired[bool]
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
MAYBE = (  # numbers where they are there
    "train",
    "fit",
    "seen_old",
    "distinct_old",
    "share",
    "divergence",
    "seconds",
    "held_out",
    "pool_loss",
)


@overload
def of_type(events: Iterable[Event], kind: Literal["data"]) -> list[DataEvent]: ...
@overload
def of_type(events: Iterable[Event], kind: Literal["loss"]) -> list[LossEvent]: ...
@overload
def of_type(events: Iterable[Event], kind: Literal["answers"]) -> list[AnswersEvent]: ...
@overload
def of_type(events: Iterable[Event], kind: Literal["skills"]) -> list[SkillsEvent]: ...
@overload
def of_type(events: Iterable[Event], kind: Literal["gradient"]) -> list[GradientEvent]: ...
@overload
def of_type(events: Iterable[Event], kind: Literal["checkpoint"]) -> list[CheckpointEvent]: ...
def of_type(events: Iterable[Event], kind: str) -> list[Any]:
    """The events of one type, in their order."""
    return [event for event in events if event["type"] == kind]


def whole(events: Iterable[Event]) -> list[SkillsEvent]:
    """The counts over all questions. In schema 1 there were no others."""
    return [event for event in of_type(events, "skills") if event.get("whole", True)]


def both_ends(events: Iterable[Event]) -> tuple[SkillsEvent, SkillsEvent] | None:
    """The first and the last count over all questions; None where a run has not come to a second."""
    counts = whole(events)
    return (counts[0], counts[-1]) if len(counts) > 1 else None


def on_the_way(events: Sequence[Event]) -> list[SkillsEvent]:
    """The counts over the same questions from the first step to the last: a fixed hundred; in schema 1, all."""
    return [event for event in of_type(events, "skills") if not event.get("whole", True)] or whole(events)


def share_right(rows: Sequence[SkillRow]) -> float | None:
    """Share of right answers (0 to 1) over the rows of a skills event; None where nothing could be checked."""
    total = sum(row["total"] for row in rows)
    return sum(row["right"] for row in rows) / total if total else None


def share_broken(rows: Sequence[SkillRow]) -> float | None:
    """Share of broken answers (0 to 1); None where nothing could be checked."""
    total = sum(row["total"] for row in rows)
    return sum(row.get("broken", 0) for row in rows) / total if total else None


# What is wrong with an event


def problem(event: Any) -> str | None:
    """What keeps an event from being shown, to stand after "it has"; None where nothing does."""
    kind = event.get("type") if isinstance(event, dict) else None
    if not isinstance(kind, str) or kind not in NUMBERS or not finite(event.get("step")) or event["step"] < 0:
        return "an event without a known type and step"
    at = f"at step {event['step']}"
    if any(event.get(key) is not None and not finite(event[key]) for key in MAYBE):
        return f"a {kind} event {at} with a number that cannot be read"
    if any(not finite(event.get(key)) for key in NUMBERS[kind]):
        return f"a {kind} event {at} with a number missing"
    if kind == "answers" and not all(map(shows_answer, as_list(event.get("items")))):
        return f"an answer {at} without a prompt and a text"
    if kind == "skills":
        rows = [row for key in ("old", "new") for row in as_list(event.get(key))]
        wrong = next((wrong for row in rows if (wrong := problem_of_row(row))), None)
        return f"a count of right answers {at} {wrong}" if wrong else None
    return None


def problem_of_row(row: Any) -> str | None:
    """What keeps a row of either schema from being shown, to stand after "a count of right answers"."""
    if not isinstance(row, dict) or not isinstance(row.get("skill"), str):
        return "that names no skill"
    counts = [row.get("right"), row.get("broken", 0), row.get("total")]
    if not all(finite(count) and count >= 0 for count in counts):
        return "that cannot be read"
    if counts[2] == 0:
        return "without a question"
    if counts[0] + counts[1] > counts[2]:
        return "with more answers right or broken than questions asked"
    if row.get("times") is not None and (isinstance(row["times"], bool) or row["times"] not in TIMES):
        return f"about facts read a number of times that is none of 1, 2, 4 … {TIMES[-1]}"
    if row.get("frequency") not in ("head", "tail", None):
        return "with a frequency that is neither head nor tail"
    return None


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [None]


def shows_answer(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("prompt"), str) and isinstance(item.get("text"), str)


def finite(value: Any) -> TypeGuard[int | float]:
    """Whether it is a number that a double can hold; JSON's integers may be larger."""
    try:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:
        return False
