"""The new task "custom" is the reader's own text, or a CSV of questions and answers, treated as text throughout.

A CSV is known by its header. Its rows become dialogues; any other text is cut into plain texts of some 200 characters.
The reader's questions come in one phrasing each, so no hash can hold some of them out: every fifth piece is held out
instead, at least one, and a piece that comes again is dropped, so that nothing held out is trained.
The probes are questions seen in training, unlike those of the other tasks, whose questions are held out.

    custom_task("question,answer\\nWho are you?,A pebble.\\nHow old are you?,Very old.\\n").probes
"""

from __future__ import annotations

import csv
import io
import random
import re
import textwrap
from collections.abc import Iterable, Sequence

from explainer.fields import shown
from explainer.tables import limits
from explainer.world.checks.verdict import Check
from explainer.world.document import Dialogue, Document, Probe, Split, Task, Text
from explainer.world.form import normal
from explainer.world.skill import Sampler, spread

PIECE = 200  # characters of one plain text: about a training sequence of 64 tokens
SHORTEST = 60  # characters of a whole plain text
EVERY = 5  # each fifth piece is held out
PROBES = 15
COLUMNS = ["question", "answer"]
# Control characters but for white space, halves of characters, and what a decoder leaves for bytes it cannot read.
BINARY = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
SENTENCE_END = re.compile(r"\n|(?<=[.!?…])\s+|(?<=[。！？])")
Group = list[Document]  # documents that must stay on one side of the split


class CustomTextError(ValueError):
    """A text that cannot be trained on; its message is one sentence for the reader."""


def custom_task(text: str) -> Task:
    """Raises CustomTextError."""
    check(text)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n ")
    rows = table(text)
    groups = by_question(rows) if rows is not None else plain(text)
    held = range(EVERY - 1, len(groups), EVERY) or range(len(groups) - 1, len(groups))
    trained = [group for place, group in enumerate(groups) if place not in held]
    splits = {"train": flat(trained), "held_out": flat(groups[place] for place in held)}
    return Task("custom", sampler(**splits), probes(trained))


def check(text: str) -> None:
    """What no text may be. The length comes first, so that nothing long is ever read."""
    if len(text) > limits.TEXT:
        raise CustomTextError(
            f"text cannot be {len(text):,} characters long: it is at most {limits.TEXT:,} characters."
        )
    if not text.strip("\ufeff \t\r\n"):
        raise CustomTextError(
            f"text cannot be empty: it is at least {SHORTEST} characters, or a table of questions and answers."
        )
    if character := BINARY.search(text):
        raise CustomTextError(
            f"text cannot hold the character U+{ord(character[0]):04X} (at place {character.start() + 1:,}): "
            "it is plain text, not a binary file."
        )


# --- a table ---------------------------------------------------------------------------------------------------------


def table(text: str) -> list[tuple[str, str]] | None:
    """The rows below the header as question and answer, or None where the text is no table."""
    first = text.partition("\n")[0][:1000]  # longer ones are no header, and csv refuses cells over 131,072 characters
    delimiter = max(",;\t", key=first.count)
    header = next(csv.reader([first], delimiter=delimiter, skipinitialspace=True))
    names = [name.strip().casefold() for name in header]
    if not (len(names) > 1 and (set(COLUMNS) & set(names) or is_regular(text, delimiter))):
        return None
    if sorted(names) != sorted(COLUMNS):
        columns = ", ".join(map(shown, header[:6])) + (", …" if len(header) > 6 else "")
        raise CustomTextError(
            f"text cannot be a table with the columns {columns}: its first row names two columns, question and answer."
        )
    question, answer = (names.index(name) for name in COLUMNS)
    return [(row[question], row[answer]) for row in body(text, delimiter)]


def is_regular(text: str, delimiter: str) -> bool:
    """Whether all rows, at least two, have as many cells as the first, which prose with commas hardly ever has:
    after a comma of prose comes a space, so such rows count only below a header of single words."""
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if row]
    except csv.Error:
        return False
    filled = all(name.strip() for name in rows[0])  # verses may all end with a comma
    tight = not any(cell.startswith(" ") for row in rows for cell in row)
    words = all(re.fullmatch(r"\s*[\w.-]+\s*", name) for name in rows[0])
    return len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])} and filled and (tight or words)


def body(text: str, delimiter: str) -> list[list[str]]:
    """All rows but the header, each of two filled cells. Rows are counted as a spreadsheet counts them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    rows: list[list[str]] = []
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            if number > 1 and row:
                check_row(number, row)
                rows.append([cell.strip() for cell in row])
    except csv.Error as error:
        raise CustomTextError(
            f"text cannot be read as a table after row {number} ({error}): a cell with a comma, a quote or a line "
            "break stands between double quotes, and a quote in it is doubled."
        ) from None
    return rows


def check_row(number: int, row: Sequence[str]) -> None:
    if len(row) != len(COLUMNS):
        raise CustomTextError(
            f"row {number} of the table cannot have {plural(len(row), 'cell')}: it has one question and one answer, "
            "each between double quotes if it holds a comma."
        )
    if not all(cell.strip() for cell in row):
        raise CustomTextError(f"row {number} of the table cannot have an empty cell: it has a question and an answer.")


def by_question(rows: Sequence[tuple[str, str]]) -> list[Group]:
    """Dialogues with the same question stay together."""
    groups: dict[str, dict[str, Document]] = {}
    for question, answer in rows:
        groups.setdefault(normal(question), {}).setdefault(answer, Dialogue(question, answer, "custom"))
    if len(groups) < 2:
        raise CustomTextError(
            f"text cannot be a table with {plural(len(groups), 'question')}: it has at least two different "
            "questions, one to train on and one to hold out."
        )
    return [list(group.values()) for group in groups.values()]


# --- plain text ------------------------------------------------------------------------------------------------------


def plain(text: str) -> list[Group]:
    """Sentences or lines, in pieces of at most PIECE characters within a paragraph; one said before is left out."""
    if len(text) < SHORTEST:
        raise CustomTextError(
            f"text cannot be {plural(len(text), 'character')} long: it is at least {SHORTEST} characters, "
            "in two or more different sentences."
        )
    seen: set[str] = set()
    paragraphs = [fresh(paragraph, seen) for paragraph in re.split(r"\n\s*\n", text)]
    pieces = [piece for sentences in paragraphs for piece in packed(sentences)]
    if len(pieces) < 2:
        pieces = [sentence for sentences in paragraphs for sentence in sentences]
    if len(pieces) < 2:
        raise CustomTextError(
            "text cannot be a single sentence, even a repeated one: it has at least two different sentences."
        )
    return [[Text(piece, "custom")] for piece in pieces]


def fresh(paragraph: str, seen: set[str]) -> list[str]:
    """The sentences of a paragraph that are not in `seen`, to which they are added; long ones cut between words."""
    unseen = []
    for sentence in SENTENCE_END.split(paragraph):
        for part in textwrap.wrap(sentence, PIECE, break_on_hyphens=False):
            if normal(part) not in seen:
                seen.add(normal(part))
                unseen.append(part)
    return unseen


def packed(sentences: Sequence[str]) -> list[str]:
    """The sentences joined as long as they fit in PIECE characters."""
    pieces: list[str] = []
    for sentence in sentences:
        if pieces and len(pieces[-1]) + 1 + len(sentence) <= PIECE:
            pieces[-1] += " " + sentence
        else:
            pieces.append(sentence)
    return pieces


# --- the task --------------------------------------------------------------------------------------------------------


def sampler(train: Group, held_out: Group) -> Sampler:
    def sample(rng: random.Random, split: Split) -> Document:
        return rng.choice(train if split == "train" else held_out)

    return sample


def probes(groups: Sequence[Group]) -> tuple[Probe, ...]:
    """Up to PROBES trained questions, evenly spaced. Right is an answer that says one of the reader's answers whole."""
    asked = [[one for one in group if isinstance(one, Dialogue)] for group in groups]
    return tuple(spread([probe(group) for group in asked if group], PROBES))


def probe(group: Sequence[Dialogue]) -> Probe:
    """An answer's final punctuation does not matter."""
    answers = tuple(one.answer.rstrip(" .!?…") or one.answer for one in group)
    return Probe(group[0].question, "custom", Check("own", expected=answers))


def flat(groups: Iterable[Group]) -> Group:
    return [document for group in groups for document in group]


def plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
