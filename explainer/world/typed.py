"""This module types questions as people do: without capitals or question marks, in a hurry, with a slip, sums anyhow.

Every way of typing is a function of a question and a source of chance. Knows no facts. `untyped` takes back what can be
taken back, so that a question is known again however it was typed (split.py).

    WAYS["one slip"]("What is the capital of France?", random.Random(0));  typed(question, rng)
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from explainer.world.form import normal

Way = Callable[[str, random.Random], str]
AS_WRITTEN = 0.25  # share of the questions that are typed as they are written here
SHORTER, OPENED, SLIPPED = 0.25, 0.12, 0.45  # chances of the others
LOWER, CAPITALS = 0.5, 0.17
BARE, LOOSE = 0.45, 0.1  # no punctuation at the end; a space before it, or too much of it
SHORT = {
    "what is": ("what's", "whats"),
    "where is": ("where's", "wheres"),
    "how is": ("how's", "hows"),
    "who is": ("who's", "whos"),
    "i would": ("i'd",),
    "i am": ("i'm", "im"),
    "it is": ("it's",),
    "that is": ("that's", "thats"),
    "do not": ("don't", "dont"),
    "let us": ("let's", "lets"),
    "you are": ("you're",),
    "are you": ("r u",),
    "can you": ("can u",),
    "do you": ("d'you", "do u"),
    "please": ("pls", "plz"),
    "thank you": ("thx", "thank u"),
}
LONG = {short: long for long, shorts in SHORT.items() for short in shorts}
LONG_FORM = re.compile(rf"\b(?:{'|'.join(SHORT)})\b", re.IGNORECASE)
SHORT_FORM = re.compile(rf"\b(?:{'|'.join(map(re.escape, LONG))})\b")
OPENERS = ("hey ", "hey, ", "pls ", "please ", "ok ", "ok, ", "so ", "um ", "hey pebble, ", "quick question: ", "now ")
BEFORE = sorted({normal(opener) for opener in OPENERS}, key=len, reverse=True)
OPENER = re.compile(rf"^(?:(?:{'|'.join(BEFORE)})[,:]? )+")
CLOSERS = (" pls", " please", ", please", " thx", " thanks")
POLITE = re.compile(r"(?:,? (?:please|thank you|thanks))+$")
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ADDEND = re.compile(rf"\b(?:{'|'.join(DIGITS)})\b(?= plus| ?\+)|(?<=plus )\b(?:{'|'.join(DIGITS)})\b")
SIGN = re.compile(r"\b(\d)\s*\+\s*(\d)\b")
SUM = re.compile(r"\b(\d) plus (\d)\b")
NEAR = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioposdfghjklkxcvbnmn", strict=True))  # a key beside each key


def shorter(question: str, rng: random.Random) -> str:
    """With one contraction or abbreviation, where there is one to make."""
    there = list(LONG_FORM.finditer(question))
    if not there:
        return question
    long = rng.choice(there)
    short = rng.choice(SHORT[long[0].lower()])
    short = short[:1].upper() + short[1:] if long[0][:1].isupper() else short
    return question[: long.start()] + short + question[long.end() :]


def opened(question: str, rng: random.Random) -> str:
    """Behind a word to begin with, or before one of politeness."""
    if rng.random() < 0.3:
        return question.rstrip(".!?") + rng.choice(CLOSERS)
    lower_first = question if re.match(r"I\b", question) else question[:1].lower() + question[1:]
    opener = rng.choice(OPENERS)
    return opener[:1].upper() + opener[1:] + lower_first if rng.random() < 0.4 else opener + lower_first


def slip(question: str, rng: random.Random) -> str:
    """One slip of the fingers, in a word of at least four letters: two swapped, one missing, doubled, or the key
    beside it."""
    words = list(re.finditer(r"[^\W\d_]{4,}", question)) or list(re.finditer(r"[^\W\d_]{3,}", question))
    if not words:
        return question
    word = rng.choice(words)
    at = rng.randrange(word.start(), word.end() - 1)
    here, after = question[at], question[at + 1]
    kind = rng.randrange(4)
    if kind == 0 and here.lower() != after.lower():
        return question[:at] + after + here + question[at + 2 :]
    if kind == 1:
        return question[: at + 1] + question[at + 2 :]
    if kind == 2:
        return question[:at] + here + question[at:]
    near = NEAR.get(after.lower(), after * 2)
    return question[: at + 1] + near + question[at + 2 :]


def signs(question: str, rng: random.Random) -> str:
    """Sums with a sign or in words, in place of "3 plus 4"."""
    form = rng.choice(("{}+{}", "{} + {}", "{}+ {}", "words"))

    def put(match: re.Match[str]) -> str:
        a, b = match.groups()
        return f"{DIGITS[int(a)]} plus {DIGITS[int(b)]}" if form == "words" else form.format(a, b)

    return SUM.sub(put, question)


def lower(question: str, rng: random.Random) -> str:
    return question.lower()


def capitals(question: str, rng: random.Random) -> str:
    return question.upper()


def bare(question: str, rng: random.Random) -> str:
    return question.rstrip(".!?")


def loose(question: str, rng: random.Random) -> str:
    """With a space before what ends it, or with too much of that."""
    end = question[-1:] if question[-1:] in ".!?" else "?"
    return question.rstrip(".!?") + rng.choice((f" {end}", end * 2, end * 3, f"{end}!"))


def typed(question: str, rng: random.Random) -> str:
    """As somebody may type it; a quarter of all as written."""
    if rng.random() < AS_WRITTEN:
        return question
    question = signs(question, rng) if rng.random() < 0.6 else question
    for way, chance in ((shorter, SHORTER), (opened, OPENED), (slip, SLIPPED)):
        question = way(question, rng) if rng.random() < chance else question
    end = rng.random()
    question = bare(question, rng) if end < BARE else loose(question, rng) if end < BARE + LOOSE else question
    case = rng.random()
    return question.lower() if case < LOWER else question.upper() if case < LOWER + CAPITALS else question


def joined(*ways: Way) -> Way:
    """One after the other."""

    def way(question: str, rng: random.Random) -> str:
        for step in ways:
            question = step(question, rng)
        return question

    return way


def spaced(space: str) -> Way:
    """With another space before the end and between the words, as word processors put it."""
    return lambda question, rng: bare(question, rng).replace(" ", space) + space + question[-1:]


# What is measured, one at a time (benchmarks/forgetting.py, exam.py).
WAYS: dict[str, Way] = {
    "as written": lambda question, rng: question,
    "lower case, no punctuation": joined(lower, bare),
    "no punctuation": bare,
    "capitals": capitals,
    "one slip": slip,
    "contracted": shorter,
    "hey, please, ok": opened,
    "sums as signs or words": signs,
    "no-break spaces": spaced("\u00a0"),
    "narrow no-break spaces": spaced("\u202f"),
}


def untyped(question: str) -> str:
    """A question's normal form with contractions written out, openers and closers gone, and sums as "3 plus 4"."""
    text = SHORT_FORM.sub(lambda match: LONG[match[0]], normal(question))
    text = POLITE.sub("", OPENER.sub("", text))
    text = ADDEND.sub(lambda match: str(DIGITS.index(match[0])), text)
    return SIGN.sub(r"\1 plus \2", text)
