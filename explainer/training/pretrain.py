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
from explainer.world import OLD, Dialogue, Document, corpus, library, task


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights, beside the world itself."""

    seed: int = PRETRAINING_SEED
    raw_documents: int = 60_000
    dialogues: int = 100_000
    tokenizer_dialogues: int = 20_000
    foreign_dialogues: int = 2_000  # of each other task, for the tokenizer alone: it splits no task into bytes
    base_steps: int = 1_000
    chat_steps: int = 3_000
    batch: int = 32  # sequences of 64 tokens
    peak_lr: float = 3e-3
    warm_up: int = 100  # steps
    weight_decay: float = 0.1


RECIPE = Recipe()
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
        manifest = wanted | {"recipe": dataclasses.asdict(recipe), "stages": {}}
        (home / "tokenizer.json").write_text(tokenizer_json, encoding="utf-8")
    tokenizer = pebble.load_tokenizer(home)
    for stage, before, steps in (("base", "untrained", recipe.base_steps), ("chat", "base", recipe.chat_steps)):
        if stage in manifest["stages"]:
            continue
        started = time.monotonic()
        model = pebble.load(before, home)
        yield from stage_steps(model, tokenizer, stage, steps, recipe)
        pebble.save_weights(model, home / f"{stage}.safetensors")
        manifest["stages"][stage] = {
            "sha256": sha256(home / f"{stage}.safetensors"),
            "seconds": round(time.monotonic() - started),
            "threads": torch.get_num_threads(),
            "torch": torch.__version__,
            "machine": platform.machine(),
        }
        if stage == "chat":
            manifest["old_probes_right"] = probes_right(pebble.load("chat", home), tokenizer)
        (home / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def stage_steps(
    model: LlamaForCausalLM, tokenizer: Tokenizer, stage: str, steps: int, recipe: Recipe
) -> Iterator[Point]:
    """Trains `model` in place with warm-up and cosine decay of the learning rate."""
    started, picks = time.monotonic(), np.random.default_rng([recipe.seed, stage == "chat"])
    pool = stage_pool(tokenizer, stage, recipe)  # (n, 64)
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=recipe.peak_lr, betas=(0.9, 0.95), weight_decay=recipe.weight_decay, fused=True
    )
    model.train()
    for step in range(1, steps + 1):
        for group in optimiser.param_groups:
            group["lr"] = recipe.peak_lr * schedule(step, steps, recipe.warm_up)
        rows = pool[picks.integers(len(pool), size=recipe.batch)]
        loss = measures.token_loss(model, torch.from_numpy(rows))
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own gap
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        seconds = time.monotonic() - started
        yield {"stage": stage, "step": step, "steps": steps, "loss": loss.item(), "seconds": seconds}


def schedule(step: int, steps: int, warm_up: int) -> float:
    """Share of the peak learning rate: up in a line, down along a cosine to 2%."""
    if step < warm_up:
        return step / warm_up
    return 0.02 + 0.98 * (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up))) / 2


def stage_pool(tokenizer: Tokenizer, stage: str, recipe: Recipe) -> Sequences:
    return pebble.pack(pebble.encode(tokenizer, stage_documents(stage, recipe)))


def stage_documents(stage: str, recipe: Recipe) -> list[Document]:
    """What the stage reads."""
    count = recipe.dialogues if stage == "chat" else recipe.raw_documents
    return library.stage_documents(stage, count, recipe.seed)


def tokenizer_texts(recipe: Recipe) -> Iterator[str]:
    documents = corpus(OLD, recipe.tokenizer_dialogues, recipe.seed, "train")
    for name in FOREIGN:
        documents += corpus(task(name), recipe.foreign_dialogues, recipe.seed, "train")
    for document in documents:
        yield from (document.question, document.answer) if isinstance(document, Dialogue) else (document.text,)


def fingerprint(recipe: Recipe = RECIPE) -> str:
    """Hash of the recipe, the model's shape and all documents (4 seconds). The tokenizer is quickly made and compared
    whole."""
    digest = hashlib.sha256(json.dumps([dataclasses.asdict(recipe), pebble.SHAPE, pebble.SPECIAL]).encode())
    for stage in ("base", "chat"):
        for document in stage_documents(stage, recipe):
            digest.update(repr(document).encode())
    return digest.hexdigest()


def read_manifest(home: Path = HOME) -> dict[str, Any]:
    path = home / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {}


def probes_right(model: LlamaForCausalLM, tokenizer: Tokenizer) -> float:
    """Share (0 to 1) of the old probes that the model answers right."""
    texts = pebble.answers(model, tokenizer, [probe.question for probe in OLD.probes])
    return sum(probe.right(text) for probe, text in zip(OLD.probes, texts, strict=True)) / len(texts)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
