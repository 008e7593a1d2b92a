"""This module is chapter 6's second figure: three tasks in all six orders, and what is said of good ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import streamlit as st

from explainer.fields import Choice
from explainer.plots import shifts_orders as plots
from explainer.sweep.comparison import SEEDS, UNITS, Permutation, around, difference, how_much
from explainer.sweep.results import Sweep
from explainer.sweep.shifts_orders import (
    MEASURES,
    OLD,
    Order,
    against_others,
    nothing_is_left,
    orders,
    ranked,
    rules,
    tested,
    told_by_learning,
)
from explainer.tables.tasks import NEW_TASKS
from explainer.ui import charts, sweeps
from explainer.ui.dials import Dial, Dials
from explainer.ui.story import READING
from explainer.ui.widgets import dial

NAME = "shifts_orders"
LEARNED = ("jan", "german", "cooking")  # the tasks of the sweep
TASKS = {**{task: NEW_TASKS[task].short for task in LEARNED}, OLD: "old"}
ORDERS = {"-".join(order): " → ".join(TASKS[task] for task in order) for order in permutations(LEARNED)}
LABELS = {
    "loss_rise": "Loss, since learned",
    "loss_forgetting": "Loss, above its best",
    "bwt": "Right answers, BWT",
    "average_forgetting": "Right answers, forgotten",
    "final": "Loss at the end, all tasks",
}
DIALS: dict[str, Dial] = {
    "order": (Choice(tuple(ORDERS), "the order of the three tasks", ORDERS), next(iter(ORDERS))),
    "measure": (Choice(tuple(MEASURES), "the measure of forgetting", LABELS), "loss_rise"),
}
ONLY = 0.8  # of how BWT varies: from here on it is said to tell hardly anything else
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
    every, measure = orders(sweep), dials.values["measure"]
    chosen = next((order for order in every if "-".join(order.tasks) == dials.values["order"]), every[0])
    controls(dials)
    st.markdown(outcome(every, measure), width=READING)
    left, right = st.columns([3, 2])
    with left:
        keys = by_measure(ranked(every, measure), measure, chosen)
    with right:
        keys += matrix(chosen, measure)
    charts.numbers([row for order in ranked(every, measure) for row in rows(order)], "orders", keys)
    st.markdown(advice(every, measure), width=READING)
    seeds = len(every[0].values[measure])
    st.caption(f"Small: a seed, of {seeds}. Large: the mean. {DEFINED} {sweeps.provenance(sweep)}.", width=READING)


def controls(dials: Dials) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", width=READING):
        dial(dials, "order", "Order", width=270)
        dial(dials, "measure", "Measure", width=270)


def by_measure(listed: Sequence[Order], measure: str, chosen: Order) -> list[str]:
    """The orders, the best first."""
    percent = is_share(measure)
    values = {name(order.tasks): list(order.values[measure].values()) for order in listed}
    title = MEASURES[measure].name + ("" if percent else ", nats per token")
    chart = plots.orders(values, title, percent, name(chosen.tasks), charts.palette())
    means = "; ".join(f"{name(order.tasks)} {in_words(order, measure)}" for order in listed)
    alt = f"{MEASURES[measure].name.capitalize()}, by order, from the best to the worst: {means}."
    return charts.chart_alone(chart, alt, "orders")


def matrix(order: Order, measure: str) -> list[str]:
    """How each task goes after each stage of an order."""
    percent, grid = is_share(measure), order.grids[MEASURES[measure].matrix]
    stages = ["before", *(f"after {TASKS[task]}" for task in order.tasks)]
    tasks = [TASKS[task] for task in (OLD, *order.tasks)]
    st.markdown(f"**{name(order.tasks)}**: {'right answers' if percent else 'loss'} on each task, row after row")
    chart = plots.matrix(grid, stages, tasks, percent, charts.palette())
    return charts.chart_alone(chart, matrix_alt(stages, tasks, grid, percent), "orders_matrix")


def matrix_alt(stages: list[str], tasks: list[str], grid: list[list[float]], percent: bool) -> str:
    digits = ".0%" if percent else ".2f"
    lines = (
        f"{stage}: {', '.join(f'{task} {value:{digits}}' for task, value in zip(tasks, values, strict=True))}"
        for stage, values in zip(stages, grid, strict=True)
    )
    return f"{'Right answers' if percent else 'Loss'} on each task. {'; '.join(lines)}."


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


# In words


def name(tasks: Sequence[str]) -> str:
    """`Jan → German → cooking`."""
    return ORDERS["-".join(tasks)]


def is_share(measure: str) -> bool:
    """Whether a measure is of right answers, 0 to 1; if not, it is in nats per token."""
    return MEASURES[measure].matrix == "accuracy"


def in_words(order: Order, measure: str) -> str:
    """The mean over the seeds, with its interval."""
    return around(order.values[measure].values(), "points" if is_share(measure) else "nats")


def outcome(every: list[Order], measure: str) -> str:
    """The best and the worst order, and whether there is more to it than chance."""
    listed, test = ranked(every, measure), tested(every, measure)
    best, worst = listed[0], listed[-1]
    return (
        f"By the {MEASURES[measure].name}, **{name(best.tasks)}** came out best ({in_words(best, measure)}), "
        f"**{name(worst.tasks)}** worst ({in_words(worst, measure)}), on the mean of {test.n} seeds. "
        f"{verdict(test)}{hollow(every, measure)}"
    )


def hollow(every: list[Order], measure: str) -> str:
    """A warning, where lost answers tell only how many there were to lose."""
    if not (measure in ("bwt", "average_forgetting") and nothing_is_left(every)):
        return ""
    return " But no question of an earlier task is right at the end of any run: who learned least, lost least."


def verdict(test: Permutation) -> str:
    """What the seeds can tell: whether the orders differ, and whether the best beats the worst."""
    if test.n < SEEDS:
        return (
            f"**Whether that is more than chance, {test.n} seeds cannot tell**: among so many orders one is always "
            f"best, and a test that is not taken in by that wants {SEEDS} seeds or more."
        )
    if not test.they_differ:
        return (
            f"**Whether the order matters, {test.n} seeds cannot tell**: with its orders shuffled within each seed, "
            f"chance alone sets them as far apart in {rarely(test.differ)} cases."
        )
    differ = f"**The orders differ**: chance alone sets them so far apart in {rarely(test.differ)} cases (n = {test.n})"
    if test.best_beats_worst:
        return f"{differ}, and the best as far from the worst in {rarely(test.apart)}: the best does beat the worst."
    return f"{differ}. Whether the best beats the worst these seeds cannot tell ({rarely(test.apart)})."


def beside_others(every: list[Order], tasks: tuple[str, ...], measure: str) -> str:
    """An order beside the mean of the others, in brackets."""
    unit = "points" if is_share(measure) else "nats"
    compared = against_others(every, tasks, measure, UNITS[unit].margin)
    if compared.word == "cannot tell":
        bounds = difference(compared, unit)
        return f" (whether better or worse than the mean of the others, {compared.n} seeds cannot tell: {bounds})"
    word = {"more": "better than", "less": "worse than", "as much": "as good as"}[compared.word]
    return f" ({word} the mean of the others, {how_much(compared, unit)}, n = {compared.n})"


def rarely(share: float) -> str:
    """`3 of 100`; `fewer than 1 of 100`."""
    return f"{100 * share:.0f} of 100" if share >= 0.01 else "fewer than 1 of 100"


def measured(sweep: Sweep) -> dict[str, str]:
    """The sentence in the chapter's text on what BWT tells. Raises SweepError."""
    found, runs = told_by_learning(orders(sweep))
    number = f"{found:.2f}".replace("-", "−")
    left = ", for no question of an earlier task is right at the end" if nothing_is_left(orders(sweep)) else ""
    over = f"over the {runs} runs the two have a correlation of {number}{left}"
    learned = "how well each task had been learned in the first place"
    if found < 0 and found**2 >= ONLY:
        return {"bwt": f"What right answers lose (BWT) tells here hardly anything but {learned}: {over}."}
    if found < 0 and found**2 >= ONLY / 2:
        return {"bwt": f"A good part of what right answers lose (BWT) tells here is {learned}: {over}."}
    if found < 0 and found**2 >= ONLY / 8:
        return {"bwt": f"What right answers lose (BWT) tells in some part {learned}: {over}."}
    return {"bwt": f"What right answers lose (BWT) tells something else here than {learned}: {over}."}


def advice(every: list[Order], measure: str) -> str:
    """Where the orders that somebody recommends come out among the six."""
    places = [order.tasks for order in ranked(every, measure)]
    lines = []
    for rule, picked in rules(every).items():
        ranks = " and ".join(
            f"{name(tasks)} is number {places.index(tasks) + 1} of {len(places)}{beside_others(every, tasks, measure)}"
            for tasks in picked
            if tasks in places
        )
        lines.append(f"- {RULES[rule]}: {ranks}.")
    worth = (
        "" if tested(every, measure).they_differ else " Where the orders cannot be told apart, nor can their places."
    )
    return (
        "How do the recommended orders fare? What counts as alike is judged here by our own runs: by how much learning "
        f"one task by itself lowers the loss on another.{worth}\n\n" + "\n".join(lines)
    )
