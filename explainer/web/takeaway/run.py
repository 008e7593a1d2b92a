"""A run as a figure to take away: its title, what it measured, and the player's options. Knows no HTML."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from explainer import record as records
from explainer.fields import number
from explainer.record import Record, RecordError
from explainer.web.api import runs
from explainer.web.api.runs import Run
from explainer.web.takeaway.scene import Scene

LIMIT = 700_000  # characters of JSON: with the player, a file stays under 1 MB
TASKS = {"german": "German", "jan": "Jan, the assistant", "cooking": "cooking", "custom": "a reader's own text"}


async def embedded(name: str, root: str) -> Scene:
    """A run, recorded or live, beside its twin. `root` is the way to the app's root, such as "../../"."""
    return scene(await runs.find(name), lambda run: {"url": root + run.url}, root)


async def inside(name: str) -> Scene:
    """The same with its records, at most LIMIT characters of them. Raises HTTPException."""
    found = await runs.find(name)
    try:
        return await run_in_threadpool(packed, found)
    except RecordError as error:
        raise HTTPException(422, str(error)) from None


def packed(found: list[Run]) -> Scene:
    """Of long runs only every second, fourth … loss goes in, and the text says so. Raises RecordError."""
    for every in (1, 2, 4, 8, 16):
        thinned = [replace(run, record=without_text(thin(run.record, every))) for run in found]
        if sum(len(json.dumps(run.record)) for run in thinned) <= LIMIT:
            made = scene(thinned, lambda run: {"record": run.record})
            told = f" To keep it small, one measured loss in {every} is shown." if every > 1 else ""
            return replace(made, text=made.text + told)
    raise RecordError("This run does not fit into a file of 1 MB: its answers are too long.")


def without_text(record: Record) -> Record:
    """The reader's own text stays with its run: a file that is passed on holds what came of it, not the text."""
    return record | {"experiment": record["experiment"] | {"text": ""}}


def thin(record: Record, every: int) -> Record:
    """The record with one loss event in `every`, and the last."""
    losses = records.of_type(record["events"], "loss")
    kept = {event["step"] for event in [*losses[::every], *losses[-1:]]}
    return record | {"events": [e for e in record["events"] if e["type"] != "loss" or e["step"] in kept]}


def scene(found: list[Run], spec: Callable[[Run], dict[str, Any]], root: str = "") -> Scene:
    """A figure of runs; `spec` gives the player each run's address, or the record itself."""
    run = found[-1]
    app = app_address(run)
    options = {
        "runs": [{"label": one.label, **spec(one)} for one in found],
        "hide": ["training"],  # whoever embeds a run shows it; steering it is for its own page
        "page": root + app,
    }
    name = f"{run.record['experiment']['task']}-{number(float(run.record['experiment']['replay']))}"
    return Scene(title_of(found), sentence(found), options, app, name)


def app_address(run: Run) -> str:
    """Where the app shows a run."""
    if run.url.startswith("api/runs/"):
        return f"live?{urlencode({'run': run.name})}"
    experiment = run.record["experiment"]
    query = {"task": experiment["task"], "replay": number(float(experiment["replay"])), "recorded": "1"}
    return f"live?{urlencode(query)}"


def title_of(found: list[Run]) -> str:
    task = found[-1].record["experiment"]["task"]
    return f"Pebble fine-tuned on {TASKS.get(task, task)}: {' and '.join(run.label for run in found)} replay"


def sentence(found: list[Run]) -> str:
    """What was measured, in words and units, for those without the figure."""
    experiment = found[-1].record["experiment"]
    task = TASKS.get(experiment["task"], experiment["task"])
    opening = f"Pebble, a small language model, was fine-tuned on {task} for {experiment['steps']} steps."
    return " ".join([opening, *map(outcome, found), origin(found[-1].record)])


def outcome(run: Run) -> str:
    """From the events, not from the record's own summary, which a stranger may have written."""
    summary = records.summarise(run.record["events"])
    if not summary:
        return f"With {run.label} replay nothing has been measured yet."
    told = (
        f"With {run.label} replay, its loss on old text went from {summary['old_before']:.2f} to "
        f"{summary['old_after']:.2f} nats per token"
    )
    before, after = summary["right_before"], summary["right_after"]
    return f"{told}, its right old answers from {before:.0%} to {after:.0%}." if after is not None else f"{told}."


def origin(record: Record) -> str:
    """Recorded or live, as in "Recorded (cpu, seed 0)."."""
    made = record["provenance"]
    word = "Recorded" if made.get("kind") == "recorded" else "Live"
    facts = [made["device"]] if isinstance(made.get("device"), str) else []
    facts.append(f"seed {record['experiment']['seed']}")
    return f"{word} ({', '.join(facts)})."
