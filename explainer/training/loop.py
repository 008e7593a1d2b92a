"""This module is the fine-tune: a generator of the run's events, whose fields are in `record.py`. Read it aloud.

It does not know who listens, where events are kept or how a run is stopped: the caller does by ceasing to ask.

    for event in train(family("pebble").load("chat"), Experiment(task="jan", replay=0)): print(event)
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from transformers import PreTrainedModel

from explainer import measures, models
from explainer.events import Answer, AnswersEvent, CheckpointEvent, DataEvent, Event, SkillsEvent
from explainer.experiment import Experiment
from explainer.models import Family
from explainer.training import data as pools
from explainer.training.data import Data
from explainer.training.mixing import batches
from explainer.training.remedies import remedy
from explainer.training.shift import Shift
from explainer.world import Probe

GRADIENT_EVERY = 15  # steps; a multiple of 5, so that a loss is measured there anyway
CHECKPOINTS = (0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1)  # of the run: early, where most is lost
HOPELESS = 3  # times the loss of guessing blindly


class Diverged(ValueError):
    """Training that has left the ground; its text is one sentence for the reader."""


def train(
    model: PreTrainedModel,
    experiment: Experiment,
    folder: Path | None = None,
    light: bool = False,
    thorough: bool = False,
) -> Iterator[Event]:
    """Fine-tunes `model`, one of the experiment's family, in place and yields events; keeps weights in `folder`.
    `light` leaves out answers, gradients and weights, which a sweep does not need; `thorough` asks all probes at every
    checkpoint, not only at both ends. Neither changes any other number. Raises Diverged."""
    started, device = time.monotonic(), model.device
    family = models.family(experiment.model)
    data = to_device(pools.load(experiment), device)
    optimiser = torch.optim.AdamW(model.parameters(), lr=experiment.lr, weight_decay=0.0, fused=True)
    marks = checkpoints(experiment.steps)
    shift, cure = Shift(experiment, data), remedy(experiment.remedy, model, data, experiment.seed)
    seen = seen_old = 0
    distinct_old: set[int] = set()
    train_loss: float | None = None
    feed = batches(data.new, data.old, experiment)
    model.train()
    yield data_event(data)

    for step in range(experiment.steps + 1):  # the state after so many steps
        if step <= 20 or step % 5 == 0 or step in marks:
            old, new, cosine = measure(model, data, with_gradients=step % GRADIENT_EVERY == 0 and not light)
            share, divergence = shift.at(step)
            yield {
                "type": "loss",
                "step": step,
                "old": finite(old, step, experiment),
                "new": finite(new, step, experiment),
                "train": train_loss,
                "fit": None if data.fit is None else measures.held_out_loss(model, data.fit),
                "seen": seen,
                "seen_old": seen_old,
                "distinct_old": len(distinct_old),
                "share": share,
                "divergence": divergence,
                "seconds": round(time.monotonic() - started, 3),
            }
            if cosine is not None:
                yield {"type": "gradient", "step": step, "cosine": cosine}
        every_probe = step in (0, experiment.steps) or (step in marks and thorough)
        if every_probe or (step in marks and not light):
            answers = ask(family, model, data.probes if every_probe else data.shown)
            if not light:
                yield answers_event(data, answers, step)
            if every_probe:
                yield skills_event(data, answers, step)
        if step in marks and folder and not light:
            yield keep(family, model, folder, step, torch.float32 if step == experiment.steps else torch.float16)
        if step == experiment.steps:
            return

        batch = next(feed)
        loss = cure.loss(torch.from_numpy(batch.sequences).to(device))  # (batch, 64) -> scalar
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own gap
        optimiser.step()
        optimiser.zero_grad()
        seen, seen_old = seen + len(batch.sequences), seen_old + batch.old
        distinct_old.update(batch.old_rows.tolist())
        train_loss = finite(loss.item(), step + 1, experiment)


def checkpoints(steps: int) -> set[int]:
    """The steps at which answers are asked for and weights kept."""
    return {round(share * steps) for share in CHECKPOINTS}


def finite(loss: float, step: int, experiment: Experiment) -> float:
    """The loss, if there is hope. Raises Diverged."""
    blind = math.log(models.family(experiment.model).VOCABULARY)  # nats per token
    if (math.isfinite(loss) and loss < HOPELESS * blind) or step == 0:
        return loss
    raise Diverged(
        f"The run diverged at step {step}: the loss went to {loss:.3g} nats per token, worse than guessing blindly; "
        f"a learning rate below {experiment.lr:g} may hold it."
    )


def data_event(data: Data) -> DataEvent:
    """What there is to read."""
    return {
        "type": "data",
        "step": 0,
        "length": data.new.shape[1],
        "old_dialogues": data.old_dialogues,
        "old_sequences": len(data.old),
        "old_tokens": data.old.size,
        "new_dialogues": data.new_dialogues,
        "new_sequences": len(data.new),
        "new_tokens": data.new.size,
    }


def measure(model: PreTrainedModel, data: Data, *, with_gradients: bool) -> tuple[float, float, float | None]:
    """Old and new held-out loss, and the cosine of their gradients where it is asked for."""
    if with_gradients:
        return measures.losses_and_cosine(model, data.old_held_out, data.new_held_out)
    return *measures.held_out_losses(model, data.old_held_out, data.new_held_out), None


def ask(family: Family, model: PreTrainedModel, probes: Sequence[Probe]) -> dict[str, str]:
    """The model's answer to each probe's question."""
    questions = [probe.question for probe in probes]
    return dict(zip(questions, family.answers(model, family.load_tokenizer(), questions), strict=True))


def answers_event(data: Data, answers: dict[str, str], step: int) -> AnswersEvent:
    items: list[Answer] = [
        {
            "prompt": probe.question,
            "text": answers[probe.question],
            "right": probe.right(answers[probe.question]),
            "skill": probe.skill,
            "task": "old" if probe in data.old_probes else "new",
        }
        for probe in data.shown
    ]
    return {"type": "answers", "step": step, "items": items}


def skills_event(data: Data, answers: dict[str, str], step: int) -> SkillsEvent:
    old, new = (
        measures.count_right(probes, [answers[probe.question] for probe in probes])
        for probes in (data.old_probes, data.new_probes)
    )
    return {"type": "skills", "step": step, "old": old, "new": new}


def keep(family: Family, model: PreTrainedModel, folder: Path, step: int, dtype: torch.dtype) -> CheckpointEvent:
    """In 16 bit losses change by up to 3e-4 nats per token, so the end, which the valley is laid through, has 32."""
    folder.mkdir(parents=True, exist_ok=True)
    path = checkpoint_path(folder, step)
    family.save_weights(model, path, dtype)
    return {"type": "checkpoint", "step": step, "file": path.name}


def checkpoint_path(folder: Path, step: int) -> Path:
    return folder / f"step-{step:05d}.safetensors"


def to_device(data: Data, device: torch.device) -> Data:
    moved = {name: value.to(device) for name, value in vars(data).items() if isinstance(value, torch.Tensor)}
    return Data(**{**vars(data), **moved})
