"""What a fine-tune reads and is measured on: packed sequences of the old and the new task, and their probes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tokenizers import Tokenizer
from torch import Tensor, from_numpy

from explainer.experiment import Experiment
from explainer.models import pebble
from explainer.training.mixing import Sequences
from explainer.world import OLD, Probe, Split, Task, corpus, task

PRETRAINING_SEED = 0  # the documents Pebble's chat stage read; what is replayed are the first of these
POOL = 6000  # dialogues in a training pool, about 2,000 sequences
HELD_OUT = 8  # sequences of 64 tokens that a loss is measured on, per task


@dataclass(frozen=True)
class Data:
    """Training sequences (n, 64), held-out sequences (8, 64) and probes, for the old and the new task."""

    old: Sequences
    new: Sequences
    old_held_out: Tensor
    new_held_out: Tensor
    old_probes: tuple[Probe, ...]
    new_probes: tuple[Probe, ...]


def load(experiment: Experiment, tokenizer: Tokenizer) -> Data:
    """The same data for the same task, whatever the seed: the seed only orders it."""
    new_task = task(experiment.task, experiment.text)
    return Data(
        old=training_pool(OLD, tokenizer),
        new=training_pool(new_task, tokenizer),
        old_held_out=held_out(OLD, tokenizer),
        new_held_out=held_out(new_task, tokenizer),
        old_probes=OLD.probes,
        new_probes=new_task.probes,
    )


@lru_cache(maxsize=8)
def training_pool(task: Task, tokenizer: Tokenizer) -> Sequences:
    return sequences(task, tokenizer, POOL, PRETRAINING_SEED, "train")


@lru_cache(maxsize=8)
def held_out(task: Task, tokenizer: Tokenizer) -> Tensor:
    return from_numpy(sequences(task, tokenizer, HELD_OUT * 12, 1, "held_out")[:HELD_OUT])


def sequences(task: Task, tokenizer: Tokenizer, count: int, seed: int, split: Split) -> Sequences:
    return pebble.pack(pebble.encode(tokenizer, corpus(task, count, seed, split)))
