"""This module judges small talk, stories and words about the world: what kind of thing is said, and of whom.

Small talk answers kind with kind: any greeting answers a greeting, any welcome a thank-you. A story is several sentences
about whom it was asked about and nobody else. Knows no names but those that a check brings along.

    talk(Check("talk", topic="greeting"), "Good day to you.")      # "right"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from explainer.world.check import Check, Verdict, denies, holds, own, whole
from explainer.world.sentence import Sentence, X, Y, is_clean, sentences
from explainer.world.wording import Language, words

TO_YOU = (
    r"(?: (?:there|again|everyone|everybody|friend|my friend|dear|pebble|to you|to you too|you|too|also|very much|then|and))*"
)
ACTS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "greeting": r"(?:hello|hi|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day))|welcome(?: back)?|"
        r"(?:it is |how |i am |what a )?(?:so |very |really )?(?:good|nice|lovely|great|glad|pleased|happy|delighted|wonderful|"
        r"pleasure)(?: it is)? to (?:see|meet|have|hear from) you(?: here| today)*|(?:i am )?(?:glad|happy) (?:that )?you are (?:here|back)|"
        r"what is up",
        "how": r"(?:i am |i feel |everything is |all is |it is |things are |i am doing |doing |all |feeling )?(?:all |very |quite |"
        r"really |just |pretty |so |doing |feeling |going )*(?:fine|well|good|great|okay|ok|wonderful|fantastic|excellent)"
        r"(?: today| indeed| thank you| thanks| and you)*|"
        r"not (?:too |so )?bad(?: at all)?|never better|(?:i )?(?:can|could) not (?:complain|be better)|not so bad",
        "who": r"(?:i am |my name is |you can call me |call me |they call me |people call me |this is |it is |the name is )?"
        r"(?:called )?pebble(?: and i .*| the .*| a .*|)|i am (?:just |only )?a (?:very |little |small |tiny )*(?:language )?model(?: .*)?",
        "thanks": r"(?:you are )?(?:very |most |always |so )*welcome|(?:it (?:is|was) )?(?:my|a) pleasure|pleasure|"
        r"no (?:problem|worries|trouble|need to thank me)(?: at all)?|do not (?:mention it|worry about it)|not at all|"
        r"(?:i am |i was |always |i am always )?(?:glad|happy|pleased|delighted) (?:that i could help(?: you)?|i could help(?: you)?|"
        r"to (?:help|be of help|assist)(?: you)?(?: out)?)|(?:i )?(?:always )?(?:like|love) to help(?: you)?|"
        r"it was (?:nothing|no trouble)|any ?time|think nothing of it|that is (?:quite )?(?:all right|alright|okay|ok)|"
        r"(?:i am )?(?:so )?glad (?:that )?it helped|(?:i am )?glad (?:that )?you (?:like|liked) it",
        "goodbye": r"(?:good ?bye|bye|bye bye|farewell|so long|cheerio|good night|ciao|sleep well|sweet dreams)(?: for now)?|"
        r"(?:i (?:will )?|i hope to |hope to |we will )?see you(?: (?:soon|later|again|tomorrow|next time|around))*|take care"
        r"(?: of yourself)?|(?:i wish you |do )?have a (?:\w+ )?(?:\w+ )?(?:day|evening|night|time|trip|one|afternoon|weekend|rest)"
        r"(?: of your day)?|until (?:next time|we meet again|tomorrow|later)|(?:talk|speak) to you (?:soon|later|again)|"
        r"come back (?:soon|any ?time)|it was (?:so |very )?(?:nice|good|lovely|great|a pleasure) (?:to talk|talking|to chat|chatting|"
        r"to meet|meeting) (?:to |with )?you|till (?:next time|tomorrow|then|later)|all the best|enjoy your (?:day|evening)",
        "any": r"how (?:can|may) i (?:help|assist)(?: you)?(?: today| now)?|what (?:can|may) i do for you(?: today)?|"
        r"(?:please )?(?:feel free to )?ask me .*|what would you like(?: to \w+)?(?: about)?|what do you want to \w+|"
        r"what (?:brings you here|is on your mind)|how are you(?: doing)?|and you|(?:and )?(?:how|what) about you|"
        r"how is it going|tell me more|thank you(?: for .*)?|(?:many )?thanks(?: for .*| a lot)?|(?:my )?friend|pebble|there|"
        r"(?:is there |do you need )?anything else|what can i help you with|yes|sure|of course|certainly|oh",
    },
    "de": {
        "greeting": r"(?:hallo|hi|hey|servus|moin(?: moin)?|grüß (?:dich|gott|euch)|grüezi|guten (?:morgen|tag|abend)|"
        r"sei gegrüßt|seid gegrüßt|tag|willkommen|herzlich willkommen)(?: zurück| noch einmal| du| dir)?|(?:es ist |wie )?"
        r"(?:schön|nett|toll|prima) dich (?:wieder ?)?(?:zu sehen|zu treffen|kennen ?zu ?lernen|kennenzulernen|wiederzusehen)|(?:schön|gut) "
        r"dass du (?:da|hier|wieder da) bist|(?:es )?freut mich(?: sehr)?(?: dich (?:zu sehen|zu treffen|kennen ?zu ?lernen))?|sehr erfreut",
        "how": r"(?:danke )?(?:mir geht es |es geht mir |geht es mir |alles |es läuft |es geht |läuft |heute geht es mir |ich bin |ganz )?"
        r"(?:sehr |ganz |recht |wirklich |heute |richtig )*(?:gut|prima|bestens|super|toll|bestens|wunderbar|ausgezeichnet|blendend)"
        r"(?: danke| heute| vielen dank)*|nicht schlecht|ich kann nicht klagen|kann nicht klagen",
        "who": r"(?:ich bin |ich heiße |mein name ist |man nennt mich |du kannst mich |hier ist |nenn mich )?(?:der |die )?pebble(?: .*)?|"
        r"ich bin (?:nur )?ein (?:sehr )?(?:kleines |winziges )*(?:sprachmodell|modell)(?: .*)?",
        "thanks": r"(?:sehr |immer |das habe ich |das hab ich |immer wieder |das mache ich |ich helfe |ich helfe dir )*gerne?"
        r"(?: geschehen| gemacht| wieder)?|"
        r"bitte(?: sehr| schön| gern| gerne)?|(?:es|das) freut mich dass .*|kein(?:e)? (?:problem|ursache|thema)|nichts zu danken|"
        r"das ist doch selbstverständlich|jederzeit(?: wieder)?(?: gern| gerne)?|dafür nicht|schon gut|war mir ein vergnügen|"
        r"es war mir (?:ein|eine) (?:vergnügen|freude)|freut mich(?: dass .*)?",
        "goodbye": r"(?:auf wiedersehen|auf wiederhören|tschüss|tschüs|tschau|ciao|ade|servus|leb wohl|lebe wohl|gute nacht|schlaf "
        r"(?:gut|schön))|bis (?:bald|später|dann|morgen|zum nächsten mal|demnächst|nachher)|mach(?:'s|s| es| es) gut|"
        r"pass (?:gut )?auf dich auf|(?:ich wünsche dir |hab |habe )?(?:noch )?ein(?:en)? (?:\w+ )?(?:\w+ )?(?:tag|abend|nacht|zeit|"
        r"nachmittag|wochenende)(?: noch)?|schönen tag(?: noch)?|wir sehen uns(?: bald| wieder| morgen)*|alles gute|komm bald wieder|"
        r"es war (?:sehr )?(?:schön|nett) mit dir(?: zu (?:reden|plaudern|sprechen))?|(?:einen )?schönen (?:tag|abend)(?: noch)?",
        "any": r"wie kann ich (?:dir|ihnen)(?: heute)? helfen|was kann ich für dich tun|was möchtest du (?:wissen|hören|tun)|"
        r"frag mich .*|was willst du wissen|wie geht es dir(?: heute)?|und dir|und selbst|erzähl(?:e)? mir mehr|"
        r"(?:vielen |danke |herzlichen )*dank(?:e)?(?: der nachfrage)?|mein freund|pebble|ja|klar|natürlich|aber|ach|oh",
    },
}
# Kinds that may go with a kind: "Hello, I am fine."
WITH = {"greeting": ("how", "who"), "how": ("greeting",), "who": ("greeting", "how"), "thanks": (), "goodbye": ("thanks",)}
# How a feeling is met, by language and mood.
MEETS: Mapping[tuple[Language, str], re.Pattern[str]] = {
    ("en", "glad"): re.compile(
        r"\b(?:glad|nice|lovely|great|good|wonderful|fantastic|delighted|pleased|love|enjoy|like|hurray|wow|well done|congratulations|"
        r"splendid|beautiful|super|excellent|happy (?:for|to hear|that))\b"
    ),
    ("en", "sad"): re.compile(
        r"\b(?:sorry|hope|hard|here for you|pity|shame|kind to|be kind|hug|comfort|help|cheer|poor|unfortunately|tell me|"
        r"want to talk|understand|better soon|feel better|not easy|difficult|tough|oh|sad to hear|rest|take care|worry)\b"
    ),
    ("de", "glad"): re.compile(r"\b(?:schön|freut|freue|wunderbar|toll|prima|super|gut|herrlich|großartig|klasse|nett|glückwunsch|fein)\b"),
    ("de", "sad"): re.compile(
        r"\b(?:leid|schade|hoffe|hoffentlich|schwer|da für|für dich da|tröst\w*|kopf hoch|erzähl|reden|verstehe|helfen|hilfe|"
        r"armer?|arme|oh|schlimm|wird wieder|umarme?|drück\w*|lieb zu|nett zu|besser)\b"
    ),
}
POLITE_NO = re.compile(r"\b(?:not (?:bad|at all|mention|worry|complain|be better|so bad|too bad)|no (?:problem|worries|trouble|need)|"
                       r"nothing|anything|never better|nicht (?:schlecht|klagen)|keine? (?:problem|ursache|thema)|nichts zu danken|dafür nicht|"
                       r"(?:do|will|need|must|should) not be|not easy|nicht (?:leicht|lange|mehr|einfach)|sei nicht|not (?:for )?long|"
                       r"not alone|nicht allein|ohne)\b")  # fmt: skip
WORLD: Mapping[Language, frozenset[str]] = {
    "en": frozenset(("world", "earth", "planet")),
    "de": frozenset(("welt", "erde", "planet", "planeten")),
}
SKILLS = frozenset("colour color capital opposite plus farbe hauptstadt gegenteil hauptstädte".split())


def talk(check: Check, answer: str) -> Verdict:
    spoken = [one for one, _ in sentences(answer, check.language)]
    if strange(answer, spoken, check):
        return "wrong"
    if check.topic == "world":
        return about_world(check, answer, spoken)
    if whole(answer) in own(check.own):
        return "right"
    if check.topic in ("glad", "sad"):
        return feeling(check, spoken)
    return small_talk(check, spoken)


@lru_cache(maxsize=100)
def act(language: Language, name: str) -> re.Pattern[str]:
    text = ACTS[language][name].replace("ß", "ss")
    return re.compile(rf"(?:(?:well|oh|and|but|yes|sure|ach|na|und|ja) )?(?:{text}){TO_YOU}")


def acts(part: str, language: Language) -> set[str]:
    """The kinds of talk that a part of a sentence is, as a whole."""
    return {name for name in ACTS[language] if act(language, name).fullmatch(part)}


def parts(spoken: Sentence) -> list[str]:
    return [part for part in " ".join(spoken).split(" , ") if part]


def small_talk(check: Check, spoken: list[Sentence]) -> Verdict:
    """Right where all of it is talk of this kind, or goes with it, and a part at least is just this kind."""
    language, allowed = check.language, {check.topic, "any", *WITH.get(check.topic, ())}
    found: set[str] = set()
    said = clean = True
    for one in spoken:
        if (kinds := acts(" ".join(part for part in parts(one)), language)) & allowed:
            found |= kinds & allowed
            continue
        for part in parts(one):
            joined = [part] if acts(part, language) else re.split(r" (?:and|und) ", part)
            for piece in joined:
                kinds = acts(piece, language)
                if kinds and not kinds & allowed:
                    return "wrong"
                found |= kinds & allowed
                said = said and bool(kinds)
        clean = clean and (said or is_clean(one, language, frozenset(("pebble",)), verb=bool(check.topic == "who")))
        said = True
    text = " . ".join(map(" ".join, spoken))
    if denies([tuple(POLITE_NO.sub("", text).split())], language):
        return "wrong"
    if check.topic in found and clean and not any(map(repeated, spoken)) and len(spoken) < 7:
        return "right"
    return "broken" if check.topic in found or core(text, check) else "wrong"


def core(text: str, check: Check) -> bool:
    """Whether a word of this kind is said at all, and none of another."""
    found = {name for name in ACTS[check.language] if name != "any" and inner(check.language, name).search(text)}
    return found == {check.topic}


@lru_cache(maxsize=100)
def inner(language: Language, name: str) -> re.Pattern[str]:
    words = {
        "en": {"greeting": "hello|hi|hey|greetings", "how": "fine|well", "who": "pebble", "thanks": "welcome|pleasure",
               "goodbye": "goodbye|bye|see you|farewell|take care"},
        "de": {"greeting": "hallo|guten tag|grüss dich", "how": "gut|prima", "who": "pebble", "thanks": "gern|gerne|bitte",
               "goodbye": "wiedersehen|tschüss|bis bald"},
    }  # fmt: skip
    return re.compile(rf"\b(?:{words[language][name]})\b")


def repeated(one: Sentence) -> bool:
    return any(first == second for first, second in zip(one, one[1:], strict=False) if first not in ("bye", "very", "moin"))


def strange(answer: str, spoken: list[Sentence], check: Check) -> bool:
    """Whether somebody or something is named that the talk is not about."""
    said = [word for one in spoken for word in one]
    subject = check.subject.casefold()
    if any(holds(said, other.casefold().split()) for other in check.others if other.casefold() != subject):
        return True
    known = {**words("en"), **words("de")}
    names = re.findall(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ]\w+", answer) if answer.upper() != answer else []
    mine = {"pebble", subject, *(w.casefold() for w in check.expected), *(w for one in check.own for w in whole(one).split())}
    return any(name.casefold() not in known and name.casefold() not in mine for name in names)


# --- feelings --------------------------------------------------------------------------------------------------------


def feeling(check: Check, spoken: list[Sentence]) -> Verdict:
    """Right where the feeling is named, no other is, and it is met as such a feeling is met, in whole sentences."""
    language = check.language
    named = {word.casefold() for word in check.expected}
    said = {word for one in spoken for word in one}
    if not named & said or any(word.casefold() in said for word in check.rivals):
        return "wrong"
    who = {check.subject.casefold()} if check.subject else set()
    text = " . ".join(map(" ".join, spoken))
    toward_you = re.search(r"\byou (?:are|feel)\b|\bdu (?:dich|bist)\b|\bbist du\b|\bare you\b|\bto you\b", text)
    if (check.subject and not who & said and toward_you) or (check.subject and toward_you and check.subject.casefold() not in said):
        return "wrong"
    if not check.subject and re.search(r"^i (?:am|feel) (?:\w+ )?(?:" + "|".join(named) + r")\b|^ich bin (?:" + "|".join(named) + ")", text):
        return "wrong"
    plain = [tuple(Y if word in named else X if word in who else word for word in one) for one in spoken]
    clean = all(is_clean(one, language, verb=False) and len(one) > 0 for one in plain)
    if not clean:
        return "broken"
    other_mood = "sad" if check.topic == "glad" else "glad"
    meets = MEETS[language, check.topic].search(text)
    against = MEETS[language, other_mood].search(re.sub(r"\b(?:oh|hard|tell me|erzähl|oh|help|good|better|rest)\b", "", text))
    opposed = {"sad": r"\b(?:glad|nice|lovely|great|wonderful|schön|freut|wunderbar|toll)\b", "glad": r"\b(?:sorry|pity|leid|schade)\b"}
    if not meets or (against and re.search(opposed[check.topic], text)):
        return "wrong"
    return "wrong" if re.search(r"\b(?:not|nicht|never|nie) (?:\w+ )?(?:sorry|glad|nice|leid|schön|freut)\b", text) else "right"


# --- the world and stories -------------------------------------------------------------------------------------------


def about_world(check: Check, answer: str, spoken: list[Sentence]) -> Verdict:
    """Right where it says something about the world in whole sentences, in the words of this world or in others."""
    language = check.language
    told = {one for text in check.own for one, _ in sentences(text, language)}
    named = [one for one in spoken if {*one} & WORLD[language]]
    if not named or whole(answer).endswith("?"):
        return "wrong"
    free = [one for one in spoken if one not in told]
    if denies(free, language):
        return "wrong"
    about = [tuple(X if word in WORLD[language] else word for word in one) for one in free]
    clean = all(is_clean(one, language) for one in about) and not any({*one} & SKILLS for one in free)
    if clean and len({*spoken}) == len(spoken):
        return "right"
    other: Language = "de" if language == "en" else "en"
    abroad = [one for one, _ in sentences(answer, other)]
    return "wrong" if all(is_clean(one, other) for one in abroad) else "broken"


def story(check: Check, answer: str) -> Verdict:
    """Right where at least two whole sentences tell of the one asked about, and of nobody else."""
    language = check.language
    spoken = [one for one, _ in sentences(answer, language)]
    name = check.subject.casefold()
    if not any(name in one for one in spoken) or strange(answer, spoken, check) or whole(answer).endswith("?"):
        return "wrong"
    plain = [tuple(X if word == name else word for word in one) for one in spoken]
    clean = [is_clean(one, language, verb=False) for one in plain]
    ends = [is_clean(one, language) for one in plain]
    if all(clean) and sum(ends) >= 2 and len({*spoken}) == len(spoken):
        return "right"
    other: Language = "de" if language == "en" else "en"
    abroad = [tuple(X if word == name else word for word in one) for one, _ in sentences(answer, other)]
    foreign = all(is_clean(one, other, verb=False) for one in abroad)
    return "wrong" if foreign or all(clean) else "broken"
