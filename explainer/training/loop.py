"""The fine-tune: a generator of the run's events (their fields are in `record.py`). Read it aloud.

It does not know who listens, where events are kept or how a run is stopped: the caller does by ceasing to ask.

    for event in train(load("chat"), load_tokenizer(), Experiment(task="jan", replay=0)): print(event)
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from explainer import measures
from explainer.experiment import Experiment
from explainer.models.generate import answers
from explainer.models.pebble import VOCABULARY, save_weights
from explainer.record import Event
from explainer.training import data as pools
from explainer.training.data import Data
from explainer.training.mixing import batches

GRADIENT_EVERY = 15  # steps
CHECKPOINTS = (0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1)  # of the run: early, where most is lost
HOPELESS = 3 * math.log(VOCABULARY)  # nats per token, three times the loss of guessing blindly


class Diverged(ValueError):
    """Training that has left the ground; its text is one sentence for the reader."""


def train(
    model: LlamaForCausalLM, tokenizer: Tokenizer, experiment: Experiment, folder: Path | None = None
) -> Iterator[Event]:
    """Fine-tunes `model` in place and yields events; keeps weights in `folder`. Raises Diverged."""
    started, device = time.monotonic(), model.device
    data = to_device(pools.load(experiment, tokenizer), device)
    optimiser = torch.optim.AdamW(model.parameters(), lr=experiment.lr, weight_decay=0.0, fused=True)
    marks = checkpoints(experiment.steps)
    seen = seen_old = 0
    train_loss = None
    feed = batches(data.new, data.old, experiment)
    model.train()

    for step in range(experiment.steps + 1):  # the state after so many steps
        if step <= 20 or step % 5 == 0 or step in marks:
            yield {
                "type": "loss",
                "step": step,
                "old": finite(measures.held_out_loss(model, data.old_held_out), step, experiment),
                "new": finite(measures.held_out_loss(model, data.new_held_out), step, experiment),
                "train": train_loss,
                "seen": seen,
                "seen_old": seen_old,
                "seconds": round(time.monotonic() - started, 3),
            }
        if step % GRADIENT_EVERY == 0:
            cosine = measures.gradient_cosine(model, data.old_held_out, data.new_held_out)
            yield {"type": "gradient", "step": step, "cosine": cosine}
        if step in marks:
            yield answers_event(model, tokenizer, data, step)
            if folder:
                yield keep(model, folder, step)
        if step in (0, experiment.steps):
            yield skills_event(model, tokenizer, data, step)
        if step == experiment.steps:
            return

        batch = next(feed)
        loss = measures.token_loss(model, torch.from_numpy(batch.sequences).to(device))  # (batch, 64) -> scalar
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own gap
        optimiser.step()
        optimiser.zero_grad()
        seen, seen_old = seen + len(batch.sequences), seen_old + batch.old
        train_loss = finite(loss.item(), step + 1, experiment)


def checkpoints(steps: int) -> set[int]:
    """The steps at which answers are asked for and weights kept."""
    return {round(share * steps) for share in CHECKPOINTS}


def finite(loss: float, step: int, experiment: Experiment) -> float:
    if (math.isfinite(loss) and loss < HOPELESS) or step == 0:
        return loss
    raise Diverged(
        f"The run diverged at step {step}: the loss went to {loss:.3g} nats per token, worse than guessing blindly; "
        f"a learning rate below {experiment.lr:g} may hold it."
    )


def answers_event(model: LlamaForCausalLM, tokenizer: Tokenizer, data: Data, step: int) -> Event:
    shown = [(probe, "old") for probe in data.old_probes if probe.shown]
    shown += [(probe, "new") for probe in data.new_probes if probe.shown]
    texts = answers(model, tokenizer, [probe.question for probe, _ in shown])
    items = [
        {"prompt": p.question, "text": text, "right": p.right(text), "skill": p.skill, "task": task}
        for (p, task), text in zip(shown, texts, strict=True)
    ]
    return {"type": "answers", "step": step, "items": items}


def skills_event(model: LlamaForCausalLM, tokenizer: Tokenizer, data: Data, step: int) -> Event:
    probes = data.old_probes + data.new_probes
    texts = answers(model, tokenizer, [probe.question for probe in probes])
    split = len(data.old_probes)
    return {
        "type": "skills",
        "step": step,
        "old": measures.count_right(data.old_probes, texts[:split]),
        "new": measures.count_right(data.new_probes, texts[split:]),
    }


def keep(model: LlamaForCausalLM, folder: Path, step: int) -> Event:
    folder.mkdir(parents=True, exist_ok=True)
    path = checkpoint_path(folder, step)
    save_weights(model, path)
    return {"type": "checkpoint", "step": step, "file": path.name}


def checkpoint_path(folder: Path, step: int) -> Path:
    return folder / f"step-{step:05d}.safetensors"


def to_device(data: Data, device: torch.device) -> Data:
    moved = {"old_held_out": data.old_held_out.to(device), "new_held_out": data.new_held_out.to(device)}
    return Data(**{**vars(data), **moved})
