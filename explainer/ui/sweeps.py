"""This module hands pages the sweeps that ship, read once, and a sentence in the place of a figure without its file.

story.chapter("replay", {"dose": sweeps.drawn("replay", lambda sweep: draw(sweep))})
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from explainer.jobs.settings import ROOT
from explainer.sweep import replay as doses
from explainer.sweep import results
from explainer.sweep.comparison import mean_text
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.text import escaped
from explainer.ui import notes
from explainer.ui.story import READING

HOME = ROOT / "assets" / "sweeps"


def load(name: str) -> Sweep:
    """A shipped sweep, such as `replay`. Raises SweepError."""
    return _read(HOME / f"{name}.json")


@cache
def _read(path: Path) -> Sweep:
    return results.read(path)


def drawn(name: str, draw: Callable[[Sweep], None]) -> Callable[[], None]:
    """What draws the figure of a sweep, or says in one sentence why it cannot."""

    def show() -> None:
        try:
            draw(load(name))
        except SweepError as error:
            notes.info(str(error), READING)

    return show


def floor() -> str:
    """What the steps of a fine-tune cost without any lesson, as chapter 5's runs say, for a caption; empty where there
    are none."""
    try:
        sweep = load("replay")
    except SweepError:
        return ""
    cost = doses.floor(sweep, "german")
    if cost is None:
        return ""
    steps = doses.of_curve(sweep, "german")[0]["experiment"]["steps"]
    return (
        f"The floor: {steps} steps on old text alone, no lesson, cost {mean_text(cost.rise, 'nats')} of the old loss."
    )


def provenance(sweep: Sweep) -> str:
    """Where the numbers come from, for a caption: how many runs, on what, and the command that makes them again."""
    made = sweep["provenance"]
    seconds = made.get("run_seconds")
    training = f", {seconds / 60:.0f} minutes of training" if isinstance(seconds, int | float) else ""
    command = f": `{made['command']}`" if "command" in made else ""
    device = escaped(str(made.get("device", "cpu")).upper())
    return f"Recorded, {len(sweep['cells'])} runs on a {device}{training}{command}"
