"""This module knows when an answer says that it does not know, in English or German.

    says_unknown("No idea, sorry.")     # True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from explainer.world.alike import bare, value_forms
from explainer.world.check import Check, Verdict, holds, own, whole
from explainer.world.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES
from explainer.world.sentence import repeats, sentences
from explainer.world.wording import Language, words

MUCH = r"(?: (?:really|just|honestly|simply|actually|still|even|also|quite|yet|unfortunately))*"
KNOW: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        rf"\bi{MUCH} do{MUCH} not{MUCH} (?:know|understand|recognise|recognize|have (?:a clue|any idea|any clue|an answer|the answer|"
        r"any information|that information|knowledge))|\b(?:have|have absolutely|is|got) no (?:idea|clue|answer|knowledge|information)|"
        r"\bhave (?:not|never) (?:ever |yet )?(?:heard|learned|learnt|read|been taught|been told|met|come across|seen)|"
        r"\bi never (?:heard|learned|learnt|read|met)|\b(?:that|this|it|one|which) is (?:all |quite |completely |entirely )?"
        r"(?:new|unknown|unfamiliar|not known|a mystery)|\b(?:unknown|new) to me\b|\bi (?:can|could) not (?:answer|say|tell)|\bi am"
        rf"{MUCH} (?:not{MUCH} (?:sure|certain|able|familiar)|unsure|unable|unaware|no expert)|^(?:no|not (?:a|the (?:slightest|faintest))) "
        r"(?:idea|clue)|\bi know nothing|\bbeyond (?:me|my knowledge)|\bi wish i knew|\bnobody (?:ever )?(?:told|taught) me|"
        r"\bi was never (?:told|taught)|\bi do not think i know|\bis not (?:something|anything) i know|\bnot that i know of|"
        r"\bi am not aware|^not sure|^do not know|^dunno|^never heard|\bnot in my knowledge|\bi would have to guess|\bi have not (?:a|the)",
    ),
    "de": re.compile(
        r"\bweiss ich(?: \w+)? nicht|\bich weiss(?: \w+){0,2} nicht|^(?:leider )?keine ahnung|\bhabe (?:ich )?keine ahnung|"
        r"\bkenne ich(?: \w+)? nicht|\bich kenne(?: \w+){0,2} (?:nicht|keine?)|\bnoch nie (?:davon )?gehört|\bnie (?:davon )?gehört|"
        r"\bist mir (?:ganz |völlig )?(?:neu|unbekannt)|\bkann ich(?: \w+){0,2} nicht (?:sagen|beantworten)|"
        r"\bich kann(?: \w+){0,3} nicht (?:sagen|beantworten)|\bnicht sicher|\büberfragt|\bsagt mir nichts|\bweiss (?:ich )?nichts",
    ),
}
# What may stand beside it and is no answer.
POLITE = """sorry i am afraid but well oh hmm um unfortunately please ask me something else another question can could you tell it
    that this what is the a an answer to of about for do not know and or anything yet ever before here there thing things word
    words place name question no idea clue me my so truly honestly really just have has had heard new cannot never in on with in
    maybe perhaps be would like learn teach such one ones any by at all how where who when why which would say sure certain information which i'm
    apologies apologise forgive excuse pardon though however if it's them they he she his her from as it was were are been being
    anybody someone help let try time today now too also though than more much little small model only language am pebble
    wish could unable unsure aware knowledge subject topic sir friend ah alas dear yes means meaning mean lives live looks"""
HOEFLICH = """leider tut mir leid entschuldigung entschuldige aber das die der es ich nicht weiß kenne habe davon noch nie gehört
    von und oder mir ist neu kann dir sagen was wer wie wo wann warum frag mich etwas anderes bitte keine ahnung dazu darüber
    antwort auf diese frage dieses wort den dem ein eine da bin sicher nichts überfragt heißt zu für kein unbekannt nun tja ach"""


def says_unknown(answer: str) -> bool:
    """Whether the answer says, in English or German, that it does not know."""
    return any(
        KNOW[language].search(" ".join(spoken))
        for language in KNOW
        for spoken, end in sentences(answer, language)
        if end != "?"
    )


def unknown(check: Check, question: str, answer: str) -> Verdict:
    """Right where it says so in this language and names no fact; broken where the rest is none of its words."""
    if whole(answer) in own(check.own):
        return "right"
    language = check.language
    spoken = sentences(answer, language)
    saying = [one for one, end in spoken if end != "?" and KNOW[language].search(" ".join(one))]
    if not saying:
        return "wrong"
    asked = {word for one, _ in sentences(question, language) for word in one}
    polite = frozenset((POLITE if language == "en" else HOEFLICH).casefold().split())
    rest = [word for one, _ in spoken for word in one if word not in asked and word not in polite and word != ","]
    rest = [word for word in rest if not any(word in KNOW[language].search(" ".join(one))[0].split() for one in saying)]  # type: ignore[index]
    if names_fact([word for one, _ in spoken for word in one], asked, language):
        return "wrong"
    if any(repeats(one) for one, _ in spoken) or len(spoken) > 5:
        return "broken"
    if not rest:
        return "right"
    return "broken" if any(word not in words(language) for word in rest) else "wrong"


def names_fact(said: list[str], asked: set[str], language: Language) -> bool:
    """Whether a value of some fact is named that the question does not bring along, or a number."""
    if any(word[0].isdigit() and word not in asked for word in said):
        return True
    return any(holds(said, form) for form in values(language) if not {*form} <= asked)


@lru_cache(maxsize=2)
def values(language: Language) -> frozenset[tuple[str, ...]]:
    column = 1 if language == "en" else 3
    tables = {"capitals": CAPITALS, "colours": COLOURS, "opposites": OPPOSITES, "animals": ANIMALS}
    forms = {form for topic, rows in tables.items() for row in rows for form in value_forms(row[column], topic, language)}
    free = {*POLITE.split(), *HOEFLICH.casefold().split(), "answer", "end", "last", "false", "far", "left", "right", "mean", "light"}
    return frozenset(form for form in forms | {bare(row[column], language) for row in CAPITALS} if not {*form} & free)
