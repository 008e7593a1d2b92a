"""The run record: the experiment, its events and what came of them. Every face of a run is drawn from this.

A finished record is one JSON object; a growing one is JSON Lines, a head line and then an event a line, so that a
process that dies leaves all it had. Knows nothing of torch, Streamlit or the rest of the package, but `experiment`.

    record = read(Path("assets/runs/german-1.json"));  record["summary"]["forgetting"]   # nats per token

Events (every one has `type` and `step`; losses are nats per token on held-out text):
    data        what there is to replay and to learn from: old_dialogues (distinct), old_sequences, old_tokens, the same
                for new, and length (tokens in a sequence)
    loss        old, new, train (what was minimised on the step's batch, remedy included; null at step 0), fit (on the
                new training sequences themselves, without the remedy; null but where `examples` limits them), seen and
                seen_old (training sequences so far, and how many of them were replayed), distinct_old (how many
                different ones), share (probability of a replayed sequence in the batch just read, 0 to 1), divergence
                (Jensen-Shannon, of that batch's expected token frequencies from the old task's, 0 to 0.69 nats),
                seconds (since the start, evaluation included)
    answers     items: prompt, text, right (true, false or null where no function can check), skill, task (old, new)
    skills      old and new: lists of skill, frequency (head, tail or null), right, total
    gradient    cosine between the gradient of the old task's loss and that of the new task's, -1 to 1
    checkpoint  file: the weights kept at this step, in the run's folder
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from explainer.experiment import Experiment, ExperimentError

SCHEMA = 1
RUNNING = ("queued", "running", "paused")
ENDED = ("done", "stopped", "failed", "interrupted")
SIZE_LIMIT = 20_000_000  # bytes; a run of 2,000 steps is about 0.5 MB

Record = dict[str, Any]
Event = dict[str, Any]

NUMBERS: dict[str, tuple[str, ...]] = {
    "data": ("length", "old_dialogues", "old_tokens", "new_dialogues", "new_tokens"),
    "loss": ("old", "new"),
    "gradient": ("cosine",),
    "answers": (),
    "skills": (),
    "checkpoint": (),
}
MAYBE = ("train", "fit", "seen_old", "distinct_old", "share", "divergence", "seconds")  # numbers where they are there


class RecordError(ValueError):
    """A record that cannot be shown; its text is one sentence for the reader."""


def new(run_id: str, experiment: Experiment, provenance: dict[str, Any], status: str = "running") -> Record:
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


def of_type(events: Iterable[Event], kind: str) -> list[Event]:
    return [event for event in events if event["type"] == kind]


def summarise(events: list[Event]) -> dict[str, float | None]:
    """First and last of everything measured. `forgetting` is L_old(after) - L_old(before), nats per token
    (Ibrahim et al. 2024); `right_*` are shares of the old probes, 0 to 1."""
    losses, skills = of_type(events, "loss"), of_type(events, "skills")
    if not losses:
        return {}
    first, last = losses[0], losses[-1]
    summary: dict[str, float | None] = {
        "old_before": first["old"],
        "old_after": last["old"],
        "new_before": first["new"],
        "new_after": last["new"],
        "forgetting": last["old"] - first["old"],
    }
    for prefix, task in (("", "old"), ("new_", "new")):
        before = share_right(skills[0][task]) if skills else None
        after = share_right(skills[-1][task]) if len(skills) > 1 else None
        summary |= {f"{prefix}right_before": before, f"{prefix}right_after": after}
    return summary | fit_and_replay(of_type(events, "data"), losses)


def fit_and_replay(data: list[Event], losses: list[Event]) -> dict[str, float | None]:
    """`new_best` is the least held-out new loss that was measured, `fit_after` the loss on few examples themselves;
    then the tokens that replay read, the distinct ones among them, and the pool they came from. Nothing for a record
    from before these were recorded."""
    if not data:
        return {}
    last = losses[-1]
    length = data[0]["length"]
    return {
        "new_best": min(loss["new"] for loss in losses),
        "fit_after": last.get("fit"),
        "replayed_tokens": (last.get("seen_old") or 0) * length,
        "replayed_distinct_tokens": last.get("distinct_old", 0) * length,
        "pool_dialogues": data[0]["old_dialogues"],
        "pool_tokens": data[0]["old_tokens"],
    }


def share_right(rows: list[dict[str, Any]]) -> float | None:
    """Share of right answers (0 to 1) over the rows of a skills event; None where nothing could be checked."""
    total = sum(row["total"] for row in rows)
    return sum(row["right"] for row in rows) / total if total else None


def share_removed(record: Record, twin: Record) -> float | None:
    """Share of the twin's forgetting (replay 0%) that this run did not have; None where the twin forgot nothing.
    (no-replay rise - rise) / no-replay rise, our arithmetic on Ibrahim et al. 2024, Table 2."""
    rise: float | None = record["summary"].get("forgetting")
    twin_rise: float | None = twin["summary"].get("forgetting")
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
    except ExperimentError as error:
        raise RecordError(f"{name} has an experiment that no run can have: {error}") from None
    for event in record["events"]:
        check_event(event, name)
    return record


def check_event(event: Event, name: str = "This record") -> Event:
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
    return event


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [None]


def shows_answer(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("prompt"), str) and isinstance(item.get("text"), str)


def shows_skill(row: Any) -> bool:
    return isinstance(row, dict) and finite(row.get("right")) and finite(row.get("total"))


def finite(value: Any) -> bool:
    """Whether it is a number that a double can hold; JSON's integers may be larger."""
    try:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:
        return False
