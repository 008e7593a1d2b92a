"""This module marks in an answer what is asked about, its value, and whatever could be meant instead.

A mark is one word in place of those it covers: X the subject, Y the value in any words that say the same, RIVAL another
value or subject. Knows of the facts only their words, in both languages (facts.py).

    mark(("grass", "is", "white"), check)       # (RIVAL, "is", Y), where the check is about snow
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from explainer.world.checks.alike import Form, bare, cut, subject_forms, value_forms
from explainer.world.checks.check import Check
from explainer.world.checks.frames import FREE, MORE
from explainer.world.checks.sentence import NUMBERS, Sentence, X, Y
from explainer.world.checks.wording import Language
from explainer.world.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES, Row

RIVAL = "<rival>"
THE = ("the", "die", "your", "my", "deine", "meine")
TABLES: Mapping[str, tuple[Row, ...]] = {
    "capitals": CAPITALS,
    "colours": COLOURS,
    "opposites": (*OPPOSITES, *(Row(row.en_value, row.en, row.de_value, row.de) for row in OPPOSITES)),
    "animals": ANIMALS,
}
NATIONAL = ("an", "ese", "ish", "ch", "ss", "ian", "ic", "i", "ische", "sche")
KNOWERS = ("ich", "er", "sie", "jeder", "man", "niemand", "doch", "alle")
Marks = Mapping[str, tuple[tuple[Form, str], ...]]


def by_first(forms: list[tuple[Form, str]]) -> Marks:
    """Marks by the first word of their form, the longest first; of two alike the first counts."""
    table: dict[str, list[tuple[Form, str]]] = {}
    for form, mark in forms:
        table.setdefault(form[0], []).append((form, mark))
    return {first: tuple(sorted(listed, key=lambda one: -len(one[0]))) for first, listed in table.items()}


@lru_cache(maxsize=100)
def rival_marks(topic: str, language: Language, values: tuple[str, ...], subjects: tuple[str, ...]) -> Marks:
    """All values and subjects of a skill, the asked ones included, which are looked for before them."""
    forms = [(form, RIVAL) for value in values for form in value_forms(value, topic, language)]
    forms += [((word,), RIVAL) for word in MORE.get((topic, language), "").split()]
    if topic != "sums":
        forms += [(form, RIVAL) for subject in subjects for form in subject_forms(subject, topic, language)]
    if topic in TABLES or topic == "sums":  # what pages and people might name beside the facts
        forms += [(cut(one, language), RIVAL) for one in ("Jan", "Pebble", "ChatGPT")]
        column = 0 if language == "en" else 2
        forms += [(bare(name, language), RIVAL) for row in CAPITALS for name in row[column : column + 2]]
    return by_first(forms)


@lru_cache(maxsize=4_000)
def own_marks(topic: str, language: Language, expected: tuple[str, ...], subject: str) -> Marks:
    about = subject_forms(subject, topic, language) if subject else ()
    said = [form for value in expected for form in value_forms(value, topic, language) if form not in about]
    return by_first([*((form, Y) for form in said), *((form, X) for form in about)])


def mark(spoken: Sentence, check: Check) -> Sentence:
    """The words, with what is asked about, its value, and anything that rivals them each as one mark."""
    mine = own_marks(check.topic, check.language, check.expected, check.subject)
    theirs = rival_marks(check.topic, check.language, check.rivals, check.others)
    free = FREE.get((check.topic, check.language), frozenset())
    marked: list[str] = []
    place = 0
    while place < len(spoken):
        form, label = longest(spoken, place, mine), longest(spoken, place, theirs)
        best = form if form and (not label or len(form[0]) >= len(label[0])) else label
        if best and best[1] == Y and spoken[place] == "weiss" and is_known(spoken, place):
            best = None
        if not best and check.topic == "capitals" and is_nation(spoken, place, check):
            best = ((spoken[place],), X)
            marked = marked[:-1] if marked[-1:] in (["the"], ["die"]) else marked
        first = best is not None and best[1] == Y and spoken[1:2] == (",",) and not place  # "Up, of course."
        if best and spoken[place] in free and not first and not is_meant(spoken, place):
            best = None
        if best and check.topic == "sums" and best[1] == Y and is_operand(spoken, place):
            best = (best[0], RIVAL)
        if best and best[1] in (X, Y) and marked[-1:] and marked[-1] in covered(check, best[1]):
            marked.pop()
        marked.append(best[1] if best else "is" if spoken[place] == "=" and check.language == "en" else spoken[place])
        place += len(best[0]) if best else 1
    return tuple("ist" if word == "=" else word for word in marked)


def covered(check: Check, label: str) -> frozenset[str]:
    """Words that belong to the one behind them: the article of a country, and "to" of a verb."""
    if check.topic == "opposites" and check.language == "en":
        return frozenset(("to",))
    article = label == X and check.topic == "capitals" and check.subject.startswith(("der ", "des "))
    return frozenset(("der", "des", "den", "dem")) if article else frozenset()


def is_nation(spoken: Sentence, place: int, check: Check) -> bool:
    """Whether it is the adjective of the country that is asked about: the French capital. It begins like no other."""
    word, after = spoken[place], spoken[place + 1 : place + 2]
    if after not in (("capital",), ("hauptstadt",)) or not word.endswith(NATIONAL):
        return False
    mine = alike(word, check.subject, check.language)
    return mine > 1 and all(
        mine > alike(word, other, check.language) for other in check.others if other != check.subject
    )


def alike(word: str, subject: str, language: Language) -> int:
    """How many letters two names begin with in common."""
    pairs = zip(word, bare(subject, language)[-1], strict=False)
    return len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])


def is_known(spoken: Sentence, place: int) -> bool:
    """Whether "weiß" is what somebody knows, and no colour."""
    before, after = (spoken[place - 1] if place else ""), (spoken[place + 1] if place + 1 < len(spoken) else "")
    return after in KNOWERS or (before in (*KNOWERS, "das", "wer") and after not in ("ist", "sind", "aus"))


def longest(spoken: Sentence, place: int, marks: Marks) -> tuple[Form, str] | None:
    for form, label in marks.get(spoken[place], ()):
        if spoken[place : place + len(form)] == form:
            return form, label
    return None


def is_meant(spoken: Sentence, place: int) -> bool:
    """Whether such a word is what is spoken of: alone, behind "of" or "or", or what something is said to be."""
    before = spoken[place - 1] if place else ""
    after = spoken[place + 1] if place + 1 < len(spoken) else ""
    if before in THE and after in ("is", "ist", ",", "to", "lautet", "would"):
        return False
    if after == "sein" or (not before and after in ("and", "und", "or", "oder")):
        return True
    if before in ("of", "von", "or", "oder", "and", "und", "heisst", "be"):
        return True
    if before in ("is", "ist", ","):
        return after in ("", ",", "and", "or", "und", "oder") or (before == "," and after in ("is", "ist"))
    return after in ("", "is", "ist") and (not before or (not after and before not in THE))


def is_operand(spoken: Sentence, place: int) -> bool:
    """Whether the number stands beside a sign, so that it is no result."""
    signs = ("+", "plus", "minus", "times", "mal", "*", "/")
    near = (spoken[place - 1] if place else "", spoken[place + 1] if place + 1 < len(spoken) else "")
    return any(sign in signs for sign in near)


def numeric(check: Check) -> bool:
    return any(value[:1].isdigit() for value in check.expected)


def more_numbers(marked: list[tuple[Sentence, str]], check: Check) -> bool:
    """Whether a number is said beside the right one."""
    known = {word for answer in check.own for word in cut(answer, check.language)}
    for one, _ in marked:
        for place, word in enumerate(one):
            is_number = word[0].isdigit() or word in NUMBERS[check.language] or word in ("minus", "half", "hundred")
            if word == "one" and place and one[place - 1] in ("this", "that", "the", "no"):
                is_number = False
            if is_number and (word not in known or check.topic == "sums"):
                return True
    return False
