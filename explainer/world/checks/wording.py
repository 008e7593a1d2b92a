"""This module lists everyday words of English and German by what they can be in a sentence. Knows no facts.

sentence.py tells by it a sentence from a heap of words; what the letters stand for is written there.

    words("en")["colours"]      # "N", a noun
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

Language = Literal["en", "de"]

EN = {
    "D": """
        the a an this that these those my your his her its our their every each some any all both no another which
        what many most few several one two three four five six seven eight nine ten whose""",
    "P": """
        i you he she it we they this that there everyone everybody people somebody someone one who which nobody""",
    "O": """
        me you him her it us them this that everyone everybody someone something anything myself yourself itself
        more one""",
    "K": "is are was were am be's isn aren",
    "M": "can could will would should must may might shall do does did has have had",
    "W": """
        think thinks thought know knows knew believe believes believed guess guesses say says said hope hopes hoped
        see sees saw mean means remember remembers feel tell tells told hear heard learn learned wish wished suppose""",
    "U": "think know believe guess say hope see mean remember feel tell hear learn wish suppose",
    "I": "be have do",
    "V": "has have had equals",
    "G": "been being called known named given used considered found located situated got seen gone",
    "A": """
        beautiful good bad nice lovely great wonderful big small little large huge tiny tall short long old new
        young famous right correct true happy sad proud calm excited thankful cheerful hopeful brave relaxed tired
        lonely angry worried afraid nervous bored upset sorry glad sure certain fine well okay ok ready welcome kind
        friendly funny shiny warm cold hot cool dry wet deep dark bright light pale pure plain clean wild gentle
        sweet soft hard round full empty open closed lost red white green blue yellow black brown grey gray pink
        orange purple golden gold silver wooden quiet loud slow fast quick early late same other own first last
        second next whole main usual natural normal free possible different important interesting easy simple
        difficult hungry thirsty strong weak rich poor fresh ripe frozen raw local public busy alone whose clever
        safe magic strange pretty delighted pleased surprised best better favourite simmering thick thin high low
        wide narrow heavy crisp smart lucky lots seven eternal healthy equal""",
    "R": """
        not never very really quite just simply usually normally always often mostly mainly generally certainly
        surely definitely indeed too also here there now then today tonight tomorrow yesterday soon later again once
        ever still only even so well maybe perhaps probably clearly obviously truly actually naturally exactly
        precisely back home away together outside inside upstairs down up out off over around far near suddenly
        finally happily quickly slowly carefully gently softly quietly loudly proudly almost about however anyway
        please instead long more most less much offline online before twice alone forever first next straight all""",
    "E": """
        of in on at by with from for as into onto under near over through across behind between beside below above
        about like inside outside within around after before during without until along towards against down up out
        off than underneath beneath per past among plus""",
    "T": "to",
    "C": "and but or so nor yet plus",
    "Z": "that which who",
    "S": """
        which who where when what how why because if while whether since although though until as than once before
        after whom""",
    "L": """
        no dear yes yeah yep sure okay ok well oh ah hmm um right hello hi hey welcome please thanks indeed correct
        easy alright wow hurray alas certainly absolutely greetings goodbye bye sorry""",
    "N": """
        capital city town colour color shade tone answer opposite word name home animal number sum result total
        place country state nation land question course fact antonym reverse contrary creature habitat side way kind
        sort thing things nature seat government moment pleasure rule heart hue model language doubt knowledge
        opinion mind world earth planet part day days night morning evening afternoon time times year years end hour
        hours minute minutes degree degrees lot help friend care chat story talk life people park garden forest
        village castle valley market library zoo museum house room door window table chair bed kitchen school street
        road bridge river lake sea ocean beach island mountain hill field farm desert cave tree leaf flower rose
        grass stone rock sand snow rain wind storm cloud sky sun moon star light fire water ice air ground hole ball
        bird key book kitten hat cake boat coat box bell cat dog puppy horse cow pig sheep fish frog bear fox wolf
        lion mouse rabbit duck bee butterfly elephant dragon fairy king queen prince princess man woman men women
        boy girl child children baby mother father parent sister brother family grandmother grandfather neighbour
        teacher farmer doctor song music game toy doll picture painting letter paper pen bag basket bottle cup plate
        bowl knife bread milk egg apple pear cherry lemon soup tea coffee sugar salt butter cheese chocolate honey
        rice car bus train ship plane bike wheel clock lamp candle money coin treasure gold silver map shoe dress
        shirt hand foot head eye ear nose mouth hair face smile tear dream wish idea secret surprise present gift
        party birthday summer winter spring autumn week month century continent wood plant insect whale ant thousand
        million season corner top bottom edge path adventure journey trip walk visit sunshine rainbow feather nest
        shell branch root roof wall tower church shop bench swing slide kite balloon drum piano guitar cloth blanket
        pillow meal breakfast lunch dinner snack picnic sandwich cookie pan pot oven spoon pound kilo litre taste
        juice gas starch scent spice recipe ingredient flour potato tomato onion carrot lentil bean pea chickpea
        computer internet data program assistant file licence software source code website subscription server app
        user document memory disk format engine framework company store system page group settings folder truth joy
        fun luck love hug space universe north south east west peace crowd noise voice sound piece meat food shadow
        bush fence gate step stairs inside weather nobody mum dad mom sunset sunrise lantern puddle guess robot""",
}
EN_VERBS = """
    ask answer talk help like love look want need walk play laugh smile cry jump call cover share turn travel visit
    listen work stop start open close pick show name wait watch wave wonder stay live move paint plant pull push
    reach return rest thank touch trust try use wash whisper wish enjoy explore discover follow happen hug finish
    believe seem appear cook boil bake mix heat add fry peel roast store replace keep put learn remain search carry
    climb count cross dance decide dream drop end equal arrive explain fill fold hurry invite join kiss knock land
    last lift lock miss notice offer order pass please point pour promise rain roll save scream shine shout sail
    sound stare surround taste tidy wander blow greet amount cheer matter mention welcome treat belong hide rise
    grow make give take find get tell"""
EN_IRREGULAR = """
    go goes went gone going; come comes came coming; make makes made making; give gives gave given giving; take
    takes took taken taking; find finds found finding; get gets got getting; see sees saw seen seeing; know known
    knowing; say said saying; tell told telling; feel feels felt feeling; think thought thinking; keep keeps kept
    keeping; put puts putting; run runs ran running; sit sits sat sitting; sing sings sang sung singing; swim swims
    swam swimming; fly flies flew flown flying; fall falls fell fallen falling; eat eats ate eaten eating; drink
    drinks drank drinking; sleep sleeps slept sleeping; wake wakes woke woken; hear hears heard hearing; hold holds
    held holding; meet meets met meeting; leave leaves left leaving; lose loses lost losing; bring brings brought
    bringing; buy buys bought buying; build builds built building; catch catches caught; begin begins began begun
    beginning; become becomes became becoming; break breaks broke broken; draw draws drew drawn drawing; drive
    drives drove driven; grow grows grew grown growing; hide hides hid hidden hiding; let lets; read reads reading;
    ride rides rode ridden riding; rise rises rose risen; shine shines shone shining; speak speaks spoke spoken
    speaking; spend spends spent spending; stand stands stood standing; teach teaches taught; throw throws threw
    thrown; understand understands understood; wear wears wore worn wearing; win wins won winning; write writes
    wrote written writing; lie lies lay lying; have having; do done doing; be been being; sell sells sold selling;
    mean meaning; hurt hurts; shut shuts; stop stops stopped stopping; drop dropped; hug hugged hugging; nod nodded;
    hop hopped; hurry; plan planned; clap clapped; rub; chat chatted chatting; grab grabbed; swimming; digging; dig
    dug; fit fits; hit hits; bite bit; choose chose chosen; forget forgot forgotten; feed fed; blow blew; swing
    swung; steal stole; shake shook; tie tied; pay pays paid; send sends sent; show shown"""
EN_BEING = "thinking feeling saying living"

DE = {
    "D": """
        der die das den dem des ein eine einen einem einer eines kein keine dieser diese dieses diesen diesem mein
        meine meinen meinem meiner dein deine deinen deinem deiner sein seine seinen seinem seiner ihr ihre ihren
        ihrem ihrer unser unsere unserem unserer unseren jeder jede jedes jeden jedem alle allen viele vielen einige
        manche mehrere welche welcher welches zwei drei vier fünf sechs sieben acht neun zehn""",
    "P": "ich du er sie es wir ihr man das dies jeder alle wer jemand niemand",
    "O": "mich dich ihn sie es uns euch mir dir ihm ihr ihnen sich das dies etwas alles alle mehr",
    "K": "ist sind war waren bin bist sei wäre seid wird wurde werden",
    "M": """
        kann kannst können könnte konnte konnten will willst wollen wollte soll sollte muss musst müssen musste
        müsste dürfte darf dürfen durfte mag magst möchte möchtest würde würdest hat habe hast haben hatte hatten
        wird werden""",
    "W": """
        glaube denke meine weiß weißt wissen finde sage sagt sagte dachte hoffe wette vermute kenne kennst sehe
        kennt frag frage heißt""",
    "V": """
        hat habe hast haben hatte heißt heißen heiße lautet nennt nennen gibt lebt leben lebe lebte wohnt wohnen
        liegt macht ergibt gleicht beträgt findet trägt besitzt kommt steht stehen bleibt ging gingen gehe geht
        gehst lief läuft kam kamen fand fanden sah sahen sieht nahm nimmt gab blieb saß stand hielt trug rief sprach
        schlief aß trank las schrieb sang sprang flog schwamm fiel begann traf verlor brachte dachte wusste kannte
        ließ fuhr wuchs half vergaß gefiel tat tut erzähl sprechen spricht pass hab mach sag nenn nimm komm schau
        kreist dauert nennst weißt freut""",
    "U": "sagen glauben denken wissen meinen hoffen",
    "I": """
        sein haben werden sehen finden gehen kommen sagen nennen essen trinken wissen helfen reden sprechen geben
        nehmen tun""",
    "G": """
        genannt gewesen geworden gesehen gefunden gegangen gekommen gegeben genommen bekannt geschehen gehabt gesagt
        gehört geholfen getroffen getan gegessen vergessen""",
    "A": """
        schön gut schlecht klein groß lang kurz alt neu jung berühmt richtig korrekt wahr klar sicher froh stolz
        ruhig aufgeregt dankbar fröhlich zuversichtlich mutig entspannt traurig müd müde einsam wütend besorgt
        ängstlich nervös gelangweilt enttäuscht glücklich leid lieb nett freundlich lustig warm kalt heiß kühl
        trocken nass tief tiefe hell dunkel rein wild sanft süß weich hart rund voll leer offen rot weiß grün blau
        gelb schwarz braun grau rosa lila orange golden silbern winzig riesig weit breit hoch hohe hohen hoher still
        laut langsam schnell früh spät gleich ander nächst erst letzt zweit ganz einfach schwer schwierig leicht
        wichtig interessant hungrig stark schwach reich arm frisch frei wunderbar toll prima wunderschön herrlich
        gern normal typisch natürlich dick dünn kaputt verloren glänzend zauberhaft seltsam klug best schade
        ewig gesucht gegenteilig voller gute guten guter""",
    "R": """
        nicht nie niemals sehr wirklich ganz nur einfach normalerweise meistens meist immer oft häufig gewöhnlich
        natürlich sicher sicherlich bestimmt auch hier dort da dann jetzt nun heute morgen gestern bald später
        wieder noch schon so gern gerne vielleicht wohl eben genau doch ja selbst zurück weg zusammen draußen
        drinnen oben unten plötzlich endlich schließlich hinaus heim nachts morgens abends eigentlich tatsächlich
        übrigens zuhause überall lange viel wenig mehr sonst also jedenfalls gerade fast mal einmal hoffentlich
        zuerst zuletzt heraus herum entlang davon dazu daran darauf danach dafür damit sogar glücklicherweise meines
        eures wissens jederzeit bitte danke gut am eines voller los auf an ab aus""",
    "B": "im am beim zum zur vom ins ans aufs",
    "E": """
        von in  an  auf bei  mit nach aus für über unter vor hinter neben zwischen durch um gegen ohne zu
          bis     seit während wegen als wie innerhalb pro trotz entlang plus""",
    "T": "zu",
    "C": "und oder aber sondern denn",
    "S": """
        soweit dass weil wenn ob wo wie was wer als welche welcher welches damit während nachdem bevor obwohl da
        sobald""",
    "L": """
        ja klar sicher okay ok gut also ach oh hm na nun hallo danke bitte gern richtig genau natürlich schade
        servus moin tschüss super prima""",
    "N": """
        hauptstadt stadt farbe farbton antwort gegenteil wort name zuhause hause haus heim heimat tier zahl summe
        ergebnis ort land staat frage tatsache lebensraum wesen begriff seite art weise ding natur regierungssitz
        regel kind modell sprachmodell meinung welt erde planet teil tag tage nacht morgen abend mittag zeit jahr
        jahre ende stunde minute grad hilfe freund freundin freude geschichte gespräch leben menschen mensch leute
        glück herz gegensatz gegenwort lösung fall moment gegend gebiet park garten wald dorf schloss tal markt
        bibliothek zoo museum zimmer tür fenster tisch stuhl bett küche schule straße weg brücke fluss see meer
        meere ozean strand insel berg hügel feld bauernhof wüste höhle baum blatt blume rose gras stein sand schnee
        regen wind sturm wolke himmel sonne mond stern licht feuer wasser eis luft boden loch ball vogel schlüssel
        buch kätzchen hut kuchen boot mantel kiste glocke katze hund pferd kuh schwein schaf fisch frosch bär fuchs
        wolf löwe maus hase ente biene schmetterling elefant drache fee könig königin prinz prinzessin mann frau
        junge mädchen baby mutter vater eltern schwester bruder familie oma opa großmutter großvater nachbar lehrer
        bauer arzt lied musik spiel puppe bild brief papier stift tasche korb flasche tasse teller schüssel messer
        brot milch eier apfel birne kirsche zitrone suppe tee kaffee zucker salz butter käse schokolade honig auto bus
        zug schiff rad uhr lampe kerze geld münze schatz gold silber karte schuh kleid hand fuß kopf auge ohr nase
        mund haar gesicht lächeln träne traum wunsch idee geheimnis überraschung geschenk fest geburtstag sommer
        winter frühling herbst woche monat kontinent kontinente pflanze insekt wal ameise sprache sprachen tausende
        tausend million jahreszeit ecke spitze rand pfad abenteuer reise ausflug spaziergang besuch regenbogen feder
        nest muschel ast wurzel dach mauer turm kirche laden bank schaukel drachen trommel decke kissen essen
        frühstück computer wahrheit spaß liebe runde meist berge wüsten wälder länder walen bäume vögel blätter
        tiere pflanzen universum norden süden osten westen krieg lärm stimme fleisch nahrung schatten busch zaun tor
        schritt treppe wetter mama papa problem ursache vergnügen geschehen wiedersehen""",
}
DE_VERBS = """
    frag sag mach leb wohn lach wein spiel hör such zeig wart schau träum freu lieb kauf koch tanz mal bau rechn
    erzähl plauder dank besuch reis brauch glaub hoff wünsch lern lächel kletter fühl pflück leg stell setz öffn
    schließ klopf staun entdeck wander teil zähl folg hüpf umarm winke schenk lausch bedeck bestimm nenn kenn gehör
    erklär bekomm antwort grüß lauf pass ergeb gab"""
ENDINGS = ("", "e", "er", "es", "en", "em", "ere", "eren", "erer", "ste", "sten")


def bag(text: str) -> frozenset[str]:
    """The words of a text, in the lower case in which answers are compared."""
    return frozenset(text.casefold().split())


def english() -> Iterable[tuple[str, str]]:
    """Word and part of speech, with the forms that a rule makes."""
    for part, listed in EN.items():
        yield from ((word, part) for word in listed.split())
    for noun in EN["N"].split():
        yield (noun[:-1] + "ies" if noun[-1] == "y" and noun[-2] not in "aeou" else noun + plural(noun), "N")
    for verb in EN_VERBS.split():
        stem = verb[:-1] if verb[-1] == "e" else verb
        soft = verb[:-1] + "i" if verb[-1] == "y" and verb[-2] not in "aeou" else stem
        yield from ((verb, "I"), (verb, "V"), (stem + "ing", "G"), (soft + "ed", "V"), (soft + "ed", "G"))
        yield ((soft + "es") if soft != stem else verb + plural(verb), "V")
    for forms in EN_IRREGULAR.split(";"):
        base, *rest = forms.split()
        yield from ((base, "I"), *((base, "V") for _ in [0] if base not in ("be",)))
        past = [word for word in rest if not word.endswith(("s", "ing"))]
        for word in rest:
            both = word in past and len(past) == 1  # he found, it is found; but he took, it is taken
            yield from (
                (word, part) for part in ("VG" if both else "G" if word in past[1:] or word[-3:] == "ing" else "V")
            )
    yield from ((word, "G") for word in EN_BEING.split())
    for adjective in EN["A"].split():
        soft = adjective[:-1] + "i" if adjective[-1] == "y" else adjective.removesuffix("e")
        yield from ((soft + "er", "A"), (soft + "est", "A"), (soft + "ly", "R"))


def plural(word: str) -> str:
    return "es" if word.endswith(("s", "x", "ch", "sh", "o")) else "s"


def german() -> Iterable[tuple[str, str]]:
    for part, listed in DE.items():
        yield from ((word, part) for word in listed.split())
    for noun in DE["N"].split():
        yield from ((noun + ending, "N") for ending in ("e", "en", "n", "er", "s", "es"))
    for adjective in DE["A"].split():
        yield from ((adjective.removesuffix("e") + ending, "A") for ending in ENDINGS)
    for stem in DE_VERBS.split():
        yield from ((stem + ending, "V") for ending in ("", "e", "st", "t", "et", "te", "ete", "ten", "eten"))
        yield from ((stem + ending, part) for ending in ("en", "n") for part in "VI")
        yield from (("ge" + stem + ending, "G") for ending in ("t", "et"))


@lru_cache
def words(language: Language) -> dict[str, str]:
    """Every known word in lower case, with the letters of all it can be."""
    known: dict[str, str] = {}
    for word, part in english() if language == "en" else german():
        word = word.casefold()
        known[word] = known.get(word, "") + (part if part not in known.get(word, "") else "")
    return known
