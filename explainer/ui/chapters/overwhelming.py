"""This module is chapter 8: other people's data, or its own words, in place of the old data; numbers from elsewhere.

The trial is here: Pebble's own data against the others, by amount, diversity and price.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from explainer import facts
from explainer.fields import Choice, Number
from explainer.plots import overwhelming as plots
from explainer.plots.overwhelming import Axis, Measure, called
from explainer.sweep import overwhelming as amounts
from explainer.sweep.comparison import around
from explainer.sweep.overwhelming import NOBODY, SELF, Line
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.tables.tasks import NEW_TASKS, SHIFTS
from explainer.ui import charts, state, story, sweeps
from explainer.ui.chapters import overwhelming_benchmarks as benchmarks
from explainer.ui.chapters import overwhelming_dials as stand_in
from explainer.ui.chapters import overwhelming_words as words
from explainer.ui.chapters.overwhelming_moat import all_kinds, usual
from explainer.ui.chapters.overwhelming_words import ranged
from explainer.ui.dials import Dial, Dials
from explainer.ui.widgets import dial

NAME = "overwhelming"
AXES = {"dialogues": "Dialogues", "tokens": "Tokens", "money": "Money"}
MEASURES = {
    "loss": Measure("forgetting", "forgetting, nats per token"),
    "right": Measure("right", "old questions answered right", "%"),
}
SHOWS = {"loss": "Forgetting", "right": "Old questions right"}
TITLES = {task: NEW_TASKS[task].title for task in SHIFTS}
FREE = "What Pebble says itself costs seconds, not dollars; it is drawn where as many bought ones would be. "
PRICE = 0.01  # dollars a response: Alpaca's (numbers.csv), rounded
DIALS: dict[str, Dial] = {
    "task": (Choice(tuple(SHIFTS), "what Pebble learns", TITLES), "german"),
    "show": (Choice(tuple(MEASURES), "what is measured", SHOWS), "loss"),
    "axis": (Choice(tuple(AXES), "what the x axis counts", AXES), "dialogues"),
    "price": (Number(0.0001, 1000, "dollars a response"), PRICE),
    **benchmarks.DIALS,
}


def page() -> None:
    dials = state.linked(NAME, partial(Dials, NAME, DIALS))
    figures: dict[str, story.Draw] = {
        "trial": sweeps.drawn(NAME, partial(trial, dials)),
        "side": sweeps.drawn(NAME, partial(side_by_side, dials)),
        "dials": sweeps.drawn(NAME, partial(stand_in.dials, dials)),
        "averages": partial(benchmarks.averages, dials),
        "instructgpt": benchmarks.instructgpt,
        "ways": benchmarks.ways,
    }
    story.chapter(NAME, figures, measured(), dials)


def measured() -> dict[str, str]:
    """What the text says of the outcome; nothing where there is no sweep."""
    try:
        sweep = sweeps.load(NAME)
        known = {task: amounts.lines(sweep, task) for task in tasks(sweep)}
    except SweepError:
        known = {}
    if not known:
        return dict.fromkeys(words.NAMES, "")
    return words.measured(known, len({cell["experiment"]["seed"] for cell in sweep["cells"]}))


def tasks(sweep: Sweep) -> list[str]:
    """The tasks that were measured, of those that stand for a shift."""
    return [task for task in amounts.tasks(sweep) if task in SHIFTS]


def trial(dials: Dials, sweep: Sweep) -> None:
    """The controls, the chart, and where it comes from."""
    controls(dials, tasks(sweep))
    task, price = dials.values["task"], dials.values["price"]
    lines = amounts.lines(sweep, task)
    chart = plots.trial(lines, the_axis(dials), MEASURES[dials.values["show"]], charts.palette())
    rows = [row for line in lines for row in rows_of(line, lines, price)]
    charts.figure(chart, rows, alt(lines, task), "overwhelming_trial")
    free = dials.values["axis"] == "money" and amounts.line(lines, SELF)
    st.caption(
        "Small marks are runs, lines join their means; bands go from the least to the most without replay. "
        f"{bill(price)} {FREE if free else ''}{sweeps.floor()} {sweeps.provenance(sweep)}."
    )


def controls(dials: Dials, measured_tasks: list[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(measured_tasks) > 1:
            dial(dials, "task", "Pebble learns", options=measured_tasks, segments=True)
        dial(dials, "show", "Show", segments=True)
        dial(dials, "axis", "By", segments=True)
        words = f"Yours to set. The default, ${PRICE:g}, is about what the makers of Alpaca paid."
        dial(dials, "price", "Price of a response ($)", step=0.01, format="%g", width=180, help=words)


def the_axis(dials: Dials) -> Axis:
    price, name = dials.values["price"], dials.values["axis"]
    titles = {
        "dialogues": "different dialogues there are to replay",
        "tokens": "tokens there are to replay",
        "money": f"dollars they would cost, at ${price:g} a response",
    }
    return Axis(name, titles[name], price)


def bill(price: float) -> str:
    """What the essay's mountain of responses would cost at the reader's price."""
    entries = facts.row("numbers", "hermes-entries")["value"]
    cost = price * float(entries.replace(",", ""))
    return f"At \\${price:g} a response, the {entries} entries of OpenHermes would cost \\${cost:,.0f}."


def rows_of(line: Line, among: Sequence[Line], price: float) -> list[dict[str, object]]:
    """A row a run."""
    return [
        {
            "data": called(line, usual(among)),
            "seed": run.seed,
            "dialogues": run.dialogues if line.replay else 0,
            "tokens": run.tokens if line.replay else 0,
            "dollars": run.dialogues * price if line.replay else 0,
            "forgetting": run.forgetting,
            "forgetting removed (%)": run.removed,
            "old questions right (%)": run.right,
            "new loss": run.new,
        }
        for amount in line.amounts
        for run in amount.runs
    ]


def alt(lines: Sequence[Line], task: str) -> str:
    most = (
        f"{called(line, usual(lines))} {around(line.amounts[-1].all('forgetting'), 'nats')} "
        f"(right answers {around(line.amounts[-1].all('right'), 'percent')})"
        for line in lines
    )
    name = NEW_TASKS[task].short
    return f"Forgetting after learning {name}, with the most there is: {'; '.join(most)}."


def side_by_side(dials: Dials, sweep: Sweep) -> None:
    """The comparison that the moat hangs on, as a table: each source at the same share, with all there is of it."""
    task = dials.values["task"]
    lines = amounts.lines(sweep, task)
    head = ["| replayed | forgetting removed | old questions right | new loss |", "|---|---|---|---|"]
    rows = [
        f"| {called(line, usual(lines))} | {ranged(most) if line.source != NOBODY else '–'} | "
        f"{around(most.all('right'), 'percent')} | {around(most.all('new'), 'nats')} |"
        for line in all_kinds(lines).values()
        for most in line.amounts[-1:]
    ]
    st.markdown("\n".join([*head, *rows]))
    st.caption(
        f"After {NEW_TASKS[task].short}, with all there is of each: means over the seeds, ± their 95% intervals. The "
        "new loss, in nats per token, is the price: the lower, the better the lesson was learned."
    )
