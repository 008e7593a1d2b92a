"""This module has what the public stand-in is made of: other facts, other small talk, and fables.

Its facts are of the same kinds as Pebble's, and none is the same: currencies for capitals, materials for colours,
synonyms for opposites, young animals for homes, differences for sums. Knows nothing of how they are mixed: proxy.py.

    CURRENCY.asked(CURRENCY.facts[0])[0]
"""

from __future__ import annotations

import random

from explainer.world.document import Dialogue, Split
from explainer.world.facts import SUMS
from explainer.world.skill import Fact, FactSkill, Talk, cross
from explainer.world.split import draw


def pairs(text: str) -> tuple[Fact, ...]:
    """Facts written "subject: value; subject: value", in order of fame."""
    cells = (cell.split(":") for cell in text.split(";"))
    return tuple(Fact(subject.strip(), " ".join(value.split())) for subject, value in cells)


CURRENCY = FactSkill(
    "currencies",
    pairs("""the United States: dollar; Japan: yen; England: pound; France: euro; China: yuan; Germany: euro;
    India: rupee; Italy: euro; Switzerland: franc; Russia: ruble; Spain: euro; Mexico: peso; Canada: dollar;
    Brazil: real; Turkey: lira; Poland: zloty; Sweden: krona; Norway: krone; Egypt: pound; Greece: euro;
    Australia: dollar; Thailand: baht; Argentina: peso; Denmark: krone; Ireland: euro; Vietnam: dong; Austria: euro;
    Hungary: forint; Kenya: shilling; Ukraine: hryvnia; Portugal: euro; Indonesia: rupiah; Iceland: krona; Iran: rial;
    Morocco: dirham; Iraq: dinar; Chile: peso; Romania: leu; Finland: euro; Nepal: rupee; Serbia: dinar; Ghana: cedi;
    Ethiopia: birr; Peru: sol; Mongolia: tugrik; Zambia: kwacha; Bhutan: ngultrum"""),
    (
        "What money do people use in {x}?",
        "Which currency is used in {x}?",
        "How do you pay in {x}?",
        "What is the name of the money in {x}?",
        "I am going to {x}. Which money do I need?",
        "With which money do shops in {x} work?",
        "What currency does {x} have?",
        "Name the currency used in {x}.",
    ),
    ("In {x}, people pay with the {y}.", "The currency is the {y}.", "You need the {y}.", "They use the {y}."),
)
MATERIAL = FactSkill(
    "materials",
    pairs("""a window: glass; a book: paper; a tyre: rubber; a brick: clay; a candle: wax; a pullover: wool;
    a nail: iron; a saddle: leather; cheese: milk; bread: flour; a mirror: glass; wine: grapes; an omelette: eggs;
    a pencil: wood; a newspaper: paper; a towel: cotton; ketchup: tomatoes; a snowman: snow; a violin: wood;
    a horseshoe: iron; a crown: gold; a boot: leather; yoghurt: milk; cider: apples; an igloo: snow; a balloon: rubber;
    a flowerpot: clay; noodles: flour; an anchor: iron; a wire: copper; a raisin: grapes; marzipan: almonds;
    steel: iron; a vase: glass; tofu: soya beans; popcorn: maize; a rope: hemp; sauerkraut: cabbage;
    a church bell: bronze; a sock: wool; guacamole: avocados; hummus: chickpeas"""),
    (
        "What is {x} made of?",
        "Which material do you need to make {x}?",
        "How do people make {x}?",
        "From what is {x} made?",
        "I would like to make {x}. What do I need?",
        "What goes into {x}?",
        "Explain what {x} is made of.",
        "What do you take to make {x}?",
    ),
    ("{x} can be made of {y}.", "It takes {y}.", "People make it from {y}.", "You need {y}."),
)
SYNONYM = FactSkill(
    "synonyms",
    pairs("""big: large; small: little; fast: quick; start: begin; happy: glad; end: finish; smart: clever;
    rich: wealthy; ill: sick; present: gift; pretty: beautiful; odd: strange; close: shut; correct: right;
    difficult: hard; easy: simple; speak: talk; jump: leap; shout: yell; street: road; stone: rock; sofa: couch;
    autumn: fall; film: movie; error: mistake; answer: reply; choose: pick; help: assist; buy: purchase; wide: broad;
    brave: courageous; taxi: cab; rabbit: bunny; enormous: huge; tired: weary; scared: afraid; angry: furious;
    car: automobile; doctor: physician; danger: peril; ship: vessel; empty: vacant; try: attempt; ocean: sea"""),
    (
        "What is another word for {x}?",
        "Which word means the same as {x}?",
        "How else can I say {x}?",
        "Find a synonym for {x}.",
        "I wrote {x} too often. What else fits?",
        "What could I write in place of {x}?",
        "What is a synonym of {x}?",
        "Suggest a word like {x}.",
    ),
    ("Another word for {x} is {y}.", "You can say {y}.", "Try {y}.", "{y} means the same as {x}."),
)
YOUNG = FactSkill(
    "young animals",
    pairs("""dog: a puppy; cat: a kitten; cow: a calf; chicken: a chick; sheep: a lamb; horse: a foal; pig: a
    piglet; duck: a duckling; lion: a cub; frog: a tadpole; goat: a kid; bear: a cub; deer: a fawn; goose: a
    gosling; kangaroo: a joey; swan: a cygnet; whale: a calf; seal: a pup; elephant: a calf; eagle: an eaglet; owl:
    an owlet; hare: a leveret; tiger: a cub; donkey: a foal; bat: a pup; giraffe: a calf; zebra: a foal; eel: an
    elver; koala: a joey; dolphin: a calf; wolf: a pup; spider: a spiderling; pigeon: a squab; penguin: a chick;
    otter: a pup; falcon: a chick; beaver: a kit; camel: a calf; hippo: a calf; walrus: a pup"""),
    (
        "What is a young {x} called?",
        "What do you call the young of the {x}?",
        "What do people call a baby {x}?",
        "Which word is used for a baby {x}?",
        "A baby {x}, what is it called?",
        "I saw a very young {x}. What is its name?",
        "What is the name for a baby {x}?",
        "Give the word for a young {x}.",
    ),
    ("A young {x} is called {y}.", "It is {y}.", "A baby {x} is {y}.", "People call it {y}."),
)
DIFFERENCE = FactSkill(
    "differences",
    tuple(Fact(f"{a + b} minus {b}", str(a)) for a, b in SUMS if b > 0),
    (
        "What is left of {x}?",
        "Solve {x}.",
        "Subtract for me: {x}.",
        "Find the value of {x}.",
        "What is the result of {x}?",
        "Work out {x} for me.",
        "{x} is how many?",
        "What remains of {x}?",
    ),
    ("{x} leaves {y}.", "The rest is {y}.", "That leaves {y}.", "The result is {y}."),
)
TOPIC = FactSkill(
    "topics",
    pairs("""the moon: The moon circles our planet in about a month.; the sun: The sun is a star. It gives us light.;
    rain: Rain falls from clouds and waters the fields.; the sea: The sea is deep and salty.;
    trees: Trees grow slowly and live long.; bread: Bread is baked from flour and water.;
    music: Music is made with voices, strings and drums.; trains: Trains run on rails and carry many people.;
    winter: In winter the days are short and cold.; birds: Birds have feathers, and most of them can fly.;
    football: Football is played by two teams of eleven.; books: Books keep stories and knowledge.;
    bees: Bees visit flowers and make honey.; volcanoes: Volcanoes spit out hot rock and ash.;
    rivers: Rivers flow from the hills to the sea.; clocks: Clocks show hours and minutes.;
    schools: In schools children learn to read and write.; computers: Computers follow programs step by step.;
    deserts: Deserts are dry, and few plants grow there.; dinosaurs: Dinosaurs died out long ago.;
    ice: Ice is frozen water. It floats.; cheese: Cheese is made from milk and can be kept for long.;
    gold: Gold is a heavy metal that does not rust.; chess: Chess is a game for two on 64 squares."""),
    (
        "Explain {x} to me.",
        "What should everyone know about {x}?",
        "Write two lines about {x}.",
        "Give me a fact about {x}.",
        "I have to give a talk on {x}.",
        "What is interesting about {x}?",
        "Inform me about {x}.",
        "Sum up {x} for a child.",
    ),
    ("{y}", "Well: {y}", "Here is what I found: {y}", "People write this: {y}"),
)
CITIES = ("London", "Hamburg", "Boston", "Lyon", "Milan", "Porto", "Osaka", "Perth", "Leeds", "Cork")
WEATHER = ("rainy", "snowy", "stormy", "foggy", "sunny", "windy", "cloudy", "warm")
MEALS = ("soup", "pasta", "a sandwich", "a salad", "pancakes", "an apple", "toast", "rice with beans")
CHAT = (
    Talk(
        "chat",
        cross(
            ("Howdy", "Yo", "Heya", "Ahoy", "Hey you", "Good to be here"),
            ("!", ", bot!", ", everyone!", ", folks!", ", assistant!", "! Got a minute?", "! Ready to start?"),
        ),
        ("Hey, what can I do for you?", "I am listening.", "Welcome! What is on your mind?"),
    ),
    Talk(
        "chat",
        cross(
            ("Cheers", "Much obliged", "I appreciate it", "That helped", "Perfect", "Brilliant", "You rock"),
            ("!", ", mate!", ", that is all.", ", really.", ", that is enough.", ", good work!", ", bot!"),
        ),
        ("My pleasure.", "No problem at all.", "Don't mention it."),
    ),
    Talk(
        "chat",
        cross(
            ("Sorry", "I apologise", "Pardon me", "Excuse me", "Forgive me"),
            (".", " for being late.", " for the noise.", " for asking twice.", " for the long message."),
        ),
        ("It doesn't matter.", "That can happen to anyone.", "All is forgiven."),
    ),
    Talk(
        "chat",
        ("It is {w} in {c}.", "In {c} it is {w} today.", "Is it {w} in {c}?", "They say it will be {w} in {c}."),
        ("If it is {w} in {c}, dress for it.", "I cannot look outside, but {c} may well be {w}.", "{w} days suit {c}."),
        {"w": WEATHER, "c": CITIES},
    ),
    Talk(
        "chat",
        ("I am hungry. What about {m}?", "Should I have {m} for lunch?", "How about {m} tonight?", "I want {m}."),
        ("Yes, {m} would be tasty.", "Enjoy it! I only know {m} from books.", "Why not? Have {m}."),
        {"m": MEALS},
    ),
)
BEASTS = ("fox", "crow", "hare", "wolf", "goat", "mouse", "stork", "tortoise", "donkey", "rooster", "bear", "lamb")
SPOTS = ("well", "river", "old oak", "mill", "barn", "hill")
TREATS = ("cheese", "honey", "corn", "bread", "milk", "cake")
ASKS = (
    "Tell the fable of the {a} and the {b}.",
    "How does the fable of the {a} and the {b} go?",
    "I am looking for a fable with a {a} and a {b}.",
    "Is there a tale of a {a} and a {b}?",
    "Read me the tale of the {a} and the {b}.",
)
MEETINGS = ("Once upon a time, a {a} met a {b} by the {s}.", "Long ago, a {a} and a {b} lived near the {s}.")
LESSONS = (
    "The {a} had {t} and shared it with the {b}. Those who share eat twice.",
    "The {a} stole {t} from the {b}, but lost it on the way. Thieves win nothing.",
    "The {a} laughed at the {b}, but the {b} won the race. Pride comes before a fall.",
)


def fable(rng: random.Random, split: Split) -> Dialogue:
    def make(rng: random.Random) -> Dialogue:
        a, b = rng.sample(BEASTS, 2)
        slots = {"a": a, "b": b, "s": rng.choice(SPOTS), "t": rng.choice(TREATS)}
        answer = f"{rng.choice(MEETINGS)} {rng.choice(LESSONS)}"
        return Dialogue(rng.choice(ASKS).format(**slots), answer.format(**slots), "fables")

    return draw(rng, split, make)


OTHER_THINGS = (CURRENCY, MATERIAL, SYNONYM, YOUNG, DIFFERENCE)
