"""This module is a run as a figure to take away: its title, what it measured, and the player's options.

Knows no HTML.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from explainer import record as records
from explainer.fields import number
from explainer.record import Record, RecordError
from explainer.tables.tasks import named
from explainer.web.api import runs
from explainer.web.api.runs import Run
from explainer.web.takeaway.options import RunOptions, ShownRun
from explainer.web.takeaway.scene import Scene

LIMIT = 700_000  # characters of JSON: with the player, a file stays under 1 MB


async def embedded(name: str, root: str) -> Scene:
    """A run, recorded or live, beside its twin. `root` is the way to the app's root, such as "../../". Raises
    HTTPException."""
    pair = await runs.find(name)
    options = options_of([at_address(run, root) for run in pair])
    return scene(pair, {**options, "root": root, "page": root + app_address(pair[-1])})


async def inside(name: str) -> Scene:
    """The same with its records, at most LIMIT characters of them. Raises HTTPException."""
    pair = await runs.find(name)
    try:
        return await run_in_threadpool(packed, pair)
    except RecordError as error:
        raise HTTPException(422, str(error)) from None


def packed(pair: Sequence[Run]) -> Scene:
    """One run, or twins, in hand, without a reader's own text. Of long ones only every second, fourth … loss goes in,
    and the text says so. Raises RecordError."""
    for every in (1, 2, 4, 8, 16):
        thinned = [replace(run, record=records.without_text(thin(run.record, every))) for run in pair]
        if sum(len(json.dumps(run.record)) for run in thinned) <= LIMIT:
            full = scene(thinned, options_of([in_hand(run) for run in thinned]))
            note = f" To keep it small, one measured loss in {every} is shown." if every > 1 else ""
            return replace(full, text=full.text + note)
    raise RecordError("This run does not fit into a file of 1 MB: its answers are too long.")


def thin(record: Record, every: int) -> Record:
    """The record with one loss event in `every`, and the last."""
    losses = records.of_type(record["events"], "loss")
    steps = {event["step"] for event in [*losses[::every], *losses[-1:]]}
    events = [event for event in record["events"] if event["type"] != "loss" or event["step"] in steps]
    return {**record, "events": events}


def at_address(run: Run, root: str) -> ShownRun:
    return {**shown(run), "url": root + run.url}


def in_hand(run: Run) -> ShownRun:
    return {**shown(run), "record": run.record}


def shown(run: Run) -> ShownRun:
    return {"label": run.label, "name": run.name, "kind": run.kind, "replay": run.replay}


def options_of(pair: list[ShownRun]) -> RunOptions:
    """Whoever embeds a run shows it; steering it is for its own page."""
    return {"runs": pair, "hide": ["training"]}


def scene(pair: Sequence[Run], options: RunOptions) -> Scene:
    run = pair[-1]
    name = f"{run.record['experiment']['task']}-{number(run.replay)}"
    return Scene(title_of(pair), sentence(pair), options, app_address(run), name)


def app_address(run: Run) -> str:
    """Where the app shows a run."""
    if run.kind == "live":
        return f"live?{urlencode({'run': run.name})}"
    query = {"task": run.record["experiment"]["task"], "replay": number(run.replay), "recorded": "1"}
    return f"live?{urlencode(query)}"


def title_of(pair: Sequence[Run]) -> str:
    task = named(pair[-1].record["experiment"]["task"])
    return f"Pebble fine-tuned on {task.subject}: {' and '.join(run.label for run in pair)} replay"


def sentence(pair: Sequence[Run]) -> str:
    """What was measured, in words and units, for those without the figure."""
    experiment = pair[-1].record["experiment"]
    subject = named(experiment["task"]).subject
    opening = f"Pebble, a small language model, was fine-tuned on {subject} for {experiment['steps']} steps."
    return " ".join([opening, *map(outcome, pair), *floor(), origin(pair[-1].record)])


def outcome(run: Run) -> str:
    """From the events, not from the record's own summary, which a stranger may have written."""
    summary = records.summarise(run.record["events"])
    if not summary:
        return f"With {run.label} replay nothing has been measured yet."
    losses = (
        f"With {run.label} replay, its loss on old text went from {summary['old_before']:.2f} to "
        f"{summary['old_after']:.2f} nats per token"
    )
    before, after = summary["right_before"], summary["right_after"]
    if before is None or after is None:
        return f"{losses}."
    broken = summary.get("broken_after")
    gone = f", and {broken:.0%} more held the word in broken language" if broken else ""
    return f"{losses}, its right old answers from {before:.0%} to {after:.0%}{gone}."


def floor() -> list[str]:
    """What no lesson at all costs, in a sentence; nothing where that was not measured."""
    cost = records.floor()
    return [f"{cost['steps']} steps on old data alone cost {cost['forgetting']:.2f} nats."] if cost else []


def origin(record: Record) -> str:
    """Recorded or live, as in "Recorded (cpu, seed 0)."."""
    made = record["provenance"]
    word = "Recorded" if made.get("kind") == "recorded" else "Live"
    device = made.get("device")
    details = [device] if isinstance(device, str) else []
    details.append(f"seed {record['experiment']['seed']}")
    return f"{word} ({', '.join(details)})."
