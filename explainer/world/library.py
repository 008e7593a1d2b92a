"""The library writes out again, from its seed, what Pebble has read, and searches it.

That is what weights alone do not let you do. Pure Python, no torch. It writes one reading of some 80,000 documents, in
a few seconds.

    library = write(seed=0);  library.search("Paris").documents
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from explainer.world.document import Dialogue, Document
from explainer.world.old import reading, texts

Stage = Literal["base", "chat"]


def stage_documents(stage: str, seed: int, number: int) -> Sequence[Document]:
    """What a stage of Pebble's training read in one of its readings."""
    return reading(seed, number) if stage == "chat" else texts(seed, number)


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


def write(seed: int) -> Library:
    """The documents of the first reading of both stages, the most frequent first; the others differ in how the same
    things are asked and typed."""
    counted: Counter[tuple[Stage, str]] = Counter()
    counted.update(("base", plain(document)) for document in stage_documents("base", seed, 0))
    counted.update(("chat", plain(document)) for document in stage_documents("chat", seed, 0))
    return Library(tuple(Entry(stage, text, times) for (stage, text), times in counted.most_common()))


def plain(document: Document) -> str:
    return f"{document.question}\n{document.answer}" if isinstance(document, Dialogue) else document.text
