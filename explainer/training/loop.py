"""This module is the fine-tune: a generator of the run's events, whose fields are in `events.py`. Read it aloud.

It does not know who listens, where events are kept or how a run is stopped: the caller does by ceasing to ask.

    for event in train(family("pebble").load("chat"), Experiment(task="jan", replay=0)): print(event)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from transformers import PreTrainedModel

from explainer import models
from explainer.events import CheckpointEvent, DataEvent, Event
from explainer.experiment import Experiment
from explainer.models import Family
from explainer.training import data as pools
from explainer.training.asked import Asked
from explainer.training.data import Data
from explainer.training.meter import Diverged as Diverged
from explainer.training.meter import Meter, Tally, finite
from explainer.training.mixing import batches
from explainer.training.remedies import remedy
from explainer.training.start import Start

GRADIENT_EVERY = 30  # steps; a multiple of 5, so that a loss is measured there anyway
CHECKPOINTS = (0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1)  # of the run: early, where most is lost
POOL = 64  # sequences of what is replayed, at most, that its loss is measured on


def train(
    model: PreTrainedModel,
    experiment: Experiment,
    folder: Path | None = None,
    light: bool = False,
    thorough: bool = False,
) -> Iterator[Event]:
    """Fine-tunes `model`, one of the experiment's family, in place and yields events; keeps weights in `folder`.
    `light` leaves out answers, gradients and weights, which a sweep does not need; `thorough` measures the losses on
    all held-out sequences at every checkpoint, not only at both ends. Neither changes training. Raises Diverged."""
    family, device = models.family(experiment.model), model.device
    data = to_device(pools.load(experiment), device)
    start = Start(family, model)
    meter, asked, tally = Meter(start, data, experiment), Asked(start, data), Tally()
    optimiser = torch.optim.AdamW(model.parameters(), lr=experiment.lr, weight_decay=0.0, fused=True)
    cure = remedy(experiment.remedy, model, data, experiment.seed, experiment.strength)
    ends, marks = (0, experiment.steps), checkpoints(experiment.steps)
    feed = batches(data.new, data.old, experiment)
    model.train()
    yield data_event(data, pool_loss(start, data, experiment))

    for step in range(experiment.steps + 1):  # the state after so many steps
        if step <= 20 or step % 5 == 0 or step in marks:
            whole = step in ends or (step in marks and thorough)
            slopes = step % GRADIENT_EVERY == 0 and not light
            yield from meter.events(model, step, tally, whole=whole, slopes=slopes)
        if step in ends or (step in marks and not light):
            yield from asked.events(model, step, whole=step in ends, light=light)
        if step in marks and folder and not light:
            yield keep(family, model, folder, step, torch.float32 if step == experiment.steps else torch.float16)
        if step == experiment.steps:
            return

        optimiser.param_groups[0]["lr"] = experiment.lr * warmth(step, experiment.warm_up)
        batch = next(feed)
        loss = cure.loss(torch.from_numpy(batch.sequences).to(device))  # (batch, 64) -> scalar
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own gap
        optimiser.step()
        optimiser.zero_grad()
        tally.add(batch, finite(loss.item(), step + 1, experiment))


def checkpoints(steps: int) -> set[int]:
    """The steps at which answers are asked for and weights kept."""
    return {round(share * steps) for share in CHECKPOINTS}


def warmth(step: int, warm_up: int) -> float:
    """Share (0 to 1) of the learning rate at a step, counted from 0: up in a line, and whole from step warm_up - 1."""
    return min(1.0, (step + 1) / warm_up) if warm_up else 1.0


def pool_loss(start: Start, data: Data, experiment: Experiment) -> float | None:
    """What the model loses on what will be replayed, on sequences evenly spaced in the pool; None without replay."""
    if not experiment.replay:
        return None
    rows = np.unique(np.linspace(0, len(data.old) - 1, POOL).astype(int))
    return start.losses(torch.from_numpy(data.old[rows])).mean().item()


def data_event(data: Data, loss: float | None) -> DataEvent:
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
        "held_out": len(data.old_held_out),
        "pool_loss": loss,
    }


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
