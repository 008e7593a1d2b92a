"""This module takes away what stands beside an answer and says nothing: smileys, bold type, polite words.

Knows no facts, and is no part of form(): text that is trained on keeps its signs.

    without_signs("**Paris** 😊")                                     # "Paris"
    without_words(("rome", ",", "without", "a", "doubt"), "en")      # ("rome",)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from explainer.world.checks.sentence import Sentence, trimmed
from explainer.world.checks.wording import Language

SMILEY = re.compile(r"(?<![\w:;])[:;]['-]?[()DPp](?!\w)|(?<!\w)<3(?!\w)|\^\^|¯\\_\(ツ\)_/¯")
STRESSED = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`)(?=[^\s*_`])([^*_`]*[^\s*_`])\1(?!\w)")
BULLET = re.compile(r"^\s*(?:[•·‣▪=]\s*|\*\s+)+(?=\S)")
ARROW = re.compile(r"\s*(?:→|->|=>)\s*")
GONE = "\x00"  # where an emoji stood, which may have ended a sentence
JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
# Polite words and words about one's own knowledge; what is said stands beside them. Each is whole words of a sentence.
PHRASES: Mapping[Language, str] = {
    "en": r"""
        no (?:doubt|question|problem|worries)(?: about (?:it|that))?
        without (?:a |any )?(?:doubt|question)
        beyond (?:a |any |all )?doubt
        none other than
        if i (?:am not (?:mistaken|wrong)|remember(?: (?:correctly|right|well))?)
        is (?:not )?(?:it|that) not$
        is not (?:it|that)$
        let me (?:think|see)(?: about (?:it|that))?
        (?:as|so) far as i know
        (?:as )?(?:everyone|everybody|we all|you(?: all)?) (?:may |already )?(?:know|knows)$
        (?:as )?(?:everyone|everybody|we all|you(?: all)?) (?:may |already )?(?:know|knows)(?: that)?(?! about)
        i (?:do )?know(?: that)?(?: (?:this|that) one)?(?= (?:it|that|the|this|,) )
        i see it as
        (?:during|by) (?:the )?day
        on (?:a |most )?(?:sunny|clear|fine|bright) days?
        in the wild(?= ,)
        i know (?:this|that)(?: one)?(?= ,)
        (?:everyone|everybody|you|anyone) can see that
        (?:as )?i (?:have )?(?:remember|recall|learned|learnt|heard|read)(?: that)?(?= (?:it|that|,)(?: |$)|$)
        (?:what )?(?:you|that you) (?:want|mean|need)(?= is |$)
        you (?:mean|are (?:looking for|thinking of|after)|asked (?:for|about))
        (?:do )?you want to know(?: (?:more|anything else|something else))?
        i (?:would|will) go with
        i am (?:quite |very |pretty |almost )?(?:sure|certain)(?: that(?! is))?
        (?:yes )?i do(?= ,|$)
        sure thing
        i am (?:glad|happy) to (?:help|tell you)
        (?:glad|happy) to help
        i can (?:help|tell you)(?: with)?(?: that)?(?=$| ,| that)
        (?:of course |yes )?i can(?= ,|$)
        (?:i hope )?(?:that|this) (?:helps|helped)
        (?:please )?ask me (?:something|anything|more)(?: else)?
        here you (?:go|are)
        (?<!a )(?:good|great|nice|easy) question
        (?:that|this) (?:is|was) (?:an? )?(?:easy|simple)(?: (?:one|question))?(?= ,|$)
        to be honest
        (?:what|who|where) else
        by the way
        (?<=answer )to (?:your|this|the|that) question
        best(?= guess)
        (?<=, )(?:my )?(?:dear )?(?:friend|dear|pls|please)$
        (?<=, )i (?:do )?(?:believe|think|guess|suppose)
        (?<=, )i am (?:quite |very |pretty )?(?:sure|certain)
        i (?:think|believe|guess)$
        of course
        pls$
        (?<=, )(?:just )?like (?:the |a |an )?\w+$""",
    "de": r"""
        kein problem
        (?:ganz )?ohne (?:jeden |jede )?(?:zweifel|frage)
        (?:da gibt es )?kein(?:en)? zweifel
        wenn ich mich (?:nicht (?:irre|täusche)|recht erinnere)
        nicht wahr
        ich bin (?:mir )?(?:ganz |sehr )?sicher(?= ,)
        (?:soweit|soviel|wie) (?:ich|jeder|man|du|alle) (?:weiss|weisst|wissen)(?= (?!, (?:ist|sind) ).)
        (?:wie )?(?:jeder|man) weiss$
        (?<=, )wie (?:ich|jeder|man|du|alle) (?:weiss|weisst|wissen)
        (?<=, )wie (?:der |die |das |ein |eine )?\w+$
        das weiss (?:ich|jeder|man|doch jeder|ich doch)(?= ,)
        das kann ich(?= ,|$)
        (?:glaube?|denke|meine|finde) ich(?: zumindest)?$
        (?<=, )(?:mein )?(?:freund|lieber|liebe)$
        (?<=, )eh klar$
        halt$
        gemeint ist
        es handelt sich um
        (?<=ist )(?:natürlich|selbstverständlich|übrigens|bekanntlich)
        (?<=heisst )(?:natürlich|selbstverständlich|übrigens|bekanntlich)
        (?<=gesuchte )(?:stadt|farbe|zahl)""",
}


def together(phrases: str) -> re.Pattern[str]:
    """One pattern of many, each a line and each of whole words."""
    return re.compile("|".join(rf"(?<!\S)(?:{line.strip()})(?!\S)" for line in phrases.strip().splitlines()))


PATTERNS = {language: together(phrases) for language, phrases in PHRASES.items()}


def without_signs(text: str) -> str:
    """The text without emoji, smileys, bullets and stress, its figures plain."""
    if text.isascii() and not re.search(r"[*_`:;<=>^]", text):
        return text
    plain = SMILEY.sub(" ", text)
    if not plain.isascii():
        plain = "".join(map(plain_letter, plain.replace("—", ", ")))
        plain = re.sub(rf"(?<=\w)\s*{GONE}[{GONE}\s]*(?=[A-ZÄÖÜ])", ". ", plain).replace(GONE, " ")
    plain = BULLET.sub("", ARROW.sub(": ", plain))
    return STRESSED.sub(r"\2", plain)


def plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    kind = unicodedata.category(letter)
    if letter in JOINERS or (kind in ("So", "Sk") and letter not in "´`¨"):
        return GONE
    return unicodedata.normalize("NFKC", letter) if kind == "Nd" else letter


def without_words(spoken: Sentence, language: Language) -> Sentence:
    """The sentence without polite words; all of it where nothing else is there."""
    said = " ".join(spoken)
    rest = PATTERNS[language].sub(" ", said)
    if rest == said:
        return spoken
    left = trimmed(tuple(rest.split()))
    return left[1:] if left[:1] == (",",) else left
