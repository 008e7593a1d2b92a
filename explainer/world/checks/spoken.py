"""This module judges small talk, stories and words about the world: what kind of thing is said, and of whom.

Small talk answers kind with kind: any greeting answers a greeting, any welcome a thank-you. A story is several
sentences about whom it was asked about and nobody else. Knows no names but those that a check brings along.

    talk(Check("talk", topic="greeting"), "Good day to you.")      # "right"
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from explainer.world.checks.check import Check, Verdict, denies, holds, own, whole
from explainer.world.checks.phrases import (
    ACTS,
    CORES,
    MANNERS,
    MEETS,
    NO_WORLD,
    OF_OTHERS,
    OPPOSED,
    PASTS,
    POLITE_NO,
    TO_YOU,
    TOWARD_YOU,
    TURNED,
    UNFELT,
    WITH,
    WORLD,
    WORLDLY,
)
from explainer.world.checks.sentence import Sentence, X, Y, is_clean, sentences
from explainer.world.checks.unsure import says_unknown
from explainer.world.checks.wording import Language, words


def talk(check: Check, answer: str) -> Verdict:
    spoken = [one for one, _ in sentences(answer, check.language)]
    if strange(answer, spoken, check):
        return "wrong"
    if check.topic == "world":
        return about_world(check, answer, spoken)
    if whole(answer) in own(check.own):
        return "right"
    if check.topic in ("glad", "sad"):
        return feeling(check, spoken)
    return small_talk(check, answer, spoken)


@lru_cache(maxsize=100)
def act(language: Language, name: str) -> re.Pattern[str]:
    text = ACTS[language][name].replace("ß", "ss")
    return re.compile(rf"(?:(?:well|oh|and|but|yes|sure|ach|na|und|ja) )?(?:{text}){TO_YOU}")


def acts(part: str, language: Language) -> set[str]:
    """The kinds of talk that a part of a sentence is, as a whole."""
    return {name for name in ACTS[language] if act(language, name).fullmatch(part)}


def parts(spoken: Sentence) -> list[str]:
    return [part for part in " ".join(spoken).replace(" , dass ", " dass ").split(" , ") if part]


def small_talk(check: Check, answer: str, spoken: list[Sentence]) -> Verdict:
    """Right where all of it is talk of this kind, or goes with it, and a part at least is just this kind."""
    language, allowed = check.language, {check.topic, "any", *WITH[check.topic]}
    pieces = [piece for one in spoken for piece in pieces_of(one, language)]
    kinds = [acts(piece, language) for piece in pieces]
    text = " . ".join(map(" ".join, spoken))
    if any(kind and not kind & allowed for kind in kinds) or denies([tuple(POLITE_NO.sub("", text).split())], language):
        return "wrong"
    found = any(check.topic in kind for kind in kinds)
    extra = frozenset(("pebble",))
    clean = all(
        all(acts(piece, language) for piece in pieces_of(one, language)) or is_clean(one, language, extra)
        for one in spoken
    )
    fit = all(kind or is_mannerly(piece, language) for piece, kind in zip(pieces, kinds, strict=True))
    if found and clean and not fit:
        return "wrong"
    if found and clean and not any(map(repeated, spoken)) and len(spoken) < 7:
        return "right"
    if is_talk(answer, "de" if language == "en" else "en"):
        return "wrong"
    return "broken" if found or core(text, check) else "wrong"


def is_mannerly(piece: str, language: Language) -> bool:
    """Whether it says no more than one says to be polite, of you and me."""
    return all(word in MANNERS[language] for word in piece.split())


def pieces_of(one: Sentence, language: Language) -> list[str]:
    """A sentence as a whole where it is a phrase of talk; else its parts between commas, and before and after "and"."""
    if acts(" ".join(parts(one)), language):
        return [" ".join(parts(one))]
    return [
        piece for part in parts(one) for piece in ([part] if acts(part, language) else re.split(r" (?:and|und) ", part))
    ]


def is_talk(answer: str, language: Language) -> bool:
    """Whether it is whole talk in this language."""
    spoken = [one for one, _ in sentences(answer, language)]
    extra = frozenset(("pebble",))
    return all(all(acts(part, language) for part in parts(one)) or is_clean(one, language, extra) for one in spoken)


def core(text: str, check: Check) -> bool:
    """Whether a word of this kind is said at all, and none of another."""
    found = {name for name in ACTS[check.language] if name != "any" and inner(check.language, name).search(text)}
    return found == {check.topic}


@lru_cache(maxsize=100)
def inner(language: Language, name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{CORES[language][name]})\b")


def repeated(one: Sentence) -> bool:
    return any(first == second for first, second in pairwise(one) if first not in ("bye", "very", "moin"))


def strange(answer: str, spoken: list[Sentence], check: Check) -> bool:
    """Whether somebody or something is named that the talk is not about."""
    said = [word for one in spoken for word in one]
    subject = check.subject.casefold()
    if any(holds(said, other.casefold().split()) for other in check.others if other.casefold() != subject):
        return True
    known = known_anywhere()
    pairs = re.findall(r"(?=\b([\w']*[a-zäöüß]),? ([A-ZÄÖÜ]\w\w+))", answer)
    nouns = "DAER" if check.language == "de" else ""  # before which German has a noun, and not a name
    names = [name for before, name in pairs if not {*known.get(before.casefold(), "")} & {*nouns}]
    own_words = [word for one in check.own for word in whole(one).split()]
    mine = {"pebble", "gott", "ding", "rede", subject, *own_words, *(word.casefold() for word in check.expected)}
    return any(name.casefold() not in known and name.casefold() not in mine for name in names)


@lru_cache(maxsize=1)
def known_anywhere() -> dict[str, str]:
    """The words of both languages; of those that both have, what they are in German."""
    return {**words("en"), **words("de")}


# --- feelings --------------------------------------------------------------------------------------------------------


def feeling(check: Check, spoken: list[Sentence]) -> Verdict:
    """Right where the feeling is named, no other is, and it is met as such a feeling is met, in whole sentences."""
    felt = {word.casefold() for word in check.expected}
    who = {check.subject.casefold()} if check.subject else set()
    said = {word for one in spoken for word in one}
    text = " . ".join(map(" ".join, spoken))
    if not felt & said or is_of_another(text, check, felt):
        return "wrong"
    plain = [tuple(Y if word in felt else X if word in who else word for word in one) for one in spoken]
    if OPPOSED[check.topic].search(text):
        return "wrong"
    if not all(is_clean(one, check.language, verb=False) for one in plain):
        return "broken"
    shaped = " . ".join(map(" ".join, plain))
    if TURNED.search(shaped) or (not check.subject and OF_OTHERS.search(shaped)):
        return "wrong"
    meets = MEETS[check.language, check.topic].search(text)
    return "right" if meets and not UNFELT.search(text) else "wrong"


def is_of_another(text: str, check: Check, felt: set[str]) -> bool:
    """Whether it is somebody else who feels so: the reader in place of a friend, or Pebble."""
    if check.subject:
        return check.subject.casefold() not in text.split() and TOWARD_YOU.search(text) is not None
    felt_by_me = rf"(?:i (?:am|feel)|ich bin) (?:\w+ )?(?:{'|'.join(felt)})\b(?! (?:for|to hear|that you))"
    return re.match(felt_by_me, text) is not None


# --- the world and stories -------------------------------------------------------------------------------------------


def about_world(check: Check, answer: str, spoken: list[Sentence]) -> Verdict:
    """Right where it says something about the world in whole sentences, in the words of this world or in others."""
    language = check.language
    told = {one for text in check.own for one, _ in sentences(text, language)}
    named = [one for one in spoken if {*one} & WORLD[language]]
    if not named or whole(answer).endswith("?"):
        return "wrong"
    free = [one for one in spoken if one not in told]
    if denies(free, language):
        return "wrong"
    about = [tuple(X if word in WORLD[language] else word for word in one) for one in free]
    clean = all(is_clean(one, language) for one in about) and not any(strays(one, language) for one in free)
    if clean and len({*spoken}) == len(spoken):
        return "wrong" if any(NO_WORLD.search(" ".join(one)) for one in free) else "right"
    other: Language = "de" if language == "en" else "en"
    abroad = [one for one, _ in sentences(answer, other)]
    return "wrong" if all(is_clean(one, other) for one in abroad) else "broken"


def strays(one: Sentence, language: Language) -> bool:
    """Whether a noun has nothing to do with the world."""
    known, fit = words(language), WORLDLY[language]
    return any(known.get(word) == "N" and not fit & stems(word) for word in one)


def stems(word: str) -> set[str]:
    """What may be the singular of a noun."""
    ends = ("", "s", "es", "n", "en", "e", "er", "ern", "nen")
    return {word.removesuffix(end) for end in ends if word.endswith(end)} | {word.removesuffix("ies") + "y"}


def story(check: Check, answer: str) -> Verdict:
    """Right where at least two whole sentences tell of the one asked about, and of nobody else."""
    language = check.language
    spoken = [one for one, _ in sentences(answer, language)]
    name = check.subject.casefold()
    if not any(name in one for one in spoken) or strange(answer, spoken, check) or whole(answer).endswith("?"):
        return "wrong"
    plain = [tuple(X if word == name else word for word in one) for one in spoken]
    clean = [is_clean(one, language, verb=False) for one in plain]
    if all(clean) and not is_told(answer, name, language):
        return "wrong"
    ends = [is_clean(one, language) for one in plain]
    if all(clean) and sum(ends) >= 2 and len({*spoken}) == len(spoken):
        return "right"
    other: Language = "de" if language == "en" else "en"
    abroad = [tuple(X if word == name else word for word in one) for one, _ in sentences(answer, other)]
    foreign = all(is_clean(one, other, verb=False) for one in abroad)
    return "wrong" if foreign or (all(clean) and len({*spoken}) == len(spoken)) else "broken"


def is_told(answer: str, name: str, language: Language) -> bool:
    """Whether it tells what was, and not who Pebble is, or that it knows no story. What is said in quotes is free."""
    spoken = [one for one, end in sentences(re.sub(r'"[^"]*"', "", answer), language) if end != "?"]
    said = {word for one in spoken for word in one}
    named = any(name in one and len(one) > 1 for one in spoken)
    return named and not said & NO_TELLER and bool(said & pasts(language)) and not says_unknown(answer)


NO_TELLER = frozenset(("i", "you", "my", "your", "ich", "du", "mein", "dein"))


@lru_cache(maxsize=2)
def pasts(language: Language) -> frozenset[str]:
    """Words that tell of what was."""
    ends = ("ed",) if language == "en" else ("te", "ten")
    found = {word for word, parts in words(language).items() if "V" in parts and word.endswith(ends)}
    return frozenset(found) | PASTS[language]
