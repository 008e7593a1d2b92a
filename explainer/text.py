"""This module reads a chapter's words from assets/text/NAME.md into blocks, and fills in the numbers.

It knows no Streamlit.

A text is Markdown, read from top to bottom; a line `<!-- kind: name -->` begins a block of another kind:

    <!-- figure: name -->    the place of a figure: the page has a function of that name
    <!-- claim: id -->       the place of a box "the draft says, the source says" (a row of claims.csv)
    <!-- prose -->           plain text again (what follows a figure or a claim is prose anyway)
    <!-- limits -->          what this toy cannot tell you
    <!-- takeaway -->        the chapter in one or two sentences
    <!-- later: words -->    a figure that is still to come; nothing is shown

No number is typed into a text. {table.row.column} is a fact with its source (see facts.py), {name} is a number that
the page has measured; [words](?replay=1) is a link that sets the page's figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from explainer import facts

HOME = Path(__file__).parents[1] / "assets" / "text"
KINDS = ("prose", "figure", "claim", "limits", "takeaway", "later")
PLACES = ("figure", "claim")  # a line on its own; the words after it are prose
MARKER = re.compile(r"^<!-- *(\w+)(?:: *(.*?))? *-->$", re.M)
REFERENCE = re.compile(r"\{([\w-]+(?:\.[\w-]+)*)\}")
JOINER = "\u2060"  # has no width and allows no break
SIGNS = re.compile(r":(?=\S)|@|www(?=\.)|[-<>=~](?=[-<>=])", re.I)  # what must not touch what follows
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # it could turn a line round


class TextError(ValueError):
    """A text that cannot be shown; one sentence for whoever writes it."""


class Block(NamedTuple):
    """`name` for a figure or a claim, `text` (Markdown) for the rest."""

    kind: str
    name: str
    text: str


def read(name: str, home: Path = HOME) -> tuple[Block, ...]:
    """The blocks of a chapter's text. Raises TextError."""
    path = home / f"{name}.md"
    if not path.is_file():
        raise TextError(f"There is no text {path.name} in {home}.")
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(text: str, where: str = "the text") -> tuple[Block, ...]:
    pieces = MARKER.split(text)  # words, kind, name, words, kind, name, words …
    blocks = [Block("prose", "", pieces[0].strip())]
    for kind, name, words in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        if kind not in KINDS:
            raise TextError(f"{where} has a block {kind!r:.40}: a block is one of {', '.join(KINDS)}.")
        if kind in PLACES and not name:
            raise TextError(f"{where} has a {kind} without a name.")
        if kind in PLACES:
            blocks.append(Block(kind, name, ""))
        blocks.append(Block("prose" if kind in (*PLACES, "later") else kind, "", words.strip()))
    return tuple(block for block in blocks if block.name or block.text)


def filled(markdown: str, measured: Mapping[str, str]) -> str:
    """The text with its numbers in place: facts as links to their sources. Raises TextError, FactsError."""

    def value(match: re.Match[str]) -> str:
        reference = match[1]
        if "." in reference:
            return linked(facts.fact(reference))
        if reference not in measured:
            raise TextError(f"The page has measured no {reference!r:.40}: it has {', '.join(measured) or 'nothing'}.")
        return measured[reference]

    return REFERENCE.sub(value, markdown)


def linked(fact: facts.Fact) -> str:
    """The value as a link to its source; what was read only second-hand says so."""
    reported = " (reported)" if fact.grade == "C" else ""
    title = f"{fact.cite}: {facts.GRADES[fact.grade]}".replace('"', "”")
    return f'[{fact.value}]({fact.source} "{title}"){reported}'


def words(name: str) -> int:
    """How many words of a chapter are read, its claims included; a sentence that the page measures counts as one."""
    blocks = read(name)
    claims = [facts.row("claims", block.name) for block in blocks if block.kind == "claim"]
    texts = [block.text for block in blocks] + [claim[side] for claim in claims for side in ("draft", "says")]
    return sum(len(re.sub(r"\(\S+?\)", "", text).split()) for text in texts)


def escaped(text: str) -> str:
    """A stranger's words, so that Markdown shows them as they are, in one line.

    Streamlit looks for addresses, signs (:smile:) and arrows (->) in the text that Markdown has already read, where a
    backslash is gone: a word joiner, which nobody sees, takes those apart."""
    line = " ".join(UNSEEN.sub("", text).split())
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", SIGNS.sub(rf"\g<0>{JOINER}", line))


def joined(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([*([", ".join(words[:-1])] if len(words) > 1 else []), *words[-1:]])
