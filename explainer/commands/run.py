"""`python -m explainer run` fine-tunes Pebble in this process, without a server, and writes the run's record."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer import record as records
from explainer.commands import fields
from explainer.events import Event, ProvenanceEvent
from explainer.record import Record

if TYPE_CHECKING:
    from explainer.training.jobs import TrainRequest
    from explainer.training.orders import MatrixEvent


def add(commands: Any) -> None:
    run = commands.add_parser(
        "run", help="fine-tune Pebble on a new task", description="Fine-tunes Pebble and writes the run's record."
    )
    fields.add(run)
    run.add_argument("--out", metavar="FILE", type=Path, help="where the record goes; its weights go beside it")
    run.add_argument(
        "--thorough", action="store_true", help="measure all held-out text at every checkpoint, not only at both ends"
    )
    run.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    experiment = fields.read(options)
    fields.check_folder(options.out)
    created = datetime.now(UTC).isoformat(timespec="seconds")
    record = records.new("local", experiment, {"kind": "recorded", "created": created})
    request: TrainRequest = {
        "experiment": experiment.to_dict(),
        "folder": str(weights_folder(options.out)) if options.out else None,
        "threads": options.threads,
        "thorough": options.thorough,
    }
    record = follow(record, request, options.out)
    if options.out:
        records.write(record, options.out)
        growing_path(options.out).unlink()
        print(f"The record is in {options.out}, the weights are in {weights_folder(options.out)}.")
    print(table(record))
    if record["reason"]:
        print(f"explainer: {record['reason']}", file=sys.stderr)
    return {"done": 0, "stopped": 130}.get(record["status"], 1)


def follow(record: Record, request: TrainRequest, out: Path | None) -> Record:
    """Trains with a progress bar; the record as far as it got, whatever ended it."""
    from explainer.training import jobs
    from explainer.training.loop import Diverged

    status, reason = "done", None
    steps = request["experiment"]["steps"]
    try:
        with growing_path(out).open("w", encoding="utf-8") as file:
            events = with_progress(without_provenance(jobs.train(request), record), steps)
            for event in records.write_lines(record, events, file):
                record["events"].append(event)
    except Diverged as error:
        status, reason = "failed", str(error)
    except KeyboardInterrupt:
        status, reason = "stopped", "Stopped at the keyboard."
    losses = records.of_type(record["events"], "loss")
    record["provenance"]["seconds"] = losses[-1].get("seconds") if losses else 0.0
    return records.finish(record, status, reason)


def without_provenance(events: Iterable[ProvenanceEvent | Event | MatrixEvent], record: Record) -> Iterator[Event]:
    """The events of the record; the job's word on where it runs goes into the provenance."""
    for event in events:
        if event["type"] == "provenance":
            record["provenance"]["device"], record["provenance"]["threads"] = event["device"], event["threads"]
            record["provenance"]["cores"], record["provenance"]["versions"] = event["cores"], event["versions"]
        elif event["type"] != "matrix":
            yield event


def with_progress(events: Iterable[Event], steps: int) -> Iterator[Event]:
    """The same events, and a bar on the terminal."""
    from tqdm import tqdm

    with tqdm(total=steps, unit=" steps", leave=False) as bar:
        for event in events:
            if event["type"] == "loss":
                bar.update(event["step"] - bar.n)
                bar.set_postfix_str(f"old {event['old']:.2f}, new {event['new']:.2f} nats")
            yield event


def table(record: Record) -> str:
    """Before and after, in words and units."""
    summary = record["summary"]
    if not summary:
        return "Nothing was measured."
    rows = (
        ("", "before", "after"),
        ("old task, held-out loss (nats per token)", nats(summary["old_before"]), nats(summary["old_after"])),
        ("new task, held-out loss (nats per token)", nats(summary["new_before"]), nats(summary["new_after"])),
        ("old questions answered right", percent(summary["right_before"]), percent(summary["right_after"])),
        (
            "old questions answered in broken language",
            percent(summary.get("broken_before")),
            percent(summary.get("broken_after")),
        ),
        ("new questions answered right", percent(summary["new_right_before"]), percent(summary["new_right_after"])),
    )
    lines = [f"{title:42} {before:>8} {after:>8}" for title, before, after in rows]
    return "\n".join([*lines, f"Forgetting: {summary['forgetting']:.2f} nats per token.{floor(record)}"])


def floor(record: Record) -> str:
    """What the same steps cost where all of the text is old, to compare with."""
    least = records.floor()
    if least is None or record["experiment"]["steps"] != least["steps"]:
        return ""
    return f" Old text alone, with no lesson at all, costs {least['forgetting']:.2f}."


def nats(loss: float) -> str:
    return f"{loss:.2f}"


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def growing_path(out: Path | None) -> Path:
    """Where a run is kept line by line while it grows: what is left of it if this process is killed."""
    return out.with_suffix(".partial.jsonl") if out else Path(os.devnull)


def weights_folder(path: Path) -> Path:
    return path.with_suffix(".weights")
