"""Chapter 6's second figure: three tasks in all six orders, and what is said of good ones."""

from __future__ import annotations

from functools import partial
from itertools import permutations
from statistics import fmean
from typing import Any

import streamlit as st

from explainer.fields import Choice
from explainer.plots import shifts as plots_shifts
from explainer.sweep import shifts as arrivals
from explainer.sweep.results import Sweep
from explainer.sweep.shifts_orders import MEASURES, OLD, Order, orders, ranked, rules
from explainer.ui import charts as figures
from explainer.ui import state, sweeps
from explainer.ui.state import Dial, Dials
from explainer.ui.story import READING

TASKS = {"jan": "Jan", "german": "German", "cooking": "cooking", OLD: "old"}
ORDERS = tuple("-".join(order) for order in permutations(("jan", "german", "cooking")))
LABELS = {
    "loss_rise": "Loss, since learned",
    "loss_forgetting": "Loss, above its best",
    "bwt": "Right answers, BWT",
    "average_forgetting": "Right answers, forgotten",
    "final": "Loss at the end, all tasks",
}
DIALS: dict[str, Dial] = {
    "order": (Choice(ORDERS, "the order of the three tasks"), ORDERS[0]),
    "measure": (Choice(tuple(MEASURES), "the measure of forgetting"), "loss_rise"),
}
RULES = {
    "essay": "The essay’s (the task least like the old one first)",
    "typical": "Li & Hiratani’s first rule (from the least to the most typical)",
    "unlike": "Li & Hiratani’s second rule (neighbours as unlike as can be)",
}
DEFINED = (
    "[BWT](https://arxiv.org/abs/1706.08840) (Lopez-Paz & Ranzato 2017): how much better each earlier task goes at the "
    "end than right after it was learned, the mean, so that below 0 is forgetting; "
    "[average forgetting](https://arxiv.org/abs/1801.10112) (Chaudhry et al. 2018): how much worse than at its best. "
    "The old task counts as the first that was learned."
)


def figure(dials: Dials, sweep: Sweep) -> None:
    """The controls, the orders by the chosen measure, and the matrix of the chosen order."""
    found, measure = orders(sweep), dials.values["measure"]
    order = next((each for each in found if "-".join(each.tasks) == dials.values["order"]), found[0])
    controls(dials)
    st.markdown(said(found, measure), width=READING)
    listed = ranked(found, measure)
    percent = MEASURES[measure].matrix == "accuracy"
    left, right = st.columns([3, 2])
    with left:
        values = {name(each.tasks): list(each.values[measure].values()) for each in listed}
        title = MEASURES[measure].name + ("" if percent else ", nats per token")
        chart = plots_shifts.orders(values, title, percent, name(order.tasks), figures.palette())
        outcome = figures.chart_alone(chart, alt(listed, measure), "orders")
    with right:
        st.markdown(f"**{name(order.tasks)}**: {'right answers' if percent else 'loss'} on each task, row after row")
        grid = order.grids[MEASURES[measure].matrix]
        head = ["before", *(f"after {TASKS[task]}" for task in order.tasks)]
        columns = [TASKS[task] for task in (OLD, *order.tasks)]
        chart = plots_shifts.matrix(grid, head, columns, percent, figures.palette())
        grid_shown = figures.chart_alone(chart, matrix_alt(head, columns, grid, percent), "orders_matrix")
    figures.numbers([row for each in listed for row in rows(each)], "orders", outcome + grid_shown)
    st.markdown(advice(found, measure), width=READING)
    seeds = len(found[0].values[measure])
    st.caption(f"Small: a seed, of {seeds}. Large: the mean. {DEFINED} {sweeps.provenance(sweep)}.", width=READING)


def controls(dials: Dials) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", width=READING):
        for dial, options, label, shown in (
            ("order", ORDERS, "Order", lambda order: name(order.split("-"))),
            ("measure", tuple(MEASURES), "Measure", LABELS.__getitem__),
        ):
            st.selectbox(
                label,
                options,
                format_func=shown,
                key=state.fill(f"shifts_{dial}", dials.values[dial]),
                on_change=partial(chosen, dials, dial),
                width=270,
            )


def chosen(dials: Dials, dial: str) -> None:
    dials.set({dial: state.filled(f"shifts_{dial}")})


def name(tasks: Any) -> str:
    return " → ".join(TASKS[task] for task in tasks)


def shown(value: float, measure: str) -> str:
    return f"{100 * value:.0f} points" if MEASURES[measure].matrix == "accuracy" else f"{value:.2f} nats"


def mean(order: Order, measure: str) -> float:
    return fmean(order.values[measure].values())


def said(found: list[Order], measure: str) -> str:
    """The best and the worst order, and whether they differ by more than luck."""
    listed = ranked(found, measure)
    best, worst = listed[0], listed[-1]
    pair = (best, worst) if MEASURES[measure].less else (worst, best)
    won, of = arrivals.wins(*(each.values[measure] for each in pair))
    within = fmean(max(e.values[measure].values()) - min(e.values[measure].values()) for e in found)
    between = abs(mean(worst, measure) - mean(best, measure))
    luck = "more" if between > within else "no more"
    return (
        f"By the {MEASURES[measure].name}, **{name(best.tasks)}** does best ({shown(mean(best, measure), measure)}), "
        f"**{name(worst.tasks)}** worst ({shown(mean(worst, measure), measure)}). The first beats the last in {won} of "
        f"{of} seeds; between them lie {shown(between, measure)}, which is {luck} than what the seed alone does to one "
        f"order ({shown(within, measure)}, most less least, on the mean)."
    )


def advice(found: list[Order], measure: str) -> str:
    """Where the orders that somebody recommends come out among the six."""
    places = [each.tasks for each in ranked(found, measure)]
    lines = []
    for rule, picked in rules(found).items():
        ranks = " and ".join(
            f"{name(order)} is number {places.index(order) + 1}" for order in picked if order in places
        )
        lines.append(f"- {RULES[rule]}: {ranks} of {len(places)}.")
    return (
        "How do the recommended orders fare? What counts as alike is judged here by our own runs: by how much learning "
        "one task by itself lowers the loss on another.\n\n" + "\n".join(lines)
    )


def alt(listed: list[Order], measure: str) -> str:
    told = "; ".join(f"{name(each.tasks)} {shown(mean(each, measure), measure)}" for each in listed)
    return f"{MEASURES[measure].name.capitalize()}, by order, from the best to the worst: {told}."


def matrix_alt(head: list[str], columns: list[str], grid: list[list[float]], percent: bool) -> str:
    digits = ".0%" if percent else ".2f"
    told = (
        f"{row}: {', '.join(f'{column} {value:{digits}}' for column, value in zip(columns, values, strict=True))}"
        for row, values in zip(head, grid, strict=True)
    )
    return f"{'Right answers' if percent else 'Loss'} on each task. {'; '.join(told)}."


def rows(order: Order) -> list[dict[str, Any]]:
    """A row a seed: every measure, shares in per cent."""
    return [
        {
            "order": name(order.tasks),
            "seed": seed,
            "mean loss rise": round(order.values["loss_rise"][seed], 3),
            "mean loss rise above best": round(order.values["loss_forgetting"][seed], 3),
            "BWT, points": round(100 * order.values["bwt"][seed], 1),
            "average forgetting, points": round(100 * order.values["average_forgetting"][seed], 1),
            "mean loss at the end": round(order.values["final"][seed], 3),
        }
        for seed in order.values["bwt"]
    ]
