"""A record says what a run is: its experiment, its events and what came of them. All faces of a run are drawn from it.

A finished record is one JSON object; a growing one is JSON Lines, a head line and then an event a line, so that a
process that dies leaves all it had. Knows the experiment and the events, and nothing else of the package.

    record = read(Path("assets/runs/german-1.json"));  record["summary"]["forgetting"]   # nats per token

What each event holds is in events.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NotRequired, TextIO, TypedDict, TypeGuard, cast, overload

from explainer.events import (
    MAYBE,
    NUMBERS,
    AnswersEvent,
    CheckpointEvent,
    DataEvent,
    Event,
    GradientEvent,
    LossEvent,
    SkillRow,
    SkillsEvent,
)
from explainer.experiment import Experiment, ExperimentDict
from explainer.fields import FieldError

SCHEMA = 1
RUNNING = ("queued", "running", "paused")
ENDED = ("done", "stopped", "failed", "interrupted")
SIZE_LIMIT = 20_000_000  # bytes; a run of 2,000 steps is about 0.5 MB


class Summary(TypedDict, total=False):
    """First and last of everything measured: losses and forgetting in nats per token, shares of right answers (0 to 1),
    the least new loss, the loss on few examples, and the tokens that replay read, in all and different ones."""

    old_before: float
    old_after: float
    new_before: float
    new_after: float
    forgetting: float
    right_before: float | None
    right_after: float | None
    new_right_before: float | None
    new_right_after: float | None
    new_best: float
    fit_after: float | None
    replayed_tokens: int
    replayed_distinct_tokens: int
    pool_dialogues: int
    pool_tokens: int


class Provenance(TypedDict, total=False):
    """How a run was made. Seconds are those it worked, pauses left out."""

    kind: Literal["live", "recorded"]
    created: str
    device: str | None
    threads: int
    cores: int | None
    seconds: float | None
    versions: dict[str, str]


class Record(TypedDict):
    """A run: what was asked, what happened, what came of it. `twin` is the id of the run with the same seed and no
    replay."""

    schema: int
    id: str
    experiment: ExperimentDict
    provenance: Provenance
    events: list[Event]
    status: str
    reason: str | None
    summary: Summary
    twin: NotRequired[str | None]


class RecordError(ValueError):
    """A record that cannot be shown; its text is one sentence for the reader."""


def new(run_id: str, experiment: Experiment, provenance: Provenance, status: str = "running") -> Record:
    """An empty record, to be filled with events and closed with `finish`."""
    return {
        "schema": SCHEMA,
        "id": run_id,
        "experiment": experiment.to_dict(),
        "provenance": provenance,
        "events": [],
        "status": status,
        "reason": None,
        "summary": {},
    }


def finish(record: Record, status: str, reason: str | None = None) -> Record:
    """The record with its end: a status of ENDED, a reason where it did not simply finish, and the summary."""
    return {**record, "status": status, "reason": reason, "summary": summarise(record["events"])}


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


def summarise(events: Sequence[Event]) -> Summary:
    """First and last of everything measured. `forgetting` is L_old(after) - L_old(before), nats per token
    (Ibrahim et al. 2024); `right_*` are shares of the old probes, 0 to 1."""
    losses, skills = of_type(events, "loss"), of_type(events, "skills")
    if not losses:
        return {}
    first, last = losses[0], losses[-1]
    return {
        "old_before": first["old"],
        "old_after": last["old"],
        "new_before": first["new"],
        "new_after": last["new"],
        "forgetting": last["old"] - first["old"],
        "right_before": share_right(skills[0]["old"]) if skills else None,
        "right_after": share_right(skills[-1]["old"]) if len(skills) > 1 else None,
        "new_right_before": share_right(skills[0]["new"]) if skills else None,
        "new_right_after": share_right(skills[-1]["new"]) if len(skills) > 1 else None,
        **fit_and_replay(of_type(events, "data"), losses),
    }


def fit_and_replay(data: Sequence[DataEvent], losses: Sequence[LossEvent]) -> Summary:
    """The new loss at its best, the fit to few examples, and what was replayed; nothing for a record from before these
    were recorded."""
    if not data:
        return {}
    last, length = losses[-1], data[0]["length"]
    return {
        "new_best": min(loss["new"] for loss in losses),
        "fit_after": last.get("fit"),
        "replayed_tokens": (last.get("seen_old") or 0) * length,
        "replayed_distinct_tokens": last.get("distinct_old", 0) * length,
        "pool_dialogues": data[0]["old_dialogues"],
        "pool_tokens": data[0]["old_tokens"],
    }


def without_text(record: Record) -> Record:
    """The record without the reader's own text, which stays with its run: what leaves the server holds what came of
    it."""
    return {**record, "experiment": {**record["experiment"], "text": ""}}


def share_right(rows: Sequence[SkillRow]) -> float | None:
    """Share of right answers (0 to 1) over the rows of a skills event; None where nothing could be checked."""
    total = sum(row["total"] for row in rows)
    return sum(row["right"] for row in rows) / total if total else None


def share_removed(record: Record, twin: Record) -> float | None:
    """Share of the twin's forgetting (replay 0%) that this run did not have; None where the twin forgot nothing.
    (no-replay rise - rise) / no-replay rise, our arithmetic on Ibrahim et al. 2024, Table 2."""
    rise, twin_rise = record["summary"].get("forgetting"), twin["summary"].get("forgetting")
    if rise is None or twin_rise is None or twin_rise <= 0:
        return None
    return (twin_rise - rise) / twin_rise


def write(record: Record, path: Path) -> None:
    """One JSON object; replaces the file whole, so that a reader never sees half of it."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    beside.replace(path)


def write_lines(record: Record, events: Iterable[Event], file: TextIO) -> Iterator[Event]:
    """Passes events on, each written to `file` first: a head line, then an event a line."""
    head = {key: value for key, value in record.items() if key != "events"}
    file.write(json.dumps(head, ensure_ascii=False) + "\n")
    for event in events:
        file.write(json.dumps(event, ensure_ascii=False, allow_nan=False) + "\n")
        file.flush()
        yield event


def read(path: Path) -> Record:
    """A record from a file, finished or growing. Raises RecordError."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise RecordError(f"{path.name} is larger than {SIZE_LIMIT // 1_000_000} MB, which no run is.")
        return parse(path.read_text(encoding="utf-8"), path.name)
    except FileNotFoundError:
        raise RecordError(f"There is no file {path}.") from None
    except (UnicodeDecodeError, OSError):
        raise RecordError(f"{path.name} cannot be read as text, so it is not a run record.") from None


def parse(text: str, name: str = "This text") -> Record:
    """A record from JSON, or from JSON Lines whose last line may be cut. Raises RecordError."""
    try:
        return check(json.loads(text), name)
    except json.JSONDecodeError:
        return check(parse_lines(text, name), name)
    except RecursionError:
        raise RecordError(f"{name} is nested too deeply to be a run record.") from None


def parse_lines(text: str, name: str) -> Any:
    lines = text.split("\n")
    try:
        head, events = json.loads(lines[0]), []
    except json.JSONDecodeError:
        raise RecordError(f"{name} is not a whole run record: it is cut short or is not JSON.") from None
    for number, line in enumerate(lines[1:], 2):
        try:
            events += [json.loads(line)] if line.strip() else []
        except json.JSONDecodeError:
            if number < len(lines):
                raise RecordError(f"{name} has a line {number} that is not JSON.") from None
    if not isinstance(head, dict) or "experiment" not in head:
        raise RecordError(f"{name} is not a run record: its first line has no experiment.")
    record = {**head, "events": events}
    return finish(check(record, name), "interrupted", "The run ended before it was finished.")


def check(record: Any, name: str = "This record") -> Record:
    """The same record, if every part of it can be shown. Raises RecordError."""
    if not isinstance(record, dict) or "schema" not in record:
        raise RecordError(f"{name} is not a run record: it has no schema.")
    if record["schema"] != SCHEMA:
        raise RecordError(f"{name} has schema {str(record['schema'])[:20]}, and this version reads schema {SCHEMA}.")
    for key, kind in (("id", str), ("experiment", dict), ("provenance", dict), ("events", list), ("summary", dict)):
        if not isinstance(record.get(key), kind):
            raise RecordError(f"{name} is not a run record: its {key} is missing or of the wrong kind.")
    if record.get("status") not in RUNNING + ENDED:
        raise RecordError(f"{name} has a status that no run has.")
    if any(value is not None and not finite(value) for value in record["summary"].values()):
        raise RecordError(f"{name} has a summary with something in it that is no number.")
    try:
        Experiment.from_dict(record["experiment"])
    except FieldError as error:
        raise RecordError(f"{name} has an experiment that no run can have: {error}") from None
    for event in record["events"]:
        check_event(event, name)
    return cast(Record, record)


def check_event(event: Any, name: str = "This record") -> Event:
    """The same event, if it can be shown. Raises RecordError."""
    kind = event.get("type") if isinstance(event, dict) else None
    if kind not in NUMBERS or not finite(event.get("step")) or event["step"] < 0:
        raise RecordError(f"{name} has an event without a known type and step.")
    if any(event.get(key) is not None and not finite(event[key]) for key in MAYBE):
        raise RecordError(f"{name} has a {kind} event at step {event['step']} with a number that cannot be read.")
    if any(not finite(event.get(key)) for key in NUMBERS[kind]):
        raise RecordError(f"{name} has a {kind} event at step {event['step']} with a number missing.")
    if kind == "answers" and not all(map(shows_answer, as_list(event.get("items")))):
        raise RecordError(f"{name} has an answer at step {event['step']} without a prompt and a text.")
    if kind == "skills" and not all(shows_skill(row) for key in ("old", "new") for row in as_list(event.get(key))):
        raise RecordError(f"{name} has a count of right answers at step {event['step']} that cannot be read.")
    return cast(Event, event)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [None]


def shows_answer(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("prompt"), str) and isinstance(item.get("text"), str)


def shows_skill(row: Any) -> bool:
    return isinstance(row, dict) and finite(row.get("right")) and finite(row.get("total"))


def finite(value: Any) -> TypeGuard[int | float]:
    """Whether it is a number that a double can hold; JSON's integers may be larger."""
    try:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:
        return False
