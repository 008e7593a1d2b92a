"""This module tells the old stories: somebody goes somewhere, finds something and feels something.

Knows no facts. A story is true to its question: the name, the place and the thing asked for.

    sample(random.Random(0), "train")
"""

from __future__ import annotations

import random

from explainer.world.checks.verdict import Check
from explainer.world.document import Dialogue, Probe, Split, Text
from explainer.world.skill import cross, spread
from explainer.world.smalltalk import GLAD, NAMES, OTHERS
from explainer.world.split import draw, held_out, is_shown

PLACES = ("park", "garden", "forest", "village", "city", "castle", "valley", "market", "library", "zoo", "museum")
THINGS = (
    *("a red ball", "a small bird", "a shiny key", "an old book", "a lost kitten", "a golden leaf", "a funny hat"),
    *("a big cake", "a tiny boat", "a warm coat", "an empty box", "a silver bell"),
)
ORDERS = ("Tell me", "Please tell me", "Write", "Write me", "Make up", "I want to hear", "I would like", "Give me")
WISHES = ("Can you tell me", "Can you write", "Do you know", "May I hear")
KINDS = (" a story", " a short story")
ABOUT = (" about {n}", " about {n} and {t}", " with {n} in the {p}")
QUESTIONS = cross(ORDERS, KINDS, ABOUT, (".",)) + cross(WISHES, KINDS, ABOUT, ("?",))
BEGINNINGS = ("One day, {n} went to the {p}.", "One morning, {n} was in the {p}.", "{n} liked to walk in the {p}.")
MIDDLES = ("There {n} found {t}.", "{n} saw {t} and stopped.", "Suddenly there was {t}.")
FEELINGS = ("{n} felt very {f}.", "That made {n} feel {f}.", "{n} was {f} and took it home.")
ENDS = ("The end.", "It was a good day.", "What a day!")


def words(rng: random.Random) -> dict[str, str]:
    """Who, where, what and how."""
    return {"n": rng.choice(NAMES), "p": rng.choice(PLACES), "t": rng.choice(THINGS), "f": rng.choice(GLAD)}


def tell(rng: random.Random, slots: dict[str, str]) -> str:
    parts = (rng.choice(part) for part in (BEGINNINGS, MIDDLES, FEELINGS, ENDS))
    return " ".join(parts).format(**slots)


def sample(rng: random.Random, split: Split) -> Dialogue:
    def make(rng: random.Random) -> Dialogue:
        slots = words(rng)
        return Dialogue(rng.choice(QUESTIONS).format(**slots), tell(rng, slots), "stories")

    return draw(rng, split, make)


def text(rng: random.Random) -> Text:
    return Text(tell(rng, words(rng)), "stories")


def probe(name: str, question: str) -> Probe:
    """The story must be about whom it was asked about, and about nobody else."""
    return Probe(question, "stories", Check("story", subject=name, others=OTHERS), None, is_shown(question))


def probes(count: int) -> list[Probe]:
    """The shown question and `count` others, each about another name."""
    shown: list[Probe] = []
    others: list[Probe] = []
    for name in NAMES:
        asked = [question.format(n=name) for question in QUESTIONS if "{t}" not in question and "{p}" not in question]
        shown += [probe(name, question) for question in asked if is_shown(question)]
        asked = [question for question in asked if held_out(question) and not is_shown(question)]
        others += [probe(name, asked[len(others) % len(asked)])] if asked else []
    return shown + spread(others, count)
