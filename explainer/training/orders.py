"""This module trains several tasks, one after the other, on the same weights, and measures what is left of each.

The old task counts as the first that was learned. Each stage is a whole fine-tune with a fresh optimiser; where the
experiment asks for replay, every stage replays the old task.

    list(in_order(family("pebble").load("chat"), ["jan", "german"], Experiment(replay=0)))[-1]["bwt"]
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Sequence
from typing import Literal, TypedDict

from transformers import PreTrainedModel

from explainer import measures, models
from explainer.events import LossEvent
from explainer.experiment import Experiment
from explainer.models import Family
from explainer.training.asked import ask
from explainer.training.data import held_out
from explainer.training.loop import train
from explainer.world import Task, task


class MatrixEvent(TypedDict):
    """What is left of each task at the end of an order, the old task first. accuracy and loss are matrices: R[i][j] is
    that on task j after learning task i, a share (0 to 1) or nats per token. bwt and average_forgetting are those of
    the accuracies; loss_rise and loss_forgetting the same of the losses, as rises in nats per token."""

    type: Literal["matrix"]
    step: int
    tasks: list[str]
    accuracy: list[list[float]]
    loss: list[list[float]]
    bwt: float
    average_forgetting: float
    loss_rise: float
    loss_forgetting: float


def in_order(model: PreTrainedModel, names: Sequence[str], experiment: Experiment) -> Iterator[LossEvent | MatrixEvent]:
    """Trains `model` in place on each task for `experiment.steps`. Yields the loss events of every stage, with `stage`
    (from 1), `task` and a `step` that counts on, and at last a matrix. Raises Diverged."""
    family = models.family(experiment.model)
    tasks = [family.OLD, *(task(name) for name in names)]
    rows, started = [row(family, model, tasks)], time.monotonic()
    for stage, name in enumerate(names, 1):
        for event in train(model, dataclasses.replace(experiment, task=name), light=True):
            if event["type"] == "loss":
                step = event["step"] + (stage - 1) * experiment.steps
                seconds = round(time.monotonic() - started, 3)
                yield {**event, "step": step, "stage": stage, "task": name, "seconds": seconds}
        rows.append(row(family, model, tasks))
    yield matrix_event(len(names) * experiment.steps, tasks, rows)


def row(family: Family, model: PreTrainedModel, tasks: Sequence[Task]) -> list[tuple[float, float]]:
    """Accuracy (0 to 1) and held-out loss (nats per token) on each task, as the model is now."""
    return [
        (accuracy(family, model, task), measures.held_out_loss(model, held_out(family, task).to(model.device)))
        for task in tasks
    ]


def accuracy(family: Family, model: PreTrainedModel, task: Task) -> float:
    """Share (0 to 1) of the task's probes that the model answers right."""
    answers = ask(family, model, task.probes)
    return sum(probe.right(answers[probe.question]) for probe in task.probes) / len(task.probes)


def matrix_event(step: int, tasks: Sequence[Task], rows: Sequence[Sequence[tuple[float, float]]]) -> MatrixEvent:
    """Both measures are defined on what is better when higher, so losses go in negated, and the backward transfer of
    the losses comes out as a rise."""
    accuracies, losses = ([[pair[k] for pair in row] for row in rows] for k in (0, 1))
    negated = [[-loss for loss in row] for row in losses]
    return {
        "type": "matrix",
        "step": step,
        "tasks": [task.name for task in tasks],
        "accuracy": accuracies,
        "loss": losses,
        "bwt": measures.backward_transfer(accuracies),
        "average_forgetting": measures.average_forgetting(accuracies),
        "loss_rise": -measures.backward_transfer(negated),
        "loss_forgetting": measures.average_forgetting(negated),
    }
