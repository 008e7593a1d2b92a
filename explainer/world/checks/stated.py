"""This module tells what is stated of a value: by which verb, of what subject, behind which preposition.

Between the words of a right answer stand others that are known here, by skill and language; a verb or noun that is none
of them, before the value, states something else: "I like Paris.", "A dog in the snow is white." Knows no facts.

    is_stated(("i", "like", Y), check)      # False
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from explainer.world.checks.alike import cut
from explainer.world.checks.beside import together
from explainer.world.checks.check import Check
from explainer.world.checks.sentence import Sentence, X, Y
from explainer.world.checks.wording import Language, bag, words

# Verbs, pronouns and nouns of which no skill makes its own: what one thinks, and that it is so.
FRAMING: Mapping[Language, frozenset[str]] = {
    "en": bag("""
        it that this which what there is are be been 's has would could must might may should can will i my your you
        think guess believe say said suppose bet hope reckon answer question called known named means mean course
        guess opinion fact one two most all many where who year years kind
        sort way seems have to well sure right lot please let me"""),
    "de": bag("""
        es das dies dieses diese ist sind sei wäre wird würde müsste könnte dürfte muss kann sein ich mein meine dein
        deine denke glaube meine vermute sage sagen finde wette hoffe antwort frage heisst heissen lautet nennt genannt
        nennen bekannt man wo was welche jahr art weiss meinung tatsache dir davon dazu dafür sie er
        gesuchte meinem wissens gehört hat"""),
}
# Words that a skill has besides, and (behind "-") those it has not.
STATING: Mapping[tuple[str, Language], str] = {
    ("capitals", "en"): "capital city seat government town place name there its their largest",
    ("colours", "en"): "colour color shade tone hue looks look appears comes colours colors -seat",
    ("opposites", "en"): "opposite opposites word antonym antonyms reverse contrary counterpart its -most -many -there",
    ("animals", "en"): """
        home homes animal animals habitat place live lives living dwell dwells stay stays find found see seen belong
        belongs nature wild search inhabit inhabits makes its their he she they him them look looking swim swims
        swimming come comes""",
    ("sums", "en"): """
        sum result total number make makes making equal equals get gets give gives add adds added comes come its
        you get sums count if when -has -have -many -most -one -two -lot -there -me -let""",
    ("capitals", "de"): "hauptstadt stadt regierungssitz sitz regierung ort name seine ihre -er",
    ("colours", "de"): "farbe farben farbton aussieht -man",
    ("opposites", "de"): "gegenteil gegenteile wort gegensatz gegensätze gegenwort begriff -er -sie -hat -dir",
    ("animals", "de"): """
        zuhause hause heim heimat tier tiere lebensraum wesen ort lebt leben wohnt wohnen findet gefunden finden natur
        gegend gebiet seine sein ihr ihre ihn kannst du schwimmt schwimmen""",
    ("sums", "de"): """
        summe ergebnis zahl macht ergibt gibt beträgt gleich kommt gleicht ergeben machen lösung erhält bekommt
        zusammen heraus raus wenn -er -sie -dir""",
}
PARTS = frozenset("NVIGKMWUPO")  # of words that state something
# Besides, in skills whose values are words of every day, any word must be one with which one answers.
STRICT = ("opposites", "sums")
ANSWERING: Mapping[Language, frozenset[str]] = {
    "en": bag("""
        a an the and of , as for by so then just simply quite pretty probably maybe perhaps surely certainly definitely
        exactly precisely clearly obviously naturally usually normally generally actually indeed oh ah hmm um yes yeah
        yep ok okay correct own simple easy plus up together's also always hi hello sadly certain together because
        easily only"""),
    "de": bag("""
        der die das dem den ein eine und von vom zu zum , als nun also wohl einfach ganz wahrscheinlich vielleicht
        sicher sicherlich bestimmt genau klar natürlich normalerweise eigentlich ja jawohl okay ok na nun ach oh richtig
        korrekt richtige plus dann dass da gern gerne bitte hallo auch eben doch logisch offensichtlich"""),
}
# What may stand right before the value, or before its article, of all prepositions.
BEFORE = bag("of as to von als zu zum plus")
PLACES = {"en": bag("capital seat government comes"), "de": bag("hauptstadt sitz regierungssitz")}
ARTICLES = bag("a an the its their this that der die das den dem ein eine einen einem einer seine seinem seiner")
# Of each preposition of a home, those that say the same.
WITHIN: Mapping[str, frozenset[str]] = {
    "in": bag("in inside within im innerhalb throughout"),
    "on": bag("on in across throughout"),
    "under": bag("under underneath beneath below in"),
    "im": bag("im in innerhalb"),
    "auf": bag("auf im in am"),
    "unter": bag("unter unterhalb in im"),
}
NEAR = bag("""
    near by at around beside behind above over beyond under below on outside off am an bei beim um neben hinter vor über
    unter""")
OTHERWISE = bag("or oder")
# What something is the capital, the opposite or the colour of.
OF_WHAT = re.compile(
    r"\b(?:capital|capital city|opposite|antonym|contrary|reverse|hauptstadt|gegenteil|gegensatz)(?: city)? "
    r"(?:of|to|von|zu|der|des|vom)"
    r"(?: (?:the|a|an|word|words|wort|to|being|city|country|der|die|das|land|landes|of|von))*"
    r" (?!(?:it|that|this|there|hier|dort|which|the|a|an|word|to|being|city|country|of|<x>|<y>)(?: |$))\S"
)
# What may be said behind a value of the value itself: that it is the answer.
IS_ANSWER: Mapping[str, frozenset[str]] = {
    "capitals": bag("capital seat hauptstadt regierungssitz sitz"),
    "colours": bag("colour color farbe farbton shade"),
    "opposites": bag("opposite opposites antonym contrary reverse gegenteil gegenteile gegensatz gegensätze gegenwort"),
    "animals": bag("home habitat heimat zuhause lebensraum hause place"),
    "sums": bag("sum result total summe ergebnis gleich lösung"),
}
ANSWERED = bag("answer right correct that where what one antwort richtig es das korrekt wo it")
SELF = ("sums", "colours")  # skills in which a value may be said to be what was asked about: 7 is 3 plus 4
IS = bag("is are be would must may might should could can has ist sind heisst wäre dürfte müsste nennt gilt and und")
SPEAKERS = bag("i you we they he she ich du wir er sie")
GREETED = bag("hello hi hey bye goodbye welcome hallo tschüss guten servus moin willkommen")
# What takes it back: it was so, would be, is so at times, is one of many.
TAKEN_BACK = together(r"""
    (?:was|were|war|waren|wurde|used to|once|lived|lebten?|wohnten?)(?= .*<y>)
    <y> (?:was|were|war|wurde)
    <y>(?: \S+)* (?:once|tomorrow|früher|at night|but|aber|and more)
    <y>(?: \S+)* (?:only|nur) (?:at|if|when|in|wenn)
    (?:could|would|might|must|may|should|i) have been(?= .*<y>)
    (?:can|would) live
    would (?:like|love)(?= .*<y>)
    <x> (?:can|will|should) be <y>
    should be .* but
    only (?:looks|seems|appears|sounds|at|if|when|almost)(?= .*<y>)
    if only
    i hope(?= .*<y>)
    to say
    (?:any|every|all|some|none)\w*(?: \w+){0,2} but(?= .*<y>)
    (?:less|more|bigger|larger|smaller|grösser|kleiner) than(?= .*<y>)
    (?:bit|too) <y>
    one (?:city|town)(?= .*<y>)
    ich weiss <y>
    (?:many|any|other|some|all) (?:other )?colou?rs?
    (?:viele|andere|alle) (?:andere )?farben?""")
# An animal that is no longer in its home, but is it.
IS_HOME = re.compile(
    r"^(?:(?:a|an|the|ein|eine|der|die|das) )?<x> (?:is|are|ist|sind) (?:(?:a|an|ein|eine) )?<y>|"
    r"^(?:it|he|she|es|er|sie) (?:is|ist) (?:a|an|ein|eine) <y>"
)


@lru_cache(maxsize=4_000)
def framing(topic: str, language: Language) -> frozenset[str]:
    listed = STATING.get((topic, language), "").split()
    return (FRAMING[language] | {*listed}) - {word[1:] for word in listed if word[0] == "-"}


def is_stated(one: Sentence, check: Check) -> bool:
    """Whether the value, which stands in these marked words, is what they state of what is asked about."""
    text = " ".join(one)
    return not (
        TAKEN_BACK.search(text)
        or (check.topic in ("capitals", "opposites") and OF_WHAT.search(text))
        or is_alternative(one)
        or any(is_elsewhere(one, place, check) for place, word in enumerate(one) if word == Y)
        or is_of_value(one, check)
        or not all(is_framing(word, check) for word in governing(one))
        or (check.topic == "animals" and IS_HOME.search(text))
        or is_greeted(one, check)
        or tells_of_speaker(one, check)
        or (check.topic == "opposites" and X in one and not {*one} & IS_ANSWER["opposites"])
    )


def is_of_another(one: Sentence, check: Check) -> bool:
    """Whether it plainly tells of somebody, or of the value itself, and not of what is asked about."""
    verb = one[one.index(Y) + 1 :][:1]
    return (
        TAKEN_BACK.search(" ".join(one)) is not None
        or tells_of_speaker(one, check)
        or (bool({*verb} & IS) and is_of_value(one, check))
    )


def tells_of_speaker(one: Sentence, check: Check) -> bool:
    """Whether "I" or the like does something else before the value than think it, say it or find it."""
    known = framing(check.topic, check.language)
    return any(word not in known and is_verb(word, check) for word in after_speaker(one))


def is_greeted(one: Sentence, check: Check) -> bool:
    """Whether the value is only greeted, or somebody's, or ordered: hello Paris, my bad, be happy."""
    place = one.index(Y)
    before = one[place - 1] if place else ""
    if before in ("my", "your", "mein", "meine", "so", "too", "how", "dear") or (
        before == "be" and one[:2] == ("be", Y)
    ):
        return True
    return bool({*one} & GREETED) and not any(word in IS for word in one)


def after_speaker(one: Sentence) -> list[str]:
    """What stands right behind "I" and the like, before the value."""
    return [one[place + 1] for place, word in enumerate(one[: one.index(Y)]) if word in SPEAKERS]


def is_verb(word: str, check: Check) -> bool:
    return bool({*words(check.language).get(word, "")} & {*"VKMW"})


def governing(one: Sentence) -> Sentence:
    """The words up to the value, or to what it is said of where that comes later; all of them where it does not."""
    if X not in one:
        return one
    return one[: max(one.index(X), one.index(Y))]


def is_framing(word: str, check: Check) -> bool:
    """Whether a word may stand beside a value and state nothing else."""
    if word in (X, Y) or word in framing(check.topic, check.language):
        return True
    if word == "they":
        return check.topic == "colours" and check.subject.startswith(("a ", "an "))
    if check.topic in STRICT:
        return word in ANSWERING[check.language]
    parts = {*words(check.language).get(word, "")}
    return not parts or not parts <= PARTS


def is_alternative(one: Sentence) -> bool:
    """Whether the value is one of two: "Paris or another city". Two names of it are no two values."""
    for place, word in enumerate(one if Y in one else ()):
        if word in OTHERWISE and place + 1 < len(one):
            before = [said for said in one[:place] if said != ","][-1:]
            after = [said for said in one[place + 1 :] if said not in ARTICLES | WITHIN["in"] and said != ","]
            if before != [Y] or after[:1] != [Y]:
                return True
    return False


def is_elsewhere(one: Sentence, place: int, check: Check) -> bool:
    """Whether a preposition before the value puts it elsewhere: near Paris, under Rome, by the sea, after 5."""
    known = words(check.language)
    before = place - 1
    passed = ("A", "AR") if check.topic == "animals" else ()
    while before >= 0 and (one[before] in ARTICLES or known.get(one[before], "N") in passed):
        before -= 1
    last = one[before] if before >= 0 else ""
    if check.topic == "animals":
        return last in NEAR and last not in allowed(check)
    if last == "in" and {*one[:before]} & PLACES[check.language]:
        return False
    return "E" in known.get(last, "") and last not in BEFORE


@lru_cache(maxsize=4_000)
def allowed(check: Check) -> frozenset[str]:
    """The prepositions of an animal's home."""
    said = {word for answer in check.own for word in cut(answer, check.language)}
    return frozenset(word for own in WITHIN for word in WITHIN[own] if own in said)


def is_of_value(one: Sentence, check: Check) -> bool:
    """Whether something is said of the value itself: Paris is a city, the sea is blue."""
    place = one.index(Y)
    before, after = one[max(0, place - 1) : place], one[place + 1 :]
    if not after or after[0] == ",":
        return False
    known = words(check.language)
    parts = {*known.get(after[0], "")}
    if check.topic in ("colours", "opposites") and is_of_thing(before, after[0], check):
        return True
    is_verb_behind = after[0] in IS or (parts & {*"KVMW"} and not parts & {*"NAE"})
    if not is_verb_behind or after[0] in ("and", "und") or {*before} & {"es", "das", "dies"} or X in one[:place]:
        return False
    placed = [word for word in one[:place] if word not in ARTICLES][-1:]
    if any({*known.get(word, "")} & {*"EB"} for word in placed):
        return False
    if after[0] not in IS or (after[0] == "has" and "been" not in after):
        return True
    if X in after and check.topic in SELF:
        return False
    one_of_many = after[1:2] in (("a",), ("eine",), ("ein",)) and X not in after
    return one_of_many or not {*after} & (IS_ANSWER[check.topic] | ANSWERED)


def is_of_thing(before: Sentence, after: str, check: Check) -> bool:
    """Whether a colour or the like is one of a thing: a black light."""
    noun = "N" in words(check.language).get(after, "")
    framed = after in framing(check.topic, check.language)
    return after == X or (noun and not is_framing(after, check)) or (noun and not framed and bool({*before} & ARTICLES))
