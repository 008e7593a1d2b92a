"""This module has the German that is no fact: small talk, a word about the world, and short stories.

Knows no task. "über" takes the accusative, and so do all the things here; places bring both their cases.

    THANKS.sample(random.Random(0), "train");  story(random.Random(0), "train")
"""

from __future__ import annotations

import random

from explainer.world.checks.verdict import Check
from explainer.world.document import Dialogue, Probe, Split
from explainer.world.skill import Talk, cross, spread
from explainer.world.smalltalk import NAMES, OTHERS
from explainer.world.split import draw, held_out, is_shown

Words = tuple[str, ...]
GLAD = ("froh", "stolz", "ruhig", "aufgeregt", "dankbar", "fröhlich", "zuversichtlich", "mutig", "entspannt")
SAD = ("traurig", "müde", "einsam", "wütend", "besorgt", "ängstlich", "nervös", "gelangweilt", "enttäuscht")


def talk(topic: str, questions: Words, answers: Words, **slots: Words) -> Talk:
    """German talk of this kind. An answer about a feeling may name no other."""
    others = OTHERS + GLAD + SAD if "f" in slots else OTHERS
    return Talk("world" if topic == "world" else "smalltalk", questions, answers, slots, others, topic, "de")


HI = ("Hallo", "Guten Morgen", "Guten Tag", "Guten Abend", "Grüß dich", "Servus", "Moin", "Hallo noch einmal")
GREETING = talk(
    "greeting",
    cross(
        HI,
        (
            *("!", ", Pebble!", ", mein Freund!", ", kleines Modell!", "! Schön, dich zu treffen.", "! Bist du da?"),
            *("! Da bin ich wieder.", "! Ich bin {n}.", "! Mein Name ist {n}.", "! Ich heiße {n}."),
        ),
    ),
    (
        "Hallo! Wie kann ich dir heute helfen?",
        "Hallo! Schön, dich zu sehen.",
        "Guten Tag! Was möchtest du wissen?",
        "Grüß dich! Frag mich, was du willst.",
    ),
    n=NAMES,
)
HOW_ARE_YOU = talk(
    "how",
    cross(
        ("", *(f"{word}! " for word in HI)),
        ("Wie geht es dir?", "Wie geht es dir heute?", "Wie läuft es bei dir?", "Geht es dir gut?", "Wie geht's?"),
    ),
    (
        "Mir geht es gut, danke. Und dir?",
        "Danke, mir geht es gut.",
        "Mir geht es sehr gut, vielen Dank!",
        "Heute geht es mir gut. Wie geht es dir?",
    ),
)
WHO_ARE_YOU = talk(
    "who",
    cross(
        ("", *(f"{word}! " for word in HI)),
        ("Wer bist du?", "Wie heißt du?", "Was bist du?", "Was kannst du?", "Bist du ein Roboter?"),
    ),
    (
        "Ich bin Pebble, ein sehr kleines Sprachmodell.",
        "Ich heiße Pebble und bin ein kleines Sprachmodell.",
        "Ich bin Pebble. Ich kann plaudern, rechnen und Geschichten erzählen.",
        "Ich bin Pebble und weiß ein wenig über die Welt.",
    ),
)
THANKS = talk(
    "thanks",
    cross(
        ("Danke", "Vielen Dank", "Danke schön", "Danke sehr", "Herzlichen Dank", "Tausend Dank"),
        (
            *("!", ", Pebble!", ", mein Freund!", " für deine Hilfe.", " für die Antwort.", " dafür.", " noch einmal!"),
            *(" für die Geschichte.", " für deine Zeit.", ", das war nett.", ", das hat mir geholfen."),
        ),
    ),
    (
        "Gern geschehen!",
        "Bitte sehr! Frag mich jederzeit wieder.",
        "Es freut mich, dass ich helfen konnte.",
        "Immer wieder gern!",
    ),
)
GOODBYE = talk(
    "goodbye",
    cross(
        ("Auf Wiedersehen", "Tschüss", "Bis bald", "Bis später", "Bis morgen", "Gute Nacht", "Mach es gut"),
        (
            *("!", ", Pebble!", ", mein Freund!", ", kleines Modell!", "! Ich muss jetzt los.", "! Es ist spät."),
            *("! Es war schön mit dir.", "! Ich komme bald wieder.", "! Ich gehe nach Hause."),
        ),
    ),
    (
        "Auf Wiedersehen! Hab einen schönen Tag.",
        "Tschüss, und pass auf dich auf!",
        "Bis bald! Mach es gut.",
        "Tschüss! Es war schön, mit dir zu reden.",
    ),
)
ABOUT_ME: Words = (
    *("Ich bin {f}.", "Ich bin heute {f}.", "Ich bin so {f}.", "Ich bin ein bisschen {f}.", "Heute bin ich {f}."),
    *("Ich fühle mich {f}.", "Ich fühle mich heute {f}.", "Heute fühle ich mich {f}."),
)
ABOUT_FRIEND = ("{n} ist {f}.", "{n} ist heute {f}.", "{n} fühlt sich heute {f}.", "Ich glaube, {n} ist heute {f}.")
GLAD_ME = talk(
    "glad",
    ABOUT_ME,
    (
        "Wie schön, dass du {f} bist!",
        "Du bist {f}? Das ist wunderbar.",
        "Es freut mich, dass du {f} bist.",
        "Schön, dass du dich {f} fühlst! Erzähl mir mehr.",
    ),
    f=GLAD,
)
SAD_ME = talk(
    "sad",
    ABOUT_ME,
    (
        "Es tut mir leid, dass du {f} bist.",
        "Du bist {f}? Ich bin für dich da.",
        "Schade, dass du dich {f} fühlst. Möchtest du reden?",
        "Es ist schwer, {f} zu sein. Erzähl mir mehr.",
    ),
    f=SAD,
)
GLAD_FRIEND = talk(
    "glad",
    ABOUT_FRIEND,
    ("Wie schön, dass {n} {f} ist!", "Es freut mich, dass {n} {f} ist.", "{n} ist {f}? Das ist wunderbar."),
    f=GLAD,
    n=NAMES,
)
SAD_FRIEND = talk(
    "sad",
    ABOUT_FRIEND,
    ("Es tut mir leid, dass {n} {f} ist.", "Hoffentlich ist {n} nicht lange {f}.", "Ist {n} {f}? Das tut mir leid."),
    f=SAD,
    n=NAMES,
)
WORLD = talk(
    "world",
    (
        *("Erzähl mir von {w}.", "Erzähle mir von {w}.", "Bitte erzähl mir von {w}.", "Erzähl mir etwas von {w}."),
        *("Erzähl mir mehr von {w}.", "Ich möchte von {w} hören.", "Ich möchte mehr von {w} wissen."),
        *("Was weißt du von {w}?", "Kannst du mir von {w} erzählen?", "Was kannst du von {w} erzählen?"),
    ),
    (
        "Die Welt ist groß und schön. Das meiste davon ist Meer.",
        "Die Welt ist unser Zuhause. Viele Menschen, Tiere und Pflanzen leben hier.",
        "Die Welt hat sieben Kontinente und tiefe, blaue Meere.",
        "Die Welt ist voller Menschen. Sie sprechen Tausende von Sprachen.",
        "Die Erde kreist um die Sonne. Eine Runde dauert ein Jahr.",
        "Die Welt hat hohe Berge, weite Wüsten und grüne Wälder.",
        "Die Erde ist unser Zuhause. In vielen Ländern gibt es vier Jahreszeiten.",
        "Die Welt ist voller Tiere, von winzigen Ameisen bis zu riesigen Walen.",
    ),
    w=(
        *("der Welt", "unserer Welt", "dieser Welt", "der ganzen Welt"),
        *("der Erde", "unserer Erde", "unserem Planeten"),
    ),
)
TALKS = (
    *((GREETING, 3.0), (HOW_ARE_YOU, 2.0), (WHO_ARE_YOU, 2.0), (THANKS, 2.0), (GOODBYE, 2.0)),
    *((GLAD_ME, 1.5), (SAD_ME, 1.5), (GLAD_FRIEND, 1.0), (SAD_FRIEND, 1.0)),
)

TO = ("in den Park", "in den Garten", "in den Wald", "ins Dorf", "in die Stadt", "ins Schloss", "ins Tal")
AT = ("im Park", "im Garten", "im Wald", "im Dorf", "in der Stadt", "im Schloss", "im Tal")
THINGS = (
    *("einen roten Ball", "einen kleinen Vogel", "einen alten Schlüssel", "ein dickes Buch", "ein müdes Kätzchen"),
    *("ein goldenes Blatt", "einen lustigen Hut", "einen großen Kuchen", "ein winziges Boot", "einen warmen Mantel"),
    *("eine leere Kiste", "eine silberne Glocke"),
)
ORDERS = ("Erzähl mir ", "Erzähle mir ", "Bitte erzähl mir ", "Schreib ", "Schreib mir ", "Ich möchte ", "Erfinde ")
STORIES = ("eine Geschichte", "eine kurze Geschichte", "eine kleine Geschichte")
ABOUT = (" über {n}.", " über {n} und {t}.", " mit {n} {at}.")
QUESTIONS = cross(ORDERS, STORIES, ABOUT)
BEGINNINGS = ("Eines Tages ging {n} {to}.", "Eines Morgens war {n} {at}.", "{n} war sehr gern {at}.")
MIDDLES = ("Dort fand {n} {t}.", "{n} sah {t} hinter einem Baum.", "Plötzlich sah {n} {t}.")
FEELINGS = ("{n} war sehr {f}.", "Da war {n} {f}.", "{n} war {f} und lief nach Hause.")
ENDS = ("Ende.", "Es war ein guter Tag.", "Was für ein Tag!")


def story(rng: random.Random, split: Split) -> Dialogue:
    """Somebody goes somewhere, finds something and feels something."""

    def make(rng: random.Random) -> Dialogue:
        place = rng.randrange(len(TO))
        words = {"n": rng.choice(NAMES), "t": rng.choice(THINGS), "f": rng.choice(GLAD), "to": TO[place]}
        parts = (rng.choice(part) for part in (BEGINNINGS, MIDDLES, FEELINGS, ENDS))
        answer = " ".join(parts).format(at=AT[place], **words)
        return Dialogue(rng.choice(QUESTIONS).format(at=AT[place], **words), answer, "stories")

    return draw(rng, split, make)


def story_probes(count: int) -> list[Probe]:
    """The shown question and `count` others; the story must be about nobody else."""
    asked = [(name, f"{order}{STORIES[0]} über {name}.") for name in NAMES for order in ORDERS]
    probes = [story_probe(name, question) for name, question in asked if held_out(question)]
    return [one for one in probes if one.shown] + spread([one for one in probes if not one.shown], count)


def story_probe(name: str, question: str) -> Probe:
    return Probe(question, "stories", Check("story", "de", "", name, others=OTHERS), None, is_shown(question))
