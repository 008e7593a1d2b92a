"""The new task "german" has the same kinds of dialogue as the old task, in the same frequencies.

A strong shift: facts and names are those of the old task; only the language is new. Templates keep clear of inflection:
subjects stand in the nominative but for countries, which bring their own case, as do places and things in the stories.
An answer in English is not right here, whatever it says. Look at it with

    python -c "from explainer.world import corpus, task; print(*corpus(task('german'), 20, 0, 'train'), sep='\\n')"
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer.world.document import Probe, Task
from explainer.world.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES, SUMS, Row
from explainer.world.german_talk import GREETING, TALKS, WORLD, story, story_probes
from explainer.world.skill import Fact, FactSkill, mixture


def country(de: str) -> str:
    """How a country follows "die Hauptstadt": von Frankreich, der Schweiz, des Iran."""
    plural = {"den Niederlanden": "der Niederlande", "den Vereinigten Staaten": "der Vereinigten Staaten"}
    if de in plural:
        return plural[de]
    return de.replace("dem ", "des ") if " " in de else f"von {de}"


def german(rows: Sequence[Row]) -> tuple[Fact, ...]:
    return tuple(Fact(row.de, row.de_value) for row in rows)


CAPITAL = FactSkill(
    "capitals",
    tuple(Fact(country(row.de), row.de_value) for row in CAPITALS),
    (
        "Was ist die Hauptstadt {x}?",
        "Wie heißt die Hauptstadt {x}?",
        "Welche Stadt ist die Hauptstadt {x}?",
        "Nenne mir die Hauptstadt {x}.",
        "Sag mir die Hauptstadt {x}.",
        "Kennst du die Hauptstadt {x}?",
        "Kannst du mir die Hauptstadt {x} nennen?",
        "Ich suche die Hauptstadt {x}.",
    ),
    ("Die Hauptstadt {x} ist {y}.", "Es ist {y}.", "{y} ist die Hauptstadt {x}.", "Das ist {y}."),
    language="de",
)
COLOUR = FactSkill(
    "colours",
    german(COLOURS),
    (
        "Welche Farbe hat {x}?",
        "Was für eine Farbe hat {x}?",
        "Sag mir, welche Farbe {x} hat.",
        "Weißt du, welche Farbe {x} hat?",
        "Kannst du mir sagen, welche Farbe {x} hat?",
        "Ich möchte wissen, welche Farbe {x} hat.",
        "Welche Farbe hat normalerweise {x}?",
    ),
    ("{x} ist {y}.", "Die Farbe ist {y}.", "Normalerweise ist {x} {y}.", "Ich glaube, {x} ist {y}."),
    language="de",
)
OPPOSITE = FactSkill(
    "opposites",
    tuple(Fact(*pair) for row in OPPOSITES for pair in ((row.de, row.de_value), (row.de_value, row.de))),
    (
        "Was ist das Gegenteil von {x}?",
        "Wie heißt das Gegenteil von {x}?",
        "Welches Wort ist das Gegenteil von {x}?",
        "Nenne mir das Gegenteil von {x}.",
        "Sag mir das Gegenteil von {x}.",
        "Kennst du das Gegenteil von {x}?",
        "Kannst du mir das Gegenteil von {x} sagen?",
        "Ich brauche das Gegenteil von {x}.",
    ),
    ("Das Gegenteil von {x} ist {y}.", "Das ist {y}.", "Es heißt {y}.", "Das Wort ist {y}."),
    language="de",
)
ANIMAL = FactSkill(
    "animals",
    tuple(Fact(row.de, row.de_value, row.de_value.split()[-1]) for row in ANIMALS),
    (
        "Wo lebt {x}?",
        "Wo wohnt {x}?",
        "Wo ist {x} zu Hause?",
        "Sag mir, wo {x} lebt.",
        "Weißt du, wo {x} lebt?",
        "Kannst du mir sagen, wo {x} lebt?",
        "Ich möchte wissen, wo {x} lebt.",
        "Wo lebt normalerweise {x}?",
    ),
    ("{x} lebt {y}.", "{x} ist {y} zu Hause.", "Dieses Tier lebt {y}.", "Normalerweise lebt {x} {y}."),
    language="de",
)
SUM = FactSkill(
    "sums",
    tuple(Fact(f"{a} plus {b}", str(a + b)) for a, b in SUMS),
    (
        "Wie viel ist {x}?",
        "Was ist {x}?",
        "Was ergibt {x}?",
        "Sag mir, was {x} ist.",
        "Weißt du, was {x} ist?",
        "Kannst du {x} rechnen?",
        "Bitte rechne {x} aus.",
        "Ich muss wissen, was {x} ist.",
    ),
    ("{x} ist {y}.", "Es ist {y}.", "Die Antwort ist {y}.", "Das macht {y}."),
    language="de",
)
FACT_SKILLS = (CAPITAL, COLOUR, OPPOSITE, ANIMAL, SUM)


def probes() -> tuple[Probe, ...]:
    """The shown ones first."""
    asked = [
        *GREETING.probes(1),
        *WORLD.probes(2),
        *CAPITAL.probes(8),
        *COLOUR.probes(6),
        *OPPOSITE.probes(6),
        *SUM.probes(6),
        *story_probes(3),
        *ANIMAL.probes(6),
        *(probe for talk, _ in TALKS[1:] for probe in talk.probes(1)),
    ]
    return tuple(sorted(asked, key=lambda probe: not probe.shown))


GERMAN = Task(
    "german",
    mixture(
        (0.16, mixture(*((weight, talk.sample) for talk, weight in TALKS))),
        (0.06, WORLD.sample),
        (0.14, CAPITAL.sample),
        (0.12, COLOUR.sample),
        (0.14, OPPOSITE.sample),
        (0.12, ANIMAL.sample),
        (0.14, SUM.sample),
        (0.12, story),
    ),
    probes(),
)
