"""This is what chapter 6 reads off three tasks in every order: what is left of each, and what good orders are.

Whether the orders differ at all is for a test to say that shuffles them within each seed (see comparison.py): two that
begin with the same task share that part of their runs, and change places together. R[i][j] is how well task j goes
after task i was learned; task 0, the old one, counts as the first that was learned. Draws nothing.

    orders(read(Path("assets/sweeps/shifts_orders.json")))[0].values["bwt"]
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations
from statistics import fmean
from typing import NamedTuple

from explainer.sweep.comparison import Comparison, Permutation, compare, correlation, permutation
from explainer.sweep.curves import measured
from explainer.sweep.plan import SweepError
from explainer.sweep.results import CellResult, Matrix, Sweep, groups, number

OLD = "old"
Grid = list[list[float]]


class Measure(NamedTuple):
    """A measure of forgetting: what it is called, the matrix it sums up, and whether less of it is better."""

    name: str
    matrix: str  # accuracy or loss
    less: bool


MEASURES = {
    "loss_rise": Measure("mean rise of the loss since each task was learned", "loss", True),
    "loss_forgetting": Measure("mean rise of the loss above its best", "loss", True),
    "bwt": Measure("backward transfer (BWT) of right answers", "accuracy", False),
    "average_forgetting": Measure("average forgetting of right answers", "accuracy", True),
    "final": Measure("mean loss on all the tasks at the end", "loss", True),
}


class Order(NamedTuple):
    """An order of tasks. `values` has for each measure a value a seed, by seed; accuracies are shares (0 to 1), losses
    nats per token. `grids` are the means over the seeds of R, rows by stage (before any, after each task), columns by
    `("old", *tasks)`. `learned` is by seed the share of right answers on each task but the last right after it was
    learned, their mean."""

    tasks: tuple[str, ...]
    values: dict[str, dict[int, float]]
    grids: dict[str, Grid]
    learned: dict[int, float]


def orders(sweep: Sweep) -> list[Order]:
    """Raises SweepError where no order was learned to its end."""
    summed = [name for name in MEASURES if name != "final"]
    cells = [cell for cell in sweep["cells"] if cell.get("matrix") and measured(cell, *summed)]
    every = [order(group.order, group.cells) for group in groups(cells)]
    if not every:
        raise SweepError(f"{sweep['title']!r} has no order of tasks that was learned to its end.")
    return every


def order(tasks: tuple[str, ...], cells: Sequence[CellResult]) -> Order:
    return Order(
        tasks,
        {name: {cell["experiment"]["seed"]: value(cell, name) for cell in cells} for name in MEASURES},
        {
            "accuracy": mean_grid([matrix_of(cell)["accuracy"] for cell in cells]),
            "loss": mean_grid([matrix_of(cell)["loss"] for cell in cells]),
        },
        {cell["experiment"]["seed"]: learned_first(matrix_of(cell)["accuracy"]) for cell in cells},
    )


def learned_first(accuracy: Grid) -> float:
    """Of each task but the last, how well it went right after it was learned: the mean of the diagonal."""
    return fmean(accuracy[task][task] for task in range(len(accuracy) - 1))


def value(cell: CellResult, measure: str) -> float:
    """A measure of one run; the last row of the matrix says how all tasks go at the end."""
    return fmean(matrix_of(cell)["loss"][-1]) if measure == "final" else number(cell["summary"], measure)


def matrix_of(cell: CellResult) -> Matrix:
    matrix = cell["matrix"]
    assert matrix, "orders() has left out runs without one"
    return matrix


def nothing_is_left(every: Sequence[Order]) -> bool:
    """Whether at the end no question of any earlier task is right, in any run: then right answers that were lost tell
    how many had been learned, and nothing else."""
    return all(not any(order.grids["accuracy"][-1][:-1]) for order in every)


def mean_grid(grids: Sequence[Grid]) -> Grid:
    return [[fmean(cell) for cell in zip(*rows, strict=True)] for rows in zip(*grids, strict=True)]


def ranked(every: Sequence[Order], measure: str) -> list[Order]:
    """From the order that keeps most to the one that keeps least, on the mean over the seeds."""
    sign = 1 if MEASURES[measure].less else -1
    return sorted(every, key=lambda order: sign * fmean(order.values[measure].values()))


# Whether there is anything to rank


def tested(every: Sequence[Order], measure: str) -> Permutation:
    """Whether the orders differ by a measure, and whether the best beats the worst; over the seeds that all have."""
    values = [order.values[measure] for order in every]
    seeds = sorted(set.intersection(*(set(of) for of in values)))
    beginnings = [order.tasks[0] for order in every]
    blocks = [beginnings.index(task) for task in beginnings]
    alike = len({blocks.count(block) for block in blocks}) == 1
    return permutation([[of[seed] for of in values] for seed in seeds], blocks if alike else ())


def against_others(every: Sequence[Order], tasks: tuple[str, ...], measure: str, margin: float) -> Comparison:
    """How much better an order is than the mean of the others, by pairs of a seed; above 0 is better."""
    sign = -1 if MEASURES[measure].less else 1
    own = next(order for order in every if order.tasks == tasks).values[measure]
    others = [order.values[measure] for order in every if order.tasks != tasks]
    seeds = set(own).intersection(*others)
    return compare(
        {seed: sign * own[seed] for seed in seeds},
        {seed: sign * fmean(of[seed] for of in others) for seed in seeds},
        margin,
    )


def told_by_learning(every: Sequence[Order]) -> tuple[float, int]:
    """The correlation of BWT with how well tasks had been learned in the first place, over so many runs."""
    pairs = [(order.learned[seed], bwt) for order in every for seed, bwt in order.values["bwt"].items()]
    return correlation([learned for learned, _ in pairs], [bwt for _, bwt in pairs]), len(pairs)


# What is said of good orders, by how much each task by itself helps or harms the others in these very runs


def helped(every: Sequence[Order]) -> dict[tuple[str, str], float]:
    """By (a, b): by how many nats the loss on b falls when a is learned first, the mean over the orders that begin
    with a; below 0 where it rises."""
    falls: dict[tuple[str, str], list[float]] = {}
    for order in every:
        before, after = order.grids["loss"][:2]
        for column, other in enumerate((OLD, *order.tasks)):
            falls.setdefault((order.tasks[0], other), []).append(before[column] - after[column])
    return {pair: fmean(values) for pair, values in falls.items()}


def rules(every: Sequence[Order]) -> dict[str, list[tuple[str, ...]]]:
    """The orders that each piece of advice picks. `essay`: the task that harms the old one most comes first. `typical`:
    from the task that helps the other new ones least to the one that helps them most. `unlike`: neighbours help each
    other as little as can be (the two of Li & Hiratani 2025, with transfer in our runs for their similarity)."""
    help_of, tasks = helped(every), every[0].tasks
    possible = list(permutations(tasks))

    def typical(task: str) -> float:
        return fmean(help_of[task, other] for other in tasks if other != task)

    def neighbours(order: tuple[str, ...]) -> float:
        return sum(help_of[a, b] + help_of[b, a] for a, b in pairwise(order))

    lowest = min(map(neighbours, possible))
    return {
        "essay": [tuple(sorted(tasks, key=lambda task: help_of[task, OLD]))],
        "typical": [tuple(sorted(tasks, key=typical))],
        "unlike": [order for order in possible if neighbours(order) <= lowest + 1e-9],
    }
