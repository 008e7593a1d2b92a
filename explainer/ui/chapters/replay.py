"""This module is chapter 5: the dose curve beside the paper's, with the reader's share and run on it; and the old loss
on the way.

The curve is a figure of the player's, which answers its slider by itself; what is set comes back and goes into the
address. The Train button makes a run of the reader's own, with its twin without replay; once both are done its star
stands on the curve, for as long as the address has run=ID.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from explainer.experiment import FIELDS
from explainer.fields import Choice, Text
from explainer.plots import replay as plots
from explainer.sweep import replay as doses
from explainer.sweep.plan import SweepError
from explainer.sweep.replay import Dose, Gap
from explainer.sweep.results import Sweep
from explainer.tables.figures import DOSE
from explainer.tables.tasks import NEW_TASKS, SHIFTS
from explainer.ui import charts, mount, state, story, sweeps
from explainer.ui.chapters import replay_own as own
from explainer.ui.chapters import replay_siblings
from explainer.ui.chapters import replay_words as words
from explainer.ui.dials import Dial, Dials
from explainer.ui.story import READING
from explainer.web.takeaway.dose import options

NAME = "replay"
FIGURE = "replay_dose"
TASK = Choice(tuple(SHIFTS), "the new task of your own run", {task: NEW_TASKS[task].title for task in SHIFTS})
DIALS: dict[str, Dial] = {
    "replay": (DOSE["replay"], 1.0),
    "view": (DOSE["view"], "kept"),
    "keep": (DOSE["keep"], 80.0),
    "task": (TASK, "german"),
    "seed": (FIELDS["seed"], 0),
    "run": (Text(64, "your own run"), ""),
}


def page() -> None:
    dials = state.linked(NAME, partial(Dials, NAME, DIALS))
    figures = {"dose": partial(curve, dials), "way": partial(way, dials)}
    drawn = {name: sweeps.drawn(NAME, draw) for name, draw in figures.items()}
    story.chapter(NAME, drawn, measured(), dials)


def measured() -> dict[str, str]:
    """The sentences in the chapter's text that the numbers choose; without the file they are left out of it."""
    siblings = replay_siblings.sentence(replay_siblings.pairs(), replay_siblings.ours())
    try:
        sweep = sweeps.load(NAME)
        drawn = curves(sweep)
    except SweepError:
        return {**words.measured({}), "floor": "", "rival": "", "siblings": siblings}
    floors = {task: cost for task in drawn if (cost := doses.floor(sweep, task))}
    rare = doses.answered(sweep, next(iter(floors)), doses.ALL, "rare") if floors else {}
    rivals = {task: rival for task in drawn if (rival := doses.rival(sweep, task))}
    usual = doses.of_curve(sweep, next(iter(drawn)))[0]["experiment"]
    beside = words.rivals(rivals, drawn, (usual["lr"], usual["steps"])) if rivals else ""
    return {**words.measured(drawn), "floor": words.floor(floors, rare), "rival": beside, "siblings": siblings}


def curves(sweep: Sweep) -> dict[str, list[Dose]]:
    """Pebble's curve by task. Raises SweepError."""
    return {task: doses.doses(sweep, task) for task in doses.shifts(sweep)}


def curve(dials: Dials, sweep: Sweep) -> None:
    """The curve, and the reader's own run."""
    drawn = options(sweep)
    landed = own.landed(dials.values["run"], sweep["cells"][0]["experiment"])
    asked = {"state": {name: dials.values[name] for name in DOSE}, "revision": dials.revision}
    mount.dose({**drawn, **asked, "own": star(landed), "page": NAME}, FIGURE, partial(hear, dials))
    own.box(dials, landed)


def hear(dials: Dials, news: dict[str, Any]) -> None:
    """Takes what the reader has set in the figure."""
    for name in DOSE:
        dials.choose(name, news["state"][name])


def star(landed: own.Landed) -> dict[str, Any] | None:
    """The reader's run as the figure takes it."""
    if landed.dose is None:
        return None
    measures = {name: getattr(landed.dose, name)[0] for name in ("removed", "rise", "new")}
    return {"task": landed.task, "replay": landed.dose.replay, **measures}


# The old loss on the way


def way(dials: Dials, sweep: Sweep) -> None:
    """The stability gap at the measured share that is nearest to the slider's, under the shift of the reader's run."""
    task = dials.values["task"]
    gaps = gaps_of(sweep, task)
    near = min(gaps, key=lambda share: abs(doses.place(share) - doses.place(dials.values["replay"])))
    sentence = words.gap(task, near, gaps[near])
    st.markdown(sentence, width=READING)
    chart = plots.on_the_way(gaps, near, charts.palette())
    charts.figure(chart, rows(gaps), sentence.replace("*", ""), "replay_way")
    st.caption("Grey ground: measured at every step; after it, every fifth. Thin lines: other shares.", width=READING)


def gaps_of(sweep: Sweep, task: str) -> dict[float, Gap]:
    """The gap of each share that has a curve. Raises SweepError where none has."""
    shares = [dose.replay for dose in doses.doses(sweep, task)]
    gaps = {share: gap for share in shares if (gap := doses.gap(sweep, task, share))}
    if not gaps:
        raise SweepError(f"{sweep['title']!r} has kept no curve of {task}: there is nothing to see on the way.")
    return gaps


def rows(gaps: dict[float, Gap]) -> list[dict[str, float]]:
    return [
        {"replay %": share, "step": step, "old loss, mean": round(mean, 3), "least": low, "most": high}
        for share, gap in gaps.items()
        for step, mean, low, high in zip(*gap.curve, strict=True)
    ]
