"""The dose curve as a figure to take away: its numbers, its sentence, and the player's options. Knows no HTML."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from explainer import facts
from explainer.fields import Choice, Number, number
from explainer.jobs.settings import ROOT
from explainer.sweep import replay as doses
from explainer.sweep import results
from explainer.sweep.plan import SweepError
from explainer.sweep.replay import Dose
from explainer.sweep.results import Sweep
from explainer.web.takeaway.scene import Scene

FILE = ROOT / "assets" / "sweeps" / "replay.json"
NAMES = {"german": "German", "cooking": "cooking"}
PAPER = {"german": "German", "cooking": "SlimPajama"}  # the paper's shifts, to another language and within one
SHIFT = {"german": "Another language", "cooking": "Another subject"}
VIEWS = ("kept", "price")
SETS: dict[str, Choice | Number] = {  # what a link may set of it
    "replay": Number(0, 50, "replay in per cent"),
    "view": Choice(VIEWS, "what the curve shows"),
    "keep": Number(50, 99, "per cent of the forgetting to be removed"),
}
TITLE = "How much old data is enough?"


async def embedded(name: str, root: str) -> Scene:
    """The curve with its numbers in its options. `root` is the way to the app's root. Raises HTTPException."""
    found = await inside(name)
    return dataclasses.replace(found, options=found.options | {"root": root, "page": f"{root}replay"})


async def inside(name: str) -> Scene:
    """Raises HTTPException."""
    if not FILE.exists():
        raise HTTPException(404, "The runs behind this figure have not been made: make sweeps.")
    try:
        return await run_in_threadpool(made, FILE, FILE.stat().st_mtime_ns)
    except SweepError as error:
        raise HTTPException(422, str(error)) from None


@functools.lru_cache(maxsize=2)
def made(path: Path, changed: int) -> Scene:
    """Raises SweepError; remembers the file as it was when last changed."""
    sweep = results.read(path)
    return Scene(TITLE, sentence({task: doses.doses(sweep, task) for task in NAMES}), options(sweep), "replay", "dose")


def options(sweep: Sweep) -> dict[str, Any]:
    """What player/dose/figure.js draws: for each shift Pebble's curve and the paper's, each point with the mean, least
    and most of every measure. Raises SweepError."""
    shifts = []
    for task in NAMES:
        pebble, paper = doses.doses(sweep, task), doses.paper(task)
        both = {"pebble": points(pebble), "paper": points(paper), "seeds": len(pebble[0].rise)}
        shifts.append({"task": task, "title": SHIFT[task], "name": NAMES[task], "theirs": PAPER[task], **both})
    source = facts.row("replay_table", "german-1")
    made = {name: sweep["provenance"].get(name) for name in ("device", "command")} | {"runs": len(sweep["cells"])}
    return {"dose": {"shifts": shifts, "source": {name: source[name] for name in ("cite", "source")}, "made": made}}


def points(curve: Sequence[Dose]) -> list[dict[str, Any]]:
    return [
        {"replay": dose.replay} | {name: [round(value, 4) for value in doses.stats(values)] for name, values in each}
        for dose in curve
        for each in [(("removed", dose.removed), ("rise", dose.rise), ("new", dose.new))]
    ]


def sentence(curves: Mapping[str, Sequence[Dose]]) -> str:
    """The figure for those without it."""
    told = []
    for task, curve in curves.items():
        ours, theirs = listed(curve), listed(doses.paper(task))
        told.append(f"Pebble, {NAMES[task]}: {ours}. The paper’s model, {PAPER[task]}: {theirs}.")
    cite = facts.row("replay_table", "german-1")["cite"]
    return f"Share of forgetting removed, by the share of old text replayed. {' '.join(told)} The paper is {cite}."


def listed(curve: Sequence[Dose]) -> str:
    means = ((dose.replay, doses.stats(dose.removed)[0]) for dose in curve)
    return ", ".join(f"{number(replay)}%: {mean:.0f}%" for replay, mean in means)
