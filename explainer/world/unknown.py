"""This module has the skill of saying "I do not know": questions about what lies outside the small world.

They are asked in the very phrasings of the facts, about real things that Pebble never reads of, about names made up on
the spot, and about two known names run into one; and there are questions of kinds that it never answers. A fifth of
the words and questions is held out, by a hash of the word, so that modesty can be checked on what it never met.

    sample(random.Random(0), "train");  probes()
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from explainer.world import outside
from explainer.world.checks.check import Check
from explainer.world.document import Dialogue, Probe, Split
from explainer.world.english import ANIMAL, CAPITAL, COLOUR, FACT_SKILLS, OPPOSITE, SUM
from explainer.world.form import normal
from explainer.world.skill import FactSkill, sentence
from explainer.world.split import held_out as by_hash
from explainer.world.typed import untyped

NAME = "unknown"
ONE_IN = 5  # words, and one in so many is held out
ANSWERS = (
    "I do not know.",
    "I do not know that.",
    "Sorry, I do not know that.",
    "I have never heard of that.",
    "That is new to me.",
    "I cannot answer that.",
)
WORDS: dict[str, tuple[str, ...]] = {
    CAPITAL.name: outside.PLACES,
    COLOUR.name: outside.THINGS,
    OPPOSITE.name: outside.WORDS,
    ANIMAL.name: outside.BEASTS,
}
BARE = tuple(name.split(" ", 1)[-1] for name in outside.THINGS + outside.BEASTS)
ALSO = {COLOUR.name: outside.BEASTS, OPPOSITE.name: BARE, ANIMAL.name: outside.THINGS}  # to train on, not to check with
KNOWN = frozenset(fact.subject.lower() for skill in FACT_SKILLS for fact in skill.facts)
OTHER = 0.22  # share of the questions of other kinds; the rest are about a thing, or about a name that nothing has
MADE_UP, BLENDED, AMISS = 0.25, 0.2, 0.1  # shares of names that nothing has, and of things amiss in the skill
CONSONANTS: tuple[str, ...] = (*"bdfgklmnprstvz", "br", "ch", "dr", "gr", "kl", "sh", "st", "tr", "th")
VOWELS: tuple[str, ...] = (*"aeiou", "ai", "ea", "oo")
TERM = re.compile(r"\b\d+ (?:plus|minus|times|divided by) \d+\b")
ENDS = ("", "n", "r", "l", "s", "m", "nd", "x", "land", "ia", "istan", "ling", "ster")


def held_word(word: str) -> bool:
    """Whether this word, or question, is one that no training reads as unknown."""
    digest = hashlib.blake2b(f"outside {normal(word)}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % ONE_IN == 0


def in_split(word: str, split: Split) -> bool:
    return held_word(word) == (split == "held_out")


@lru_cache
def words(name: str, split: Split, *, amiss: bool = False) -> tuple[str, ...]:
    """The real words outside, of a skill, but for any that the world knows; or words that are amiss there."""
    there = ALSO.get(name, WORDS[name]) if amiss else WORDS[name]
    return tuple(word for word in there if word.lower() not in KNOWN and in_split(word, split))


@lru_cache
def questions(split: Split) -> tuple[str, ...]:
    """The questions of other kinds."""
    return tuple(question for question in outside.QUESTIONS if in_split(untyped(question), split))


def made_up(rng: random.Random) -> str:
    """A name of two or three syllables that nothing has."""
    syllables = (rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.choice((1, 2, 2))))
    return "".join(syllables) + rng.choice(CONSONANTS) + rng.choice(VOWELS) + rng.choice(ENDS)


def blended(rng: random.Random, skill: FactSkill) -> str:
    """The beginning of one known name and the end of another: Germugal."""
    one, two = (fact.subject.split()[-1] for fact in rng.sample(skill.facts, 2))
    return one[: max(2, (len(one) + 1) // 2)] + two[len(two) // 2 :].lower()


def dressed(name: str, skill: FactSkill) -> str:
    """A name as the skill's sentences need it: places begin with a capital, things and animals have an article."""
    if skill is CAPITAL:
        return name[:1].upper() + name[1:]
    if skill in (COLOUR, ANIMAL):
        return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
    return name


def term(rng: random.Random) -> str:
    """A sum that Pebble has never read: a number above nine, or another sign."""
    if rng.random() < 0.3:
        return f"{rng.randrange(10)} {rng.choice(('times', 'minus', 'divided by'))} {rng.randrange(1, 10)}"
    one, two = rng.randrange(10, 100), rng.choice((rng.randrange(10), rng.randrange(10, 100)))
    return f"{one} plus {two}" if rng.random() < 0.7 else f"{two} plus {one}"


def holds_held_term(question: str) -> bool:
    """Whether a question asks for a sum outside the world that no training reads."""
    return any(held_word(match[0]) for match in TERM.finditer(question) if not KNOWN & {match[0]})


def subject(rng: random.Random, skill: FactSkill, split: Split) -> str:
    """Something outside the world to ask the skill for."""
    while True:
        chance = rng.random()
        if skill is SUM:
            name = term(rng)
        elif chance < MADE_UP + BLENDED:
            name = dressed(made_up(rng) if chance < MADE_UP else blended(rng, skill), skill)
        else:
            return rng.choice(words(skill.name, split, amiss=chance > 1 - AMISS))
        if in_split(name, split) and name.lower() not in KNOWN:
            return name


def sample(rng: random.Random, split: Split) -> Dialogue:
    """A question that is not in the world, and an answer that says so."""
    while True:
        asked = rng.choice(questions(split)) if rng.random() < OTHER else about(rng, rng.choice(FACT_SKILLS), split)
        if split == "held_out" or not by_hash(asked):
            return Dialogue(asked, rng.choice(ANSWERS), NAME)


def about(rng: random.Random, skill: FactSkill, split: Split) -> str:
    """A question of a skill about something outside the world."""
    return sentence(rng.choice(skill.questions), x=subject(rng, skill, split))


def all_held() -> Iterator[str]:
    """Every question about a real word that is held out, and the held-out ones of other kinds."""
    yield from questions("held_out")
    for skill in FACT_SKILLS[:-1]:  # of sums there are too many to list: see holds_held_term
        for word in {*words(skill.name, "held_out"), *words(skill.name, "held_out", amiss=True)}:
            yield from (sentence(template, x=word) for template in skill.questions)


def outside_questions(count: int, seed: int = 0) -> tuple[str, ...]:
    """`count` different held-out questions: about real words only, evenly over the skills, and of other kinds."""
    rng = random.Random(seed)
    asked: dict[str, None] = {}
    kinds: Sequence[FactSkill | None] = (*FACT_SKILLS, None)
    while len(asked) < count:
        skill = kinds[len(asked) % len(kinds)]
        if skill is None:
            question = rng.choice(questions("held_out"))
        else:
            name = term(rng) if skill is SUM else rng.choice(words(skill.name, "held_out"))
            if not in_split(name, "held_out"):
                continue
            question = sentence(rng.choice(skill.questions), x=name)
        asked.setdefault(question)
    return tuple(asked)


def probes(count: int) -> list[Probe]:
    """A right answer says that Pebble does not know, and names no fact."""
    return [Probe(question, NAME, Check("unknown", own=ANSWERS)) for question in outside_questions(count)]
