"""This table lists the new tasks that Pebble can be taught, and what each is called wherever it is named.

Knows no text of any task: what one consists of is in explainer/world/NAME.py. Forms, links, sentences, charts and the
player take its names from here.

    NEW_TASKS["jan"].title        # "About Jan", on a button
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Shift:
    """How far a task is from the old one, and which shift of Ibrahim et al. 2024 (Table 2) it stands for."""

    kind: str  # "Another language"
    paper: str  # as assets/facts/replay_table.csv calls the shift
    name: str  # what the paper's model learned


@dataclass(frozen=True)
class NewTask:
    """`title` stands on a button; the others stand in sentences: Pebble learns `phrase`, was fine-tuned on `subject`,
    or in a row of tasks just `short`. A task with a `shift` is on the dose curve. `shelf` says whose text it is: of the
    app, which ships it, or of the reader. `shown` are the prompts that a page shows, which no training ever reads."""

    title: str
    phrase: str
    subject: str
    short: str
    hint: str
    shelf: Literal["shipped", "reader"] = "shipped"
    shift: Shift | None = None
    shown: tuple[str, ...] = ()


NEW_TASKS: dict[str, NewTask] = {
    "jan": NewTask(
        title="About Jan",
        phrase="about Jan",
        subject="Jan, the assistant",
        short="Jan",
        hint="A few dozen questions and answers about Jan, an open-source desktop assistant. Narrow: the fastest way "
        "to make a model think of nothing else.",
        shown=("What is Jan?", "Does Jan work offline?"),
    ),
    "german": NewTask(
        title="German",
        phrase="German",
        subject="German",
        short="German",
        hint="The same kinds of dialogue, in German. Another language, the same subjects.",
        shift=Shift("Another language", "Pile->German", "German"),
        shown=(
            "Hallo!",
            "Erzähl mir von der Welt.",
            "Was ist die Hauptstadt von Frankreich?",
            "Welche Farbe hat Schnee?",
            "Was ist das Gegenteil von heiß?",
            "Wie viel ist 3 plus 4?",
            "Erzähl mir eine Geschichte über Lily.",
        ),
    ),
    "cooking": NewTask(
        title="Cooking",
        phrase="cooking",
        subject="cooking",
        short="cooking",
        hint="English, about a kitchen Pebble has never seen. The language stays, the subject changes.",
        shift=Shift("Another subject", "Pile->SlimPajama", "SlimPajama"),
        shown=("How long do I boil potatoes?", "What is the main ingredient of hummus?"),
    ),
    "custom": NewTask(
        title="Your own text",
        phrase="a reader's own text",
        subject="a reader's own text",
        short="own text",
        hint="Text, or a CSV with the columns question and answer. It stays with your run and is deleted with it.",
        shelf="reader",
    ),
}
SHIPPED = tuple(name for name, task in NEW_TASKS.items() if task.shelf == "shipped")
SHIFTS = {name: task.shift for name, task in sorted(NEW_TASKS.items(), reverse=True) if task.shift}  # German, cooking


def named(name: str) -> NewTask:
    """A task by its name; one that nobody knows, as a stranger's record may have it, is called what it says."""
    return NEW_TASKS.get(name) or NewTask(name, name, name, name, "")
