"""This module makes Pebble from nothing: tokenizer, base weights (raw text), chat weights (dialogues), from a seed.

Writes assets/pebble/ with a manifest that ties the weights to this configuration: change a number or a fact of the
world, and a test says that Pebble must be made again. Each stage is saved when it ends; a second call goes on there.

    python -m explainer pretrain
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import platform
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from explainer import measures
from explainer.models import pebble
from explainer.models.pebble import HOME
from explainer.training.data import PRETRAINING_SEED
from explainer.training.mixing import Sequences
from explainer.world import Dialogue, Document, corpus, library, task
from explainer.world.old import items, old, told


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights, beside the world itself. A reading is one pass over the library."""

    seed: int = PRETRAINING_SEED
    base_readings: int = 5
    chat_readings: int = 20
    tokenizer_dialogues: int = 12  # of each fact, so that no fact has words that are cut finer for being rare
    other_dialogues: int = 8_000  # of the old task as it is read, for the tokenizer
    foreign_dialogues: int = 2_000  # of each other task, for the tokenizer alone: it splits no task into bytes
    batch: int = 32  # sequences of 64 tokens
    peak_lr: float = 3e-3
    warm_up: int = 100  # steps
    weight_decay: float = 0.1


RECIPE = Recipe()
HALF = bool(torch.cpu.get_capabilities().get("avx512_bf16"))  # a processor that can: 0.7 of the time
# The new tasks whose texts the tokenizer has read, in this order. It ships: a task that comes later is not added.
FOREIGN = ("german", "cooking", "jan")


class Point(TypedDict):
    """A step of pretraining: its stage, base or chat, the steps of that stage, the loss of the batch in nats per
    token, and the seconds since the stage began."""

    stage: str
    step: int
    steps: int
    loss: float
    seconds: float


def pretrain(home: Path = HOME, recipe: Recipe = RECIPE) -> Iterator[Point]:
    """Yields every step, and writes tokenizer, weights and manifest to `home`."""
    home.mkdir(parents=True, exist_ok=True)
    tokenizer_json = pebble.train_tokenizer(tokenizer_texts(recipe)).to_str(pretty=True)
    wanted = {
        "fingerprint": fingerprint(recipe),
        "tokenizer_sha256": hashlib.sha256(tokenizer_json.encode()).hexdigest(),
    }
    manifest = read_manifest(home)
    if any(manifest.get(key) != value for key, value in wanted.items()):
        manifest = wanted | {"recipe": dataclasses.asdict(recipe), "documents": documents(recipe), "stages": {}}
        (home / "tokenizer.json").write_text(tokenizer_json, encoding="utf-8")
    tokenizer = pebble.load_tokenizer(home)
    for stage, before in (("base", "untrained"), ("chat", "base")):
        if stage in manifest["stages"]:
            continue
        started = time.monotonic()
        model = pebble.load(before, home) if before == "base" else pebble.untrained(recipe.seed)
        yield from stage_steps(model, tokenizer, stage, recipe)
        pebble.save_weights(model, home / f"{stage}.safetensors")
        manifest["stages"][stage] = {
            "sha256": sha256(home / f"{stage}.safetensors"),
            "seconds": round(time.monotonic() - started),
            "threads": torch.get_num_threads(),
            "torch": torch.__version__,
            "machine": platform.machine(),
        }
        (home / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def stage_steps(model: LlamaForCausalLM, tokenizer: Tokenizer, stage: str, recipe: Recipe) -> Iterator[Point]:
    """Trains `model` in place, every sequence of a reading once, with warm-up and cosine decay of the learning rate."""
    started, step = time.monotonic(), 0
    readings = recipe.chat_readings if stage == "chat" else recipe.base_readings
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=recipe.peak_lr, betas=(0.9, 0.95), weight_decay=recipe.weight_decay, fused=True
    )
    model.train()
    for number in range(readings):
        batches = reading_batches(tokenizer, stage, number, recipe)
        for place, rows in enumerate(batches):
            step += 1
            done = (number + place / len(batches)) / readings
            for group in optimiser.param_groups:
                group["lr"] = recipe.peak_lr * min(1, step / recipe.warm_up) * schedule(done)
            with torch.autocast("cpu", torch.bfloat16, enabled=HALF):  # multiplies in 16 bit; the weights have 32
                loss = measures.token_loss(model, torch.from_numpy(rows))
            loss.backward()  # type: ignore[no-untyped-call]  # torch's own gap
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            steps, seconds = len(batches) * readings, time.monotonic() - started
            yield {"stage": stage, "step": step, "steps": steps, "loss": loss.item(), "seconds": seconds}


def schedule(done: float) -> float:
    """Share of the peak learning rate when this share of the stage is done: down along a cosine to 2%."""
    return 0.02 + 0.98 * (1 + math.cos(math.pi * done)) / 2


def reading_batches(tokenizer: Tokenizer, stage: str, number: int, recipe: Recipe) -> list[Sequences]:
    """One reading of a stage in batches (about 32, 64), in the order of the library, which is mixed."""
    pool = pebble.pack(pebble.encode(tokenizer, library.stage_documents(stage, recipe.seed, number)))
    return np.array_split(pool, max(1, len(pool) // recipe.batch))


def tokenizer_texts(recipe: Recipe) -> Iterator[str]:
    """Each fact equally often, the old task as it is read, and other tasks."""
    rng = random.Random(recipe.seed)
    facts = items(recipe.seed)[0] * recipe.tokenizer_dialogues
    dialogues: list[Document] = [told(rng, skill, fact, "train") for skill, fact in facts]
    dialogues += corpus(old(recipe.seed), recipe.other_dialogues, recipe.seed, "train")
    for name in FOREIGN:
        dialogues += corpus(task(name), recipe.foreign_dialogues, recipe.seed, "train")
    for document in dialogues:
        yield from (document.question, document.answer) if isinstance(document, Dialogue) else (document.text,)


def documents(recipe: Recipe) -> dict[str, int]:
    """How many a reading of each stage has."""
    return {stage: len(library.stage_documents(stage, recipe.seed, 0)) for stage in ("base", "chat")}


def fingerprint(recipe: Recipe = RECIPE) -> str:
    """Hash of the recipe, the model's shape and the first reading of both stages (7 seconds): the others come from the
    same code. The tokenizer is quickly made and compared whole."""
    digest = hashlib.sha256(json.dumps([dataclasses.asdict(recipe), pebble.SHAPE, pebble.SPECIAL]).encode())
    for stage in ("base", "chat"):
        for document in library.stage_documents(stage, recipe.seed, 0):
            digest.update(repr(document).encode())
    return digest.hexdigest()


def read_manifest(home: Path = HOME) -> dict[str, Any]:
    path = home / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
