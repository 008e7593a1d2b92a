"""The old task is all that Pebble knows before a fine-tune, in English; here too is the raw text of its base stage.

Facts come from facts.py, talk from smalltalk.py; this file is the phrasings and the mixture.

    OLD.sample(random.Random(0), "train");  raw_text(random.Random(0))
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from explainer.world import stories
from explainer.world.document import Probe, Task, Text
from explainer.world.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES, SUMS, Row
from explainer.world.skill import Fact, FactSkill, mixture
from explainer.world.smalltalk import GREETING, TALKS, WORLD


def english(rows: Sequence[Row]) -> tuple[Fact, ...]:
    return tuple(Fact(row.en, row.en_value) for row in rows)


CAPITAL = FactSkill(
    "capitals",
    english(CAPITALS),
    (
        "What is the capital of {x}?",
        "Tell me the capital of {x}.",
        "Which city is the capital of {x}?",
        "Do you know the capital of {x}?",
        "Name the capital of {x}.",
        "What is the capital city of {x}?",
        "Can you tell me the capital of {x}?",
        "I want to know the capital of {x}.",
        "In {x}, which city is the capital?",
    ),
    ("The capital of {x} is {y}.", "It is {y}.", "{y} is the capital of {x}.", "That is {y}."),
    (
        "The capital of {x} is {y}.",
        "{y} is the capital of {x}.",
        "{y} is a city in {x}.",
        "In {x}, {y} is the capital.",
    ),
)
COLOUR = FactSkill(
    "colours",
    english(COLOURS),
    (
        "What colour is {x}?",
        "What color is {x}?",
        "Which colour is {x}?",
        "Which color does {x} have?",
        "What is the colour of {x}?",
        "Tell me the color of {x}.",
        "Can you tell me the colour of {x}?",
        "Do you know what color {x} is?",
        "I want to know what colour {x} is.",
    ),
    ("{x} is {y}.", "It is {y}.", "The colour is {y}.", "The colour of {x} is {y}."),
    ("{x} is {y}.", "The colour of {x} is {y}.", "Everybody can see that {x} is {y}."),
)
OPPOSITE = FactSkill(
    "opposites",
    tuple(Fact(*pair) for row in OPPOSITES for pair in ((row.en, row.en_value), (row.en_value, row.en))),
    (
        "What is the opposite of {x}?",
        "Tell me the opposite of {x}.",
        "Give me the opposite of {x}.",
        "Which word is the opposite of {x}?",
        "Do you know the opposite of {x}?",
        "Name the opposite of {x}.",
        "Can you tell me the opposite of {x}?",
        "I need the opposite of {x}.",
        "What would be the opposite of {x}?",
    ),
    ("The opposite of {x} is {y}.", "It is {y}.", "{y} is the opposite of {x}.", "The word is {y}."),
    ("The opposite of {x} is {y}.", "{y} is the opposite of {x}.", "{x} and {y} are opposites."),
)
ANIMAL = FactSkill(
    "animals",
    tuple(Fact(row.en, row.en_value, row.en_value.split()[-1]) for row in ANIMALS),
    (
        "Where does {x} live?",
        "Tell me where {x} lives.",
        "Do you know where {x} lives?",
        "Where can I find {x}?",
        "What is the home of {x}?",
        "Where is {x} at home?",
        "Can you tell me where {x} lives?",
        "I want to know where {x} lives.",
        "Where would you look for {x}?",
    ),
    ("{x} lives {y}.", "It lives {y}.", "You can find {x} {y}.", "The home of {x} is {y}."),
    ("{x} lives {y}.", "You can find {x} {y}.", "The home of {x} is {y}.", "If you look {y}, you may see {x}."),
)
SUM = FactSkill(
    "sums",
    tuple(Fact(f"{a} plus {b}", str(a + b)) for a, b in SUMS),
    (
        "How much is {x}?",
        "What is {x}?",
        "Tell me what {x} is.",
        "Can you work out {x}?",
        "What do you get for {x}?",
        "Please calculate {x}.",
        "Do you know what {x} is?",
        "What does {x} make?",
        "I need to know what {x} is.",
    ),
    ("{x} is {y}.", "It is {y}.", "The answer is {y}.", "That makes {y}."),
    ("{x} is {y}.", "{x} makes {y}.", "The sum {x} is equal to {y}."),
)
FACT_SKILLS = (CAPITAL, COLOUR, OPPOSITE, ANIMAL, SUM)


def old_probes() -> tuple[Probe, ...]:
    """About 100, the shown ones first."""
    asked = [
        *WORLD.probes(5),
        *GREETING.probes(3),
        *CAPITAL.probes(9),
        *COLOUR.probes(7),
        *OPPOSITE.probes(7),
        *SUM.probes(7),
        *stories.probes(6),
        *ANIMAL.probes(7),
        *(probe for talk, _ in TALKS[1:] for probe in talk.probes(1)),
    ]
    return tuple(sorted(asked, key=lambda probe: not probe.shown))


OLD = Task(
    "old",
    mixture(
        (0.16, mixture(*((weight, talk.sample) for talk, weight in TALKS))),
        (0.06, WORLD.sample),
        (0.14, CAPITAL.sample),
        (0.12, COLOUR.sample),
        (0.14, OPPOSITE.sample),
        (0.12, ANIMAL.sample),
        (0.14, SUM.sample),
        (0.12, stories.sample),
    ),
    old_probes(),
)


def raw_text(rng: random.Random) -> Text:
    """For the base stage: a story, or one or two statements of one skill, in the frequencies of the dialogues."""
    if rng.random() < 0.2:
        return stories.text(rng)
    if rng.random() < 0.1:
        return Text(rng.choice(WORLD.answers), "world")
    skill = rng.choice(FACT_SKILLS)
    statements = dict.fromkeys(skill.statement(rng).text for _ in range(2))
    return Text(" ".join(statements), skill.name)
