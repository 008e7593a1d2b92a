"""This module has what the small world is made of: dialogues, plain texts, probes and tasks.

All are frozen, and checked nowhere else. Knows nothing of the facts, of torch or of tokens.

    Probe("What colour is snow?", "colours", ("white",), ("green", "blue")).right("Snow is white.")   # True
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Split = Literal["train", "held_out"]
Frequency = Literal["head", "tail"]


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
    """A question whose answer a function can check. `others` are rival facts: an answer that lists all is not right."""

    question: str
    skill: str
    expected: tuple[str, ...]
    others: tuple[str, ...] = ()
    frequency: Frequency | None = None
    shown: bool = False

    def right(self, answer: str) -> bool:
        """Whether one of the expected phrases occurs as whole words, and no rival does (upper or lower case)."""
        return any(says(answer, phrase) for phrase in self.expected) and not any(
            says(answer, phrase) for phrase in self.others
        )


def says(answer: str, phrase: str) -> bool:
    """Whether the phrase stands in the answer as whole words."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", answer, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Task:
    """Something to learn: a sampler that never asks a held-out question in its train split, and probes. What a new
    task is called where people read of it is in tables/tasks.py."""

    name: str
    sample: Callable[[random.Random, Split], Document]
    probes: tuple[Probe, ...] = ()
