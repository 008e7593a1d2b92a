"""A check is what is known of a right answer: who or what it is about, what it says, and what it must not say.

The rule, for every kind (docs/measures.md says it in whole sentences). An answer is

- right: a sentence, or the value alone, in the language that was asked in; about what was asked; with the value, in any
  of the words that say the same; without a no, and without the value of another fact;
- broken: the value is there and nothing speaks against it, but the language around it is gone: words repeat, languages
  mix, the end is missing;
- wrong: everything else.

What each kind adds stands in factual.py and spoken.py; verdict.py decides. Knows no fact by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from explainer.world.checks.sentence import Sentence
from explainer.world.checks.wording import Language, bag
from explainer.world.form import form

Verdict = Literal["right", "broken", "wrong"]
Kind = Literal["fact", "talk", "story", "unknown", "own"]
NO: dict[Language, frozenset[str]] = {
    "en": bag("""
        not no nope never none neither nor nothing nobody nowhere hardly scarcely barely without wrong false
        untrue incorrect mistaken doubt doubts deny denies unlike except isn lie impossible unlikely aint"""),
    "de": bag("""
        nicht nichts nein nie niemals niemand nirgends nirgendwo kein keine keinen keinem keiner keines kaum
        weder ohne falsch unwahr keineswegs keinesfalls mitnichten statt anstatt außer bezweifle unmöglich lüge
        irrtum gelogen"""),
}

# Of a fact besides: that it is gone, near, or rare.
UNTRUE: dict[Language, frozenset[str]] = {
    "en": bag("""
        almost nearly rarely seldom sometimes occasionally partly formerly former ex wish stopped stops ceased lost less
        refuse refuses fails failed lacks kidding joke joking non either approximately roughly pretend
        supposedly allegedly"""),
    "de": bag("""
        fast beinahe nahezu früher selten manchmal teilweise weniger ehemalige ehemaligen ehemals einst einstige
        gelegentlich entweder etwa ungefähr circa angeblich scherz witz außerhalb nähe"""),
}
UNTRUE_PHRASE = re.compile(
    r"\b(?:some|many|others|people|einige|manche) (?:say|think|believe|sagen|glauben)\b|"
    r"\b(?:any|every|no)\w*(?: \w+){0,2} (?:but|than)\b|\b(?:else|other) than\b|"
    r"\b(?:miles|far|away|close|weit|nahe) (?:\w+ )?(?:from|to|vom|von|bei)\b|"
    r"\b(?:near|outside|above|over|bei|than|als) (?:(?:the|der|die|dem) )?<y>|"
    r"(?:\$|\b(?:double|doppelt|at least|at most|mindestens|höchstens)) <y>|"
    r"<y> (?:%|€|\$|(?:euros?|dollars?|uhr|o clock|dozen|tausend|thousand|years|times|too many|past)\b)"
)
NO_PHRASE = re.compile(r"\b(?:far from|anything but|rather than|instead of|all but|alles andere als|weit entfernt)\b")


@dataclass(frozen=True)
class Check:
    """`topic` is the skill of a fact or the kind of talk; `own` are whole answers that are right as they stand;
    `rivals` are other values and `others` other subjects, shared by all checks of a skill."""

    kind: Kind
    language: Language = "en"
    topic: str = ""
    subject: str = ""
    expected: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    rivals: tuple[str, ...] = field(default=(), repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)


def whole(text: str) -> str:
    """A whole answer as it is compared: a question mark at its end counts, a full stop does not."""
    return form(text).casefold().rstrip(" .!")


@lru_cache(maxsize=4_000)
def own(answers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(whole, answers))


def holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the phrase stands in the words."""
    size = len(phrase)
    return any(tuple(words[i : i + size]) == tuple(phrase) for i in range(len(words) - size + 1))


def untrue(sentences: Sequence[Sentence], language: Language) -> bool:
    """Whether a fact is said to be gone, near or rare, or only what some say; or a number has a unit."""
    return any(
        any(word in UNTRUE[language] for word in spoken) or UNTRUE_PHRASE.search(" ".join(spoken)) is not None
        for spoken in sentences
    )


def denies(sentences: Sequence[Sentence], language: Language, but: frozenset[str] = frozenset()) -> bool:
    """Whether there is a no in it, but for words that the right answer itself has."""
    words = [word for spoken in sentences for word in spoken]
    return any(word in NO[language] and word not in but for word in words) or (
        "instead" not in but and NO_PHRASE.search(" ".join(words)) is not None
    )
