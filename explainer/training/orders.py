"""Several tasks, one after the other, on the same weights: what is left of each, by the order they came in.

The old task counts as the first that was learned. Each stage is a whole fine-tune with a fresh optimiser; where the
experiment asks for replay, every stage replays the old task.

    list(in_order(load("chat"), load_tokenizer(), ["jan", "german"], Experiment(replay=0)))[-1]["bwt"]
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from explainer import measures
from explainer.experiment import Experiment
from explainer.models.generate import answers
from explainer.record import Event
from explainer.training.data import held_out
from explainer.training.loop import train
from explainer.world import OLD, Task, task


def in_order(
    model: LlamaForCausalLM, tokenizer: Tokenizer, names: Sequence[str], experiment: Experiment
) -> Iterator[Event]:
    """Trains `model` in place on each task for `experiment.steps`. Yields the loss events of every stage, with `stage`
    (from 1), `task` and a `step` that counts on, and at last a `matrix` event:

    tasks (old first), accuracy and loss (R[i][j] on task j after learning task i; shares 0 to 1, nats per token),
    bwt and average_forgetting of the accuracies, and the same of the losses as rises in nats per token: loss_rise,
    loss_forgetting.
    Raises Diverged."""
    tasks = [OLD, *(task(name) for name in names)]
    rows, started = [row(model, tokenizer, tasks)], time.monotonic()
    for stage, name in enumerate(names, 1):
        for event in train(model, tokenizer, dataclasses.replace(experiment, task=name), light=True):
            if event["type"] == "loss":
                step = event["step"] + (stage - 1) * experiment.steps
                seconds = round(time.monotonic() - started, 3)
                yield event | {"step": step, "stage": stage, "task": name, "seconds": seconds}
        rows.append(row(model, tokenizer, tasks))
    yield {"type": "matrix", "step": len(names) * experiment.steps, "tasks": [t.name for t in tasks], **matrices(rows)}


def row(model: LlamaForCausalLM, tokenizer: Tokenizer, tasks: Sequence[Task]) -> list[tuple[float, float]]:
    """Accuracy (0 to 1) and held-out loss (nats per token) on each task, as the model is now."""
    return [
        (accuracy(model, tokenizer, task), measures.held_out_loss(model, held_out(task, tokenizer).to(model.device)))
        for task in tasks
    ]


def accuracy(model: LlamaForCausalLM, tokenizer: Tokenizer, task: Task) -> float:
    """Share (0 to 1) of the task's probes that the model answers right."""
    texts = answers(model, tokenizer, [probe.question for probe in task.probes])
    return sum(probe.right(text) for probe, text in zip(task.probes, texts, strict=True)) / len(texts)


def matrices(rows: Sequence[Sequence[tuple[float, float]]]) -> Event:
    """The fields of a `matrix` event; both measures are defined on what is better when higher, so losses go in
    negated, and the backward transfer of the losses comes out as a rise."""
    accuracies, losses = ([[pair[k] for pair in row] for row in rows] for k in (0, 1))
    negated = [[-loss for loss in row] for row in losses]
    return {
        "accuracy": accuracies,
        "loss": losses,
        "bwt": measures.backward_transfer(accuracies),
        "average_forgetting": measures.average_forgetting(accuracies),
        "loss_rise": -measures.backward_transfer(negated),
        "loss_forgetting": measures.average_forgetting(negated),
    }
