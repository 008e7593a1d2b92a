"""This module has the phrases of small talk, by language and kind, as patterns of lower-case words without punctuation.

Knows nothing of how an answer is judged by them: spoken.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from explainer.world.checks.wording import Language, bag

# What may follow a phrase: "hello there, my friend".
TO_YOU = (
    r"(?: (?:there|again|everyone|everybody|friend|my friend|dear|pebble|to you|to you too|you|too|also|very much|"
    r"then|and))*"
)
ACTS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "greeting": r"(?:hello|hi|hey|hiya|howdy|greetings|(?:a )?(?:very )?good (?:morning|afternoon|evening|"
        r"day))|morning|welcome(?: back)?|"
        r"(?:it is |how |i am |what a )?(?:so |very |really )?(?:good|nice|lovely|great|glad|pleased|happy|"
        r"delighted|wonderful|pleasure)(?: it is)? to (?:see|meet|have|hear from) you(?: here| today)*|"
        r"(?:i am )?(?:glad|happy) (?:that )?you are (?:here|back)|what is up",
        "how": r"(?:i am |i feel |everything is |all is |it is |things are |i am doing |doing |all |"
        r"feeling )?(?:all |very |quite |really |just |pretty |so |doing |feeling |going )*(?:fine|well|good|"
        r"great|okay|ok|wonderful|fantastic|excellent)(?: today| indeed| thank you| thanks| and you)*|"
        r"not (?:too |so )?bad(?: at all)?|never better|(?:i )?(?:can|could) not (?:complain|be better)|"
        r"not so bad|i am (?:very |so |really )?happy(?: today)?|so far so good",
        "who": r"(?:i am |my name is |you can call me |call me |they call me |people call me |this is |it is |"
        r"the name is )?(?:called )?pebble(?: and i (?:am|can|know|like|love|will|tell|chat|help|have|do)\b.*|"
        r" (?:the|a) (?=.*\b(?:model|program|robot|friend|helper|bot)\b).*|)|i am (?:just |only )?a (?:very |"
        r"little |small |tiny )*(?:language )?model(?: .*)?|pebble is my name|i can (?:chat|add|tell|talk|"
        r"answer)(?: (?!.*\bi\b).*)?|i know a little about (?:many|some) things|"
        r"(?:tell|answer) .*|add(?: .*)?|(?:i am )?not a robot",
        "thanks": r"(?:sure thing|of course|certainly|you bet|no big deal|yw|not a problem|(?:the )?pleasure (?:is|"
        r"was) "
        r"(?:all )?mine|always a pleasure|(?:i am )?glad that helped|you are (?:very |too |so )?kind|"
        r"(?:please )?come back any ?time)|(?:you are )?(?:very |most |always |so )*welcome|(?:it (?:is|"
        r"was) )?(?:my|a) pleasure|pleasure|"
        r"no (?:problem|worries|trouble|need to thank me)(?: at all)?|do not (?:mention it|worry about it)|"
        r"not at all|(?:i am |i was |always |i am always )?(?:glad|happy|pleased|"
        r"delighted) (?:that i could help(?: you)?|i could help(?: you)?|to (?:help|be of help|"
        r"assist)(?: you)?(?: out)?)|(?:i )?(?:always )?(?:like|love) to help(?: you)?|it was (?:nothing|"
        r"no trouble)|any ?time|think nothing of it|that is (?:quite )?(?:all right|alright|okay|ok)|"
        r"(?:i am )?(?:so )?glad (?:that )?it helped|(?:i am )?glad (?:that )?you (?:like|liked) it",
        "goodbye": r"(?:(?:have|stay) (?:fun|well|safe)|be (?:safe|well|good)|until then|see ya|cheers|safe travels?|"
        r"(?:i will )?miss you|i will miss you)|(?:good ?bye|bye|bye bye|farewell|so long|cheerio|good night|ciao|"
        r"sleep well|"
        r"sweet dreams)(?: for now)?|(?:i will |i hope to |hope to |we will )?see you(?: (?:soon|later|"
        r"again|tomorrow|next (?:time|week)|around))*|take care(?: of yourself)?|(?:i wish you |"
        r"do )?have a (?:\w+ )?(?:\w+ )?(?:day|evening|night|time|trip|one|afternoon|weekend|"
        r"rest)(?: of your day)?|until (?:next time|we meet again|tomorrow|later)|(?:talk|"
        r"speak) to you (?:soon|later|again)|come back (?:soon|any ?time)|it was (?:so |very )?(?:nice|good|"
        r"lovely|great|a pleasure) (?:to talk|talking|to chat|chatting|to meet|meeting) (?:to |with )?you|"
        r"till (?:next time|tomorrow|then|later)|all the best|enjoy your (?:day|evening)",
        "any": r"how (?:can|may) i (?:help|assist)(?: you)?(?: today| now)?|what (?:can|may) i do for you(?: today)?|"
        r"(?:please )?(?:feel free to )?ask me .*|what would you like(?: to \w+)?(?: about)?|"
        r"what do you want to \w+|what (?:brings you here|is on your mind)|how are you(?: doing)?|and you|"
        r"(?:and )?(?:how|what) about you|how is it going|tell me more|thank you(?: for .*)?|"
        r"(?:many )?thanks(?: for .*| a lot)?|(?:my )?friend|pebble|there|(?:is there |"
        r"do you need )?anything else|what can i help you with|yes|sure|of course|certainly|oh",
    },
    "de": {
        "greeting": r"(?:hallo|hallöchen|hallihallo|morgen|hi|hey|servus|moin(?: moin)?|grüß (?:dich|gott|euch)|"
        r"grüezi|guten (?:morgen|tag|abend)|"
        r"sei gegrüßt|seid gegrüßt|tag|willkommen|herzlich willkommen)(?: zurück| noch einmal| du| dir)?|"
        r"(?:es ist |wie )?(?:schön|nett|toll|prima) dich (?:wieder ?)?(?:zu sehen|zu treffen|"
        r"kennen ?zu ?lernen|kennenzulernen|wiederzusehen)|(?:schön|gut) dass du (?:da|hier|wieder da) bist|"
        r"freut mich(?: sehr)?|(?:es )?freut mich(?: sehr)?(?: dich (?:zu sehen|zu treffen|kennen ?zu ?lernen))|"
        r"sehr erfreut",
        "how": r"(?:danke )?(?:mir geht es |es geht mir |geht es mir |alles |es läuft |es geht |läuft |"
        r"heute geht es mir |ich bin |ganz )?(?:sehr |ganz |recht |wirklich |heute |richtig )*(?:gut|prima|"
        r"bestens|super|toll|bestens|wunderbar|ausgezeichnet|blendend)(?: danke| heute| vielen dank)*|"
        r"nicht schlecht|es geht(?: so)?|ich bin (?:sehr )?(?:glücklich|froh|zufrieden)|ich kann nicht klagen|"
        r"kann nicht klagen",
        "who": r"(?:ich bin |ich heiße |mein name ist |man nennt mich |du kannst mich |hier ist |nenn mich )?(?:der |"
        r"die )?pebble(?: und .*| ein .*| das .*|)|ich bin (?:nur )?ein (?:sehr )?(?:kleines |"
        r"winziges )*(?:sprachmodell|modell)(?: .*)?",
        "thanks": r"(?:sehr |immer |das habe ich |das hab ich |immer wieder |das mache ich |ich helfe |"
        r"ich helfe dir )*gerne?(?: geschehen| gemacht| wieder)?|bitte(?: sehr| schön| gern| gerne)?|(?:es|"
        r"das) freut mich dass (?:ich|es|das|dir) .*|kein(?:e)? (?:problem|ursache|thema|ding)|bitteschön|"
        r"bittesehr|nicht der rede wert|da nicht für|nichts zu danken|"
        r"das ist doch selbstverständlich|jederzeit(?: wieder)?(?: gern| gerne)?|dafür nicht|schon gut|"
        r"war mir ein vergnügen|es war mir (?:ein|eine) (?:vergnügen|freude)|"
        r"freut mich(?: dass (?:ich|es|das|dir) .*)?",
        "goodbye": r"(?:bis nächste woche|man sieht sich|tschüssi|schönes wochenende|bis dann|komm gut (?:heim|"
        r"nach hause))|"
        r"(?:auf wiedersehen|auf wiederhören|tschüss|tschüs|tschau|ciao|ade|servus|leb wohl|lebe wohl|"
        r"gute nacht|schlaf (?:gut|schön))|bis (?:bald|später|dann|morgen|zum nächsten mal|demnächst|nachher)|"
        r"mach(?:'s|s| es| es) gut|pass (?:gut )?auf dich auf|(?:ich wünsche dir |hab |"
        r"habe )?(?:noch )?ein(?:en)? (?:\w+ )?(?:\w+ )?(?:tag|abend|nacht|zeit|nachmittag|"
        r"wochenende)(?: noch)?|schönen tag(?: noch)?|wir sehen uns(?: bald| wieder| morgen)*|alles gute|"
        r"komm bald wieder|es war (?:sehr )?(?:schön|nett) mit dir(?: zu (?:reden|plaudern|sprechen))?|"
        r"(?:einen )?schönen (?:tag|abend)(?: noch)?",
        "any": r"wie kann ich (?:dir|ihnen)(?: heute)? helfen|was kann ich für dich tun|was möchtest du (?:wissen|"
        r"hören|tun)|frag mich .*|was willst du wissen|wie geht es dir(?: heute)?|und dir|und selbst|"
        r"erzähl(?:e)? mir mehr|(?:vielen |danke |herzlichen )*dank(?:e)?(?: der nachfrage)?|mein freund|"
        r"pebble|ja|klar|natürlich|aber|ach|oh",
    },
}
# A word by which a kind is known even in a heap of words.
CORES: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "greeting": "hello|hi|hey|greetings",
        "how": "fine|well",
        "who": "pebble",
        "thanks": "welcome|pleasure",
        "goodbye": "goodbye|bye|see you|farewell|take care",
    },
    "de": {
        "greeting": "hallo|guten tag|grüss dich",
        "how": "gut|prima",
        "who": "pebble",
        "thanks": "gern|gerne|bitte",
        "goodbye": "wiedersehen|tschüss|bis bald",
    },
}
# Kinds that may go with a kind: "Hello, I am fine."
WITH = {
    "greeting": ("how", "who"),
    "how": ("greeting",),
    "who": ("greeting", "how"),
    "thanks": (),
    "goodbye": ("thanks",),
}
# How a feeling is met, by language and mood.
MEETS: Mapping[tuple[Language, str], re.Pattern[str]] = {
    ("en", "glad"): re.compile(
        r"\b(?:glad|nice|lovely|great|good|wonderful|fantastic|delighted|pleased|love|enjoy|like|hurray|wow|"
        r"well done|congratulations|splendid|beautiful|super|excellent|happy (?:for|to hear|that))\b"
    ),
    ("en", "sad"): re.compile(
        r"\b(?:sorry|hope|hard|here for you|pity|shame|kind to|be kind|hug|comfort|help|cheer|poor|"
        r"unfortunately|tell me|want to talk|understand|better soon|feel better|not easy|difficult|tough|"
        r"sad to hear|rest|take care|worry|i am here|okay|ok|why (?:are you|is <x>))\b"
    ),
    ("de", "glad"): re.compile(
        r"\b(?:schön|freut|freue|wunderbar|toll|prima|super|gut|herrlich|großartig|klasse|nett|glückwunsch|"
        r"fein)\b"
    ),
    ("de", "sad"): re.compile(
        r"\b(?:leid|schade|hoffe|hoffentlich|schwer|da für|für dich da|tröst\w*|kopf hoch|erzähl|reden|"
        r"verstehe|helfen|hilfe|armer?|arme|ich bin da|schlimm|wird wieder|umarme?|drück\w*|lieb zu|nett zu|besser)\b"
    ),
}
# Each said of a feeling of the other mood is no sympathy.
OPPOSED: Mapping[str, re.Pattern[str]] = {
    "sad": re.compile(r"\b(?:glad|nice|lovely|great|wonderful|schön|freut|wunderbar|toll)\b"),
    "glad": re.compile(r"\b(?:sorry|pity|leid|schade)\b"),
}
TOWARD_YOU = re.compile(r"\byou (?:are|feel)\b|\bdu (?:dich|bist)\b|\bbist du\b|\bare you\b|\bto you\b")
UNFELT = re.compile(r"\b(?:not|nicht|never|nie) (?:\w+ )?(?:sorry|glad|nice|leid|schön|freut)\b")
# A no that denies nothing.
POLITE_NO = re.compile(
    r"\b(?:not (?:bad|at all|mention|worry|complain|be better|so bad|too bad)|no (?:problem|worries|"
    r"trouble|need)|nothing|anything|never better|nicht (?:schlecht|klagen)|keine? (?:problem|ursache|"
    r"thema|ding)|not a (?:problem|robot)|da nicht für|nicht der rede|nichts zu danken|dafür nicht|(?:do|will|need|"
    r"must|should) not be|not easy|nicht (?:leicht|"
    r"lange|mehr|einfach)|sei nicht|not (?:for )?long|not alone|nicht allein|ohne)\b|^no [,.] (?=i am|my name|"
    r"just)|^nein [,.] (?=ich)"
)
# What turns sympathy round, and joy; Y stands for the feeling and X for a friend.
TURNED = re.compile(
    r"\bhope (?:that )?(?:, )?(?:you|he|she|they|<x>) (?:are|is|stay|stays|remain|remains|feel|feels|will be|"
    r"keep being) (?:(?!not|less|never)\w+ )?"
    r"<y>|\bhelp (?:you|him|her|<x>) (?:to )?(?:be|feel|stay) <y>|^(?:you|<x>|du) (?:are|is|do|feel|feels|"
    r"bist) not (?:feel )?<y>|"
    r"\b(?:be|you|are|is) less <y>|\bif you were\b|\bhoffe , (?:dass )?du (?:bleibst|(?:(?!nicht)\w+ )?<y>)|"
    r"\bstay <y>|\bhate\b|"
    r"\bnot (?:\w+ )?(?:good|great|lovely|wonderful|fine|gut)\b"
)
# A feeling of somebody who was not spoken of.
OF_OTHERS = re.compile(
    r"\b(?:that|because|hear) (?:i am|i feel|we|they|it is|(?:the|a|an|my|your|our|his|her) \w+ (?:is|are|"
    r"feels?)) (?:\w+ )?<y>|"
    r"(?:^|\. )(?:the|a|an|my|our|his|her) \w+ (?:is|are|feels?) (?:\w+ )?<y>"
)
# The words of what may be said beside a phrase: of you and me, and of talking.
MANNERS: Mapping[Language, frozenset[str]] = {
    "en": bag("""
        i you we it that this there is are am be been was will would can could may might shall do does did have has had
        want like love need hope wish let know see meet hear help ask tell talk chat answer add learn think feel look
        mean say speak call miss wait try sit listen enjoy play start come back a an the my your me us our some any
        anything something everything nothing more much many lot lots bit little very so really too quite just only
        always ever again today now here soon later tomorrow day days week morning evening afternoon night time times
        weather question questions story stories number numbers sum sums thing things word words mind world name friend
        friends dear everyone pebble model language small tiny robot program nice good great lovely fine well happy
        glad pleased welcome wonderful beautiful kind okay ok ready curious new next long first all best better right
        tired busy safe and but or if of for with about to at in on as by from how what where which who when why please
        thank thanks yes no oh hello hi hey bye goodbye both together way pleasure joy fun reply chatting talking
        helping telling asking meeting seeing hearing doing going feeling looking forward use be""")
    | frozenset((",",)),
    "de": bag("""
        ich du wir es das dies ist sind bin bist war wird kann kannst können könnte möchte möchtest will willst darf
        hoffe wünsche freue freut mag magst habe hast hat haben gibt geht helfen hilfe reden sprechen plaudern fragen
        frage frag antworten erzählen erzähl rechnen wissen weiß weiss hören sehen lernen sagen sag machen mach tun
        komm lass mich dich mir dir uns mein meine dein deine ein eine einen einem einer etwas alles mehr viel viele
        wenig bisschen sehr so wirklich auch nur immer wieder heute jetzt hier da bald später morgen tag tage abend zeit
        woche wetter geschichte geschichten zahl zahlen wort welt name freund freunde pebble modell sprachmodell klein
        kleines kleine neues neue neuigkeiten schön schönen gut gute guten nett toll prima froh lieb bereit und aber
        oder wenn dass für mit von zu über an am im in auf als wie was wo wer wann bitte danke ja ach hallo zusammen
        freude spaß gern gerne der die den dem""")
    | frozenset((",",)),
}
WORLD: Mapping[Language, frozenset[str]] = {
    "en": frozenset(("world", "earth", "planet")),
    "de": frozenset(("welt", "erde", "planet", "planeten")),
}
# Nouns with which one speaks of it.
WORLDLY: Mapping[Language, frozenset[str]] = {
    "en": bag("""
        adventure air animal ant autumn beach beauty bird child city cloud continent country creature day desert
        earth east end family fish flower food forest friend hill history home house hundred ice insect island
        kind lake land language life light lot man million month moon mountain nation nature night north ocean
        part people person place planet plant rain river rock sand sea season secret side sky snow south space
        spring star state stone storm summer sun thing thousand time top town treasure tree trip universe
        village water week west whale wind winter woman wonder wood world year"""),
    "de": bag("""
        abenteuer ameise art baum berg blume bäume ding dorf dörfer eis erde familie fisch fluss flüsse frau
        freund frühling geschichte haus heimat herbst himmel häuser hügel insekt insel inseln jahr jahreszeit
        kind kontinent land leben leute licht luft länder mann meer meist mensch million monat mond nacht
        nahrung natur norden ort osten ozean pflanze planet regen runde sand schatz schnee see seite sommer
        sonne sprache staat stadt stein stern strand sturm städte süden tag tausend teil tier universum vogel
        vögel wal wald wasser welt wesen westen wind winter woche wolke wunder wälder wüste zeit zuhause"""),
}
# What is said of you and me, or the wrong way round.
NO_WORLD = re.compile(
    r"\b(?:i|you|me|my|your|he|she|ich|du|mein|meine|dein|deine|hello|hallo)\b|\bsun (?:\w+ )+around the (?:earth|"
    r"world)\b|"
    r"\bsonne (?:\w+ )+um die (?:erde|welt)\b|\bworld of (?!ours|today|people|animals)|"
    r"\b(world|earth|planet|welt|erde) (?:is|ist) (?:the |a |die |eine )?\1\b"
)
# Verbs of stories in the past, but for those in -ed and -te.
PASTS: Mapping[Language, frozenset[str]] = {
    "en": bag("""
        was were had went saw found felt took made came said gave got ran sat sang swam flew fell ate drank slept woke
        heard held met left lost brought bought built caught began became broke drew drove grew hid kept knew let read
        rode rose shone spoke spent stood taught told threw thought understood wore won wrote did could would put cut
        hit hurt shut dug fed bit chose forgot swung stole shook lay sent paid blew"""),
    "de": bag("""
        war waren ging gingen fand fanden sah sahen nahm nahmen kam kamen gab gaben lief liefen stand saß sass hielt
        trug rief sprach schlief aß ass trank las schrieb sang sprang flog schwamm fiel begann traf verlor ließ liess
        fuhr wuchs half vergaß gefiel tat blieb wurde wurden"""),
}
