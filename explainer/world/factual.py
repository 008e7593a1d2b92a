"""This module judges an answer to a question about a fact.

It marks what is asked about and its value in the words of the answer. Then nothing else may be named that could be meant
instead: no other subject, no other value, no other number; and the rest must read as a sentence. A noun or verb that is
no part of how such an answer is worded, in a sentence that does not name the subject, means something else: "My car is
white." is no answer about snow. Knows the facts only as it finds their words in both languages (facts.py).

    fact(check, "What colour is snow?", "It's white, of course.")   # "right"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from explainer.world import outside
from explainer.world.alike import Form, bare, cut, subject_forms, value_forms
from explainer.world.check import Check, Verdict, denies, own, whole
from explainer.world.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES, Row
from explainer.world.sentence import NUMBERS, Sentence, X, Y, is_clean, sentences
from explainer.world.wording import Language, words

RIVAL = "<rival>"
TABLES: Mapping[str, tuple[Row, ...]] = {
    "capitals": CAPITALS,
    "colours": COLOURS,
    "opposites": (*OPPOSITES, *(Row(row.en_value, row.en, row.de_value, row.de) for row in OPPOSITES)),
    "animals": ANIMALS,
}
OUTSIDE = {"capitals": outside.PLACES, "colours": outside.THINGS, "animals": outside.BEASTS}
MORE = {  # values of no fact
    ("colours", "en"): "turquoise beige silver cyan magenta crimson scarlet navy teal ivory maroon transparent colourless",
    ("colours", "de"): "türkis beige silbern cyan magenta durchsichtig farblos",
}
# Nouns and verbs with which an answer is worded that does not name its subject.
COMMON: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        """answer course fact question opinion knowledge way kind sort be is are was have has had do does can could would
        will must should may might know think believe say said guess suppose tell told remember see saw mean means hear
        heard learn learned look ask called known named found find hope call name seem seems tell call one two three
        'd glad happy help moment s thing word""".split()
    ),
    "de": frozenset(
        """antwort frage tatsache meinung art weise ist sind war habe hat kann könnte würde wird sein werden muss müsste weiß wissen
        denke glaube sage sagen sagt heißt heißen nennt nennen genannt bekannt lautet meine finde vermute gehört wette erinnere
        gelernt fall moment helfen gefunden finden sehen findet gern freut sieht sag""".split()
    ),
}
FRAMES: Mapping[tuple[str, Language], str] = {
    ("capitals", "en"): "capital city town place seat government country name",
    ("colours", "en"): "colour color shade tone hue colored coloured looks look",
    ("opposites", "en"): "opposite word antonym reverse contrary counterpart",
    ("animals", "en"): """home animal habitat place creature live lives living lived dwell stay stays found find see belong
        belongs nature wild search inhabit inhabits""",
    ("sums", "en"): "sum result total number make makes made equal equals get gets give gives add adds comes come",
    ("capitals", "de"): "hauptstadt stadt regierungssitz ort land name",
    ("colours", "de"): "farbe farbton aussieht",
    ("opposites", "de"): "gegenteil wort gegensatz gegenwort begriff",
    ("animals", "de"): """zuhause hause heim heimat tier lebensraum wesen ort lebt leben wohnt wohnen findet gefunden
        natur gegend gebiet lebte gehört""",
    ("sums", "de"): "summe ergebnis zahl macht ergibt gibt beträgt gleich kommt gleicht ergeben machen lösung",
}
SPEAKER = re.compile(
    r"\b(?:i am|you are|we are|i live|you live|we live|ich bin|du bist|wir sind|ich lebe|du lebst|ich wohne|"
    r"(?:my|your|his|her|our|their|mein|meine|dein|deine) (?!answer|guess|opinion|knowledge|antwort|meinung|tipp)\w+)\b"
)
BETWEEN = frozenset("a an the very der die das den dem ein eine einer einem einen sehr".split())
NAMES_CAPITAL = frozenset("capital capitals city town hauptstadt stadt seat regierungssitz government".split())


def fact(check: Check, question: str, answer: str) -> Verdict:
    if whole(answer) in own(check.own):
        return "right"
    language = check.language
    spoken = without_question(sentences(answer, language), question, language)
    marked = [(mark(one, check), end) for one, end in spoken]
    told = [one for one, end in marked if Y in one and end != "?"]
    if not told or any(RIVAL in one for one, _ in marked) or is_foreign_rival(answer, check):
        return "wrong"
    extra = extras(check)
    if denies([one for one, _ in marked], language, extra) or (numeric(check) and more_numbers(marked, check)):
        return "wrong"
    if all(is_clean(one, language, extra, verb=False) for one, _ in marked):
        return "right" if means([one for one, _ in marked], check) else "wrong"
    return "wrong" if is_foreign(answer, check) or is_about_another(answer, check) else "broken"


def without_question(spoken: list[tuple[Sentence, str]], question: str, language: Language) -> list[tuple[Sentence, str]]:
    """The answer without the question that it may say again first."""
    asked = [one for one, _ in sentences(question, language)]
    said = [one for one, _ in spoken[: len(asked)]]
    return spoken[len(asked) :] if said == asked else spoken


# --- what is named ---------------------------------------------------------------------------------------------------


Marks = Mapping[str, tuple[tuple[Form, str], ...]]


def by_first(forms: list[tuple[Form, str]]) -> Marks:
    """Marks by the first word of their form, the longest first; of two alike the first counts."""
    table: dict[str, list[tuple[Form, str]]] = {}
    for form, mark in forms:
        table.setdefault(form[0], []).append((form, mark))
    return {first: tuple(sorted(listed, key=lambda one: -len(one[0]))) for first, listed in table.items()}


@lru_cache(maxsize=100)
def rival_marks(topic: str, language: Language, values: tuple[str, ...], subjects: tuple[str, ...]) -> Marks:
    """All values and subjects of a skill, the asked ones included, which are looked for before them."""
    forms = [(form, RIVAL) for value in values for form in value_forms(value, topic, language)]
    forms += [((word,), RIVAL) for word in MORE.get((topic, language), "").split()]
    if topic != "sums":
        forms += [(form, RIVAL) for subject in subjects for form in subject_forms(subject, topic, language)]
    if topic in TABLES:  # what pages and people might name beside the facts
        forms += [(cut(one, language), RIVAL) for one in ("Jan", "Pebble", "ChatGPT")]
    return by_first(forms)


@lru_cache(maxsize=4_000)
def own_marks(topic: str, language: Language, expected: tuple[str, ...], subject: str) -> Marks:
    forms = [(form, Y) for value in expected for form in value_forms(value, topic, language)]
    if subject:
        forms += [(form, X) for form in subject_forms(subject, topic, language)]
    return by_first(forms)


def mark(spoken: Sentence, check: Check) -> Sentence:
    """The words, with what is asked about, its value, and anything that rivals them each as one mark."""
    mine = own_marks(check.topic, check.language, check.expected, check.subject)
    theirs = rival_marks(check.topic, check.language, check.rivals, check.others)
    free = FREE.get((check.topic, check.language), frozenset())
    marked: list[str] = []
    place = 0
    while place < len(spoken):
        form, label = longest(spoken, place, mine), longest(spoken, place, theirs)
        best = form if form and (not label or len(form[0]) >= len(label[0])) else label
        if best and spoken[place] in free and not is_meant(spoken, place):
            best = None
        if best and check.topic == "sums" and best[1] == Y and is_operand(spoken, place):
            best = (best[0], RIVAL)
        marked.append(best[1] if best else "is" if spoken[place] == "=" and check.language == "en" else spoken[place])
        place += len(best[0]) if best else 1
    return tuple("ist" if word == "=" else word for word in marked)


def longest(spoken: Sentence, place: int, marks: Marks) -> tuple[Form, str] | None:
    for form, label in marks.get(spoken[place], ()):
        if spoken[place : place + len(form)] == form:
            return form, label
    return None


# Words with opposites that are also the words in which an answer comes: "Right, the answer is cold."
FREE: Mapping[tuple[str, Language], frozenset[str]] = {
    ("opposites", "en"): frozenset("answer question right true good always easy end first last long up".split()),
    ("opposites", "de"): frozenset("antwort frage gut immer sicher einfach enden klein".split()),
}


def is_meant(spoken: Sentence, place: int) -> bool:
    """Whether such a word is what the sentence speaks of: alone, after "of" or "or", or what something is said to be."""
    before = spoken[place - 1] if place else ""
    after = spoken[place + 1] if place + 1 < len(spoken) else ""
    if before in ("the", "die", "your", "my", "deine", "meine") and after in ("is", "ist", ",", "to", "lautet", "would"):
        return False
    if len(spoken) == 1 or before in ("of", "von", "or", "oder", "and", "und", "is", "ist", "heißt", "be", "heisst", ","):
        return before not in ("is", "ist", ",") or after in ("", ",", "and", "or", "und", "oder")
    return after in ("is", "ist") and before == ""


def is_operand(spoken: Sentence, place: int) -> bool:
    """Whether the number stands beside a sign, so that it is no result."""
    signs = ("+", "plus", "minus", "times", "mal", "*", "/")
    near = (spoken[place - 1] if place else "", spoken[place + 1] if place + 1 < len(spoken) else "")
    return any(sign in signs for sign in near)


def numeric(check: Check) -> bool:
    return any(value[:1].isdigit() for value in check.expected)


def more_numbers(marked: list[tuple[Sentence, str]], check: Check) -> bool:
    """Whether a number is said beside the right one."""
    known = {word for answer in check.own for word in cut(answer, check.language)}
    for one, _ in marked:
        for place, word in enumerate(one):
            is_number = word[0].isdigit() or word in NUMBERS[check.language] or word in ("minus", "half", "hundred")
            if word == "one" and place and one[place - 1] in ("this", "that", "the", "no"):
                is_number = False
            if is_number and (word not in known or check.topic == "sums"):
                return True
    return False


# --- what is said ----------------------------------------------------------------------------------------------------


def extras(check: Check) -> frozenset[str]:
    """Words of the right answers that are no everyday words."""
    known = words(check.language)
    if check.topic in TABLES or check.topic == "sums":
        return frozenset()
    return frozenset(word for one in check.own for word in cut(one, check.language) if word not in known) | {
        word for one in check.own for word in cut(one, check.language) if word in NO_ALLOWED
    }


NO_ALLOWED = frozenset("not no never without instead rather nothing only anything".split())


def means(marked: list[Sentence], check: Check) -> bool:
    """Whether clean words say this value of this subject, and not of something else."""
    text = " . ".join(" ".join(one) for one in marked)
    named = any(X in one for one in marked)
    if not named and (other_thing(marked, check) or SPEAKER.search(text)):
        return False
    for one in marked:
        for place, word in enumerate(one):
            if word == Y and not role(one, place, check, named=named):
                return False
    return True


def other_thing(marked: list[Sentence], check: Check) -> bool:
    """Whether a noun or verb is there that belongs to no way to word such an answer."""
    known, frame = words(check.language), neutral(check)
    return any(
        word not in frame and (parts := known.get(word, "")) and not set(parts) - set("NVIG")
        for one in marked
        for word in one
    ) or any(word in outside_words(check.topic) for one in marked for word in one if check.language == "en")


@lru_cache(maxsize=100)
def outside_words(topic: str) -> frozenset[str]:
    return frozenset(form[-1] for name in OUTSIDE.get(topic, ()) for form in [bare(name, "en")] if form[-1] not in words("en"))


def neutral(check: Check) -> frozenset[str]:
    frame = FRAMES.get((check.topic, check.language))
    if frame is None:
        return COMMON[check.language] | frozenset(word for one in check.own for word in cut(one, check.language))
    return COMMON[check.language] | frozenset(frame.split())


def role(one: Sentence, place: int, check: Check, *, named: bool) -> bool:
    """Whether the value stands where a value can: the capital of Paris is nothing, and hot is not cold."""
    before = place - 1
    while before >= 0 and one[before] in BETWEEN:
        before -= 1
    last = one[before] if before >= 0 else ""
    of_what = one[before - 1] if before > 0 and last in ("of", "von") else ""
    if last in ("of", "von") and of_what in ("city", "town", "colour", "color", "shade", "name"):
        return True
    if check.topic in ("capitals", "colours") and last in ("of", "von"):
        return False
    if check.topic == "opposites" and last in ("of", "von") and X not in one:
        return False
    if check.topic == "animals":
        near = {*one[max(0, place - 4) : place]}
        bare_value = place == 0 or before < 0 or last == ","
        return bare_value or bool(near & PLACED) or bool({*one} & {"home", "habitat", "heimat", "zuhause", "lebensraum"})
    if check.topic == "capitals" and X in one and not {*one} & NAMES_CAPITAL:
        return not is_said_of(one, (X, Y)) and not is_said_of(one, (Y, X))
    return check.topic != "opposites" or not (is_said_of(one, (X, Y)) or is_said_of(one, (Y, X)))


PLACED = frozenset(
    "in on at under within inside near around by below beneath im auf am unter bei beim an innerhalb across underneath".split()
    + ["underground", "unterirdisch"]
)


def is_said_of(one: Sentence, pair: tuple[str, str]) -> bool:
    """Whether one of the two is said to be the other, with nothing but a verb between them."""
    places = [one.index(mark) for mark in pair]
    between = one[places[0] + 1 : places[1]]
    return 0 < len(between) <= 2 and bool({*between} & {"is", "are", "ist", "sind", "equals", "means", "heißt"})


# --- another language, another subject -------------------------------------------------------------------------------


@lru_cache(maxsize=4_000)
def twin(topic: str, language: Language, subject: str) -> tuple[str, str] | None:
    """The same subject and its value in the other language."""
    for row in TABLES.get(topic, ()):
        mine, theirs = ((row.en, ""), (row.de, row.de_value)) if language == "en" else ((row.de, ""), (row.en, row.en_value))
        if bare(mine[0], language)[-1] == bare(subject, language)[-1].removesuffix("s" if subject.startswith("des ") else ""):
            return theirs
    return None


@lru_cache(maxsize=4_000)
def abroad(check: Check) -> Check:
    """The check in the other language: a clean answer there is no answer here."""
    other: Language = "de" if check.language == "en" else "en"
    same = twin(check.topic, check.language, check.subject)
    subject, value = same if same else (check.subject, "")
    value = value.split()[-1] if check.topic == "animals" and value else value
    column = (2, 3) if other == "de" else (0, 1)
    rows = TABLES.get(check.topic, ())
    values = tuple(row[column[1]].split()[-1] if check.topic == "animals" else row[column[1]] for row in rows)
    expected = (value, *check.expected) if value else check.expected
    return Check("fact", other, check.topic, subject, expected, (), values, tuple(row[column[0]] for row in rows))


def is_foreign_rival(answer: str, check: Check) -> bool:
    """Whether it names another subject or value in the other language, by a word that this language has not."""
    if check.topic not in TABLES:
        return False
    other, known = abroad(check), words(check.language)
    theirs = rival_marks(other.topic, other.language, other.rivals, other.others)
    mine = own_marks(other.topic, other.language, other.expected, other.subject)
    own_here = own_marks(check.topic, check.language, check.expected, check.subject)
    for spoken, _ in sentences(answer, other.language):
        for place, word in enumerate(spoken):
            is_word = word in known or longest(spoken, place, mine) or longest(spoken, place, own_here)
            covered = any(word in form for listed in own_here.values() for form, _ in listed)
            if not is_word and not covered and longest(spoken, place, theirs):
                return True
    return False


def is_foreign(answer: str, check: Check) -> bool:
    """Whether it is a clean answer, but in another language."""
    other = abroad(check)
    spoken = [mark(one, other) for one, _ in sentences(answer, other.language)]
    if spoken and all(is_clean(one, other.language, verb=False) for one in spoken):
        return True
    strange = {word for one, _ in sentences(answer, "en") for word in one} & TONGUES
    return len(strange) > 1


TONGUES = frozenset("est la le les du des une un capitale couleur c es el una di il del della capital de het er och e".split())


def is_about_another(answer: str, check: Check) -> bool:
    """Whether it is one of the right answers but for what it is about."""
    return any(pattern.fullmatch(whole(answer)) for pattern in patterns(check.own, check.subject))


@lru_cache(maxsize=4_000)
def patterns(answers: tuple[str, ...], subject: str) -> tuple[re.Pattern[str], ...]:
    named = re.escape(whole(subject))
    found = (re.escape(whole(one)) for one in answers)
    one = r"(?:(?:a|an|the|ein|eine|der|die|das|von) )?[^\W\d]{3,}(?: [^\W\d]{3,})?"
    return tuple(re.compile(text.replace(named, one)) for text in found if subject and named in text)
