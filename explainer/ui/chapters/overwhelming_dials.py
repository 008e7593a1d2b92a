"""This module is chapter 8's stand-in of two dials: how near other people's data must be to Pebble's own.

One dial is how many of Pebble's facts it has, the other whether it speaks in Pebble's manner; tried on one new task.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import streamlit as st

from explainer.experiment import SHARED
from explainer.plots import overwhelming_dials as plots
from explainer.plots.overwhelming import Measure
from explainer.sweep import overwhelming as amounts
from explainer.sweep.comparison import LEVEL, around, capital, half, sentence
from explainer.sweep.overwhelming import Amount, Setting
from explainer.sweep.results import Sweep
from explainer.text import joined
from explainer.ui import charts
from explainer.ui.chapters.overwhelming_moat import against, all_kinds, task_name
from explainer.ui.dials import Dials
from explainer.ui.widgets import dial

TASK = "german"  # the new task that the settings were tried on
MEASURES = {
    "loss": Measure("removed", "forgetting removed", "%"),
    "right": Measure("kept", "right answers kept", "%"),
}
MANNERS = {False: "in words of its own", True: "in Pebble’s manner"}
COLUMNS = {"start": "starting loss", "removed": "forgetting removed (%)", "kept": "right answers kept (%)"}


def dials(page: Dials, sweep: Sweep) -> None:
    """The chart, what it says by the rule, and its table."""
    settings = amounts.stand_ins(sweep, TASK)
    beside = levels(sweep)
    dial(page, "show", "Show", segments=True, key="dials_show")
    measure = MEASURES[page.values["show"]]
    chart = plots.dials(settings, beside, measure, charts.palette())
    charts.figure(chart, rows(settings, beside), alt(settings, beside, measure), "overwhelming_dials")
    st.caption(
        f"After {task_name(TASK)}, with all there is of each. Points are means over the seeds, bars their {LEVEL:.0%} "
        "intervals; level lines are means. None of the facts, in words of its own: that is the public data above. "
        "Right answers kept: right old ones after the lesson, of as many as before."
    )
    st.markdown(f"{nearest(settings, beside)} {manner(settings)} {shared_facts(settings)}")
    st.markdown(starts(settings, beside))


def levels(sweep: Sweep) -> dict[str, Amount]:
    """What the stand-in is measured by: the most there is of each source that has a level line, and none."""
    lines = all_kinds(amounts.lines(sweep, TASK))
    return {source: lines[source].amounts[-1] for source in plots.LEVELS if source in lines}


# In words


def nearest(settings: Mapping[Setting, Amount], beside: Mapping[str, Amount]) -> str:
    """The stand-in with both dials up beside Pebble's own data, and that with both down beside none."""
    names = {amounts.OWN: "Pebble’s own data", amounts.NOBODY: "no replay at all"}
    told = (
        ("the nearest stand-in, all facts and Pebble’s manner,", settings[100, True], amounts.OWN),
        ("the farthest, no fact and words of its own,", settings[0, False], amounts.NOBODY),
    )
    return " ".join(
        f"{capital(both(one, beside[other], (name, names[other])))}." for name, one, other in told if other in beside
    )


def manner(settings: Mapping[Setting, Amount]) -> str:
    """Whether Pebble's manner matters where all of its facts are there."""
    names = ("a stand-in in Pebble’s manner", "one in words of its own")
    return f"With all of Pebble’s facts, {both(settings[100, True], settings[100, False], names)}."


def shared_facts(settings: Mapping[Setting, Amount]) -> str:
    """Whether the facts matter in Pebble's own manner."""
    names = ("a stand-in with all of the facts", "one with none")
    return f"In Pebble’s manner, {both(settings[100, True], settings[0, True], names)}."


def both(first: Amount, second: Amount, names: tuple[str, str]) -> str:
    """Two stand-ins compared, by forgetting and by answers."""
    removed, kept = (against(first, second, name, "percent") for name in ("removed", "kept"))
    clauses = (
        sentence(names[0], "removed", "of the forgetting", names[1], removed, "percent"),
        sentence("it", "kept", "of the right answers", "the other", kept, "percent"),
    )
    return "; ".join(clauses)


def starts(settings: Mapping[Setting, Amount], beside: Mapping[str, Amount]) -> str:
    """What Pebble loses on each text before any training."""
    each = [
        f"{name} {joined([mean_start(settings[shared, way]) for shared in SHARED])}" for way, name in MANNERS.items()
    ]
    own = beside.get(amounts.OWN)
    its_own = f" On its own data it is {mean_start(own)}." if own and started(own) else ""
    return (
        "How strange a text is to Pebble, its loss on it before any training tells, in nats per token. With "
        f"{joined([f'{shared}%' for shared in SHARED])} of the facts it is, {'; '.join(each)}.{its_own}"
    )


def started(amount: Amount) -> list[float]:
    return [run.start for run in amount.runs if run.start is not None]


def mean_start(amount: Amount) -> str:
    every = started(amount)
    return f"{sum(every) / len(every):.2f}"


def alt(settings: Mapping[Setting, Amount], beside: Mapping[str, Amount], measure: Measure) -> str:
    ways = (
        f"{name} {joined([around(settings[shared, way].all(measure.name), 'percent') for shared in SHARED])}"
        for way, name in MANNERS.items()
    )
    others = (f"{plots.LEVELS[name]} {around(one.all(measure.name), 'percent')}" for name, one in beside.items())
    return (
        f"{capital(measure.title)} with a public stand-in that has {joined([f'{shared}%' for shared in SHARED])} of "
        f"Pebble’s facts: {'; '.join([*ways, *others])}."
    )


# As a table


def rows(settings: Mapping[Setting, Amount], beside: Mapping[str, Amount]) -> list[dict[str, object]]:
    """A row a setting, and one a source beside."""
    own = [
        {"replayed": "stand-in", "facts shared (%)": shared, "manner": MANNERS[way], **numbers(amount)}
        for (shared, way), amount in settings.items()
    ]
    others = [
        {"replayed": plots.LEVELS[source], "facts shared (%)": None, "manner": None, **numbers(amount)}
        for source, amount in beside.items()
    ]
    return [*own, *others]


def numbers(amount: Amount) -> dict[str, object]:
    """Means over n seeds and half the widths of their intervals, None where there is none."""
    cells: dict[str, object] = {"n": len(amount.runs)}
    for name, title in COLUMNS.items():
        values = started(amount) if name == "start" else amount.all(name)
        width = half(values)
        cells |= {title: sum(values) / len(values) if values else None, f"± {title}": finite_or_none(width)}
    return cells


def finite_or_none(width: float) -> float | None:
    return None if math.isinf(width) else width
