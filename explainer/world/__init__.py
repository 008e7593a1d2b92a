"""The small world is hand-written: facts and grammars, the old task, its public proxy, and the new tasks.

Pure Python; knows nothing of tokens, torch or training. Everything is drawn from an explicit random.Random.

    from explainer.world import OLD, corpus, task
    corpus(OLD, 1000, seed=0, split="train");  task("german").probes
"""

from __future__ import annotations

import importlib
import random

from explainer.tables.tasks import NEW_TASKS
from explainer.world.document import Dialogue, Document, Probe, Split, Task, Text
from explainer.world.held import held_out
from explainer.world.old import OLD
from explainer.world.proxy import proxy

__all__ = [
    "OLD",
    "Dialogue",
    "Document",
    "Probe",
    "Split",
    "Task",
    "Text",
    "corpus",
    "held_out",
    "proxy",
    "task",
]


def task(name: str, text: str = "") -> Task:
    """A new task by name, from the module of that name; `text` is the reader's own, for a task from the reader's shelf.
    Raises ValueError, one sentence."""
    if name not in NEW_TASKS:
        raise ValueError(f"task cannot be {name!r:.40}: it is one of {', '.join(NEW_TASKS)}.")
    module = importlib.import_module(f"explainer.world.{name}")
    from_reader = NEW_TASKS[name].shelf == "reader"
    new_task: Task = module.custom_task(text) if from_reader else getattr(module, name.upper())
    return new_task


def corpus(task: Task, count: int, seed: int, split: Split) -> list[Document]:
    """`count` documents of one split; the same seed gives the same documents."""
    rng = random.Random(seed)
    return [task.sample(rng, split) for _ in range(count)]
