"""This module says which questions are never trained on: about 1 in 8, by a hash of the question, and all shown ones.

The hash needs no list and no seed, so every task, run and machine holds out the same questions, however they are typed.
Of every fact one phrasing at least is held out: which, says held_phrasings(); held.py knows them all. Knows no facts.

    held_out("What is the capital of France?")   # True: a shown prompt
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from explainer.tables.tasks import NEW_TASKS
from explainer.world.document import Document, Split, Text
from explainer.world.typed import untyped

SHOWN = (
    "Hello!",
    "Tell me about the world.",
    "What is the capital of France?",
    "What colour is snow?",
    "What is the opposite of hot?",
    "How much is 3 plus 4?",
    "Tell me a story about Lily.",
)
SHOWN_NEW = tuple(prompt for task in NEW_TASKS.values() for prompt in task.shown)
D = TypeVar("D", bound=Document)
ONE_IN = 8
TRIES = 10_000


def is_shown(question: str) -> bool:
    """Whether a page shows what a model answers to exactly this, of the old task or of a new one."""
    return question in SHOWN or question in SHOWN_NEW


def digest(question: str) -> int:
    """A number of the question, the same however it was typed."""
    return int.from_bytes(hashlib.blake2b(untyped(question).encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=200_000)
def held_out(question: str) -> bool:
    """Whether this question belongs to the held-out split by its hash, or because a page shows it."""
    return untyped(question) in ALWAYS or digest(question) % ONE_IN == 0


@lru_cache(maxsize=10_000)
def held_phrasings(questions: tuple[str, ...]) -> frozenset[str]:
    """Those of all the ways to ask one thing that are held out; where the hash chose none, the one of the least digest,
    so that every fact can be asked for in a way that was never trained."""
    held = frozenset(filter(held_out, questions))
    return held or frozenset([min(questions, key=digest)])


def in_split(question: str, split: Split) -> bool:
    return held_out(question) == (split == "held_out")


def draw(rng: random.Random, split: Split, make: Callable[[random.Random], D]) -> D:
    """Documents from `make` until one lies in the split. A text has no question, so it always does."""
    for _ in range(TRIES):
        document = make(rng)
        if isinstance(document, Text) or in_split(document.question, split):
            return document
    raise ValueError(f"No question of the split {split} came in {TRIES:,} draws: the sampler has too few phrasings.")


ALWAYS = frozenset(untyped(question) for question in SHOWN + SHOWN_NEW)
