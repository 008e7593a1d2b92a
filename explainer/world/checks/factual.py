"""This module judges an answer to a question about a fact.

Nothing may be named that could be meant instead (marks.py), and the rest must read as a sentence. A noun or verb that
is no part of how such an answer is put, where the subject is not named, means something else: "My car is white." is
no answer about snow. Knows no facts by itself.

    fact(check, "What colour is snow?", "It's white, of course.")   # "right"
"""

from __future__ import annotations

import re
from functools import lru_cache

from explainer.world import outside
from explainer.world.checks.alike import bare, cut
from explainer.world.checks.beside import without_words
from explainer.world.checks.check import Check, Verdict, denies, own, untrue, whole
from explainer.world.checks.elsewhere import is_about_another, is_foreign, is_foreign_rival
from explainer.world.checks.frames import ANSWERED, BETWEEN, FRAMES, GENITIVE, NO_ALLOWED, OF_VALUE, SPEAKER, neutral
from explainer.world.checks.heap import is_heap
from explainer.world.checks.marks import RIVAL, TABLES, mark, more_numbers, numeric
from explainer.world.checks.sentence import Sentence, X, Y, is_clean, repeats, sentences
from explainer.world.checks.stated import is_alternative, is_of_another, is_stated
from explainer.world.checks.wording import Language, words

OUTSIDE = {"capitals": outside.PLACES, "colours": outside.THINGS, "animals": outside.BEASTS}
# A thing of this colour, and a fact of a new task said of somebody else, or of another amount or place.
COLOURED = re.compile(r"\b(?:a|my|your|his|her|ein|eine|einen|mein|meine) <y> (?!<)\w+")
OF_SPEAKER = re.compile(r"\b(?:i am|you are|we are|pebble is|my name is) (?:\w+ )*<y>")
AMISS = re.compile(
    r"\b(on|by|more|less|over|under|below|above|behind|beside|near|outside|twice|double|half|least|most)"
    r" (?:than )?(?:the |a |an )?<y>"
)


def fact(check: Check, question: str, answer: str) -> Verdict:
    if whole(answer) in own(check.own):
        return "right"
    language, framed = check.language, (check.topic, check.language) in FRAMES
    said = without_question(sentences(answer, language), question, language)
    repeated = any(repeats(one) for one, _ in said)
    spoken = said if repeated else beside(said, language)
    marked = [(mark(one, check), end) for one, end in spoken]
    only = [one for one, _ in marked]
    told = [one for one, end in marked if Y in one and end != "?"]
    if not told or any(RIVAL in one for one in only) or is_foreign_rival(answer, check):
        return "wrong"
    extra = extras(check)
    if denies(only, language, extra) or (numeric(check) and more_numbers(marked, check)):
        return "wrong"
    if (untrue(only, language) or any(map(is_alternative, only))) if framed else is_amiss(only, check):
        return "wrong"
    heap = repeated or any(is_heap(one, check) for one in only)
    heap = heap or (check.topic != "sums" and any(doubled(one) for one, _ in spoken))
    read = only if framed else [one for one, _ in spoken]
    if not heap and all(is_clean(one, language, extra, verb=False) for one in read):
        return "right" if means(only, check) else "wrong"
    if framed and not repeated and says_else(only, check):
        return "wrong"
    return "wrong" if is_foreign(answer, check) or is_about_another(answer, check) else "broken"


def beside(spoken: list[tuple[Sentence, str]], language: Language) -> list[tuple[Sentence, str]]:
    """The sentences without polite words, and without those that are nothing else."""
    kept = [(without_words(one, language), one, end) for one, end in spoken]
    return [(left, end if one[-len(left) :][-2:] == left[-2:] else ".") for left, one, end in kept if left] or spoken


def says_else(marked: list[Sentence], check: Check) -> bool:
    """Whether it is whole language after all, but states something else: the sea is blue."""
    clean = all(is_clean(one, check.language, verb=True) for one in marked)
    of_thing = check.topic == "colours" and any(COLOURED.search(" ".join(one)) for one in marked)
    return (clean and any(is_of_another(one, check) for one in marked if Y in one)) or of_thing


def doubled(one: Sentence) -> bool:
    """Whether a word is joined to itself: Rome or Rome."""
    return any(word in ("and", "or", "und", "oder") and one[i] == one[i + 2] for i, word in enumerate(one[1:-1]))


def is_amiss(marked: list[Sentence], check: Check) -> bool:
    """Whether a fact of a new task is said of somebody else, or of another amount or place."""
    text = " . ".join(map(" ".join, marked))
    own_words = {word for one in check.own for word in cut(one, check.language)}
    beside_it = AMISS.search(text)
    return OF_SPEAKER.search(text) is not None or (beside_it is not None and beside_it[1] not in own_words)


def without_question(
    spoken: list[tuple[Sentence, str]], question: str, language: Language
) -> list[tuple[Sentence, str]]:
    """The answer without the question that it may say again first."""
    asked = [one for one, _ in sentences(question, language)]
    said = [one for one, _ in spoken[: len(asked)]]
    return spoken[len(asked) :] if said == asked else spoken


def extras(check: Check) -> frozenset[str]:
    """Words of the right answers that are no everyday words."""
    known = words(check.language)
    if check.topic in TABLES or check.topic == "sums":
        return frozenset()
    return frozenset(word for one in check.own for word in cut(one, check.language) if word not in known) | {
        word for one in check.own for word in cut(one, check.language) if word in NO_ALLOWED
    }


def means(marked: list[Sentence], check: Check) -> bool:
    """Whether clean words say this value of this subject, and not of something else."""
    text = " . ".join(" ".join(one) for one in marked)
    named = any(X in one for one in marked)
    framed = (check.topic, check.language) in FRAMES
    beside_it = [one for one in marked if Y not in one] if framed else marked
    if not named and (other_thing(beside_it, check) or is_outside(marked, check) or (framed and SPEAKER.search(text))):
        return False
    if framed and not all(is_stated(one, check) for one in marked if Y in one):
        return False
    for one in marked:
        for place, word in enumerate(one):
            if word == Y and not (role(one, place, check) and (X in one or answers(one, place, check))):
                return False
    return True


def answers(one: Sentence, place: int, check: Check) -> bool:
    """Whether what follows the value makes no statement about the value itself: the sea is blue."""
    after = one[place + 1 :]
    said_last = one[max(0, place - 1) : place] in (("es",), ("das",), ("dies",))  # "dass es Tokio ist"
    if (
        said_last
        or after[:1] not in (("is",), ("ist",), ("was",), ("war",))
        or (check.topic, check.language) not in FRAMES
    ):
        return True
    return bool({*after} & ({*FRAMES[check.topic, check.language].split()} | ANSWERED))


def other_thing(marked: list[Sentence], check: Check) -> bool:
    """Whether a noun or verb is there that belongs to no way to word such an answer."""
    known, frame = words(check.language), neutral(check)
    return any(
        word not in frame and (parts := known.get(word, "")) and not set(parts) - set("NVIG")
        for one in marked
        for word in one
    )


def is_outside(marked: list[Sentence], check: Check) -> bool:
    """Whether something is named that lies outside the small world."""
    return check.language == "en" and any(word in outside_words(check.topic) for one in marked for word in one)


@lru_cache(maxsize=100)
def outside_words(topic: str) -> frozenset[str]:
    return frozenset(
        form[-1] for name in OUTSIDE.get(topic, ()) for form in [bare(name, "en")] if form[-1] not in words("en")
    )


def role(one: Sentence, place: int, check: Check) -> bool:
    """Whether the value stands where a value can: the capital of Paris is nothing, and hot is not cold."""
    before = place - 1
    while before >= 0 and one[before] in BETWEEN:
        before -= 1
    if before >= 0 and one[before] in ("of", "von"):
        of_what = one[before - 1] if before else ""
        after = one[place + 1] if place + 1 < len(one) else ""
        if check.topic == "opposites":
            return of_what in ("opposite", "antonym", "contrary", "reverse", "gegenteil") and X in one
        if check.topic in ("capitals", "colours"):
            return of_what in OF_VALUE or after in ("colour", "color", "farbe")
    pairs = ((X, Y), (Y, X)) if check.topic in ("capitals", "opposites") else ()
    return not any(is_said_of(one, pair) for pair in pairs)


def is_said_of(one: Sentence, pair: tuple[str, str]) -> bool:
    """Whether one of the two is said to be the other, with nothing but a verb between them: hot is cold."""
    if not {*pair} <= {*one}:
        return False
    first, second = (one.index(mark) for mark in pair)
    if first and one[first - 1] in ("of", "von", "to", "der", "des", "the", "zu", "hauptstadt", "in", "word", "wort"):
        return False
    after = one[second + 1] if second + 1 < len(one) else ""
    between = {*one[first + 1 : second]}
    said = between & {"is", "are", "ist", "sind", "equals", "means", "heisst"}
    return bool(said) and not between - said - {"the", "a", "not", "also"} and after not in GENITIVE
