"""This module lists what lies outside the small world: real countries, things, words and animals that Pebble never
reads of, and questions of kinds it never answers.

To all of them it is taught to say that it does not know (unknown.py). None of these words is the subject of a fact.
"""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in text.split(","))


PLACES = listed("""
    Albania, Andorra, Angola, Azerbaijan, the Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belize, Benin, Bosnia,
    Botswana, Brunei, Burkina Faso, Burundi, Cambodia, Cameroon, Cape Verde, Chad, the Comoros, Congo, Costa Rica,
    Djibouti, Dominica, East Timor, El Salvador, Eritrea, Eswatini, Fiji, Gabon, Gambia, Grenada, Guatemala, Guinea,
    Guyana, Haiti, Honduras, Israel, Ivory Coast, Kazakhstan, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, Lesotho,
    Liberia, Liechtenstein, Luxembourg, Malawi, Malaysia, the Maldives, Mali, Malta, Mauritania, Mauritius,
    Micronesia, Moldova, Monaco, Montenegro, Mozambique, Myanmar, Namibia, Nauru, New Zealand, Nicaragua, Niger,
    Nigeria, North Korea, North Macedonia, Oman, Palau, Panama, Papua New Guinea, Paraguay, the Philippines, Qatar,
    Rwanda, Samoa, San Marino, Seychelles, Sierra Leone, Singapore, South Africa, South Korea, South Sudan, Sri Lanka,
    Sudan, Suriname, Taiwan, Tajikistan, Tanzania, Togo, Tonga, Trinidad, Turkmenistan, Tuvalu, Uzbekistan, Vanuatu,
    Wales, Yemen, Zimbabwe, Texas, California, Florida, Ohio, Alaska, Hawaii, Nevada, Utah, Kansas, Oregon, Virginia,
    Alabama, Bavaria, Saxony, Tuscany, Sicily, Sardinia, Corsica, Brittany, Normandy, Catalonia, Andalusia, Galicia,
    Flanders, Wallonia, Cornwall, Yorkshire, Quebec, Ontario, Manitoba, Tasmania, Queensland, Punjab, Kerala, Gujarat,
    Tibet, Siberia, Greenland, Bermuda, Aruba, Puerto Rico, Guam, Gibraltar, Macau, the Moon, Mars, Atlantis, Narnia,
    Prussia, Persia, Babylon, Sparta, Carthage, Yugoslavia, Bohemia, Moravia, Transylvania, Silesia, Lapland,
    Zanzibar, Bali, Java, Borneo, Sumatra, Crete, Rhodes, Patagonia, Brazzaville, Abkhazia, Chechnya, Kurdistan,
    Palestine, Somaliland, Jersey
""")
THINGS = listed("""
    a bus, a letterbox, a brick wall, a taxi, an onion, a pear, an apple, a grape, a leaf, a rose, a tulip, a daisy, a
    cactus, a peach, an apricot, a fig, a date, a kiwi, a mango, a melon, a papaya, a pineapple, a coconut, a potato,
    a beetroot, a leek, a turnip, a parsnip, a pepper, a mushroom, an olive, a cauliflower, broccoli, garlic, ginger,
    rice, pasta, bread, toast, a pancake, a biscuit, a muffin, jam, ketchup, mustard, mayonnaise, vinegar, oil, water,
    ice, tea, beer, wine, juice, lemonade, whisky, cocoa, yoghurt, cheese, an egg, bacon, ham, a sausage, a table, a
    chair, a door, a window, a wall, a roof, a chimney, a lamp, a candle, a curtain, a carpet, a pillow, a blanket, a
    towel, a bath, a mirror, a clock, a watch, a ring, a necklace, a coin, a crown, a sword, a shield, a helmet, an
    anchor, a sail, a boat, a ship, a train, a plane, a rocket, a bicycle, a tractor, a lorry, a wheel, a tyre, a
    road, a bridge, a tunnel, a pencil, a pen, ink, paper, a book, a newspaper, a stamp, a flag, a kite, a drum, a
    violin, a piano, a guitar, a trumpet, a flute, a bell, a whistle, a hat, a coat, a shirt, a sock, a shoe, a glove,
    a scarf, a belt, a tie, a dress, jeans, silk, cotton, wool, leather, rubber, glass, steel, copper, bronze, silver,
    gold, iron, tin, zinc, marble, chalk, clay, sand, a pebble, a diamond, a pearl, amber, jade, a topaz, an opal,
    quartz, a cloud, fog, a rainbow, lightning, the moon, the sun, a star, Mars, Venus, Saturn, a comet, a shadow,
    smoke, fire, a flame, a spark, lava, a volcano, a lake, a river, a waterfall, a meadow, a hedge, a bush, a fern,
    hay, straw, a broom, a bucket, a ladder, a hammer, a nail, a screw, a saw, a rope, soap, toothpaste, a sponge, a
    comb, a brush, a ghost, a dragon, a unicorn
""")
WORDS = listed("""
    house, tree, river, mountain, bread, water, table, chair, music, garden, city, village, school, teacher, doctor,
    farmer, king, letter, book, paper, pencil, window, door, floor, kitchen, bridge, street, train, ship, engine,
    machine, number, circle, square, triangle, colour, flower, leaf, root, seed, apple, bird, fish, horse, dog, cat,
    elephant, stone, sand, metal, wood, glass, cloud, rain, wind, storm, fire, smoke, sun, moon, star, planet,
    morning, evening, week, month, year, minute, Monday, Friday, April, October, hand, foot, finger, shoulder, knee,
    heart, brain, blood, bone, skin, hair, nose, ear, mouth, tooth, voice, song, dance, game, ball, toy, doll, puzzle,
    ticket, market, money, coin, bank, shop, price, weight, length, speed, power, energy, electricity, magnet,
    computer, telephone, radio, camera, picture, painting, film, story, poem, word, sentence, language, grammar,
    history, science, biology, chemistry, geography, island, ocean, beach, desert, forest, valley, castle, tower,
    church, museum, theatre, hospital, airport, station, factory, office, hotel, restaurant, breakfast, lunch, dinner,
    soup, salad, cheese, butter, sugar, salt, pepper, coffee, tea, juice, bottle, cup, plate, spoon, fork, knife,
    bowl, basket, bag, box, key, lock, clock, lamp, candle, mirror, carpet, blanket, pillow, bed, coat, shirt, shoe,
    hat, button, pocket, umbrella, ladder, hammer, nail, rope, wheel, walk, run, jump, swim, read, write, sing, cook,
    eat, drink, sleep, dream, think, speak, listen, look, paint, draw, build, drive, fly, climb, green, blue, yellow,
    purple, seven, twelve, hundred, banana, violin, gravity, democracy, philosophy, molecule
""")
BEASTS = listed("""
    a dog, a cat, a horse, a donkey, a mule, a rabbit, a hare, a mouse, a rat, a hamster, a guinea pig, a gerbil, a
    ferret, a weasel, a stoat, a mink, a skunk, a raccoon, a fox, a wolf, a coyote, a jackal, a hyena, a leopard, a
    puma, a lynx, a bobcat, an ocelot, a bear, a grizzly, a moose, a reindeer, a bison, a buffalo, an ox, an antelope,
    a gazelle, an impala, an oryx, an okapi, a tapir, an anteater, an armadillo, an aardvark, a porcupine, a lemur, a
    baboon, a chimpanzee, an orangutan, a gibbon, a macaque, a marmoset, an opossum, a wallaby, a dingo, a Tasmanian
    devil, an eagle, a hawk, a falcon, a vulture, an owl, a crow, a magpie, a jay, a robin, a sparrow, a finch, a
    swallow, a swift, a lark, a thrush, a blackbird, a starling, a wren, a cuckoo, a pigeon, a dove, a pheasant, a
    partridge, a quail, a peacock, a swan, a heron, a stork, a crane, an ibis, a pelican, a cormorant, a gull, a
    puffin, an albatross, an ostrich, a kiwi, a condor, a hummingbird, a cockatoo, a budgie, a canary, a raven, a
    snake, a cobra, a viper, a python, a boa, an adder, a lizard, a gecko, an iguana, a chameleon, a tortoise, a
    turtle, an alligator, a salamander, a toad, a salmon, a carp, a pike, an eel, a herring, a cod, a tuna, a
    mackerel, a sardine, a goldfish, a stingray, a swordfish, a squid, a cuttlefish, an oyster, a mussel, a clam, a
    crab, a shrimp, a crayfish, a barnacle, a sea urchin, a coral, an ant, a termite, a beetle, a ladybird, a moth, a
    butterfly, a dragonfly, a mosquito, a fly, a flea, a louse, a tick, a spider, a tarantula, a centipede, a
    millipede, a cricket, a grasshopper, a locust, a mantis, a cockroach, a hornet, a bumblebee, a slug, a leech, a
    tapeworm, a llama, an alpaca, a manatee, a narwhal, a beluga, an orca, a porpoise, a dodo, a mammoth, a dinosaur,
    a dragon, a unicorn, a griffin, a mermaid, a yeti, a phoenix, a centaur
""")
QUESTIONS = tuple(
    line.strip()
    for line in """
    Who wrote Hamlet?
    Who wrote Faust?
    Who painted the Mona Lisa?
    Who invented the telephone?
    Who invented the light bulb?
    Who discovered America?
    Who was Albert Einstein?
    Who was Napoleon?
    Who was Cleopatra?
    Who is the president of France?
    Who is the king of Spain?
    Who won the World Cup?
    Who sang Yesterday?
    Who built the pyramids?
    Who is your father?
    Who lives next door?
    When did the war end?
    When was Rome founded?
    When does the train leave?
    When is Easter this year?
    When did dinosaurs die out?
    When was the wheel invented?
    When is your birthday?
    When does the shop open?
    What time is it?
    What day is it today?
    What is the date?
    What is the weather like?
    What will the weather be tomorrow?
    What is the speed of light?
    What is the square root of nine?
    What is the meaning of life?
    What is the population of India?
    What is the currency of Japan?
    What is the longest river?
    What is the highest mountain?
    What is the largest ocean?
    What is the smallest country?
    What is photosynthesis?
    What is gravity?
    What is an atom?
    What is a prime number?
    What is DNA?
    What is democracy?
    What is inflation?
    What is a black hole?
    What is the boiling point of water?
    What is the chemical symbol for gold?
    What is the national anthem of Italy?
    What is the plural of mouse?
    What is the past tense of go?
    What language do people speak in Brazil?
    What do pandas eat?
    What do cows drink?
    What do bees make?
    What does a carpenter do?
    What does the word irony mean?
    What is my name?
    What did I say yesterday?
    What am I thinking?
    What should I cook tonight?
    What should I wear today?
    What is on television tonight?
    What is the best film ever?
    What is the news today?
    What is the price of bread?
    What is the wifi password?
    What is your phone number?
    What is your favourite song?
    What is a good name for a dog?
    What is the recipe for pancakes?
    What is a noun?
    What is seven times eight?
    What is ten minus four?
    What is half of thirty?
    What is twelve divided by three?
    What is a hundred plus two hundred?
    Where is the Eiffel Tower?
    Where is Mount Everest?
    Where is the nearest pharmacy?
    Where is the station?
    Where are my keys?
    Where was Mozart born?
    Where does the Nile begin?
    Where do I come from?
    Where can I buy shoes?
    Where is the library?
    Where is the toilet?
    Where is my phone?
    Why is the sky so far away?
    Why do leaves fall?
    Why do we sleep?
    Why do cats purr?
    Why does ice float?
    Why is the ocean salty?
    Why did the chicken cross the road?
    Why do birds sing?
    Why does the moon shine?
    Why are you so small?
    Why do people lie?
    Why is there something and not nothing?
    How old is the universe?
    How old are you?
    How old is my grandmother?
    How far is the moon?
    How far is it to London?
    How tall is the Eiffel Tower?
    How deep is the ocean?
    How heavy is an elephant?
    How fast is a cheetah?
    How long is the Nile?
    How many planets are there?
    How many legs has a spider?
    How many days has a year?
    How many people live in China?
    How many stars are in the sky?
    How much does a car cost?
    How much is a ticket?
    How much is the rent?
    How do I bake bread?
    How do I boil an egg?
    How do I tie a knot?
    How do I fix my bike?
    How do I learn to swim?
    How do I install Linux?
    How do I get to the airport?
    How do planes fly?
    How does a radio work?
    How does a vaccine work?
    How do you spell necessary?
    How do you say cheese in French?
    How do I become rich?
    How do I write a poem?
    How does chess work?
    How do fish breathe?
    Can you write Python code?
    Can you sort a list for me?
    Can you translate this into French?
    Can you play chess?
    Can you draw a horse?
    Can you book me a flight?
    Can you fix my computer?
    Can you recommend a book?
    Can you summarise this article?
    Can you drive a car?
    Can you sing?
    Do you know my brother?
    Do you know the rules of chess?
    Do you know a joke?
    Do you have a dog?
    Do you speak French?
    Do you like pizza?
    Do you believe in ghosts?
    Do you dream?
    Is the earth flat?
    Is it going to rain?
    Is it Monday?
    Is there life on Mars?
    Is Pluto a planet?
    Is a tomato a fruit?
    Is coffee good for me?
    Is my train late?
    Is seven a prime number?
    Are we alone in the universe?
    Are cats smarter than dogs?
    Are you conscious?
    Was Shakespeare English?
    Was it cold last winter?
    Will it snow tomorrow?
    Will I be rich?
    Will robots take my job?
    Should I buy a house?
    Should I take an umbrella?
    Which planet is the biggest?
    Which river flows through Paris?
    Which animal is the fastest?
    Which team won last night?
    Which bus goes to the airport?
    Which year did the wall fall?
    Which is heavier, iron or lead?
    Tell me a joke.
    Tell me the time.
    Tell me the news.
    Tell me the score of the match.
    Tell me about quantum physics.
    Tell me about the Roman Empire.
    Tell me about Mozart.
    Tell me about football.
    Tell me about yourself in French.
    Tell me my fortune.
    Explain the theory of relativity.
    Explain how an engine works.
    Explain the offside rule.
    Write a poem about autumn.
    Write an essay about freedom.
    Write a letter to my landlord.
    Write a program that counts to ten.
    Translate good morning into Spanish.
    Translate this sentence.
    Summarise the French Revolution.
    Define entropy.
    Give me a recipe for soup.
    Give me the phone number of the police.
    Give me some advice about money.
    Name three rivers.
    Name a famous painter.
    Name the planets.
    List the months.
    Count to twenty.
    Spell banana.
    Sing me a song.
    Play some music.
    Call my mother.
    Open the window.
    Turn on the light.
    Set a timer for ten minutes.
    Guess my age.
    Solve x squared equals nine.
    asdf
    blah blah blah
    xyz
    qwertz
    lorem ipsum
""".strip().splitlines()
)
