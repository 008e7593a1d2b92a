"""The new task "cooking" is plain kitchen knowledge in English, which Pebble has never seen.

A weak shift: the language, the form of the questions and part of the words are those of the old task; the subject is
new. Times and heats are common ones in degrees Celsius, not laws. Knows nothing of the old tasks. Look at it with

    python -c "from explainer.world import corpus, task; print(*corpus(task('cooking'), 20, 0, 'train'), sep='\\n')"
"""

from __future__ import annotations

from explainer.world.document import Probe, Task
from explainer.world.skill import FactSkill, facts, mixture

BOILING = FactSkill(
    "boiling",
    facts("""
potatoes | 20 minutes
pasta | 10 minutes
rice | 15 minutes
a soft egg | 6 minutes
a hard egg | 10 minutes
carrots | 8 minutes
broccoli | 4 minutes
peas | 3 minutes
green beans | 6 minutes
sweetcorn | 5 minutes
cauliflower | 7 minutes
brown lentils | 25 minutes
beetroot | 40 minutes
spinach | 1 minute
dumplings | 12 minutes
asparagus | 4 minutes
Brussels sprouts | 9 minutes
"""),
    (
        "How long do I boil {x}?",
        "For how long should I boil {x}?",
        "How many minutes do I boil {x}?",
        "Tell me how long to boil {x}.",
        "I want to boil {x}. How long?",
    ),
    ("Boil {x} for {y}.", "It takes {y} to boil {x}.", "Give {x} {y} in boiling water."),
)
BAKING = FactSkill(
    "baking",
    facts("""
bread | 220 degrees
a sponge cake | 180 degrees
pizza | 250 degrees
biscuits | 175 degrees
lasagne | 190 degrees
an apple pie | 200 degrees
muffins | 185 degrees
meringues | 100 degrees
brownies | 170 degrees
scones | 220 degrees
a cheesecake | 150 degrees
baked potatoes | 200 degrees
gingerbread | 180 degrees
"""),
    (
        "How hot must the oven be for {x}?",
        "At what heat do I bake {x}?",
        "Which oven heat do I need for {x}?",
        "Tell me the oven heat for {x}.",
        "I want to bake {x}. How hot?",
    ),
    ("Bake {x} at {y}.", "Set the oven to {y} for {x}.", "For {x}, heat the oven to {y}."),
)
INGREDIENTS = FactSkill(
    "ingredients",
    facts("""
hummus | chickpeas
an omelette | eggs
bread | flour
guacamole | avocado
pesto | basil
ketchup | tomatoes
porridge | oats
risotto | rice
chips | potatoes
tofu | soya beans
sauerkraut | cabbage
marzipan | almonds
lemonade | lemons
cheese | milk
baba ganoush | aubergine
tahini | sesame
borscht | beetroot
dal | lentils
tzatziki | yoghurt
"""),
    (
        "What is the main ingredient of {x}?",
        "What do I need most for {x}?",
        "What do I make {x} from?",
        "Which ingredient goes into {x}?",
        "I want to make {x}. What do I buy?",
    ),
    ("You make {x} from {y}.", "The main ingredient of {x} is {y}.", "For {x} you need {y}."),
)
TOOLS = FactSkill(
    "tools",
    facts("""
fry an egg | a pan
peel a carrot | a peeler
drain pasta | a colander
beat egg whites | a whisk
roll out dough | a rolling pin
grate cheese | a grater
chop an onion | a sharp knife
stir a sauce | a wooden spoon
weigh flour | a kitchen scale
serve soup | a ladle
turn a pancake | a spatula
mash potatoes | a masher
open a tin | a tin opener
squeeze a lemon | a juicer
make a smoothie | a blender
toast bread | a toaster
crush garlic | a garlic press
"""),
    (
        "What do I need to {x}?",
        "Which tool do I use to {x}?",
        "With what do I {x}?",
        "Tell me what I need to {x}.",
        "I want to {x}. What do I take?",
    ),
    ("You {x} with {y}.", "Use {y} to {x}.", "Take {y} to {x}."),
)
STORAGE = FactSkill(
    "storage",
    facts("""
fresh milk | in the fridge | fridge
ice cream | in the freezer | freezer
flour | in the cupboard | cupboard
bananas | in the fruit bowl | bowl
fresh bread | in the bread bin | bin
fresh fish | on ice | ice
raw potatoes | in a dark box | dark
sliced ham | in the fridge | fridge
frozen peas | in the freezer | freezer
dry rice | in the cupboard | cupboard
ripe peaches | in the fruit bowl | bowl
ginger biscuits | in a tin | tin
"""),
    (
        "Where do I keep {x}?",
        "Where should I put {x}?",
        "What is the right place for {x}?",
        "Tell me where to keep {x}.",
        "I bought {x}. Where to?",
    ),
    ("Keep {x} {y}.", "The right place for {x} is {y}.", "Put {x} {y}."),
)
SWAPS = FactSkill(
    "swaps",
    facts("""
butter | oil
sugar | honey
milk | oat milk
cream | coconut milk
lemon juice | vinegar
breadcrumbs | crushed crackers
eggs in a cake | mashed bananas
fresh herbs | dried herbs
white wine | stock
cornflour | potato starch
pine nuts | sunflower seeds
ketchup | tomato paste
"""),
    (
        "What can I use instead of {x}?",
        "What can replace {x}?",
        "I have no {x}. What now?",
        "Tell me what replaces {x}.",
        "Is there something like {x}?",
    ),
    ("Use {y} instead of {x}.", "You can replace {x} with {y}.", "Take {y} when you have no {x}."),
)
TIPS = FactSkill(
    "tips",
    facts("""
salt the pasta water | it gives the pasta taste | taste
let meat rest | it keeps the juice inside | juice
let dough rise | yeast fills it with gas | gas
heat the oven first | the cake should rise at once | at once
grease the tin | the cake comes out easily | easily
wash rice | it takes away loose starch | starch
dry meat before frying | it turns brown and crisp | crisp
put a lid on the pot | the water boils sooner | sooner
add herbs last | heat takes their scent away | scent
cool boiled eggs in cold water | the shells come off well | shells
taste the soup before serving | you may need more spice | spice
soak dried beans | they cook faster the next day | next day
"""),
    (
        "Why do cooks {x}?",
        "Why should I {x}?",
        "Tell me why cooks {x}.",
        "Explain to me why cooks {x}.",
        "Why is it good to {x}?",
    ),
    ("Cooks {x} because {y}.", "Because {y}.", "The reason is that {y}."),
)
RECIPES = FactSkill(
    "recipes",
    facts("""
pancakes | mix flour, eggs and milk. Then fry thin rounds in butter | thin rounds
tomato sauce | fry an onion. Then add tomatoes and simmer for half an hour | tomatoes
an omelette | beat three eggs. Then fry them gently and fold | fold
mashed potatoes | boil potatoes. Then mash them with butter and warm milk | mash
vegetable soup | cut vegetables. Then simmer them in stock until soft | stock
bread | knead flour, water, salt and yeast. Then let the dough rise and bake it | knead
a green salad | wash the leaves. Then dress them with oil and vinegar | leaves
rice pudding | simmer rice in sweet milk. Then add cinnamon | cinnamon
an apple crumble | slice apples. Then bake them under butter, sugar and flour | apples
hummus | blend chickpeas with sesame paste. Then add lemon and garlic | chickpeas
lentil soup | cook lentils with carrots and cumin. Then blend half of it | cumin
"""),
    (
        "How do I make {x}?",
        "Give me a recipe for {x}.",
        "Can you teach me to make {x}?",
        "Tell me how to make {x}.",
        "I want to learn to make {x}.",
    ),
    ("First {y}.", "For {x}, first {y}.", "It is simple. First {y}."),
)
SKILLS = (BOILING, BAKING, INGREDIENTS, TOOLS, STORAGE, SWAPS, TIPS, RECIPES)


def probes() -> tuple[Probe, ...]:
    """Four of every skill, spread over it, the shown ones first."""
    asked = [probe for skill in SKILLS for probe in skill.probes(4)]
    return tuple(sorted(asked, key=lambda probe: not probe.shown))


COOKING = Task(
    "cooking",
    mixture(*((1.0, skill.sample) for skill in SKILLS)),
    probes(),
)
