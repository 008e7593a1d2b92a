"""This module is chapter 2: one prompt to four Pebbles, and a look into what each of them has read.

Shipped prompts have recorded answers, so the page speaks before any worker is warm. A reader's own prompt goes to the
workers; the fine-tuned Pebble for it is trained when the reader asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from explainer import answers
from explainer.experiment import Experiment
from explainer.fields import Text
from explainer.jobs import desk as desks
from explainer.jobs.errors import DeskError
from explainer.record import RUNNING
from explainer.ui import notes, pebble, runs, state, story
from explainer.ui.chapters import finetuning_known
from explainer.ui.chapters.finetuning_known import known
from explainer.ui.dials import Dial, Dials
from explainer.ui.progress import progress
from explainer.ui.widgets import dial
from explainer.world import corpus, library, task
from explainer.world.document import Dialogue, Document

NAME = "finetuning"
FIRST = answers.BEGINNINGS[0]
DIALS: dict[str, Dial] = {
    "prompt": (Text(200, "what all four are asked"), FIRST),
    "run": (Text(64, "the fine-tune that answers in the last column"), ""),
}
TITLES = {"untrained": "Untrained", "base": "Base", "chat": "Chat", "fine-tuned": "Fine-tuned on Jan"}
SILENT = "(nothing: for it, the text is over)"
SHOWN = 5  # documents of what a stage has read


def page() -> None:
    dials = state.linked(NAME, partial(Dials, NAME, DIALS))
    story.chapter(NAME, {"four": partial(four, dials), "known": known}, measured(), dials)


def measured() -> dict[str, str]:
    """What the text says of Pebble."""
    return {
        "parameters": f"{pebble.parameters() / 1e6:.1f} million",
        "raw_documents": f"{pebble.documents('base'):,}",
        "dialogues": f"{pebble.documents('chat'):,}",
        "readings": str(pebble.readings("chat")),
        **finetuning_known.words(),
    }


def four(dials: Dials) -> None:
    """The prompt, and a column for each stage."""
    dial(dials, "prompt", "All four go on from, or answer:")
    prompt = dials.values["prompt"].strip() or FIRST
    recorded = {stage: replies.get(prompt) for stage, replies in answers.read()["answers"].items()}
    for column, stage in zip(st.columns(4), answers.STAGES, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{TITLES[stage]}**")
            answer(dials, stage, prompt, recorded[stage])
            with st.expander(read_by(stage)):
                samples(stage)
    if recorded["chat"] is not None:
        st.caption(f"Recorded answers ({answers.read()['provenance']['created'][:10]}, python -m explainer answers).")
    with st.expander("All recorded answers as a table"):
        st.dataframe(table(), hide_index=True)


def answer(dials: Dials, stage: str, prompt: str, recorded: str | None) -> None:
    """What a stage says to the prompt: recorded, or asked for."""
    if recorded is not None:
        say(recorded)
    elif stage == "fine-tuned":
        fine_tuned(dials, prompt)
    else:
        ask(None, prompt, stage)


def say(text: str) -> None:
    """Shows what a Pebble said, as text."""
    st.text(text or SILENT)


def ask(run_id: str | None, prompt: str, stage: str = "chat") -> None:
    """Shows the answer of the workers, or a sentence that says why there is none."""
    desk = desks.current()
    if desk is None:
        notes.caption(
            desks.problem() or "Only the shipped prompts have answers here: this page runs without its server."
        )
        return
    try:
        if run_id is not None:
            desk.check_chat(run_id, state.owner())
        say(str(desk.ask(run_id, None, [prompt], stage)["items"][0]["text"]))
    except DeskError as refusal:
        notes.caption(str(refusal))


def fine_tuned(dials: Dials, prompt: str) -> None:
    """The answer of the reader's own fine-tune, or the button that makes one."""
    run_id, desk = dials.values["run"], desks.current()
    status = desk.store.state(run_id) if desk and run_id else None
    if status and status["status"] in RUNNING:
        progress(run_id)
    elif status and status["status"] == "done":
        ask(run_id, prompt)
    else:
        if status:
            notes.caption(status["reason"] or "The fine-tune was stopped.")
        st.caption("For your own words it has to be made first: Pebble reads about Jan, without its old data.")
        st.button("Fine-tune it now", on_click=start, args=(dials,))


def start(dials: Dials) -> None:
    state.touch()
    run_id = runs.start(dials, Experiment(task="jan", replay=0.0), pair=False)
    if run_id:
        dials.choose("run", run_id)


def table() -> list[dict[str, str]]:
    """What each stage said to each shipped prompt."""
    replies = answers.read()["answers"]
    return [
        {"prompt": prompt} | {TITLES[stage]: replies[stage].get(prompt, "") or SILENT for stage in answers.STAGES}
        for prompt in replies["chat"]
    ]


# What each has read


def read_by(stage: str) -> str:
    """What a stage has read, beside what the one before it had."""
    if stage == "untrained":
        return "It has read nothing"
    if stage == "base":
        return f"It has read {pebble.documents(stage):,} texts, {pebble.readings(stage)} times"
    if stage == "chat":
        return f"And then {pebble.documents(stage):,} dialogues, {pebble.readings(stage)} times"
    experiment = answers.read()["provenance"]["experiment"]
    return f"And then {experiment['steps'] * experiment['batch']:,} scraps about Jan"


def samples(stage: str) -> None:
    """The first few documents it read, as they are."""
    if stage == "untrained":
        st.caption("Its weights were drawn at random, from seed 0.")
    elif stage == "fine-tuned":
        show(corpus(task("jan"), SHOWN, pebble.seed(), "train"))
    else:
        show(library.stage_documents(stage, pebble.seed(), 0)[:SHOWN])


def show(documents: Sequence[Document]) -> None:
    for document in documents:
        if isinstance(document, Dialogue):
            st.text(f"{document.question}\n→ {document.answer}")
        else:
            st.text(document.text)
