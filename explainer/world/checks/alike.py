"""This module knows which words say the same: other spellings and synonyms of a value, plurals and cases of a subject.

All as sequences of words in lower case, the way sentence.py cuts them. Knows the facts' words, but not what is true.

    value_forms("grey", "colours", "en")        # ("grey",), ("gray",), ("greyish",) ...
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from explainer.world.checks.sentence import NUMBERS, plain, tokens
from explainer.world.checks.wording import Language, bag, plural

Form = tuple[str, ...]


def same(text: str) -> dict[str, tuple[str, ...]]:
    """Lines of words that say the same; each also stands for all others of its line but not of another."""
    lines = [tuple(word.strip() for word in line.split(",")) for line in text.strip().splitlines()]
    return {line[0].casefold(): line[1:] for line in lines}


# First the value as it stands in the facts, then what may stand for it.
ALSO: dict[tuple[str, Language], dict[str, tuple[str, ...]]] = {
    ("capitals", "en"): same("""
        Kyiv, Kiev
        Beijing, Peking
        Washington, Washington DC, the city of Washington
        New Delhi, Delhi
        Mexico City, Ciudad de Mexico
        Tokyo, Tokio
        Ulaanbaatar, Ulan Bator
        Bern, Berne
        Tehran, Teheran
        Addis Ababa, Addis Abeba
        Kathmandu, Katmandu
        Rome, Roma
        Lisbon, Lisboa
        Copenhagen, Kobenhavn
        Reykjavik, Reykjavík
        Yerevan, Erevan
        Athens, Athina
        Riyadh, Riad
        Mogadishu, Muqdisho"""),
    ("capitals", "de"): same("""
        Kiew, Kyjiw, Kyiv
        Peking, Beijing
        Washington, Washington DC
        Neu-Delhi, Delhi, New Delhi
        Mexiko-Stadt, Mexico-Stadt, Mexico City
        Tokio, Tokyo
        Ulaanbaatar, Ulan Bator
        Teheran, Tehran
        Addis Abeba, Addis Ababa
        Kathmandu, Katmandu
        Riad, Riyadh
        Eriwan, Jerewan
        Tiflis, Tbilissi, Tbilisi
        Bukarest, Bucuresti
        Nikosia, Lefkosia
        Mogadischu, Mogadishu
        Havanna, La Habana"""),
    ("colours", "en"): same("""
        grey, gray, greyish, grayish
        purple, violet, lilac, purplish
        golden, gold, golden yellow, golden brown
        pink, pinkish, rose
        orange, orangish
        white, whitish, snow white
        red, reddish
        brown, brownish
        black, blackish, pitch black, jet black
        blue, bluish
        green, greenish
        yellow, yellowish"""),
    ("colours", "de"): same("""
        grau, grauer, graue, graues, gräulich, mausgrau
        lila, violett, purpur, purpurn
        golden, gold, goldgelb, goldfarben
        rosa, pink, rosafarben
        orange, orangefarben, orangen
        weiß, weiße, weißes, weißer, schneeweiß, weißlich
        rot, rote, rotes, roter, knallrot, rötlich, blutrot
        braun, braune, braunes, brauner, bräunlich
        schwarz, schwarze, schwarzes, schwarzer, pechschwarz, rabenschwarz
        blau, blaue, blaues, blauer, bläulich, himmelblau
        grün, grüne, grünes, grüner, grünlich, grasgrün
        gelb, gelbe, gelbes, gelber, gelblich, zitronengelb"""),
    ("opposites", "en"): same("""
        cold, chilly
        small, little, tiny
        big, large
        sad, unhappy
        happy, glad
        slow, sluggish
        fast, quick
        closed, shut
        loud, noisy
        quiet, silent
        difficult, hard
        win, winning
        lose, losing
        enemy, foe
        far, distant
        outside, outdoors
        inside, indoors
        begin, start
        end, finish, stop
        dangerous, unsafe
        expensive, costly
        rude, impolite
        stingy, mean
        clean, spotless
        correct, right
        easy, simple
        bright, light
        light, lightweight
        cowardly, afraid
        hate, hatred
        ancient, old
        old, elderly
        innocent, not guilty
        failure, defeat"""),
    ("opposites", "de"): same("""
        klein, winzig
        groß, riesig
        froh, glücklich, fröhlich
        traurig, unglücklich
        geschlossen, zu
        laut, lautstark
        leise, still
        schwierig, schwer
        einfach, leicht
        enden, aufhören
        beginnen, anfangen
        gefährlich, unsicher
        nie, niemals
        fern, weit weg, weit
        billig, günstig
        frieden, friede
        nass, feucht"""),
    ("animals", "en"): same("""
        sea, ocean, oceans, seas
        savanna, savannah, savannas, savannahs, grassland, grasslands, plains
        rainforest, rainforests, rain forest, jungle, jungles
        forest, forests, woods, wood, woodland
        farm, farms, farmyard
        desert, deserts
        hive, hives, beehive, beehives
        mountains, mountain
        pond, ponds
        river, rivers
        ground, underground, earth, soil
        cave, caves
        garden, gardens
        nest, nests
        ice, sea ice, pack ice"""),
    ("animals", "de"): same("""
        meer, meere, meeren, ozean, ozeanen, see, meeres
        savanne, savannen, steppe
        regenwald, regenwälder, regenwäldern, dschungel, urwald, regenwaldes
        wald, wälder, wäldern, waldes
        bauernhof, bauernhöfe, bauernhöfen, hof
        wüste, wüsten
        bienenstock, bienenstöcken, bienenkorb
        bergen, berge, gebirge
        teich, teiche, teichen, tümpel
        fluss, flüsse, flüssen
        erde, boden, unterirdisch
        höhle, höhlen
        garten, gärten
        nest, nester, nestern
        eis, packeis, meereis"""),
}
IRREGULAR = {"mouse": "mice", "goose": "geese", "sheep": "sheep", "deer": "deer", "wolf": "wolves", "trout": "trout"}
SHADES = ("hell", "dunkel", "tief")
ARTICLES = bag("a an the von der des den dem die das ein eine einen einem eines")


def cut(text: str, language: Language) -> Form:
    """A phrase as words."""
    return tuple(plain(token, language) for token in tokens(text.casefold()) if token != ",")


@lru_cache(maxsize=4_000)
def bare(text: str, language: Language) -> Form:
    """A phrase as words, without an article or "von" before it."""
    spoken = cut(text, language)
    while len(spoken) > 1 and spoken[0] in ARTICLES:
        spoken = spoken[1:]
    return spoken


@lru_cache(maxsize=4_000)
def value_forms(value: str, topic: str, language: Language) -> tuple[Form, ...]:
    """Everything that says this value, the longest first."""
    phrases = (value, *ALSO.get((topic, language), {}).get(value.casefold(), ()))
    forms = {bare(phrase, language) for phrase in phrases}
    forms |= {respelt for form in forms if (respelt := tuple(map(without_umlaut, form))) != form}
    if topic == "colours" and language == "de":
        forms |= {(shade + form[0],) for form in forms if len(form) == 1 for shade in SHADES}
    number = value.split(" ")[0]
    if number.isdigit() and int(number) < len(NUMBERS[language]):
        forms.add((NUMBERS[language][int(number)], *cut(value, language)[1:]))
        forms |= {("ein", *form[1:]) for form in forms if language == "de" and value == "1" for form in [form]}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@lru_cache(maxsize=4_000)
def subject_forms(subject: str, topic: str, language: Language) -> tuple[Form, ...]:
    """Everything that names this subject, the longest first: plurals, cases, sums in other words."""
    if topic == "sums" and (match := re.fullmatch(r"(\d+) plus (\d+)", subject)):
        a, b = match.groups()
        said = [{number, NUMBERS[language][int(number)]} for number in (a, b)]
        signs = ("plus", "+", "and", "added to") if language == "en" else ("plus", "+", "und")
        forms: set[Form] = {(one, *sign.split(), two) for one, two in product(*said) for sign in signs}
    else:
        *before, last = bare(subject, language)
        lasts = {last} if topic == "opposites" else inflected(last, language)
        forms = {(*before, one) for one in lasts}
        if subject == "the United States":
            forms |= {("usa",), ("the", "us"), ("america",), ("united", "states", "of", "america")}
        if subject in ("der Vereinigten Staaten", "den Vereinigten Staaten"):
            forms |= {("usa",), ("vereinigte", "staaten"), ("amerika",), ("amerikas",)}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def inflected(word: str, language: Language) -> set[str]:
    """The word in number and case, more or less."""
    if language == "en":
        regular = word[:-1] + "ies" if word[-1] == "y" and word[-2:-1] not in set("aeou") else word + plural(word)
        return {word, regular, word + "s", IRREGULAR.get(word, word)}
    umlauts = re.sub(
        r"(au|a|o|u)(?=[^aouäöü]*$)", lambda match: {"au": "äu", "a": "ä", "o": "ö", "u": "ü"}[match[0]], word
    )
    stems = {word, umlauts, word[:-1] if word.endswith("e") else word}
    return {stem + ending for stem in stems for ending in ("", "e", "en", "n", "er", "ern", "s", "es")}


def without_umlaut(word: str) -> str:
    return word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
