"""This module knows heaps of words about a fact that pass for a sentence by their parts of speech alone.

A place has no article, nor has a word that is spoken of; a thing in the singular has one, and so has what a sentence is
framed with (the capital, the colour). Where something lives stands behind a preposition. Knows no facts.

    is_heap(("the", Y, "is", "capital", "of", X), check)       # True: no "the" before Paris
"""

from __future__ import annotations

from itertools import pairwise

from explainer.world.checks.check import Check
from explainer.world.checks.frames import HOMES, PLACED, neutral
from explainer.world.checks.sentence import Sentence, X, Y
from explainer.world.checks.wording import bag, words

THE = {"en": bag("a an the this that"), "de": bag("der die das den dem ein eine einen einem einer dieses dieser diese")}
THIS = ("this", "that", "das")
FRAMING = bag("""
    capital opposite answer word sum result home habitat gegenteil wort antwort ergebnis summe zahl hauptstadt""")
LOOSE = bag("so that it this very the a of in is der die das es von im")
VERBS = frozenset("KVMW")


def is_heap(one: Sentence, check: Check) -> bool:
    """Whether these marked words are no sentence in spite of their parts of speech."""
    return any(clash(before, word, check) for before, word in pairwise(("", *one))) or (
        (misplaced(one, check) and has_verb(one, check)) or is_fragment(one, check)
    )


def is_fragment(one: Sentence, check: Check) -> bool:
    """Whether a value without a verb stands among words that are no phrase with it: Rome so, the white."""
    if check.topic not in ("capitals", "colours", "opposites") or Y not in one or has_verb(one, check):
        return False
    place = one.index(Y)
    before, after = one[place - 1 : place], one[place + 1 : place + 2]
    known = words(check.language)
    if {*after} & LOOSE or (after and known.get(after[0]) == "N") or after == (X,):
        return True
    if {*before} & {*THIS, *THE[check.language]} and check.topic != "opposites" and len(one) == 2:
        return True
    return bool({*before} & FRAMING or (before == (X,) and check.topic != "capitals"))


def clash(before: str, word: str, check: Check) -> bool:
    """Whether these two never follow one another."""
    known, topic = words(check.language), check.topic
    article = before in THE[check.language]
    if before == Y and topic != "sums" and known.get(word) == "N" and word not in neutral(check):
        return True  # the word is cold source
    if before == Y and (word in ("very", "sehr") or (word in ("of", "von") and topic in HEAPS[:2])):
        return True
    if topic not in HEAPS:
        return False
    if word in FRAMING and (
        before in ("of", "von", "by", "on", "to", "zu") or (before == "ist" and word != "hauptstadt")
    ):
        return True  # of capital
    if topic == "colours" and before in ("has", "hat", "have") and word == Y:
        return True  # snow has white
    if topic == "capitals" and ((word.isdigit() and before in (Y, "1", "2")) or (before == "is" and word == "of")):
        return True
    if topic == "capitals":
        alone = not check.subject.startswith(("the ", "der ", "des "))
        named = word == Y or (word == X and alone)
        return (article and before not in THIS and named) or (before == "capital" and word == X and alone)
    if topic == "opposites":
        mentioned = {X: check.subject, Y: check.expected[0]}.get(word)
        is_noun = mentioned is None or "N" in known.get(mentioned.casefold(), "N")
        return (article and not is_noun) or (before in (X, Y) and word in FRAMING)
    return topic == "sums" and article and before not in THIS and word == Y


HEAPS = ("capitals", "colours", "opposites", "animals", "sums")


def has_verb(one: Sentence, check: Check) -> bool:
    known = words(check.language)
    return any(VERBS & {*known.get(word, "")} for word in one)


def misplaced(one: Sentence, check: Check) -> bool:
    """Whether an animal's home stands behind no preposition, or a colour between an article and a verb."""
    known, articles = words(check.language), THE[check.language]
    for place in (place for place, word in enumerate(one) if word == Y):
        before = place - 1
        if check.topic == "colours" and place and one[before] in articles and one[before] not in THIS:
            after = one[place + 1] if place + 1 < len(one) else ""
            return "N" not in known.get(after, "")
        while (
            before >= 0 and one[before] not in PLACED and (one[before] in articles or "A" in known.get(one[before], ""))
        ):
            before -= 1
        said_alone = check.expected[0] in ("ground", "Erde") and one[place - 1 : place] not in (("the",), ("der",))
        last_of_all = before >= 0 and one[before] in ("is", "ist") and place == len(one) - 1
        if check.topic == "animals" and not {*one} & {*HOMES, "where", "wo"} and not said_alone and not last_of_all:
            return before < 0 or one[before] not in PLACED
    return False
