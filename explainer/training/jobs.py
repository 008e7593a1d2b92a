"""This module has the jobs that a worker process runs: train, chat, warm. Each is a generator of plain dicts.

The desk names them. Nothing here knows of processes, queues or the store; the web process never imports this module.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Required, TypedDict

import torch
import transformers
from transformers import PreTrainedModel

from explainer import models
from explainer.events import Answer, Event, ProvenanceEvent
from explainer.experiment import Experiment, ExperimentDict
from explainer.tables import limits
from explainer.tables.tasks import SHIPPED
from explainer.training import loop, orders
from explainer.training.asked import Asked
from explainer.training.data import load
from explainer.training.gauge import Gauge
from explainer.training.orders import MatrixEvent
from explainer.training.start import Start


class TrainRequest(TypedDict, total=False):
    """A run: weights are kept in `folder`, if there is one; `thorough` and `light` are said in loop.py. With an `order`
    the tasks of these names are learned one after the other in place of the experiment's."""

    id: str
    experiment: Required[ExperimentDict]
    folder: str | None
    threads: int | None
    thorough: bool
    light: bool
    order: list[str] | None


class ChatRequest(TypedDict, total=False):
    """Prompts to a run's weights in `folder`, at `step` or before (None: its last); or to a shipped stage. `model` is
    that of the run's experiment; None for the first in the table."""

    prompts: Required[list[str]]
    model: str | None
    folder: str | None
    step: int | None
    stage: str


class WarmRequest(TypedDict, total=False):
    """How many threads torch may use; None for its own choice."""

    threads: int | None


class Reply(TypedDict):
    """The answers, and the step of the weights that gave them; None for a shipped stage."""

    type: Literal["reply"]
    step: int | None
    items: list[Answer]


class Ready(TypedDict):
    """What a worker says when the first run need no longer wait."""

    type: Literal["ready"]


class Machine(TypedDict):
    """Where and with what a job works: the device by its name in torch, CPU threads and cores, and versions."""

    device: str
    threads: int
    cores: int | None
    versions: dict[str, str]


def train(request: TrainRequest) -> Iterator[ProvenanceEvent | Event | MatrixEvent]:
    """Yields a provenance event, then the run's events; with an order its losses and a matrix. Raises Diverged, or
    ValueError where the machine has no such device."""
    experiment = Experiment.from_dict(request["experiment"])
    device = pick_device(experiment.device)
    set_threads(request.get("threads"))
    yield {"type": "provenance", **machine(device)}
    model = models.family(experiment.model).load("chat").to(device)
    if order := request.get("order"):
        yield from orders.in_order(model, order, experiment)
        return
    folder = request.get("folder")
    light, thorough = bool(request.get("light")), bool(request.get("thorough"))
    yield from loop.train(model, experiment, Path(folder) if folder else None, light=light, thorough=thorough)


def chat(request: ChatRequest) -> Iterator[Reply]:
    """Yields one reply. Raises ValueError, one sentence."""
    prompts = [checked_prompt(prompt) for prompt in request["prompts"]]
    name, folder = request.get("model") or Experiment.model, request.get("folder")
    stage, step = request.get("stage") or "chat", None
    if folder is None:
        model = shipped(name, stage)
    else:
        step = nearest_checkpoint(Path(folder), request.get("step"))
        model = fine_tuned(name, loop.checkpoint_path(Path(folder), step))
    family = models.family(name)
    texts = family.answers(model, family.load_tokenizer(), prompts, chat=stage == "chat" or folder is not None)
    items: list[Answer] = [{"prompt": prompt, "text": text} for prompt, text in zip(prompts, texts, strict=True)]
    yield {"type": "reply", "step": step, "items": items}


def warm(request: WarmRequest) -> Iterator[Ready]:
    """Loads what the first run would wait for: torch, the model, one answer; then the pools of the shipped tasks, and
    what the model loses and says before any lesson."""
    set_threads(request.get("threads"))
    family = models.family(Experiment.model)
    family.answers(shipped(Experiment.model, "chat"), family.load_tokenizer(), ["Hello!"])
    yield {"type": "ready"}
    for task in SHIPPED:
        data, start = load(Experiment(task=task)), Start(family, shipped(Experiment.model, "chat"))
        Gauge(start, data)
        Asked(start, data)


def set_threads(threads: int | None) -> None:
    if threads:
        torch.set_num_threads(threads)


def pick_device(wanted: str) -> str:
    """Raises ValueError, one sentence, when the machine has no such device."""
    devices = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    there = [name for name, is_there in devices.items() if is_there]
    if wanted == "auto":
        return there[0]
    if wanted not in there:
        raise ValueError(f"device cannot be '{wanted}': this machine has {', '.join(there)}.")
    return wanted


def machine(device: str) -> Machine:
    """What goes into a run's provenance."""
    versions = {
        "python": platform.python_version(),
        "torch": torch.__version__,
        "transformers": transformers.__version__,
    }
    return {"device": device, "threads": torch.get_num_threads(), "cores": os.cpu_count(), "versions": versions}


def checked_prompt(prompt: Any) -> str:
    """Raises ValueError, one sentence."""
    if not isinstance(prompt, str) or not prompt.strip():
        raise ValueError("A prompt cannot be empty: write a word or more.")
    if len(prompt) > limits.PROMPT:
        raise ValueError(f"A prompt cannot be {len(prompt):,} characters long: it is at most {limits.PROMPT:,}.")
    return prompt


def nearest_checkpoint(folder: Path, step: int | None) -> int:
    """The last step at or before `step` whose weights were kept; the very last where `step` is None."""
    steps = sorted(int(path.stem.removeprefix("step-")) for path in folder.glob("step-*.safetensors"))
    reached = [s for s in steps if step is None or s <= step]
    if not reached:
        raise ValueError("This run has kept no weights, so nobody can talk to it: train it again.")
    return reached[-1]


@lru_cache(maxsize=3)
def shipped(name: str, stage: str) -> PreTrainedModel:
    """A model at a stage; nobody trains this copy."""
    return models.family(name).load(stage)


@lru_cache(maxsize=4)
def fine_tuned(name: str, path: Path) -> PreTrainedModel:
    """A model with the weights of a run's checkpoint."""
    family = models.family(name)
    return family.load_weights(family.untrained(), path)
