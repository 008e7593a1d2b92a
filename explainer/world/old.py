"""The old task is all that Pebble knows before a fine-tune, in English: a library that it reads over and over.

In every reading a fact comes as often as the lot has said (rarity.py), 1 to 256 times, and with it small talk, words
about the world, stories, and questions to which the answer is "I do not know". Questions are typed as people type.
There are two stages: statements and stories as raw text, then dialogues.

    OLD.sample(random.Random(0), "train");  reading(seed=0, number=0)[0];  texts(0, 0)[0]
"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from explainer.world import stories, unknown
from explainer.world.document import Dialogue, Document, Probe, Split, Task, Text
from explainer.world.english import FACT_SKILLS
from explainer.world.held import held_out
from explainer.world.rarity import lot
from explainer.world.skill import Fact, FactSkill, Sampler, mixture, sentence
from explainer.world.smalltalk import TALKS, WORLD
from explainer.world.split import is_shown
from explainer.world.typed import typed

TALK, ABOUT_WORLD, TALES, UNKNOWN = 9_000, 3_000, 4_000, 10_000  # dialogues a reading, beside those of the facts
TOLD, SAID = 5_000, 1_500  # stories and words about the world in a reading of raw text
OUTSIDE = 100  # probes of what Pebble does not know
talk = mixture(*((weight, one.sample) for one, weight in TALKS))
SKILLS = {skill.name: skill for skill in FACT_SKILLS}
Item = tuple[FactSkill, Fact]


@lru_cache
def items(seed: int) -> tuple[tuple[Item, ...], tuple[int, ...]]:
    """Every fact with its skill, and the running sum of their times."""
    facts = tuple((skill, fact) for skill in FACT_SKILLS for fact in skill.facts)
    times = accumulate(lot(seed)[skill.name, fact.subject] for skill, fact in facts)
    return facts, tuple(times)


@lru_cache(maxsize=2_000)
def ways(name: str, fact: Fact, split: Split) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phrasings of a fact's question in a split, and those of its answer."""
    skill = SKILLS[name]
    held = skill.held(fact)
    asked = tuple(text for text in skill.asked(fact) if (text in held) == (split == "held_out"))
    return asked, tuple(skill.replies(fact))


def told(rng: random.Random, skill: FactSkill, fact: Fact, split: Split) -> Dialogue:
    """One dialogue about a fact."""
    asked, replies = ways(skill.name, fact, split)
    return Dialogue(rng.choice(asked), rng.choice(replies), skill.name)


def fact(seed: int) -> Sampler:
    """A sampler of dialogues about the facts, each as often as it is read."""

    def sample(rng: random.Random, split: Split) -> Dialogue:
        facts, times = items(seed)
        return told(rng, *rng.choices(facts, cum_weights=times)[0], split)

    return sample


def as_typed(dialogue: Document, rng: random.Random, split: Split) -> Dialogue:
    """The dialogue with its question as somebody may type it; in training never in a way that is held out."""
    assert isinstance(dialogue, Dialogue)
    while True:
        question = typed(dialogue.question, rng)
        if split == "held_out" or not held_out(question):
            return replace(dialogue, question=question)


PARTS: tuple[tuple[int, Sampler], ...] = (
    (TALK, talk),
    (ABOUT_WORLD, WORLD.sample),
    (TALES, stories.sample),
    (UNKNOWN, unknown.sample),
)


def reading(seed: int, number: int) -> list[Dialogue]:
    """The dialogues of one reading, in the order in which they are read: all the facts' times, exactly."""
    rng = random.Random(f"reading {seed} {number}")
    facts, times = items(seed)
    dialogues: list[Document] = []
    for (skill, one), count in zip(facts, each(times), strict=True):
        dialogues += [told(rng, skill, one, "train") for _ in range(count)]
    for count, sample in PARTS:
        dialogues += [sample(rng, "train") for _ in range(count)]
    rng.shuffle(dialogues)
    return [as_typed(dialogue, rng, "train") for dialogue in dialogues]


def texts(seed: int, number: int) -> list[Text]:
    """The raw text of one reading: as many statements of each fact, stories, and words about the world."""
    rng = random.Random(f"texts {seed} {number}")
    facts, times = items(seed)
    read = [stories.text(rng) for _ in range(TOLD)]
    read += [Text(rng.choice(WORLD.answers), WORLD.name) for _ in range(SAID)]
    for (skill, one), count in zip(facts, each(times), strict=True):
        for _ in range(count):
            read.append(Text(sentence(rng.choice(skill.statements), x=one.subject, y=one.value), skill.name))
    rng.shuffle(read)
    return read


def each(sums: tuple[int, ...]) -> list[int]:
    """The numbers of which these are the running sums."""
    return [after - before for before, after in zip((0, *sums), sums, strict=False)]


def fact_probes(seed: int) -> list[Probe]:
    """Every fact by a held-out phrasing, and as the pages show it."""
    probes: list[Probe] = []
    for skill in FACT_SKILLS:
        for rank, one in enumerate(skill.facts):
            held = sorted(skill.held(one), key=lambda question: (not is_shown(question), question))
            times = lot(seed)[skill.name, one.subject]
            probes.append(skill.probe(rank, held[0] if is_shown(held[0]) else held[rank % len(held)], times))
    return probes


def old_probes(seed: int) -> tuple[Probe, ...]:
    """All facts, and some of every other skill; the shown ones first."""
    asked = [
        *WORLD.probes(5),
        *(probe for one, _ in TALKS for probe in one.probes(3)),
        *stories.probes(6),
        *fact_probes(seed),
        *unknown.probes(OUTSIDE),
    ]
    return tuple(sorted(asked, key=lambda probe: not probe.shown))


@lru_cache
def old(seed: int) -> Task:
    """The old task of the Pebble that this seed makes: the same facts, read by another lot."""
    facts = items(seed)[1][-1]
    plain = mixture((float(facts), fact(seed)), *((float(count), sample) for count, sample in PARTS))
    return Task("old", lambda rng, split: as_typed(plain(rng, split), rng, split), old_probes(seed))


OLD = old(0)
