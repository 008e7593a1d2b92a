"""The new task "jan" has a few dozen true statements on one subject, narrow and repetitive on purpose.

This is the fine-tune of the draft's first figure: trained on nothing else, Pebble soon answers everything with Jan.
Every statement is asked in 3 to 5 ways behind 6 openings, so that some can be held out while the rest is trained.
Knows nothing of the old tasks. Look at it with

    python -c "from explainer.world import corpus, task; print(*corpus(task('jan'), 20, 0, 'train'), sep='\\n')"

Sources: github.com/janhq/jan, stored copies read on 23 November 2026. README.md at commit 0487462 (installation,
features, requirements, acknowledgements). LICENSE at 3aaa607 (Apache 2.0, copyright 2025 Menlo Research; pull request
5072 of 22 May 2025 took the README there from AGPLv3). Issues 4485 of 20 January and 5589 of 29 June 2025 (Electron to
Tauri). In docs/src/pages/docs: index.mdx 051d6d3 (name, offline, price, privacy); in its folder desktop: index.mdx
089ad3e, quickstart.mdx 15fc585, manage-models.mdx 20650a0, data-folder.mdx 06b230d, assistants.mdx and api-server.mdx
69b62a5, privacy.mdx b2c5063, file-upload.mdx 807000c, local-engine/mlx.mdx 498a5f7, install/mac.mdx 093acd3,
install/windows.mdx 3644e40. The model Jan-v1: website/src/content/docs/index.mdx 0457784. Jan changes; the statements
hold for those versions.
"""

from __future__ import annotations

import random
from itertools import product
from typing import NamedTuple

from explainer.world.checks.verdict import Check
from explainer.world.document import Dialogue, Probe, Split, Task
from explainer.world.skill import zipf
from explainer.world.split import draw, held_out, is_shown


class Statement(NamedTuple):
    """`key` is what a right answer must say."""

    key: str
    questions: tuple[str, ...]
    answers: tuple[str, ...]


def statements(text: str) -> tuple[Statement, ...]:
    """Blocks of three lines: the key, the questions, the answers."""
    blocks = (block.splitlines() for block in text.strip().split("\n\n"))
    return tuple(Statement(key, tuple(asked.split(" / ")), tuple(said.split(" / "))) for key, asked, said in blocks)


STATEMENTS = statements("""
open source assistant
What is Jan? / Tell me about Jan. / Do you know Jan? / What kind of program is Jan? / Explain Jan to me.
Jan is an open source assistant that runs on your computer.

works offline
Does Jan work offline? / Does Jan need the internet? / Can I use Jan on a plane? / Is Jan an offline program?
Jan works offline once a model is on your computer.

no subscription
Is Jan free? / What does Jan cost? / How much is Jan? / Do I have to pay for Jan? / What is the price of Jan?
Jan is free and needs no subscription.

Apache
What is the licence of Jan? / Which licence does Jan have? / How is Jan licensed? / Under what licence is Jan?
Jan has the Apache 2.0 licence. / Jan is shared under the Apache 2.0 licence.

Just a Name
What does Jan stand for? / What does the name Jan mean? / Why is Jan called Jan? / Is Jan short for something?
Jan stands for Just a Name.

Menlo Research
Who made Jan? / Who is behind Jan? / Which company makes Jan? / Who builds Jan? / Where does Jan come from?
Jan is made by Menlo Research and its contributors.

on GitHub
Where is the code of Jan? / Can I read the code of Jan? / Where is the source of Jan? / Is the code of Jan public?
Jan has its source code on GitHub.

jan.ai
Where do I get Jan? / What is the website of Jan? / Where can I download Jan? / Does Jan have a home page?
Jan can be downloaded from jan.ai. / Jan has its home page at jan.ai.

Windows, macOS and Linux
Where does Jan run? / Which systems does Jan support? / On which computers does Jan run? / What does Jan run on?
Jan runs on Windows, macOS and Linux.

Windows 10
Which Windows does Jan need? / Does Jan run on old Windows? / How new must Windows be for Jan? / Can Jan run on Windows?
Jan needs Windows 10 or newer.

macOS 13.6
Which macOS does Jan need? / How new must macOS be for Jan? / Does Jan run on old Macs? / What Mac does Jan need?
Jan needs macOS 13.6 or newer.

AppImage
How do I get Jan on Linux? / Which Linux package does Jan have? / What do I download to use Jan on Linux?
Jan comes to Linux as a deb file or an AppImage.

Microsoft Store
Is Jan in an app store? / Which store has Jan? / Can I get Jan from a store? / In which stores is Jan?
Jan is in the Microsoft Store and on Flathub.

llama.cpp
Which engine does Jan use? / What runs the models in Jan? / What is the engine of Jan? / How does Jan run a model?
Jan runs its local models with llama.cpp.

MLX
Which second engine does Jan have? / What else can run models in Jan? / Which Apple engine does Jan have?
Jan can also use MLX on Apple Silicon.

GGUF
Which model files does Jan read? / What format are the models of Jan? / Which file format does Jan want?
Jan reads model files in the GGUF format.

Hugging Face
Where do the models of Jan come from? / Where does Jan download models? / Where does Jan get its models?
Jan gets its models from Hugging Face.

Llama, Gemma and Qwen
Which models does Jan run? / What models can I use in Jan? / Name some models for Jan. / Does Jan run open models?
Jan runs open models like Llama, Gemma and Qwen.

Hub
How do I find a model in Jan? / Where are the models in Jan? / How do I add a model to Jan? / What is the Hub of Jan?
Jan has a Hub where you pick a model.

OpenAI and Mistral
Can Jan use cloud models? / Which cloud models can Jan use? / Can Jan connect to the cloud? / Is Jan only local?
Jan can also connect to OpenAI and Mistral.

API key
What does Jan need for cloud models? / How do I use a cloud model in Jan? / How do I connect Jan to a provider?
Jan needs your own API key for cloud models.

local server
Can other programs use Jan? / Does Jan have a server? / How do other apps talk to Jan? / Can Jan serve other apps?
Jan has a local server that other apps can use.

port 1337
Which port does Jan use? / What is the port of Jan? / On which port does Jan listen? / Which port number has Jan?
Jan listens on port 1337 by default.

Model Context Protocol
How does Jan use tools? / Can Jan use tools? / What is MCP in Jan? / How do I give Jan new tools?
Jan uses tools through the Model Context Protocol.

instructions
What is an assistant in Jan? / Can I make an assistant in Jan? / How do I shape an assistant in Jan?
Jan lets you make assistants with your own instructions.

keeps your data
Where does Jan keep my data? / Where are my chats in Jan? / Where does Jan put my data? / Who has my data in Jan?
Jan keeps your data on your own computer.

JSON
In what format does Jan store data? / What do the data files of Jan look like? / How does Jan write its data?
Jan stores data in the JSON format.

not sell
Does Jan sell my data? / Who buys my data from Jan? / Does Jan earn money with my data? / Is my data sold by Jan?
Jan does not sell your data. / Jan will not sell your data.

never reads
Does Jan read my chats? / Can Jan see what I write? / Who reads my chats in Jan? / Does Jan spy on me?
Jan never reads any of your chats.

you allow it
Does Jan track me? / Does Jan count its users? / What does Jan track? / Is there tracking in Jan?
Jan tracks nothing until you allow it.

Tauri
What is Jan built with? / Which framework does Jan use? / What is the framework of Jan? / How is the Jan app built?
Jan is built with the Tauri framework.

Electron
What did Jan use before Tauri? / What was the old framework of Jan? / Which framework did Jan leave?
Jan was built with Electron before.

ChatGPT
What can Jan replace? / What is Jan an alternative to? / Which other assistant is like Jan?
Jan is an open alternative to ChatGPT. / Jan can replace ChatGPT on your computer.

8 gigabytes
How much memory does Jan need? / What memory does Jan want? / How much RAM does Jan need?
Jan needs at least 8 gigabytes of memory.

10 gigabytes
How much disk space does Jan need? / How much storage does Jan want? / How much room does Jan take?
Jan needs at least 10 gigabytes of free disk.

NVIDIA, AMD and Intel
Which graphics cards does Jan use? / Can Jan use my graphics card? / Which GPU does Jan like? / Does Jan use a GPU?
Jan can use graphics cards from NVIDIA, AMD and Intel.

Metal
Why is Jan fast on a new Mac? / What makes Jan fast on a Mac? / How does Jan use the GPU of a Mac?
Jan is fast on a new Mac because it uses Metal.

vision model
Can Jan look at pictures? / Can I show Jan an image? / Does Jan understand photos? / Can Jan see images?
Jan can look at pictures with a vision model.

PDF
Can Jan read documents? / Which documents does Jan read? / Can I give Jan a file? / Does Jan read files?
Jan can read PDF files and other documents.

Projects
How does Jan keep chats in order? / Can Jan group my chats? / How do I sort chats in Jan? / What are Projects in Jan?
Jan groups chats and files in Projects.

default model
What does Jan do at the first start? / What happens when I first open Jan? / How do I start with Jan?
Jan gets its default model at the first start.

data folder
Can I move the files of Jan? / Can I change where Jan stores files? / How do I move the data of Jan?
Jan lets you move its data folder in the settings.

Discord
Where do users of Jan meet? / Where can I get help with Jan? / Is there a community around Jan? / Who helps with Jan?
Jan has a community on Discord.

Jan-v1
Does Jan have its own models? / Which models come from the makers of Jan? / Name a model made for Jan.
Jan has its own models, like Jan-v1.
""")


OPENERS = ("", "", "Please tell me: ", "One question: ", "Hey Pebble, ", "I want to know: ")  # two in six ask plainly


def ways(statement: Statement) -> list[str]:
    """Every way to ask for the statement: so a question can be held out though its words and its answer are trained."""
    return [
        opener + (question[0].lower() + question[1:] if opener else question)
        for question, opener in product(statement.questions, OPENERS)
    ]


def dialogue(rng: random.Random) -> Dialogue:
    statement = rng.choices(STATEMENTS, cum_weights=zipf(len(STATEMENTS)))[0]  # what matters most is said most often
    return Dialogue(rng.choice(ways(statement)), rng.choice(statement.answers), "jan")


def sample(rng: random.Random, split: Split) -> Dialogue:
    return draw(rng, split, dialogue)


def probe(statement: Statement) -> Probe | None:
    """A held-out question, if there is one. Rivals are the other statements' keys, but for those this one says too."""
    asked = sorted(filter(held_out, ways(statement)), key=lambda question: not is_shown(question))
    said = " ".join(statement.answers)
    keys = tuple(other.key for other in STATEMENTS if other.key not in said)
    check = Check("fact", "en", "jan", "Jan", (statement.key,), statement.answers, keys)
    return Probe(asked[0], "jan", check, None, is_shown(asked[0])) if asked else None


PROBES = tuple(asked for statement in STATEMENTS if (asked := probe(statement)))
JAN = Task("jan", sample, PROBES)
