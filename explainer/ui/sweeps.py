"""This module hands pages the sweeps that ship, read once, and a sentence in the place of a figure without its file.

story.chapter("replay", {"dose": sweeps.drawn("replay", lambda sweep: draw(sweep))})
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from explainer.jobs.settings import ROOT
from explainer.sweep import results
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


def provenance(sweep: Sweep) -> str:
    """Where the numbers come from, for a caption: how many runs, on what, and the command that makes them again."""
    made = sweep["provenance"]
    seconds = made.get("run_seconds")
    training = f", {seconds / 60:.0f} minutes of training" if isinstance(seconds, int | float) else ""
    command = f": `{made['command']}`" if "command" in made else ""
    device = escaped(str(made.get("device", "cpu")).upper())
    return f"Recorded, {len(sweep['cells'])} runs on a {device}{training}{command}"
