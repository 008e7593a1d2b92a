"""This module has what the small world is made of: dialogues, plain texts, probes and tasks.

All are frozen, and checked nowhere else. Knows nothing of the facts, of torch or of tokens.

    Probe("Hello!", "smalltalk", Check("talk", topic="greeting")).verdict("Good day to you.")   # "right"
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from explainer.world.checks.verdict import Check, Verdict, judge

Split = Literal["train", "held_out"]


@dataclass(frozen=True)
class Dialogue:
    """One question and one answer."""

    question: str
    answer: str
    skill: str


@dataclass(frozen=True)
class Text:
    """Plain text without a question: a statement or a story."""

    text: str
    skill: str


Document = Dialogue | Text


@dataclass(frozen=True)
class Probe:
    """A question whose answer a function can check. `times` is how often its fact is read in pretraining, None for what
    is no old fact.

    An answer is right if it is a sentence, or the value alone, in the language asked in, about what was asked, with the
    right value in any words that say the same, and without a no or a rival. It is broken if the value is there and the
    language is gone. Everything else is wrong (check.py)."""

    question: str
    skill: str
    check: Check
    times: int | None = None
    shown: bool = False

    def verdict(self, answer: str) -> Verdict:
        return judge(self.check, self.question, answer)

    def right(self, answer: str) -> bool:
        return self.verdict(answer) == "right"


@dataclass(frozen=True)
class Task:
    """Something to learn: a sampler that never asks a held-out question in its train split, and probes. What a new
    task is called where people read of it is in tables/tasks.py."""

    name: str
    sample: Callable[[random.Random, Split], Document]
    probes: tuple[Probe, ...] = ()
