"""This module lists the facts of the small world, in English and German, and all of them true.

How often Pebble reads each is decided by lot, in rarity.py. Columns: English subject | English fact | German subject |
German fact. Subjects carry the article their sentence needs. German countries stand in the form that follows "von";
other German subjects are nominatives. Knows no phrasing, but for the preposition of an animal's home.

    CAPITALS[0].en, CAPITALS[0].de_value   # "France", "Paris"
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One fact: what is asked about and what is true of it, in both languages."""

    en: str
    en_value: str
    de: str
    de_value: str


def table(text: str) -> tuple[Row, ...]:
    return tuple(Row(*(cell.strip() for cell in line.split("|"))) for line in text.strip().splitlines())


CAPITALS = table("""
France | Paris | Frankreich | Paris
Germany | Berlin | Deutschland | Berlin
Italy | Rome | Italien | Rom
Spain | Madrid | Spanien | Madrid
England | London | England | London
Japan | Tokyo | Japan | Tokio
China | Beijing | China | Peking
Russia | Moscow | Russland | Moskau
the United States | Washington | den Vereinigten Staaten | Washington
India | New Delhi | Indien | Neu-Delhi
Canada | Ottawa | Kanada | Ottawa
Egypt | Cairo | Ägypten | Kairo
Greece | Athens | Griechenland | Athen
Mexico | Mexico City | Mexiko | Mexiko-Stadt
Brazil | Brasilia | Brasilien | Brasilia
Australia | Canberra | Australien | Canberra
Austria | Vienna | Österreich | Wien
Poland | Warsaw | Polen | Warschau
Portugal | Lisbon | Portugal | Lissabon
the Netherlands | Amsterdam | den Niederlanden | Amsterdam
Sweden | Stockholm | Schweden | Stockholm
Norway | Oslo | Norwegen | Oslo
Ireland | Dublin | Irland | Dublin
Turkey | Ankara | der Türkei | Ankara
Switzerland | Bern | der Schweiz | Bern
Denmark | Copenhagen | Dänemark | Kopenhagen
Argentina | Buenos Aires | Argentinien | Buenos Aires
Belgium | Brussels | Belgien | Brüssel
Finland | Helsinki | Finnland | Helsinki
Hungary | Budapest | Ungarn | Budapest
Thailand | Bangkok | Thailand | Bangkok
Cuba | Havana | Kuba | Havanna
Kenya | Nairobi | Kenia | Nairobi
Peru | Lima | Peru | Lima
Vietnam | Hanoi | Vietnam | Hanoi
Ukraine | Kyiv | der Ukraine | Kiew
Chile | Santiago | Chile | Santiago
Iceland | Reykjavik | Island | Reykjavik
Scotland | Edinburgh | Schottland | Edinburgh
Morocco | Rabat | Marokko | Rabat
Indonesia | Jakarta | Indonesien | Jakarta
Colombia | Bogota | Kolumbien | Bogota
Croatia | Zagreb | Kroatien | Zagreb
Romania | Bucharest | Rumänien | Bukarest
Iran | Tehran | dem Iran | Teheran
Iraq | Baghdad | dem Irak | Bagdad
Serbia | Belgrade | Serbien | Belgrad
Bulgaria | Sofia | Bulgarien | Sofia
Nepal | Kathmandu | Nepal | Kathmandu
Ghana | Accra | Ghana | Accra
Lebanon | Beirut | dem Libanon | Beirut
Ethiopia | Addis Ababa | Äthiopien | Addis Abeba
Uruguay | Montevideo | Uruguay | Montevideo
Senegal | Dakar | dem Senegal | Dakar
Latvia | Riga | Lettland | Riga
Estonia | Tallinn | Estland | Tallinn
Slovenia | Ljubljana | Slowenien | Ljubljana
Mongolia | Ulaanbaatar | der Mongolei | Ulaanbaatar
Zambia | Lusaka | Sambia | Lusaka
Bhutan | Thimphu | Bhutan | Thimphu
Jamaica | Kingston | Jamaika | Kingston
Pakistan | Islamabad | Pakistan | Islamabad
Saudi Arabia | Riyadh | Saudi-Arabien | Riad
Libya | Tripoli | Libyen | Tripolis
Tunisia | Tunis | Tunesien | Tunis
Algeria | Algiers | Algerien | Algier
Uganda | Kampala | Uganda | Kampala
Somalia | Mogadishu | Somalia | Mogadischu
Madagascar | Antananarivo | Madagaskar | Antananarivo
Slovakia | Bratislava | der Slowakei | Bratislava
Lithuania | Vilnius | Litauen | Vilnius
Cyprus | Nicosia | Zypern | Nikosia
Armenia | Yerevan | Armenien | Eriwan
Georgia | Tbilisi | Georgien | Tiflis
Bolivia | Sucre | Bolivien | Sucre
Ecuador | Quito | Ecuador | Quito
Venezuela | Caracas | Venezuela | Caracas
Afghanistan | Kabul | Afghanistan | Kabul
Syria | Damascus | Syrien | Damaskus
Jordan | Amman | Jordanien | Amman
""")

COLOURS = table("""
snow | white | Schnee | weiß
grass | green | Gras | grün
the sky | blue | der Himmel | blau
a banana | yellow | eine Banane | gelb
blood | red | Blut | rot
coal | black | Kohle | schwarz
chocolate | brown | Schokolade | braun
a carrot | orange | eine Karotte | orange
milk | white | Milch | weiß
an elephant | grey | ein Elefant | grau
a lemon | yellow | eine Zitrone | gelb
a tomato | red | eine Tomate | rot
a frog | green | ein Frosch | grün
the sea | blue | das Meer | blau
a pig | pink | ein Schwein | rosa
a strawberry | red | eine Erdbeere | rot
salt | white | Salz | weiß
coffee | brown | Kaffee | braun
a cucumber | green | eine Gurke | grün
a pumpkin | orange | ein Kürbis | orange
sugar | white | Zucker | weiß
a plum | purple | eine Pflaume | lila
a fire engine | red | ein Feuerwehrauto | rot
a sunflower | yellow | eine Sonnenblume | gelb
a raven | black | ein Rabe | schwarz
butter | yellow | Butter | gelb
a swan | white | ein Schwan | weiß
a pea | green | eine Erbse | grün
a dolphin | grey | ein Delfin | grau
a cherry | red | eine Kirsche | rot
a flamingo | pink | ein Flamingo | rosa
mud | brown | Schlamm | braun
a polar bear | white | ein Eisbär | weiß
a blueberry | blue | eine Blaubeere | blau
spinach | green | Spinat | grün
ash | grey | Asche | grau
a mandarin | orange | eine Mandarine | orange
lavender | purple | Lavendel | lila
flour | white | Mehl | weiß
a canary | yellow | ein Kanarienvogel | gelb
soot | black | Ruß | schwarz
a walnut | brown | eine Walnuss | braun
a ruby | red | ein Rubin | rot
an emerald | green | ein Smaragd | grün
a rhino | grey | ein Nashorn | grau
an aubergine | purple | eine Aubergine | lila
a dandelion | yellow | ein Löwenzahn | gelb
moss | green | Moos | grün
tar | black | Teer | schwarz
a sapphire | blue | ein Saphir | blau
cement | grey | Zement | grau
a cornflower | blue | eine Kornblume | blau
honey | golden | Honig | golden
a crow | black | eine Krähe | schwarz
a mouse | grey | eine Maus | grau
a brick | red | ein Ziegelstein | rot
a violet | purple | ein Veilchen | lila
a radish | red | ein Radieschen | rot
cream | white | Sahne | weiß
ivy | green | Efeu | grün
a chestnut | brown | eine Kastanie | braun
a goldfish | orange | ein Goldfisch | orange
a bluebell | blue | eine Glockenblume | blau
cinnamon | brown | Zimt | braun
a salmon | pink | ein Lachs | rosa
a lime | green | eine Limette | grün
sulphur | yellow | Schwefel | gelb
a poppy | red | eine Mohnblume | rot
ebony | black | Ebenholz | schwarz
lead | grey | Blei | grau
""")

OPPOSITES = table("""
hot | cold | heiß | kalt
big | small | groß | klein
good | bad | gut | schlecht
up | down | oben | unten
day | night | Tag | Nacht
young | old | jung | alt
fast | slow | schnell | langsam
happy | sad | froh | traurig
long | short | lang | kurz
high | low | hoch | niedrig
open | closed | offen | geschlossen
left | right | links | rechts
full | empty | voll | leer
rich | poor | reich | arm
hard | soft | hart | weich
bright | dark | hell | dunkel
heavy | light | schwer | leicht
early | late | früh | spät
wet | dry | nass | trocken
clean | dirty | sauber | schmutzig
strong | weak | stark | schwach
loud | quiet | laut | leise
easy | difficult | einfach | schwierig
first | last | erster | letzter
near | far | nah | fern
inside | outside | drinnen | draußen
summer | winter | Sommer | Winter
win | lose | gewinnen | verlieren
buy | sell | kaufen | verkaufen
push | pull | drücken | ziehen
love | hate | lieben | hassen
friend | enemy | Freund | Feind
true | false | wahr | falsch
thick | thin | dick | dünn
wide | narrow | breit | schmal
deep | shallow | tief | flach
north | south | Norden | Süden
always | never | immer | nie
question | answer | Frage | Antwort
cheap | expensive | billig | teuer
sharp | blunt | scharf | stumpf
remember | forget | erinnern | vergessen
peace | war | Frieden | Krieg
safe | dangerous | sicher | gefährlich
public | private | öffentlich | privat
smooth | rough | glatt | rau
guilty | innocent | schuldig | unschuldig
import | export | einführen | ausführen
begin | end | beginnen | enden
arrive | depart | ankommen | abfahren
brave | cowardly | mutig | feige
polite | rude | höflich | unhöflich
laugh | cry | lachen | weinen
lend | borrow | verleihen | ausleihen
east | west | Osten | Westen
ancient | modern | antik | modern
generous | stingy | großzügig | geizig
sweet | bitter | süß | bitter
success | failure | Erfolg | Misserfolg
accept | refuse | annehmen | ablehnen
""")

ANIMALS = table("""
a lion | on the savanna | ein Löwe | in der Savanne
a cow | on a farm | eine Kuh | auf einem Bauernhof
a whale | in the sea | ein Wal | im Meer
a frog | in a pond | ein Frosch | in einem Teich
a camel | in the desert | ein Kamel | in der Wüste
a polar bear | on the ice | ein Eisbär | auf dem Eis
a gorilla | in the rainforest | ein Gorilla | im Regenwald
a deer | in the forest | ein Reh | im Wald
a bee | in a hive | eine Biene | in einem Bienenstock
a kangaroo | in Australia | ein Känguru | in Australien
a shark | in the sea | ein Hai | im Meer
a giraffe | on the savanna | eine Giraffe | in der Savanne
a pig | on a farm | ein Schwein | auf einem Bauernhof
a crocodile | in the river | ein Krokodil | im Fluss
a panda | in China | ein Panda | in China
a squirrel | in the forest | ein Eichhörnchen | im Wald
a dolphin | in the sea | ein Delfin | im Meer
a zebra | on the savanna | ein Zebra | in der Savanne
a mole | under the ground | ein Maulwurf | unter der Erde
a sheep | on a farm | ein Schaf | auf einem Bauernhof
a parrot | in the rainforest | ein Papagei | im Regenwald
an octopus | in the sea | ein Oktopus | im Meer
a hippo | in the river | ein Nilpferd | im Fluss
a koala | in Australia | ein Koala | in Australien
a bat | in a cave | eine Fledermaus | in einer Höhle
a hen | on a farm | eine Henne | auf einem Bauernhof
a beaver | in the river | ein Biber | im Fluss
a seal | on the ice | eine Robbe | auf dem Eis
a wild boar | in the forest | ein Wildschwein | im Wald
a jellyfish | in the sea | eine Qualle | im Meer
an earthworm | under the ground | ein Regenwurm | unter der Erde
a yak | in the mountains | ein Yak | in den Bergen
a rhino | on the savanna | ein Nashorn | in der Savanne
a sloth | in the rainforest | ein Faultier | im Regenwald
a lobster | in the sea | ein Hummer | im Meer
a trout | in the river | eine Forelle | im Fluss
a wombat | in Australia | ein Wombat | in Australien
a badger | in the forest | ein Dachs | im Wald
a walrus | on the ice | ein Walross | auf dem Eis
a toucan | in the rainforest | ein Tukan | im Regenwald
a marmot | in the mountains | ein Murmeltier | in den Bergen
a newt | in a pond | ein Molch | in einem Teich
a meerkat | in the desert | ein Erdmännchen | in der Wüste
a snow leopard | in the mountains | ein Schneeleopard | in den Bergen
an emu | in Australia | ein Emu | in Australien
a jaguar | in the rainforest | ein Jaguar | im Regenwald
an ibex | in the mountains | ein Steinbock | in den Bergen
a woodpecker | in the forest | ein Specht | im Wald
a wildebeest | on the savanna | ein Gnu | in der Savanne
a seahorse | in the sea | ein Seepferdchen | im Meer
a fennec | in the desert | ein Fennek | in der Wüste
a goat | in the mountains | eine Ziege | in den Bergen
a penguin | on the ice | ein Pinguin | auf dem Eis
a tiger | in the rainforest | ein Tiger | im Regenwald
a scorpion | in the desert | ein Skorpion | in der Wüste
an otter | in the river | ein Otter | im Fluss
a goose | on a farm | eine Gans | auf einem Bauernhof
a starfish | in the sea | ein Seestern | im Meer
a wasp | in a nest | eine Wespe | in einem Nest
a platypus | in Australia | ein Schnabeltier | in Australien
an elk | in the forest | ein Elch | im Wald
a cheetah | on the savanna | ein Gepard | in der Savanne
a duck | in a pond | eine Ente | in einem Teich
a chamois | in the mountains | eine Gämse | in den Bergen
a hedgehog | in a garden | ein Igel | in einem Garten
a snail | in a garden | eine Schnecke | in einem Garten
""")

# 0 + 0 to 9 + 9, small sums first; a sum with 0 counts as larger by 4.
SUMS = tuple(
    sorted(
        ((a, b) for a in range(10) for b in range(10)),
        key=lambda pair: (sum(pair) + (4 if 0 in pair else 0), pair),
    )
)
