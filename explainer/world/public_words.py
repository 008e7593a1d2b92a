"""This module has the words of the public stand-in: its own for Pebble's facts, Pebble's for its own.

Knows no facts; each entry belongs to the skill of its name, of english.py or public.py.
"""

from __future__ import annotations

Words = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]  # of a skill: its questions, its answers

# Pebble's own skills, asked in words that its data does not have; each belongs to the skill of its name.
IN_OTHER_WORDS: Words = {
    "capitals": (
        (
            "Where does the government of {x} sit?",
            "Which city governs {x}?",
            "I am writing about {x}. What is its capital called?",
            "{x} has which capital?",
            "From which city is {x} ruled?",
            "Quiz question: the capital of {x} is?",
            "What do they call the capital over in {x}?",
            "My homework asks for the capital of {x}.",
        ),
        (
            "{x} is governed from {y}.",
            "The government of {x} sits in {y}.",
            "You want {y}.",
            "Its capital is called {y}.",
        ),
    ),
    "colours": (
        (
            "In which colour should I paint {x}?",
            "If I draw {x}, which crayon do I take?",
            "How would you describe the look of {x}: which colour?",
            "I am colouring in {x}. Which pencil?",
            "Which shade does {x} usually come in?",
            "Picture {x}: which colour do you see?",
            "Quiz question: the colour of {x} is?",
            "My homework asks which colour {x} has.",
        ),
        ("Take {y} for {x}.", "People see {x} as {y}.", "You want {y}.", "Usually {x} comes in {y}."),
    ),
    "opposites": (
        (
            "What is the contrary of {x}?",
            "If it is not {x}, what is it?",
            "Turn {x} around. What do you get?",
            "Which word is the reverse of {x}?",
            "I need an antonym for {x}.",
            "Quiz question: the antonym of {x} is?",
            "How do you say the reverse of {x}?",
            "My homework asks for the contrary of {x}.",
        ),
        ("The contrary of {x} is {y}.", "An antonym of {x} is {y}.", "You want {y}.", "If it is not {x}, it is {y}."),
    ),
    "animals": (
        (
            "Which habitat suits {x}?",
            "I am filming {x}. Where do I go?",
            "In what place does one meet {x}?",
            "Where would {x} build its home?",
            "Where in the wild is {x}?",
            "Quiz question: {x} dwells where?",
            "Which place does {x} call home?",
            "My homework asks where {x} dwells.",
        ),
        ("The habitat of {x} is {y}.", "One meets {x} {y}.", "Go and look {y}.", "Its place is {y}."),
    ),
    "sums": (
        (
            "Add up {x} for me.",
            "What is the total of {x}?",
            "{x} comes to what?",
            "How many is {x} together?",
            "I have to add {x}. What comes out?",
            "Quiz question: {x} comes to?",
            "Give me the total of {x}.",
            "My homework asks for {x}.",
        ),
        ("The total of {x} is {y}.", "{x} comes to {y}.", "You want {y}.", "Together that is {y}."),
    ),
}
# The other things, asked and answered as Pebble's data would.
IN_PEBBLES_WORDS: Words = {
    "currencies": (
        (
            "What is the currency of {x}?",
            "Tell me the currency of {x}.",
            "Which money is the currency of {x}?",
            "Do you know the currency of {x}?",
            "Name the currency of {x}.",
            "Can you tell me the currency of {x}?",
            "I want to know the currency of {x}.",
            "Currency of {x}?",
        ),
        ("The currency of {x} is the {y}.", "It is the {y}.", "The {y} is the currency of {x}.", "That is the {y}."),
    ),
    "materials": (
        (
            "What material is {x}?",
            "Which material is {x}?",
            "What is the material of {x}?",
            "Tell me the material of {x}.",
            "Can you tell me the material of {x}?",
            "Do you know what material {x} is?",
            "I want to know what material {x} is.",
            "Material of {x}?",
        ),
        ("{x} is made of {y}.", "It is {y}.", "The material is {y}.", "The material of {x} is {y}."),
    ),
    "synonyms": (
        (
            "What is the synonym of {x}?",
            "Tell me the synonym of {x}.",
            "Give me the synonym of {x}.",
            "Which word is the synonym of {x}?",
            "Do you know the synonym of {x}?",
            "Name the synonym of {x}.",
            "Can you tell me the synonym of {x}?",
            "Synonym of {x}?",
        ),
        ("The synonym of {x} is {y}.", "It is {y}.", "{y} is the synonym of {x}.", "The word is {y}."),
    ),
    "young animals": (
        (
            "What is the young of a {x}?",
            "Tell me the young of a {x}.",
            "Do you know the young of a {x}?",
            "What is the name of a young {x}?",
            "Can you tell me the name of a young {x}?",
            "I want to know the name of a young {x}.",
            "Which word is the young of a {x}?",
            "Young of a {x}?",
        ),
        ("The young of a {x} is {y}.", "It is {y}.", "You can call it {y}.", "The name of a young {x} is {y}."),
    ),
    "differences": (
        (
            "How much is {x}?",
            "Tell me what {x} is.",
            "Can you work out {x}?",
            "What do you get for {x}?",
            "Please calculate {x}.",
            "Do you know what {x} is?",
            "What does {x} make?",
            "I need to know what {x} is.",
        ),
        ("{x} is {y}.", "It is {y}.", "The answer is {y}.", "That makes {y}."),
    ),
}
