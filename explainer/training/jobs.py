"""The jobs a worker process runs: train, chat, warm. Each is a generator of plain dicts, named by the desk.

Nothing here knows of processes, queues or the store; the web process never imports this module.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
import transformers
from transformers import LlamaForCausalLM

from explainer.experiment import Experiment
from explainer.models import pebble
from explainer.models.generate import answers
from explainer.record import Event
from explainer.training import loop, orders
from explainer.training.data import load

PROMPT_LIMIT = 2_000  # characters


def train(request: dict[str, Any]) -> Iterator[Event]:
    """Request: id, experiment, folder (or None), threads, thorough (see loop.py), and for a sweep light (true: losses
    and right answers only) and order (names of tasks to learn one after the other). Yields a provenance event, then the
    run's events."""
    experiment = Experiment.from_dict(request["experiment"])
    device = pick_device(experiment.device)
    if request.get("threads"):
        torch.set_num_threads(request["threads"])
    folder = Path(request["folder"]) if request.get("folder") else None
    yield {"type": "provenance", **provenance(device)}
    model, tokenizer = pebble.load("chat").to(device), pebble.load_tokenizer()
    if request.get("order"):
        yield from orders.in_order(model, tokenizer, request["order"], experiment)
    else:
        how = {name: bool(request.get(name)) for name in ("light", "thorough")}
        yield from loop.train(model, tokenizer, experiment, folder, **how)


def chat(request: dict[str, Any]) -> Iterator[Event]:
    """Request: prompts, and folder and step of a run, or a stage of the shipped Pebble. Yields one reply."""
    prompts = [checked_prompt(prompt) for prompt in request["prompts"]]
    folder, step, stage = request.get("folder"), request.get("step"), request.get("stage") or "chat"
    if folder is None:
        model, used = shipped(stage), None
    else:
        used = nearest_checkpoint(Path(folder), step)
        model = kept(loop.checkpoint_path(Path(folder), used))
    texts = answers(model, pebble.load_tokenizer(), prompts, chat=stage == "chat" or folder is not None)
    items = [{"prompt": prompt, "text": text} for prompt, text in zip(prompts, texts, strict=True)]
    yield {"type": "reply", "step": used, "items": items}


def warm(request: dict[str, Any]) -> Iterator[Event]:
    """Loads what the first run would wait for: torch, Pebble, the pools of the shipped tasks, one answer."""
    if request.get("threads"):
        torch.set_num_threads(request["threads"])
    tokenizer = pebble.load_tokenizer()
    answers(shipped("chat"), tokenizer, ["Hello!"], limit=2)
    yield {"type": "ready"}
    for task in ("german", "jan", "cooking"):
        load(Experiment(task=task), tokenizer)


def pick_device(wanted: str) -> str:
    """Raises ValueError, one sentence, when the machine has no such device."""
    found = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted == "auto":
        return next(name for name, there in found.items() if there)
    if not found[wanted]:
        raise ValueError(f"device cannot be '{wanted}': this machine has {', '.join(n for n in found if found[n])}.")
    return wanted


def provenance(device: str) -> dict[str, Any]:
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
    if len(prompt) > PROMPT_LIMIT:
        raise ValueError(f"A prompt cannot be {len(prompt):,} characters long: it is at most {PROMPT_LIMIT:,}.")
    return prompt


def nearest_checkpoint(folder: Path, step: int | None) -> int:
    """The last step at or before `step` whose weights were kept; the very last where `step` is None."""
    steps = sorted(int(path.stem.removeprefix("step-")) for path in folder.glob("step-*.safetensors"))
    reached = [s for s in steps if step is None or s <= step]
    if not reached:
        raise ValueError("This run has kept no weights, so nobody can talk to it: train it again.")
    return reached[-1]


@lru_cache(maxsize=3)
def shipped(stage: str) -> LlamaForCausalLM:
    return pebble.load(stage)


@lru_cache(maxsize=4)
def kept(path: Path) -> LlamaForCausalLM:
    return pebble.load_weights(pebble.untrained(), path)
