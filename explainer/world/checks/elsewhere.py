"""This module tells a whole answer that was meant for another question: in another language, or about something else.

Such an answer is wrong, not broken. Knows of the facts only their words, in both languages (facts.py).

    is_foreign("Ottawa ist die Hauptstadt von Kanada.", check)
"""

from __future__ import annotations

import re
from functools import lru_cache

from explainer.world.checks.alike import ARTICLES, bare, cut, subject_forms
from explainer.world.checks.check import Check, whole
from explainer.world.checks.frames import TONGUES, neutral
from explainer.world.checks.marks import TABLES, longest, mark, own_marks, rival_marks
from explainer.world.checks.sentence import is_clean, sentences
from explainer.world.checks.wording import Language, words


@lru_cache(maxsize=4_000)
def twin(topic: str, language: Language, subject: str) -> tuple[str, str] | None:
    """The same subject and its value in the other language."""
    for row in TABLES.get(topic, ()):
        mine, theirs = (
            ((row.en, ""), (row.de, row.de_value)) if language == "en" else ((row.de, ""), (row.en, row.en_value))
        )
        if bare(mine[0], language)[-1] == bare(subject, language)[-1].removesuffix(
            "s" if subject.startswith("des ") else ""
        ):
            return theirs
    return None


@lru_cache(maxsize=4_000)
def abroad(check: Check) -> Check:
    """The check in the other language: a clean answer there is no answer here."""
    other: Language = "de" if check.language == "en" else "en"
    same = twin(check.topic, check.language, check.subject)
    subject, value = same if same else (check.subject, "")
    value = value.split()[-1] if check.topic == "animals" and value else value
    column = (2, 3) if other == "de" else (0, 1)
    rows = TABLES.get(check.topic, ())
    values = tuple(row[column[1]].split()[-1] if check.topic == "animals" else row[column[1]] for row in rows)
    expected = (value,) if value else check.expected
    return Check("fact", other, check.topic, subject, expected, (), values, tuple(row[column[0]] for row in rows))


def is_foreign_rival(answer: str, check: Check) -> bool:
    """Whether it names another subject or value in the other language, by a word that this language has not."""
    if check.topic not in TABLES:
        return False
    other, known = abroad(check), words(check.language)
    theirs = rival_marks(other.topic, other.language, other.rivals, other.others)
    mine = own_marks(other.topic, other.language, other.expected, other.subject)
    own_here = own_marks(check.topic, check.language, check.expected, check.subject)
    for spoken, _ in sentences(answer, other.language):
        for place, word in enumerate(spoken):
            is_word = word in known or longest(spoken, place, mine) or longest(spoken, place, own_here)
            covered = any(word in form for listed in own_here.values() for form, _ in listed)
            if not is_word and not covered and longest(spoken, place, theirs):
                return True
    return False


def is_foreign(answer: str, check: Check) -> bool:
    """Whether it is a clean answer, but in another language."""
    other = abroad(check)
    spoken = [mark(one, other) for one, _ in sentences(answer, other.language)]
    if spoken and all(is_clean(one, other.language, verb=False) for one in spoken):
        return True
    strange = {word for one, _ in sentences(answer, "en") for word in one} & TONGUES
    return len(strange) > 1


def is_about_another(answer: str, check: Check) -> bool:
    """Whether it is one of the right answers but for what it is about."""
    found = [match[1] for pattern in patterns(check.own, check.subject) if (match := pattern.fullmatch(whole(answer)))]
    same = twin(check.topic, check.language, check.subject)
    mine = {word for form in subject_forms(check.subject, check.topic, check.language) for word in form}
    mine |= {*bare(same[0], "de")} if same else set()
    known = words(check.language)
    names = [[word for word in cut(name, check.language) if word not in ARTICLES] for name in found]
    mine |= neutral(check) | words("de" if check.language == "en" else "en").keys() - known.keys()
    return check.topic != "sums" and any(
        not mine & {*name} and all("N" in known.get(word, "N") for word in name) for name in names
    )


@lru_cache(maxsize=4_000)
def patterns(answers: tuple[str, ...], subject: str) -> tuple[re.Pattern[str], ...]:
    named = re.escape(whole(subject))
    found = (re.escape(whole(one)) for one in answers)
    one = r"((?:(?:a|an|the|ein|eine|der|die|das|von) )?[^\W\d]{3,}(?: [^\W\d]{3,})?)"
    return tuple(re.compile(text.replace(named, one, 1)) for text in found if subject and named in text)
