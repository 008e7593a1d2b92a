"""Chapter 8's trial: Pebble's own data against other people's and its own words, by amount, diversity and price.

What is said of the outcome is in overwhelming_said.py; the text in assets/text/overwhelming.md holds no number.
"""

from __future__ import annotations

import streamlit as st

from explainer import facts
from explainer.fields import Choice, Number
from explainer.plots import overwhelming as plots_overwhelming
from explainer.plots.overwhelming import Axis, Measure, called
from explainer.sweep import overwhelming as amounts
from explainer.sweep.overwhelming import NOBODY, SELF, Line
from explainer.sweep.plan import SweepError
from explainer.sweep.results import Sweep
from explainer.ui import charts as figures
from explainer.ui import state, sweeps
from explainer.ui.chapters import overwhelming_words as overwhelming_said
from explainer.ui.chapters.overwhelming_words import TASKS, ranged, usual
from explainer.ui.state import Dial, Dials

NAME = "overwhelming"
AXES = {"dialogues": "Dialogues", "tokens": "Tokens", "money": "Money"}
MEASURES = {
    "loss": Measure("forgetting", "forgetting, nats per token"),
    "right": Measure("right", "old questions answered right", "%"),
}
SHOWS = {"loss": "Forgetting", "right": "Old questions right"}
FREE = "What Pebble says itself costs seconds, not dollars; it is drawn where as many bought ones would be. "
PRICE = 0.01  # dollars a response: Alpaca's (numbers.csv), rounded
DIALS: dict[str, Dial] = {
    "task": (Choice(tuple(TASKS), "what Pebble learns"), "german"),
    "show": (Choice(tuple(MEASURES), "what is measured"), "loss"),
    "axis": (Choice(tuple(AXES), "what the x axis counts"), "dialogues"),
    "price": (Number(0.0001, 1000, "dollars a response"), PRICE),
}


def tasks(sweep: Sweep) -> list[str]:
    """Those of TASKS that were measured."""
    return [task for task in amounts.tasks(sweep) if task in TASKS]


def trial(dials: Dials, sweep: Sweep) -> None:
    """The controls, the chart, and where it comes from."""
    controls(dials, tasks(sweep))
    task, price = dials.values["task"], dials.values["price"]
    found = amounts.lines(sweep, task)
    chart = plots_overwhelming.trial(found, the_axis(dials), MEASURES[dials.values["show"]], figures.palette())
    rows = [row for line in found for row in rows_of(line, found, price)]
    figures.figure(chart, rows, alt(found, task), "overwhelming_trial")
    free = dials.values["axis"] == "money" and amounts.line(found, SELF)
    st.caption(
        "Small marks are runs, lines join their means; bands are the runs without replay. "
        f"{bill(price)} {FREE if free else ''}{sweeps.provenance(sweep)}."
    )


def controls(dials: Dials, measured_tasks: list[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(measured_tasks) > 1:
            choice(dials, "task", "Pebble learns", {name: TASKS[name].capitalize() for name in measured_tasks})
        choice(dials, "show", "Show", SHOWS)
        choice(dials, "axis", "By", AXES)
        field = DIALS["price"][0]
        assert isinstance(field, Number)
        st.number_input(
            "Price of a response ($)",
            float(field.low),
            float(field.high),
            step=0.01,
            format="%g",
            key=state.fill("overwhelming_price", float(dials.values["price"])),
            on_change=lambda: dials.set({"price": state.filled("overwhelming_price")}),
            width=180,
            help=f"Yours to set. The default, ${PRICE:g}, is about what the makers of Alpaca paid.",
        )


def choice(dials: Dials, name: str, label: str, options: dict[str, str]) -> None:
    def chosen() -> None:
        value = state.filled(f"overwhelming_{name}")
        if value is not None:
            dials.set({name: value})

    st.segmented_control(
        label,
        list(options),
        format_func=lambda option: options[option],
        key=state.fill(f"overwhelming_{name}", dials.values[name]),
        on_change=chosen,
    )


def the_axis(dials: Dials) -> Axis:
    price = dials.values["price"]
    titles = {
        "dialogues": "different dialogues there are to replay",
        "tokens": "tokens there are to replay",
        "money": f"dollars they would cost, at ${price:g} a response",
    }
    name = dials.values["axis"]
    return Axis(name, titles[name], price)


def bill(price: float) -> str:
    """What the essay's mountain of responses would cost at the reader's price."""
    entries = facts.row("numbers", "hermes-entries")["value"]
    cost = price * float(entries.replace(",", ""))
    return f"At \\${price:g} a response, the {entries} entries of OpenHermes would cost \\${cost:,.0f}."


def rows_of(line: Line, among: tuple[Line, ...], price: float) -> list[dict[str, object]]:
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


def alt(found: tuple[Line, ...], task: str) -> str:
    said = [
        f"{called(line, usual(found))} {line.amounts[-1].mean('forgetting'):.2f} "
        f"(right answers {line.amounts[-1].mean('right'):.0f}%)"
        for line in found
    ]
    return f"Forgetting after learning {TASKS[task]}, nats per token, with the most there is: {'; '.join(said)}."


def side_by_side(dials: Dials, sweep: Sweep) -> None:
    """The comparison that the moat hangs on, as a table: each source at the same share, with all there is of it."""
    task = dials.values["task"]
    found = amounts.lines(sweep, task)
    head = ["| replayed | forgetting removed | old questions right | new loss |", "|---|---|---|---|"]
    rows = [
        f"| {called(line, usual(found))} | {ranged(last) if line.source != NOBODY else '–'} | "
        f"{last.mean('right'):.0f}% | {last.mean('new'):.2f} |"
        for line in overwhelming_said.whole(found).values()
        for last in line.amounts[-1:]
    ]
    st.markdown("\n".join([*head, *rows]))
    st.caption(
        f"After {TASKS[task]}, with all there is of each: means over the seeds, and for forgetting the least and the "
        "most. The new loss, in nats per token, is the price: the lower, the better the lesson was learned."
    )


def measured() -> dict[str, str]:
    """What the text says of the outcome; nothing where there is no sweep."""
    try:
        sweep = sweeps.load(NAME)
        known = {task: amounts.lines(sweep, task) for task in tasks(sweep)}
    except SweepError:
        known = {}
    if not known:
        return dict.fromkeys(overwhelming_said.NAMES, "")
    return overwhelming_said.said(known, len({cell["experiment"]["seed"] for cell in sweep["cells"]}))
