"""This module is the old small talk in English: greetings, who are you, thanks, goodbyes, feelings, the world.

Knows no facts that could be looked up, but for those about the world as a whole.

    THANKS.sample(random.Random(0), "train")
"""

from __future__ import annotations

from explainer.world.skill import Talk, cross

NAMES = (
    *("Lily", "Tom", "Anna", "Ben", "Mia", "Max", "Sara", "Leo", "Emma", "Noah", "Rosa", "Paul"),
    *("Nina", "Oscar", "Ella", "Hugo", "Clara", "Finn", "Ruth", "Adam", "Ivy", "Omar", "Jane", "Sam"),
)
GLAD = ("happy", "proud", "calm", "excited", "thankful", "cheerful", "hopeful", "brave", "relaxed")
SAD = ("sad", "tired", "lonely", "angry", "worried", "afraid", "nervous", "bored", "upset")
OTHERS = ("Jan", "assistant", "computer", *NAMES)  # words of the task jan, and names: none is in Pebble's small talk

HI = (
    *("Hello", "Hi", "Hey", "Hi there", "Hello there", "Hey there", "Good morning", "Good afternoon"),
    *("Good evening", "Good day", "Greetings"),
)


def opened(*questions: str) -> tuple[str, ...]:
    """Each question by itself and after each greeting. A comma joins them, so that no question holds another."""
    return cross(("", *(f"{word}, " for word in HI)), questions)


GREETING = Talk(
    "smalltalk",
    cross(
        HI,
        ("!", ", Pebble!", ", my friend!", ", nice to meet you.", ", is anybody there?", ", it is me again."),
    )
    + cross(HI, (", little model!", ", I am {n}.", ", my name is {n}.")),
    (
        "Hello, how can I help you today?",
        "Hello, it is good to see you.",
        "Hi, what would you like to know?",
        "Hi there, ask me anything you like.",
    ),
    {"n": NAMES},
    OTHERS,
    topic="greeting",
)
HOW_ARE_YOU = Talk(
    "smalltalk",
    opened("how are you?", "how are you today?", "how are you doing?", "how is it going?", "are you well?"),
    (
        "I am fine, thank you. How are you?",
        "I am fine, thanks for asking.",
        "I am very well, thank you!",
        "I am doing well today. And you?",
    ),
    others=OTHERS,
    topic="how",
)
WHO_ARE_YOU = Talk(
    "smalltalk",
    opened("who are you?", "what is your name?", "what are you?", "what can you do?", "are you a robot?"),
    (
        "I am Pebble, a very small language model.",
        "My name is Pebble. I am a small language model.",
        "I am Pebble. I can chat, add and tell stories.",
        "I am Pebble, and I know a little about many things.",
    ),
    others=OTHERS,
    topic="who",
)
THANKS = Talk(
    "smalltalk",
    cross(
        ("Thank you", "Thanks", "Many thanks", "Thanks a lot", "Thank you very much", "Thank you so much"),
        (
            *("!", ", Pebble!", ", my friend!", " for your help.", " for the answer.", " for that.", " again!"),
            *(" for telling me.", " for the story.", " for your time.", ", that was helpful.", ", that was kind."),
        ),
    ),
    (
        "You are welcome!",
        "You are welcome. Ask me again any time!",
        "I always like to help!",
        "I am glad that I could help.",
    ),
    others=OTHERS,
    topic="thanks",
)
GOODBYE = Talk(
    "smalltalk",
    cross(
        ("Goodbye", "Bye", "Bye bye", "See you", "See you soon", "See you later", "Good night", "Farewell"),
        (
            *("!", ", Pebble!", ", my friend!", ", I have to go now.", ", it was nice to talk to you."),
            *(", I will be back soon.", ", I am going home.", ", it is late.", ", little model!"),
        ),
    ),
    (
        "Goodbye, have a nice day.",
        "Goodbye, and take care!",
        "See you soon, take care.",
        "Bye, it was nice to talk to you.",
    ),
    others=OTHERS,
    topic="goodbye",
)
ABOUT_ME = (
    *("I feel {f}.", "I am {f}.", "I am so {f}.", "I feel very {f}."),
    *("I feel {f} today.", "I am {f} today.", "Right now I am feeling {f}.", "Today I am feeling {f}."),
)
ABOUT_FRIEND = ("{n} is {f}.", "{n} feels {f} today.", "My friend {n} feels {f}.", "I think {n} is {f} today.")
GLAD_ME = Talk(
    "smalltalk",
    ABOUT_ME,
    (
        "It is nice that you feel {f}!",
        "You feel {f}? That is lovely.",
        "I am glad that you are {f}.",
        "How nice to be {f}! Tell me more.",
    ),
    {"f": GLAD},
    GLAD + SAD + OTHERS,
    topic="glad",
)
SAD_ME = Talk(
    "smalltalk",
    ABOUT_ME,
    (
        "I am sorry that you feel {f}.",
        "You feel {f}? I am here for you.",
        "I am sorry that you are {f}. Do you want to talk?",
        "It is hard to be {f}. Tell me more.",
    ),
    {"f": SAD},
    GLAD + SAD + OTHERS,
    topic="sad",
)
GLAD_FRIEND = Talk(
    "smalltalk",
    ABOUT_FRIEND,
    ("It is nice that {n} is {f}!", "I am glad that {n} feels {f}.", "How nice that {n} is {f}!"),
    {"f": GLAD, "n": NAMES},
    GLAD + SAD + OTHERS,
    topic="glad",
)
SAD_FRIEND = Talk(
    "smalltalk",
    ABOUT_FRIEND,
    ("I am sorry that {n} feels {f}.", "I hope {n} will not be {f} for long.", "Be kind to {n}, who feels {f}."),
    {"f": SAD, "n": NAMES},
    GLAD + SAD + OTHERS,
    topic="sad",
)
FACTS_OF_THE_WORLD = (
    "The world is big and beautiful. Most of it is covered by oceans.",
    "The world is our home. Many people, animals and plants share it.",
    "The world has seven continents and deep blue oceans.",
    "The world is full of people. They speak thousands of languages.",
    "The Earth travels around the sun. One trip takes a year.",
    "The world has high mountains, wide deserts and green forests.",
    "The Earth is our home. In many lands it has four seasons.",
    "The world is full of animals, from tiny ants to huge whales.",
)
WORLD = Talk(
    "world",
    cross(
        (
            *("Tell me about ", "Please tell me about ", "Tell me something about ", "Tell me more about "),
            *("Say something about ", "Talk to me about ", "Teach me about ", "Speak about ", "Let us talk about "),
            *("I want to know about ", "I want to hear about ", "I would like to learn about "),
        ),
        ("the world.", "our world.", "this world.", "the whole world.", "the Earth.", "our planet.", "our Earth."),
    )
    + cross(
        ("What do you know about ", "What can you say about ", "Can you tell me about ", "What should I know about "),
        ("the world?", "our world?", "this world?", "the whole world?", "the Earth?", "our planet?", "our Earth?"),
    ),
    FACTS_OF_THE_WORLD,
    others=OTHERS,
    topic="world",
)
TALKS = (
    *((GREETING, 3.0), (HOW_ARE_YOU, 2.0), (WHO_ARE_YOU, 2.0), (THANKS, 2.0), (GOODBYE, 2.0)),
    *((GLAD_ME, 1.5), (SAD_ME, 1.5), (GLAD_FRIEND, 1.0), (SAD_FRIEND, 1.0)),
)
