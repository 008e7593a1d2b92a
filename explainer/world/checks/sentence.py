"""This module tells a sentence from a heap of words, in English and German, by which word may follow which.

A letter stands for what a word can be: D article or the like, P subject pronoun, O object pronoun, K form of "to be",
M auxiliary, V finite verb, W one that a sentence may follow (think), I infinitive, U that of W, G participle,
A adjective, R adverb, E preposition, T "to", N noun, C "and", S word that opens a clause, F one whose clause is not
alone (because), Z relative pronoun, L interjection, J comma, X what is asked about, Y what is said of it, "'" the
English genitive. It is no parser: it takes what no reader would call a heap. Knows no meaning.

    is_clean(("the", "capital", "of", X, "is", Y), "en")       # True; without "is" it is no sentence
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from explainer.world.checks.wording import Language, bag, words
from explainer.world.form import form

X, Y = "<x>", "<y>"
Sentence = tuple[str, ...]
SHORT = (
    (r"\bcan't\b|\bcannot\b|\bcant\b", "can not"),
    (r"\bwon't\b|\bwont\b", "will not"),
    (r"n't\b", " not"),
    (r"\b(is|are|was|were|do|does|did|have|has|would|could|should)nt\b", r"\1 not"),
    (r"'m\b", " am"),
    (r"\bim\b", "i am"),
    (r"'re\b", " are"),
    (r"'ve\b", " have"),
    (r"'ll\b", " will"),
    (r"'d\b", " would"),
    (r"\b(that|what|here|there|where)s\b", r"\1 is"),
    (r"\b(it|that|this|there|here|what|where|who|he|she|how|answer|one|everything|all)'s\b", r"\1 is"),
    (r"\bits (?!capital|colou?r|home|opposite|name|own|natural|usual|main|seat|shade|habitat|sum|size)", "it is "),
    (r"(\w)'s\b", r"\1 's"),
    (r"\bonce upon a time\b", "then"),
)
KURZ = ((r"\b(\w+)'s\b", r"\1 es"), (r"(?<!\w)'s\b", "es"), (r"\b(hab|glaub|find|sag|denk)'", r"\1e"))
END = re.compile(r"[.!?]+(?=\s|$|[\"')])|(?<=[.!?])$|\n")
SIGN = re.compile(r"(?<!\w)-(?=\s?\d)")
TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?!\w)|(?<!\w)'s\b|\w+(?:\.\w+)+|\w+|[^\w\s]")
BREAKS = frozenset(",:;()")
SILENT = frozenset("\"'-.!?")
NUMBERS: Mapping[Language, tuple[str, ...]] = {
    "en": (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
    ),
    "de": (
        *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
        *("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig"),
    ),
}
# What may follow what; "^" begins a sentence, "$" ends it.
ENGLISH_ORDER: Mapping[str, str] = {
    "^": "DPXYNARELSFGIC",
    "D": "NAXYGR",
    "'": "NAYGR",
    "P": "KVMWRJCFSZ",
    "O": "ERANCJ$TSFYXDGKILZ",
    "K": "DARENXYPOGSTFJ",
    "M": "IURPXNGOD",
    "V": "DARENXYOTSFGCJ$IZK",
    "W": "DARENXYPOTSFCJ$GILZ",
    "I": "DARENXYOTSFGCJ$PIZ",
    "U": "DARENXYPOTSFCJ$GIZL",
    "Z": "PDXYNAKVMWREGJ",
    "G": "EDARNXYOTSFCJ$",
    "A": "NAECJ$TSFXYRPKVMGZ",
    "R": "DNAXYREPKVMWIUGCJ$SFOTLZ",
    "E": "DANXYOGRSP",
    "T": "IUDNXYOAR",
    "N": "KVMWERCJ$SFGYNTPXOZ'",
    "X": "KVMWERCJ$SFGTNPDZ'",
    "Y": "KVMWERCJ$SFGTNOZ'",
    "C": "DPXYNAREKVMWIGSFOT",
    "S": "PDXYNAKVMWREGITCFJ",
    "F": "PDXYNARGES",
    "L": "LJ$PDXYNARESKMCO",
    "J": "DPXYNAREKVMWIGSFOTLCZ",
}
GERMAN_ORDER: dict[str, str] = {
    "^": "DPXYNARELSFGIOC",
    "D": "NAXYGR",
    "P": "KVMWRJCOLGSFEDAT$",
    "O": "ERANCJ$TSFYXDGIPKVM",
    "K": "DARENXYPOGSFJTC",
    "M": "DARENXYPOGSFIUTJ$",
    "V": "DARENXYPOGSFTCJ$W",
    "W": "DARENXYPOGSFCJ$TK",
    "I": "CJ$MKVSF",
    "U": "CJ$MKVSFYXDE",
    "G": "CJ$KMVESFRNI",
    "A": "NAECJ$TSFXYRKVMGDI",
    "R": "DNAXYREPKVMWIGCJ$SFOT",
    "E": "DANXYOGRP",
    "T": "IUDNXYOAR",
    "N": "KVMWERCJ$SFGYDXAIN",
    "X": "KVMWERCJ$SFGNDAIY",
    "Y": "KVMWERCJ$SFGNDAI",
    "C": "DPXYNAREKVMWIGSFOT",
    "S": "PDXYNAKVMWREGOIJ",
    "F": "PDXYNARGEOS",
    "L": "LJ$PDXYNARESKMCOVW",
    "J": "DPXYNAREKVMWIGSFOTLCZ",
}
EVERY = "DNAXYREPKVMWIUGCJ$SFOT"
BEHIND: dict[str, str] = {  # in a German clause the verb comes last, so there is little that may not follow
    **dict.fromkeys("PONXYARVKMWIUGZSF", EVERY),
    "D": "NAXYGR",
    "E": "DANXYOGRP",
    "T": "ID",
    "C": GERMAN_ORDER["C"],
    "J": GERMAN_ORDER["J"],
    "L": GERMAN_ORDER["L"],
}
CROWDS = {"N": "DYAPO", "X": "DYAPOR", "Y": "DXAPNOR", "R": "DXYPN", "P": "DXYNAE", "O": "DXYNAEP", "A": "DPO"}
# A German preposition that has its article in it stands where one stands, but has none behind it.
GERMAN_ORDER = {last: after + "B" * ("E" in after) for last, after in GERMAN_ORDER.items()} | {"B": "NAXYRG"}
BEHIND = {last: after + "B" * ("E" in after) for last, after in BEHIND.items()} | {"B": "NAXYRG"}
STRICT = {
    "en": bag("because if while whether since although though until once"),
    "de": bag("dass weil wenn ob während nachdem bevor obwohl sobald damit"),
}
RELATIVE = frozenset(("der", "die", "das", "den", "dem"))
TWICE = frozenset(("very", "bye", "so", "ha", "far", "had", "no", "knock", "ho"))
FINITE, OPENING = frozenset("KVMW"), frozenset("SFJCWZ")


def sentences(text: str, language: Language) -> list[tuple[Sentence, str]]:
    """The words of each sentence in lower case, contractions written out, and what ends it: ".", "?" or nothing."""
    return [*split(text, language)]


@lru_cache(maxsize=1_000)
def split(text: str, language: Language) -> tuple[tuple[Sentence, str], ...]:
    low = form(text).casefold()
    for short, long in SHORT if language == "en" else KURZ:
        low = re.sub(short, long, low)
    low = re.sub(r"\b([a-z])\.([a-z])\.(?=\W|$)", r"\1\2", low)  # D.C.
    low = re.sub(r", dc\b", " dc", re.sub(r"\s-+\s", " , ", low))
    found: list[tuple[Sentence, str]] = []
    start = 0
    for end in [*END.finditer(low), None]:
        part = low[start : end.start() if end else len(low)]
        spoken = tuple(plain(token, language) for token in tokens(part))
        if any(token != "," for token in spoken):
            found.append((trimmed(spoken), "?" if end and end[0][0] == "?" else "." if end else ""))
        start = end.end() if end else 0
    return tuple(found)


def again(text: str, language: Language) -> bool:
    """Whether a whole sentence comes again: "Paris. Paris. Paris."."""
    if not re.search(r"[.!?\n].*\w", text):
        return False
    spoken = [one for one, end in sentences(text, language) if end != "?"]
    return len({*spoken}) < len(spoken)


def tokens(text: str) -> list[str]:
    """Words, numbers, a comma for any break, "minus" for a sign before a number, and odd characters as they are."""
    found: list[str] = []
    for match in TOKEN.finditer(text):
        token = match[0]
        if token == "-" and SIGN.match(text, match.start()):
            found.append("minus")
        elif token in BREAKS:
            found.append(",")
        elif token not in SILENT:
            found.append(token)
    return found


def trimmed(spoken: Sentence) -> Sentence:
    """Without commas at its ends, and one for many within."""
    kept = [token for place, token in enumerate(spoken) if token != "," or (place and spoken[place - 1] != ",")]
    return tuple(kept[:-1] if kept and kept[-1] == "," else kept)


@lru_cache(maxsize=20_000)
def plain(word: str, language: Language) -> str:
    """Without accents; German keeps its umlauts."""
    if word.isascii():
        return word
    if language == "de":
        return "".join(letter if letter in "äöü" else plain(letter, "en") for letter in word)
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def is_clean(
    spoken: Sequence[str], language: Language, extra: frozenset[str] = frozenset(), *, verb: bool = True
) -> bool:
    """Whether it reads as a sentence of the language; `extra` are words that may be anything; without `verb` a phrase
    of at most seven words will do."""
    if not spoken or len(spoken) > 60 or repeats(spoken):
        return False
    parts = tuple(parts_of(word, language, extra) for word in spoken)
    if not all(parts):
        return False
    openers = tuple(word in STRICT[language] for word in spoken)
    return reads(parts, openers, language, verb=verb or len(spoken) > 7)


def repeats(spoken: Sequence[str]) -> bool:
    """Whether a word, or two or three in a row, come again at once."""
    for size in (1, 2, 3):
        for i in range(len(spoken) - 2 * size + 1):
            if spoken[i : i + size] == spoken[i + size : i + 2 * size] and not (
                spoken[i] in TWICE and (size > 1 or spoken[i + 2 : i + 3] != spoken[i : i + 1] or spoken[i] == "ha")
            ):
                return True
    return False


def parts_of(word: str, language: Language, extra: frozenset[str]) -> str:
    """All that a word can be; empty where it is unknown."""
    if word in (X, Y):
        return word[1].upper()
    if word == ",":
        return "J"
    if word == "'s":
        return "'K" if language == "en" else ""
    if word in extra:
        return "NAVIGRD"
    if word[0].isdigit() or word in NUMBERS[language]:
        return "DN" + words(language).get(word, "")
    known = words(language).get(word, "")
    return known + ("Z" if language == "de" and word in RELATIVE else "")


@lru_cache(maxsize=20_000)
def reads(parts: tuple[str, ...], openers: tuple[bool, ...], language: Language, *, verb: bool) -> bool:
    """Whether there is a way through: each part may follow the last; no clause has two finite verbs, and each has one.
    A state is the last part, verbs so far, verbs there may be, verbs there must be, whether a clause is open, and
    whether a German main clause has two things before its verb."""
    states = {("^", 0, 1, 1 if verb else 0, False, False)}
    for options, strict in zip(parts, openers, strict=True):
        after = set()
        for part in options:
            for last, verbs, most, least, behind, crowded in states:
                table = ENGLISH_ORDER if language == "en" else BEHIND if behind else GERMAN_ORDER
                if part not in table[last] or (crowded and part in FINITE):
                    continue
                opens = part in OPENING or last in "WU" or (part == "P" and last in "VANXY" and language == "en")
                now = (verbs + (part in FINITE), most + opens, least + (part in "SF" and strict))
                if now[0] <= now[1]:
                    is_behind = part in "SFZ" or (behind and part not in "J")
                    two = (
                        language == "de"
                        and not is_behind
                        and part not in "JC"
                        and (crowded or part in CROWDS.get(last, ""))
                    )
                    after.add((part, *now, is_behind, two and now[0] == verbs == 0))
        states = after
    return any(
        verbs >= least
        and (not crowded or last == "R")
        and "$" in (ENGLISH_ORDER if language == "en" else BEHIND if behind else GERMAN_ORDER).get(last, "")
        for last, verbs, _, least, behind, crowded in states
    )
