"""The library writes out again, from its seed, all that Pebble has ever read, and searches it.

That is what weights alone do not let you do. Pure Python, no torch. A library of 160,000 documents is written in about
2 seconds, most of them more than once.

    library = write(60_000, 100_000, seed=0);  library.search("Paris").documents
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal, NamedTuple

from explainer.world import OLD, corpus, raw_text
from explainer.world.document import Dialogue, Document
from explainer.world.old import FACT_SKILLS
from explainer.world.skill import FactSkill

Stage = Literal["base", "chat"]


def stage_documents(stage: str, count: int, seed: int) -> list[Document]:
    """The first `count` documents that a stage of Pebble's training read."""
    if stage == "chat":
        return corpus(OLD, count, seed, "train")
    rng = random.Random(seed)
    return [raw_text(rng) for _ in range(count)]


class Entry(NamedTuple):
    """One document, and how often it was read. `text` of a dialogue is its question and answer on two lines."""

    stage: Stage
    text: str
    times: int


@dataclass(frozen=True)
class Hits:
    """What a search brings: how many documents of each stage, and the different ones, the most frequent first."""

    raw: int
    dialogues: int
    entries: tuple[Entry, ...]

    @property
    def documents(self) -> int:
        return self.raw + self.dialogues


@dataclass(frozen=True)
class Library:
    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return sum(entry.times for entry in self.entries)

    def search(self, words: str) -> Hits:
        """Documents that hold these words, side by side and whole, in upper or lower case; none for no words."""
        wanted = " ".join(words.split()).casefold()
        if not wanted:
            return Hits(0, 0, ())
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        hits = tuple(e for e in self.entries if wanted in (text := e.text.casefold()) and pattern.search(text))
        times = {stage: sum(e.times for e in hits if e.stage == stage) for stage in ("base", "chat")}
        return Hits(times["base"], times["chat"], hits)


def write(raw_documents: int, dialogues: int, seed: int) -> Library:
    """The documents of both stages, the most frequent first."""
    counted: Counter[tuple[Stage, str]] = Counter()
    counted.update(("base", plain(document)) for document in stage_documents("base", raw_documents, seed))
    counted.update(("chat", plain(document)) for document in stage_documents("chat", dialogues, seed))
    return Library(tuple(Entry(stage, text, times) for (stage, text), times in counted.most_common()))


def plain(document: Document) -> str:
    return f"{document.question}\n{document.answer}" if isinstance(document, Dialogue) else document.text


def skill(name: str) -> FactSkill:
    return next(one for one in FACT_SKILLS if one.name == name)


def readings(library: Library, name: str) -> list[tuple[str, str, int]]:
    """(subject, value, documents that hold both) for every fact of a skill, in the world's own order of fame."""
    counts: list[tuple[str, str, int]] = []
    for fact in skill(name).facts:
        both = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE) for word in (fact.subject, fact.value)]
        hits = (e.times for e in library.entries if fact.subject.lower() in e.text.lower() and holds(e.text, both))
        counts.append((fact.subject, fact.value, sum(hits)))
    return counts


def holds(text: str, patterns: list[re.Pattern[str]]) -> bool:
    return all(pattern.search(text) for pattern in patterns)
