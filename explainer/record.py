"""A record says what a run is: its experiment, its events and what came of them. All faces of a run are drawn from it.

A finished record is one JSON object; a growing one is JSON Lines, a head line and then an event a line, so that a
process that dies leaves all it had. Knows the experiment and the events, and nothing else of the package.

    record = read(Path("assets/runs/german-1.json"));  record["summary"]["forgetting"]   # nats per token

What each event holds is in events.py.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NotRequired, TextIO, TypedDict, cast

from explainer.events import DataEvent, Event, LossEvent, SkillsEvent, problem
from explainer.events import both_ends as both_ends
from explainer.events import finite as finite
from explainer.events import of_type as of_type
from explainer.events import on_the_way as on_the_way
from explainer.events import share_broken as share_broken
from explainer.events import share_right as share_right
from explainer.events import whole as whole
from explainer.experiment import Experiment, ExperimentDict
from explainer.fields import FieldError

SCHEMA = 2
READABLE = (1, 2)  # schemas; see events.py
RUNNING = ("queued", "running", "paused")
ENDED = ("done", "stopped", "failed", "interrupted")
FLOOR = Path(__file__).parents[1] / "assets" / "runs" / "german-100.json"
SIZE_LIMIT = 20_000_000  # bytes; a run of 2,000 steps is about 0.5 MB


class Summary(TypedDict, total=False):
    """First and last of everything measured: losses and forgetting in nats per token, shares of right and of broken
    answers (0 to 1), the least new loss, the loss on few examples, the tokens that replay read, in all and different
    ones, and the loss on what is replayed before training."""

    old_before: float
    old_after: float
    new_before: float
    new_after: float
    forgetting: float
    right_before: float | None
    right_after: float | None
    new_right_before: float | None
    new_right_after: float | None
    broken_before: float | None
    broken_after: float | None
    new_best: float
    fit_after: float | None
    replayed_tokens: int
    replayed_distinct_tokens: int
    pool_dialogues: int
    pool_tokens: int
    pool_loss: float | None


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


class Floor(TypedDict):
    """What training costs without any lesson, on old data alone: forgetting in nats per token and the shares of right
    old answers (0 to 1), after so many steps at a learning rate."""

    forgetting: float
    right_before: float | None
    right_after: float | None
    steps: int
    lr: float


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


def summarise(events: Sequence[Event]) -> Summary:
    """First and last of everything measured. `forgetting` is L_old(after) - L_old(before), nats per token
    (Ibrahim et al. 2024); `right_*` are shares of the old probes, 0 to 1."""
    losses = of_type(events, "loss")
    if not losses:
        return {}
    first, last = losses[0], losses[-1]
    return {
        "old_before": first["old"],
        "old_after": last["old"],
        "new_before": first["new"],
        "new_after": last["new"],
        "forgetting": last["old"] - first["old"],
        **answered(whole(events)),
        **fit_and_replay(of_type(events, "data"), losses),
    }


def answered(skills: Sequence[SkillsEvent]) -> Summary:
    """Shares before and after, from whole counts; of broken answers only where those were counted."""
    first, last = (skills[0] if skills else None), (skills[-1] if len(skills) > 1 else None)
    shares: Summary = {
        "right_before": share_right(first["old"]) if first else None,
        "right_after": share_right(last["old"]) if last else None,
        "new_right_before": share_right(first["new"]) if first else None,
        "new_right_after": share_right(last["new"]) if last else None,
    }
    if first and any("broken" in row for row in first["old"]):
        shares["broken_before"] = share_broken(first["old"])
        shares["broken_after"] = share_broken(last["old"]) if last else None
    return shares


def fit_and_replay(data: Sequence[DataEvent], losses: Sequence[LossEvent]) -> Summary:
    """The new loss at its best, the fit to few examples, and what was replayed; nothing for a record from before these
    were recorded."""
    if not data:
        return {}
    last, length = losses[-1], data[0]["length"]
    asked: Summary = {"pool_loss": data[0]["pool_loss"]} if "pool_loss" in data[0] else {}
    return {
        "new_best": min(loss["new"] for loss in losses),
        "fit_after": last.get("fit"),
        "replayed_tokens": (last.get("seen_old") or 0) * length,
        "replayed_distinct_tokens": last.get("distinct_old", 0) * length,
        "pool_dialogues": data[0]["old_dialogues"],
        "pool_tokens": data[0]["old_tokens"],
        **asked,
    }


def without_text(record: Record) -> Record:
    """The record without the reader's own text, which stays with its run: what leaves the server holds what came of
    it."""
    return {**record, "experiment": {**record["experiment"], "text": ""}}


@functools.cache
def floor(path: Path = FLOOR) -> Floor | None:
    """What training on old data alone costs, as a shipped run measured it; None where none ships. Raises
    RecordError."""
    if not path.exists():
        return None
    record = read(path)
    summary, asked = record["summary"], record["experiment"]
    return {
        "forgetting": round(summary["forgetting"], 4),
        "right_before": summary["right_before"],
        "right_after": summary["right_after"],
        "steps": asked["steps"],
        "lr": asked["lr"],
    }


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
    if type(record["schema"]) is not int or record["schema"] not in READABLE:
        known = " and ".join(map(str, READABLE))
        raise RecordError(f"{name} has schema {str(record['schema'])[:20]}, and this version reads schemas {known}.")
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
    wrong = problem(event)
    if wrong:
        raise RecordError(f"{name} has {wrong}.")
    return cast(Event, event)
