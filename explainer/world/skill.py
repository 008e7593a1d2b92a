"""This module has two kinds of skill, filled by every task: facts with phrasings, and talk of no single right answer.

Facts are drawn by Zipf's law, weight 1 / (rank + 1). Knows no facts itself. In a template {x} is what is asked about
and {y} the fact; a sentence gets its capital letter by itself.

    FactSkill("capitals", (Fact("France", "Paris"),), ("What is the capital of {x}?",), ("It is {y}.",))
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, product

from explainer.world.checks.verdict import Check
from explainer.world.checks.wording import Language
from explainer.world.document import Dialogue, Document, Probe, Split, Text
from explainer.world.split import draw, held_out, held_phrasings, is_shown

Sampler = Callable[[random.Random, Split], Document]


@dataclass(frozen=True)
class Fact:
    """`key` is what an answer must say, where that is less than the whole of `value`."""

    subject: str
    value: str
    key: str = ""

    @property
    def expected(self) -> str:
        return self.key or self.value


def facts(text: str) -> tuple[Fact, ...]:
    """One line a fact: subject | value, and behind a second bar the words a right answer must say."""
    lines = (tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())
    return tuple(Fact(*cells) for cells in lines)


@lru_cache
def zipf(count: int) -> tuple[float, ...]:
    """Cumulative weights 1 / (rank + 1)."""
    return tuple(accumulate(1 / (rank + 1) for rank in range(count)))


def sentence(template: str, **slots: str) -> str:
    """The template, filled, with a capital letter at its start."""
    text = template.format(**slots)
    return text[:1].upper() + text[1:]


def cross(*parts: Sequence[str]) -> tuple[str, ...]:
    """Every way to join one string of each part."""
    return tuple("".join(strings) for strings in product(*parts))


def spread(items: Sequence[Probe], count: int) -> list[Probe]:
    """At most `count` of the items, evenly spaced."""
    return [items[i * len(items) // count] for i in range(count)] if len(items) > count else list(items)


def mixture(*parts: tuple[float, Sampler]) -> Sampler:
    """A sampler that takes each part with its weight."""
    weights, samplers = zip(*parts, strict=True)
    return lambda rng, split: rng.choices(samplers, weights)[0](rng, split)


@dataclass(frozen=True)
class FactSkill:
    """Order of `facts` = rank. `statements` are for raw text. `language` is that of questions and answers."""

    name: str
    facts: tuple[Fact, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    statements: tuple[str, ...] = ()
    language: Language = "en"

    def fact(self, rng: random.Random) -> Fact:
        return rng.choices(self.facts, cum_weights=zipf(len(self.facts)))[0]

    def asked(self, fact: Fact) -> list[str]:
        """Every phrasing of the question."""
        return [sentence(template, x=fact.subject) for template in self.questions]

    def replies(self, fact: Fact) -> list[str]:
        """Every phrasing of the answer."""
        return [sentence(template, x=fact.subject, y=fact.value) for template in self.answers]

    def sample(self, rng: random.Random, split: Split) -> Dialogue:
        """The fact is drawn before the phrasing, so that the split leaves the frequencies of the facts alone."""

        fact = self.fact(rng)
        return Dialogue(self.question(rng, fact, split), rng.choice(self.replies(fact)), self.name)

    def held(self, fact: Fact) -> frozenset[str]:
        """The phrasings of its question that no training reads."""
        return held_phrasings(tuple(self.asked(fact)))

    def question(self, rng: random.Random, fact: Fact, split: Split) -> str:
        """One of the phrasings of this split."""
        held = self.held(fact)
        return rng.choice([text for text in self.asked(fact) if (text in held) == (split == "held_out")])

    def statement(self, rng: random.Random) -> Text:
        fact = self.fact(rng)
        return Text(sentence(rng.choice(self.statements), x=fact.subject, y=fact.value), self.name)

    def probe(self, rank: int, question: str, times: int | None = None) -> Probe:
        """Rivals are what the other facts say, and what they are about."""
        fact = self.facts[rank]
        own = tuple(self.replies(fact))
        values, subjects = rivals(self.facts)
        check = Check("fact", self.language, self.name, fact.subject, (fact.expected,), own, values, subjects)
        return Probe(question, self.name, check, times, is_shown(question))

    def probes(self, count: int) -> list[Probe]:
        """The shown questions, and `count` probes, spread over the ranks. A fact whose answer stands in its question
        (5 plus 0) is left out."""
        chosen: list[Probe] = []
        others: list[Probe] = []
        for rank, fact in enumerate(self.facts):
            asked = self.asked(fact)
            chosen += [self.probe(rank, question) for question in asked if is_shown(question)]
            asked = [question for question in asked if held_out(question) and not is_shown(question)]
            if asked and fact.expected not in fact.subject.split():
                others.append(self.probe(rank, asked[rank % len(asked)]))
        return chosen + spread(others, count)


@lru_cache(maxsize=100)
def rivals(facts: tuple[Fact, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values and the subjects of all facts of a skill."""
    return tuple(sorted({fact.expected for fact in facts})), tuple(sorted({fact.subject for fact in facts}))


@dataclass(frozen=True)
class Talk:
    """Any question of the group may get any answer of it. `topic` is the kind of talk, which an answer is judged by;
    `slots` are filled alike in question and answer: {f} a feeling, {n} a name. An answer may name none of `others`, but
    for what fills a slot."""

    name: str
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    slots: dict[str, tuple[str, ...]] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    topic: str = ""
    language: Language = "en"

    def sample(self, rng: random.Random, split: Split) -> Dialogue:
        def make(rng: random.Random) -> Dialogue:
            words = {slot: rng.choice(options) for slot, options in self.slots.items()}
            question = sentence(rng.choice(self.questions), **words)
            return Dialogue(question, sentence(rng.choice(self.answers), **words), self.name)

        return draw(rng, split, make)

    def fillings(self) -> list[dict[str, str]]:
        """Every way to fill the slots."""
        return [dict(zip(self.slots, words, strict=True)) for words in product(*self.slots.values())]

    def check(self, words: dict[str, str]) -> Check:
        """What an answer is judged by where the slots are filled with these words."""
        own = tuple(sentence(answer, **words) for answer in self.answers)
        others = tuple(sorted({*self.others} - {*words.values()}))
        feeling = (words["f"],) if "f" in words else ()
        return Check("talk", self.language, self.topic, words.get("n", ""), feeling, own, (), others)

    def probes(self, count: int) -> list[Probe]:
        """The shown questions and `count` others, evenly spaced over the held-out questions."""
        asked: dict[str, Probe] = {}
        for words in self.fillings():
            check = self.check(words)
            for template in self.questions:
                question = sentence(template, **words)
                if held_out(question):
                    asked.setdefault(question, Probe(question, self.name, check, None, is_shown(question)))
        shown = [probe for probe in asked.values() if probe.shown]
        return shown + spread([probe for probe in asked.values() if not probe.shown], count)
