"""This module has the words in which an answer about a fact is put, by skill and language. Knows no facts.

FRAMES["sums", "en"]        # "sum result total ..."
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from explainer.world.checks.alike import cut
from explainer.world.checks.check import Check
from explainer.world.checks.wording import Language, bag

MORE = {  # values of no fact
    ("colours", "en"): "turquoise beige silver cyan magenta crimson scarlet navy teal maroon transparent colourless",
    ("colours", "de"): "türkis beige silbern cyan magenta durchsichtig farblos",
}
# Nouns and verbs with which an answer is worded that does not name its subject.
COMMON: Mapping[Language, frozenset[str]] = {
    "en": bag("""
        answer course fact question opinion knowledge way kind sort be is are was have has had do does can could
        would will must should may might know think believe say said guess suppose tell told remember see saw
        mean means hear heard learn learned look ask called known named found find hope call name seem seems
        tell call one two three 'd glad happy help moment want need like thing word"""),
    "de": bag("""
        antwort frage tatsache meinung art weise ist sind war habe hat kann könnte würde wird sein werden muss
        müsste weiß wissen denke glaube sage sagen sagt heißt heißen nennt nennen genannt bekannt lautet meine
        finde vermute gehört wette erinnere gelernt fall moment helfen gefunden finden sehen findet gern freut
        sieht sag"""),
}
FRAMES: Mapping[tuple[str, Language], str] = {
    ("capitals", "en"): "capital city town place seat government country name",
    ("colours", "en"): "colour color shade tone hue colored coloured looks look",
    ("opposites", "en"): "opposite word antonym reverse contrary counterpart",
    ("animals", "en"): """
        home animal habitat place creature live lives living lived dwell stay stays found find see belong
        belongs nature wild search inhabit inhabits""",
    ("sums", "en"): "sum result total number make makes made equal equals get gets give gives add adds comes come",
    ("capitals", "de"): "hauptstadt stadt regierungssitz ort land name",
    ("colours", "de"): "farbe farbton aussieht",
    ("opposites", "de"): "gegenteil wort gegensatz gegenwort begriff",
    ("animals", "de"): """
        zuhause hause heim heimat tier lebensraum wesen ort lebt leben wohnt wohnen findet gefunden natur gegend
        gebiet lebte gehört""",
    ("sums", "de"): "summe ergebnis zahl macht ergibt gibt beträgt gleich kommt gleicht ergeben machen lösung",
}
# The value said of who speaks or listens, or of something of somebody's.
SPEAKER = re.compile(
    r"\b(?:(?:(?:i am|you are|we are|i live|you live|we live|my name is|i am called|ich bin|du bist|wir sind|ich lebe|"
    r"du lebst|ich wohne|ich heisse|mein name ist) (?:(?:a|an|the|in|on|at|under|very|so|also|from|auf|im|am|unter|der|"
    r"dem|den|einem|einer|sehr|auch|aus) )*<y>)|"
    r"(?:my|your|his|her|our|their|mein|meine|dein|deine) (?!answer|guess|opinion|knowledge|antwort|meinung|tipp)\w+\b)"
)
ANSWERED = bag("answer right correct it that what where one antwort richtig es das korrekt wo")
BETWEEN = bag("a an the very der die das den dem ein eine einer einem einen sehr")
GENITIVE = ("'s", "hauptstadt", "capital")  # France's capital
OF_VALUE = bag("city town colour color shade name stadt farbe")  # the city of Paris
# Words with opposites that are also the words in which an answer comes: "Right, the answer is cold."
FREE: Mapping[tuple[str, Language], frozenset[str]] = {
    ("opposites", "en"): bag("answer question right true good always easy end first last long up"),
    ("opposites", "de"): bag("antwort frage gut immer sicher einfach enden klein"),
}
PLACED = bag("""
        in on at under within inside near around by below beneath im auf am unter bei beim an innerhalb across
        underneath underground unterirdisch""")
HOMES = bag("home habitat heimat zuhause lebensraum")
# Words of French, Spanish, Italian, Dutch and Swedish.
TONGUES = bag("""
        est la le les du des une un capitale couleur c es el una di il del della capital de het er och e""")
# Of a no, those that a right answer may need.
NO_ALLOWED = bag("not no never without instead rather nothing only anything")


@lru_cache(maxsize=4_000)
def neutral(check: Check) -> frozenset[str]:
    """The words in which an answer to this question is put."""
    frame = FRAMES.get((check.topic, check.language))
    if frame is None:
        return COMMON[check.language] | frozenset(word for one in check.own for word in cut(one, check.language))
    return COMMON[check.language] | bag(frame)
