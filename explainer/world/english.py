"""This module has the facts of the old task in English, with the phrasings in which they are asked, told and stated.

The facts themselves stand in facts.py. Knows nothing of how often each is read, nor of how people type.

    CAPITAL.asked(CAPITAL.facts[0])[0]      # "What is the capital of France?"
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer.world.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES, SUMS, Row
from explainer.world.skill import Fact, FactSkill


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
        "The capital of {x}?",
        "Capital of {x}?",
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
        "The colour of {x}?",
        "Colour of {x}?",
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
        "The opposite of {x}?",
        "Opposite of {x}?",
    ),
    ("The opposite of {x} is {y}.", "It is {y}.", "{y} is the opposite of {x}.", "The word is {y}."),
    ("The opposite of {x} is {y}.", "{y} is the opposite of {x}."),
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
        "The home of {x}?",
        "Where do I find {x}?",
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
        "And {x}?",
        "{x}?",
    ),
    ("{x} is {y}.", "It is {y}.", "The answer is {y}.", "That makes {y}."),
    ("{x} is {y}.", "{x} makes {y}.", "The sum {x} is equal to {y}."),
)
FACT_SKILLS = (CAPITAL, COLOUR, OPPOSITE, ANIMAL, SUM)
