"""Chapter 5's figures: the dose curve with the reader's share and run on it, and the old loss on the way.

The curve is a figure of the player's, which answers its slider by itself; what is set comes back and goes into the
address. The Train button makes a run of the reader's own, with its twin without replay; once both are done its star
stands on the curve, for as long as the address has run=ID.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer.experiment import FIELDS
from explainer.fields import Choice, Text
from explainer.plots import replay as plots_replay
from explainer.sweep import replay as doses
from explainer.sweep.plan import SweepError
from explainer.sweep.replay import Dose
from explainer.sweep.results import Sweep
from explainer.tables.figures import DOSE
from explainer.tables.tasks import SHIFTS
from explainer.ui import charts as figures
from explainer.ui import state, sweeps
from explainer.ui.chapters import replay_own as landed
from explainer.ui.chapters import replay_words as dose_said
from explainer.ui.chapters.replay_own import Landed
from explainer.ui.mount import dose as mount
from explainer.ui.state import Dial, Dials
from explainer.ui.story import READING
from explainer.web.takeaway.dose import options

KEY = "replay_dose"
DIALS: dict[str, Dial] = {
    "replay": (DOSE["replay"], 1.0),
    "view": (DOSE["view"], "kept"),
    "keep": (DOSE["keep"], 80.0),
    "task": (Choice(tuple(SHIFTS), "the new task of your own run"), "german"),
    "seed": (FIELDS["seed"], 0),
    "run": (Text(64, "your own run"), ""),
}


def curves(sweep: Sweep) -> dict[str, list[Dose]]:
    """Pebble's curve by task. Raises SweepError."""
    return {task: doses.doses(sweep, task) for task in SHIFTS}


def figure(dials: Dials, sweep: Sweep) -> None:
    """The curve, and the reader's own run."""
    drawn = options(sweep)
    live = landed.run(dials.values["run"], sweep["cells"][0]["experiment"])
    asked = {name: dials.values[name] for name in DOSE}
    told = drawn | {"state": asked, "own": star(live), "root": "", "page": "replay"}
    mount(told, KEY, lambda: dials.set({name: state.told(KEY, "state")[name] for name in DOSE}))
    landed.box(dials, live)


def star(live: Landed) -> dict[str, Any] | None:
    """The reader's run as the figure takes it."""
    if live.dose is None:
        return None
    one = {name: getattr(live.dose, name)[0] for name in ("removed", "rise", "new")}
    return {"task": live.task, "replay": live.dose.replay, **one}


# The old loss on the way


def way(dials: Dials, sweep: Sweep) -> None:
    """The stability gap at the measured share that is nearest to the slider's, under the shift of the reader's run."""
    task = dials.values["task"]
    shares = [dose.replay for dose in doses.doses(sweep, task)]
    gaps = {share: found for share in shares if (found := doses.gap(sweep, task, share))}
    if not gaps:
        raise SweepError(f"{sweep['title']!r} has kept no curve of {task}: there is nothing to see on the way.")
    near = min(gaps, key=lambda share: abs(doses.place(share) - doses.place(dials.values["replay"])))
    st.markdown(dose_said.gap_said(task, near, gaps), width=READING)
    table = [
        {"replay %": share, "step": step, "old loss, mean": round(mean, 3), "least": low, "most": high}
        for share, found in gaps.items()
        for step, mean, low, high in zip(*found.curve, strict=True)
    ]
    chart = plots_replay.on_the_way(gaps, near, figures.palette())
    figures.figure(chart, table, dose_said.gap_said(task, near, gaps).replace("*", ""), "replay_way")
    st.caption("Grey ground: measured at every step; after it, every fifth. Thin lines: other shares.", width=READING)


def measured() -> dict[str, str]:
    """The sentences in the chapter's text that the numbers choose; without the file they are left out of it."""
    try:
        return dose_said.measured(curves(sweeps.load("replay")))
    except SweepError:
        return dose_said.measured({})
