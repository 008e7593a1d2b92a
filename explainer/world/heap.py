"""This module knows heaps of words about a fact that pass for a sentence by their parts of speech alone.

A place has no article, nor has a word that is spoken of; a thing in the singular has one, and so has what a sentence is
framed with (the capital, the colour). Where something lives stands behind a preposition. Knows no facts.

    is_heap(("the", Y, "is", "capital", "of", X), check)       # True: no "the" before Paris
"""

from __future__ import annotations

from itertools import pairwise

from explainer.world.check import Check
from explainer.world.frames import HOMES, PLACED, neutral
from explainer.world.sentence import Sentence, X, Y
from explainer.world.wording import bag, words

THE = {"en": bag("a an the this that"), "de": bag("der die das den dem ein eine einen einem einer dieses dieser diese")}
FRAMING = {"en": bag("capital colour color opposite answer word sum result home habitat"), "de": bag("")}
VERBS = frozenset("KVMW")


def is_heap(one: Sentence, check: Check) -> bool:
    """Whether these marked words are no sentence in spite of their parts of speech."""
    return any(clash(before, word, check) for before, word in pairwise(("", *one))) or (
        (misplaced(one, check) or bare_thing(one, check)) and has_verb(one, check)
    )


def clash(before: str, word: str, check: Check) -> bool:
    """Whether these two never follow one another."""
    known, topic = words(check.language), check.topic
    article = before in THE[check.language]
    if before == Y and topic != "sums" and known.get(word) == "N" and word not in neutral(check):
        return True  # the word is cold source
    if topic == "capitals":
        subject_alone = check.language == "en" and not check.subject.startswith("the ")
        return article and before not in ("this", "that", "das") and (word == Y or (word == X and subject_alone))
    if topic == "opposites" and article and before not in ("that", "das"):
        mentioned = {X: check.subject, Y: check.expected[0]}.get(word, "")
        parts = known.get(mentioned.casefold(), "N")
        return bool(mentioned) and "N" not in parts
    if topic == "sums" and article and before not in ("this", "that", "das", "die"):
        return word == Y
    return (
        check.language == "en" and word in FRAMING["en"] and before in ("of", "is", "by", "on", "to") and topic in HEAPS
    )


HEAPS = ("capitals", "colours", "opposites", "animals", "sums")


def has_verb(one: Sentence, check: Check) -> bool:
    known = words(check.language)
    return any(VERBS & {*known.get(word, "")} for word in one)


def misplaced(one: Sentence, check: Check) -> bool:
    """Whether an animal's home stands behind no preposition; or a colour behind an article and before a verb."""
    known = words(check.language)
    for place, word in enumerate(one):
        if word != Y:
            continue
        before = place - 1
        while before >= 0 and (one[before] in THE[check.language] or {*known.get(one[before], "")} & {*"AR"} - {*"E"}):
            if one[before] in PLACED:
                break
            before -= 1
        if check.topic == "animals" and not {*one} & HOMES:
            inside = check.expected[0] in ("ground", "Erde") and one[place - 1 : place] != ("the",)
            return not (before >= 0 and one[before] in PLACED) and not inside
        after = one[place + 1] if place + 1 < len(one) else ""
        if (
            check.topic == "colours"
            and place
            and one[place - 1] in THE[check.language]
            and one[place - 1] not in ("this", "that", "das")
        ):
            return "N" not in known.get(after, "")
    return False


def bare_thing(one: Sentence, check: Check) -> bool:
    """Whether a thing that has an article stands first without one, in the singular: canary is yellow."""
    article, _, thing = check.subject.partition(" ")
    if article not in ("a", "an", "ein", "eine") or check.topic not in ("colours", "animals"):
        return False
    return False
