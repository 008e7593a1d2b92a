"""This module is the dose curve as a figure to take away: its numbers, its sentence, and the player's options.

Knows no HTML.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from explainer import facts
from explainer.fields import number
from explainer.jobs.settings import ROOT
from explainer.sweep import replay as doses
from explainer.sweep import results
from explainer.sweep.plan import SweepError
from explainer.sweep.replay import Dose
from explainer.sweep.results import Sweep
from explainer.tables.tasks import SHIFTS, named
from explainer.web.takeaway.options import DoseOptions, DosePoint, DoseShift, Place
from explainer.web.takeaway.scene import Scene

FILE = ROOT / "assets" / "sweeps" / "replay.json"
PAGE = "replay"  # of the app
TITLE = "How much old data is enough?"


async def embedded(name: str, root: str) -> Scene:
    """The curve on a page; there is only one, so `name` is "". `root` is the way to the app's root. Raises
    HTTPException."""
    return await placed({"root": root, "page": f"{root}{PAGE}"})


async def inside(name: str) -> Scene:
    """The curve in a file of its own. Raises HTTPException."""
    return await placed({})


async def placed(place: Place) -> Scene:
    """Raises HTTPException."""
    if not FILE.exists():
        raise HTTPException(404, "The runs behind this figure have not been made: make sweeps.")
    try:
        text, options = await run_in_threadpool(described, FILE, FILE.stat().st_mtime_ns)
    except SweepError as error:
        raise HTTPException(422, str(error)) from None
    return Scene(TITLE, text, {**options, **place}, PAGE, "dose")


@functools.lru_cache(maxsize=2)
def described(path: Path, changed: int) -> tuple[str, DoseOptions]:
    """The figure in words and in numbers. Raises SweepError; remembers the file as it was when last changed."""
    sweep = results.read(path)
    return sentence({task: doses.doses(sweep, task) for task in doses.shifts(sweep)}), options(sweep)


def options(sweep: Sweep) -> DoseOptions:
    """What player/dose/figure.js draws. Raises SweepError."""
    source, origin = facts.row("replay_table", "german-1"), sweep["provenance"]
    return {
        "dose": {
            "shifts": [shift_of(sweep, task) for task in doses.shifts(sweep)],
            "source": {"cite": source["cite"], "source": source["source"]},
            "made": {
                "device": origin.get("device"),
                "command": origin.get("command"),
                "runs": len(sweep["cells"]),
            },
        }
    }


def shift_of(sweep: Sweep, task: str) -> DoseShift:
    """Pebble's curve for a task and the paper's. Raises SweepError."""
    pebble, shift = doses.doses(sweep, task), SHIFTS[task]
    return {
        "task": task,
        "title": shift.kind,
        "name": named(task).short,
        "theirs": shift.name,
        "pebble": [point(dose) for dose in pebble],
        "paper": [point(dose) for dose in doses.paper(task)],
        "seeds": len(pebble[0].rise),
    }


def point(dose: Dose) -> DosePoint:
    return {
        "replay": dose.replay,
        "removed": rounded(dose.removed),
        "rise": rounded(dose.rise),
        "new": rounded(dose.new),
    }


def rounded(values: Sequence[float]) -> list[float]:
    """Mean, least and most."""
    return [round(value, 4) for value in doses.stats(values)]


def sentence(curves: Mapping[str, Sequence[Dose]]) -> str:
    """The figure for those without it."""
    pairs = []
    for task, curve in curves.items():
        ours, theirs = listed(curve), listed(doses.paper(task))
        pairs.append(f"Pebble, {named(task).short}: {ours}. The paper’s model, {SHIFTS[task].name}: {theirs}.")
    cite = facts.row("replay_table", "german-1")["cite"]
    return f"Share of forgetting removed, by the share of old text replayed. {' '.join(pairs)} The paper is {cite}."


def listed(curve: Sequence[Dose]) -> str:
    means = ((dose.replay, doses.stats(dose.removed)[0]) for dose in curve)
    return ", ".join(f"{number(replay)}%: {mean:.0f}%" for replay, mean in means)
