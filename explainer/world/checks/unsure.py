"""This module knows when an answer says that it does not know, in English or German.

says_unknown("No idea, sorry.")     # True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from explainer.world.checks.alike import bare, value_forms
from explainer.world.checks.beside import without_words
from explainer.world.checks.check import Check, Verdict, holds, own, whole
from explainer.world.checks.sentence import Sentence, is_clean, repeats, sentences
from explainer.world.checks.wording import Language, bag, words
from explainer.world.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES

MUCH = r"(?: (?:really|just|honestly|simply|actually|still|even|also|quite|yet|unfortunately))*"
KNOW: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        (
            r"\bi~ do~ not~ (?:know|understand|recognise|recognize|have (?:a clue|any idea|any clue|an answer|"
            r"the answer|any information|that information|knowledge))|\b(?:have|have absolutely|is|"
            r"got) no (?:idea|clue|answer|knowledge|information)|\bhave (?:not|never) (?:ever |yet )?(?:heard|"
            r"learned|learnt|read|been taught|been told|met|come across|seen)|\bi never (?:heard|learned|learnt|"
            r"read|met)|\b(?:that|this|it|one|which) is (?:all |quite |completely |entirely )?(?:new(?= to )|"
            r"(?:unknown|"
            r"unfamiliar|not known|a mystery)(?= to | ,|$))|"
            r"\b(?:unknown|new) to me\b|\bi (?:can|could) not (?:answer|say|"
            r"tell)|\bi am~ (?:not~ (?:sure|certain|able|familiar)|unsure|unable|unaware|no expert)|(?:^|"
            r", )(?:no|not (?:a|the (?:slightest|faintest))) (?:idea|clue)|\bi know nothing|\bbeyond (?:me|"
            r"my knowledge)|\bi wish i knew|\bnobody (?:ever )?(?:told|taught) me|\bi was never (?:told|taught)|"
            r"\bi do not think i know|\bis not (?:something|anything) i know|\bnot that i know of|"
            r"\bi am not aware|^not sure|^do not know|^dunno|^never heard|\bnot in my knowledge|"
            r"\bi would have to guess|\bi have not (?:a|the)|\bi can not~ (?:help|recall|remember|think of|work|"
            r"calculate|add|do that)|\bi do~ not~ (?:remember|recall)|\bi did not~ (?:learn|read|hear)|"
            r"\bi (?:have )?forgot|"
            r"\bgot me there|^beats me|^(?:it|that) (?:escapes|beats) me|^who knows|^idk\b|\bi dunno|^unknown$|"
            r"\bi am~ (?:unfamiliar|afraid not)|\boutside (?:of )?(?:my knowledge|what i know)|\bi would not know|"
            r"\bi have yet to learn|\bi can only add small|\btoo (?:hard|big|difficult|much) for me|\bi know no |"
            r"\bi know not|\bno one (?:ever )?(?:told|taught) me|\bnot in my world|\bmy world does not have|"
            r"\bi only know|^not that i know|^how should i know|\band do not know|\bif only i knew|^no , i do not$"
        ).replace("~", MUCH)
    ),
    "de": re.compile(
        r"\bweiss ich(?: \w+)? nicht|\bich weiss(?: \w+){0,2} nicht|^(?:leider )?keine ahnung|"
        r"\bhabe (?:ich )?keine ahnung|\bkenne ich(?: \w+)? nicht|\bich kenne(?: \w+){0,2} (?:nicht|keine?)|"
        r"\bnoch nie (?:davon )?gehört|\bnie (?:davon )?gehört|\bist mir (?:ganz |völlig )?(?:neu|"
        r"unbekannt)|\bkann ich(?: \w+){0,2} nicht (?:sagen|beantworten)|"
        r"\bich kann(?: \w+){0,3} nicht (?:sagen|beantworten)|\bnicht sicher|\büberfragt|\bsagt mir nichts|"
        r"\bweiss (?:ich )?nichts|"
        r"\bkeine ahnung|\bnie gelernt|\bnicht gelernt|\bist zu schwer für mich|\berinnere mich nicht|"
        r"\bwer weiss das|^unbekannt$"
    ),
}
# What may stand beside it and is no answer.
POLITE: Mapping[Language, frozenset[str]] = {
    "en": bag("""
        a about afraid ah alas all also am an and another answer any anybody anything apologies apologise are as
        ask at aware be been before being but by can cannot certain clue could dear do else ever excuse for
        forgive friend from had has have he heard help her here his hmm honestly how however i idea if in
        information is it just know knowledge language learn let like little live lives looks maybe me mean
        meaning means model more much my name never new no not now of oh on one ones only or pardon pebble
        perhaps place please question really say she sir small so someone something sorry subject such sure
        teach tell than that the them there they thing things this though time to today too topic truly try um
        unable unfortunately unsure hard good great difficult big number numbers few much many everything depends
        admit add count calculate faintest honest sadly knew knows author answered
         was well were what when where which who why wish with word words would yes
        yet you"""),
    "de": bag("""
        aber ach ahnung anderes antwort auf bin bitte da darüber das davon dazu dem den der die diese dieses dir
        ein eine entschuldige entschuldigung es etwas frag frage für gehört habe heisst ich ist kann kein keine
        kenne leid leider mich mir neu nicht nichts nie noch nun oder sagen sicher tja tut unbekannt und von
        wann warum was weiss wer wie wo wort zu überfragt"""),
}


# How a statement begins that may stand beside it: of oneself, of the question, of what is to be asked.
ALLOWED = re.compile(
    r"^(?:(?:but|and|so|well|yet|please|aber|und|also|bitte|leider|sadly) )*(?:ask me|i (?:would|will|wish|am|was|"
    r"hope|can|"
    r"only|just|still|never|have|had|need|must|do not|did not|could)|you (?:can|could|may)|"
    r"(?:could|can|would|do|will) you|(?:it|that|this) depends|(?:that|this|it) (?:is|was)(?: (?:a|an|too|so|very|such|"
    r"really|not|all))* (?:(?:good |hard |difficult |great |nice |interesting |tricky )?question|"
    r"(?:hard|big|difficult|much) for me|unknown|something|anything|beyond|outside)|what|who|where|how|nobody|"
    r"no one|maybe (?:you c|someone)|(?:es )?tut mir|das tut|frag|"
    r"ich (?:bin|habe|kann|würde|möchte|lerne)|das (?:ist|habe|kann|kenne|sagt)|davon|kannst du)\b"
)
# Words before it that take it back, and behind it that name something after all.
TAKEN_BACK = re.compile(
    r"\b(?:not that|not (?:say|true|think)(?: that)?|say|never (?:say|heard) that|is) i (?:do|am|have|can)\b|"
    r"\bknow (?:who |what )?(?:you|him|her|them)\b(?! (?:mean|want|asked|ask))|"
    r"\b(?:maybe|perhaps|possibly|vielleicht) (?!not\b|sorry\b|someone|you c|ask |another |some other|nicht |"
    r"kannst )\w|"
    r"\b(?:but|aber) (?:i|ich) (?:do |really )?(?:know|weiss)(?! (?:nothing|no|only|nicht|nichts|nur))"
)


def takes_back(one: Sentence, language: Language) -> bool:
    """Whether something is stated besides: "I do not know, but I wrote Hamlet"."""
    text, known = " ".join(one), words(language)
    if TAKEN_BACK.search(text):
        return True
    for clause in re.split(r" , | (?=but |aber |denn )", text):
        finite = any({*known.get(word, "")} & {*"KMVW"} and word not in ("like", "please") for word in clause.split())
        if finite and not KNOW[language].search(clause) and not ALLOWED.search(clause):
            return True
    return False


ASKING = re.compile(r" (?:what|who|where|how|which|when|why|was|wer|wo|wie|welche) \S+ \S")
LAST = bag("that this it you me yet one i do not know ever das es mir")  # may end a sentence that is whole without them


def is_name(one: Sentence, asked: set[str], language: Language) -> bool:
    """Whether it is no more than a name: "I do not know. Austin."."""
    known = words("en").keys() | words("de").keys() | asked | POLITE[language]
    return len(one) < 3 and all(word not in known for word in one)


def is_object(word: str, one: Sentence, language: Language) -> bool:
    """Whether it is a thing that is not known: "I do not know that book"."""
    clause = next(part for part in " ".join(one).split(" , ") if word in part.split())
    return "N" in words(language).get(word.removesuffix("s"), "") and KNOW[language].search(clause) is not None


def reads(one: Sentence, language: Language, asked: set[str]) -> bool:
    """Whether it reads as a sentence, up to the question that it may say again: "I do not know who wrote Hamlet"."""
    known = words(language)
    text = " ".join(one)
    match = KNOW[language].search(text)
    asks_again = ASKING.search(text, match.end()) if match else None
    if asks_again:
        one = tuple(text[: asks_again.start()].split())
    said = {*match[0].split()} if match else set()
    unusual = frozenset((asked | said | POLITE[language]) - known.keys())
    bare_end = one
    while len(bare_end) > 2 and bare_end[-1] in LAST:
        bare_end = bare_end[:-1]
    return any(is_clean(end, language, unusual, verb=False) for end in (one, bare_end))


def says_unknown(answer: str) -> bool:
    """Whether the answer says, in English or German, that it does not know."""
    return any(
        KNOW[language].search(" ".join(spoken))
        for language in KNOW
        for spoken, end in sentences(answer, language)
        if end != "?"
    )


def unknown(check: Check, question: str, answer: str) -> Verdict:
    """Right where it says so in this language and names no fact; broken where the rest is none of its words."""
    if whole(answer) in own(check.own):
        return "right"
    language = check.language
    spoken = [(without_words(one, language), end) for one, end in sentences(answer, language)]
    spoken = [(one, end) for one, end in spoken if one]
    saying = [one for one, end in spoken if end != "?" and KNOW[language].search(" ".join(one))]
    if not saying:
        return "wrong"
    asked = {word for one, _ in sentences(question, language) for word in one}
    asked |= {word + "s" for word in asked} | {word.removesuffix("s") for word in asked}
    rest = [
        word
        for one, _ in spoken
        for word in one
        if word not in asked and word not in POLITE[language] and word != "," and not is_object(word, one, language)
    ]
    rest = [word for word in rest if not any(word in KNOW[language].search(" ".join(one))[0].split() for one in saying)]  # type: ignore[index]
    if names_fact([word for one, _ in spoken for word in one], asked, language):
        return "wrong"
    if any(not KNOW[language].search(" ".join(one)) and is_name(one, asked, language) for one, _ in spoken):
        return "wrong"
    if any(repeats(one) for one, _ in spoken) or len(spoken) > 5:
        return "broken"
    if not rest and any(takes_back(one, language) for one, _ in spoken):
        return "wrong"
    if not rest:
        return "right" if all(reads(one, language, asked) for one, _ in spoken) else "broken"
    other = words("de" if language == "en" else "en")
    mixed = any(word in other and word not in words(language) for word in rest)
    return "wrong" if not mixed and all(is_clean(one, language, frozenset(rest)) for one, _ in spoken) else "broken"


def names_fact(said: list[str], asked: set[str], language: Language) -> bool:
    """Whether a value of some fact is named that the question does not bring along, or a number."""
    if any(word[0].isdigit() and word not in asked for word in said):
        return True
    return any(holds(said, form) for form in values(language) if not {*form} <= asked)


@lru_cache(maxsize=2)
def values(language: Language) -> frozenset[tuple[str, ...]]:
    column = 1 if language == "en" else 3
    tables = {"capitals": CAPITALS, "colours": COLOURS, "opposites": OPPOSITES, "animals": ANIMALS}
    forms = {
        form for topic, rows in tables.items() for row in rows for form in value_forms(row[column], topic, language)
    }
    free = (
        POLITE["en"]
        | POLITE["de"]
        | bag("""
        answer end last false far left right mean light remember forget hard difficult big good outside""")
    )
    return frozenset(form for form in forms | {bare(row[column], language) for row in CAPITALS} if not {*form} & free)
