"""This module makes what a fine-tune reads and is measured on: sequences of the old and the new task, and their probes.

No source of replay holds a question that is held out: the tasks' samplers never ask one, what the model has made up
itself is sifted, and random tokens ask nothing.

load(Experiment(task="jan")).new.shape      # (sequences, 64)
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

import numpy as np
from torch import Tensor, from_numpy

from explainer import models
from explainer.experiment import DIALOGUES, Experiment
from explainer.models import Family
from explainer.training import selfmade
from explainer.training.mixing import Sequences
from explainer.world import Dialogue, Document, Probe, Task, corpus, task
from explainer.world import held_out as is_held_out
from explainer.world.old import old, reading
from explainer.world.proxy import proxy
from explainer.world.typed import untyped

PRETRAINING_SEED = 0  # of what Pebble has read: its own old data are the first dialogues of that
SEEDS = (PRETRAINING_SEED, 1, 2)  # of Pebble and its siblings
HELD_OUT = 128  # sequences that a loss is measured on, per task
DOCUMENTS = 12  # for a sequence, at least: as many as are drawn to fill one
SIFTED = 4  # one in so many self-made dialogues, at most, is sifted out
HUNDRED = 100  # old questions that are asked again on the way
NEW_SHOWN = 4  # of the new probes: enough to see the lesson learned
FIT = 16  # sequences of few examples, at most, that the fit to them is measured on
RANDOM_SEQUENCES = 2_000  # of random tokens, about as many as DIALOGUES dialogues make


@dataclass(frozen=True)
class Data:
    """Training sequences (n, 64), held-out sequences (128, 64) and probes, for the old and the new task, as a model of
    the family reads them. `old` is what is replayed, whatever its source; everything else called old is Pebble's
    own."""

    family: Family
    old: Sequences
    true_old: Sequences
    new: Sequences
    old_held_out: Tensor
    new_held_out: Tensor
    old_probes: tuple[Probe, ...]
    new_probes: tuple[Probe, ...]
    fit: Tensor | None  # (16 or fewer, 64): training sequences of the new task, where there are few examples
    old_dialogues: int  # distinct ones in the pool; 0 where it is random tokens
    new_dialogues: int

    @property
    def probes(self) -> tuple[Probe, ...]:
        return self.old_probes + self.new_probes

    @property
    def shown(self) -> tuple[Probe, ...]:
        """Those whose answers a reader sees at every checkpoint."""
        old, new = (tuple(probe for probe in probes if probe.shown) for probes in (self.old_probes, self.new_probes))
        return old + new[:NEW_SHOWN]


def load(experiment: Experiment) -> Data:
    """The same data for the same task, whatever the seed: the seed only orders it, and, where the experiment limits
    the dialogues or their kinds, it chooses which."""
    family = models.family(experiment.model)
    new_task = task(experiment.task, experiment.text)
    replay, old_dialogues = replayed(family, experiment)
    new, new_dialogues = limited_pool(family, new_task, experiment.examples, 0, experiment.seed)
    return Data(
        family=family,
        old=replay,
        true_old=training_pool(family, family.OLD),
        new=new,
        old_held_out=held_out(family, family.OLD),
        new_held_out=held_out(family, new_task),
        old_probes=family.OLD.probes,
        new_probes=new_task.probes,
        fit=from_numpy(new[:FIT]) if experiment.examples else None,
        old_dialogues=old_dialogues,
        new_dialogues=new_dialogues,
    )


def replayed(family: Family, experiment: Experiment) -> tuple[Sequences, int]:
    """The sequences that replay draws from, and how many distinct dialogues they hold."""
    if experiment.source == "random":
        return random_tokens(family, experiment.seed), 0
    if experiment.source == "self":
        return self_made(family, experiment.pool, experiment.seed)
    source = family.OLD if experiment.source == "true" else proxy(experiment.shared, experiment.manner)
    return limited_pool(family, source, experiment.pool, experiment.kinds, experiment.seed)


def self_made(family: Family, count: int, seed: int) -> tuple[Sequences, int]:
    """What the model says by itself, as often as it says it; or `count` distinct dialogues of it, chosen as of any
    source. With the number of distinct ones. The seed decides what is said."""
    own = sifted(family, selfmade.dialogues(family, seed, count + count // SIFTED))
    documents = limited(own, count, 0, seed) if count else own
    return packed(family, documents), len(set(documents))


def sifted(family: Family, dialogues: Iterable[Dialogue]) -> tuple[Dialogue, ...]:
    """Those whose question is not held out and no old probe asks it, in whatever way it is typed: a model that was
    asked nothing may well ask itself what it is to be asked."""
    asked = probed(family.OLD)
    return tuple(one for one in dialogues if not is_held_out(one.question) and untyped(one.question) not in asked)


@lru_cache(maxsize=4)
def probed(task: Task) -> frozenset[str]:
    """The questions of a task's probes, untyped."""
    return frozenset(untyped(probe.question) for probe in task.probes)


def limited_pool(family: Family, task: Task, count: int, kinds: int, seed: int) -> tuple[Sequences, int]:
    """The task's training pool; or, of its dialogues, `count` distinct ones of `kinds` kinds (0 is all, and so is a
    number larger than there are). With the number of distinct dialogues in it."""
    if not count and not kinds:
        return training_pool(family, task), len(set(training_documents(task)))
    documents = limited(training_documents(task), count, kinds, seed)
    return packed(family, documents), len(documents)


def limited(documents: tuple[Document, ...], count: int, kinds: int, seed: int) -> list[Document]:
    """`count` distinct documents of `kinds` kinds, chosen by the seed, which nests them: the documents of a smaller
    count are among those of a larger one, and so are the kinds."""
    rng = random.Random(seed)
    distinct = list(dict.fromkeys(documents))
    names = list(dict.fromkeys(document.skill for document in distinct))
    skills = set(rng.sample(names, len(names))[: kinds or None])
    of_skills = [document for document in rng.sample(distinct, len(distinct)) if document.skill in skills]
    return of_skills[: count or None]


def random_tokens(family: Family, seed: int) -> Sequences:
    """Sequences of tokens, each drawn from the whole vocabulary but for the special ones: noise with no language."""
    rng = np.random.default_rng([seed, 3])  # mixing.py uses streams 0 to 2
    return rng.integers(len(family.SPECIAL), family.VOCABULARY, size=(RANDOM_SEQUENCES, family.LENGTH))


@lru_cache(maxsize=8)
def training_pool(family: Family, task: Task) -> Sequences:
    return packed(family, training_documents(task))


@lru_cache(maxsize=8)
def training_documents(task: Task) -> tuple[Document, ...]:
    """What there is of a task; of an old one what its Pebble has indeed read, word for word."""
    if task.name == "old":
        seed = next(seed for seed in SEEDS if task is old(seed))
        return tuple(reading(seed, 0)[:DIALOGUES])
    return tuple(corpus(task, DIALOGUES, PRETRAINING_SEED, "train"))


@lru_cache(maxsize=8)
def held_out(family: Family, task: Task) -> Tensor:
    """Sequences (128, 64) of questions that no training reads."""
    return from_numpy(packed(family, corpus(task, HELD_OUT * DOCUMENTS, 1, "held_out"))[:HELD_OUT])


def packed(family: Family, documents: Iterable[Document]) -> Sequences:
    """The documents as the model reads them, (n, 64)."""
    return family.pack(family.encode(family.load_tokenizer(), documents))


def hundred(probes: Sequence[Probe], said: Mapping[str, str]) -> tuple[Probe, ...]:
    """At most a hundred of the facts that are answered right, spread over how often Pebble has read them and, of each
    such number, over the skills: one of each kind by turns, as long as there are any. The kinds of a last, unfinished
    turn are drawn by lot."""
    kinds: dict[tuple[int, str], list[Probe]] = {}
    for probe in probes:
        if probe.times is not None and probe.right(said[probe.question]):
            kinds.setdefault((probe.times, probe.skill), []).append(probe)
    order = random.Random(0).sample(sorted(kinds), len(kinds))
    turns = zip_longest(*(kinds[kind] for kind in order))
    return tuple(probe for turn in turns for probe in turn if probe is not None)[:HUNDRED]
