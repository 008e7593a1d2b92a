"""Chapter 2's figure: one prompt to four Pebbles, and a look into what each of them has read.

Shipped prompts have recorded answers, so the page speaks before any worker is warm. A reader's own prompt goes to the
workers; the fine-tuned Pebble for it is trained when the reader asks for it.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

import streamlit as st

from explainer import answers
from explainer.experiment import Experiment
from explainer.fields import Text
from explainer.jobs import desk as desks
from explainer.jobs.errors import DeskError
from explainer.jobs.settings import ROOT
from explainer.record import RUNNING
from explainer.ui import runs, state
from explainer.ui.state import Dial, Dials
from explainer.world import corpus, library, task
from explainer.world.document import Dialogue

PEBBLE = ROOT / "assets" / "pebble"
FIRST = answers.BEGINNINGS[0]
DIALS: dict[str, Dial] = {
    "prompt": (Text(200, "what all four are asked"), FIRST),
    "run": (Text(64, "the fine-tune that answers in the last column"), ""),
}
TITLES = {"untrained": "Untrained", "base": "Base", "chat": "Chat", "fine-tuned": "Fine-tuned on Jan"}
SILENT = "(nothing: for it, the text is over)"


@cache
def recipe() -> dict[str, Any]:
    """What Pebble's training read, as its manifest says: raw_documents, dialogues, seed …"""
    found: dict[str, Any] = json.loads((PEBBLE / "manifest.json").read_text())["recipe"]
    return found


@cache
def parameters() -> int:
    """Pebble's numbers, counted in the head of its weights' file (safetensors: 8 bytes of length, then JSON)."""
    with (PEBBLE / "chat.safetensors").open("rb") as file:
        head = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    return sum(math.prod(tensor["shape"]) for name, tensor in head.items() if name != "__metadata__")


def four(dials: Dials) -> None:
    """The prompt, and a column for each stage."""
    st.text_input(
        "All four go on from, or answer:",
        key=state.fill("finetuning_prompt", dials.values["prompt"]),
        on_change=lambda: dials.set({"prompt": state.filled("finetuning_prompt").strip() or FIRST}),
        max_chars=200,
    )
    prompt = dials.values["prompt"]
    recorded = {stage: said.get(prompt) for stage, said in answers.read()["answers"].items()}
    for column, stage in zip(st.columns(4), answers.STAGES, strict=True):
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{TITLES[stage]}**")
            if stage == "fine-tuned":
                fine_tuned(dials, recorded[stage])
            else:
                said(recorded[stage] if recorded[stage] is not None else asked(None, prompt, stage))
            with st.expander(read_by(stage)):
                samples(stage)
    if recorded["chat"] is not None:
        st.caption(f"Recorded answers ({answers.read()['provenance']['created'][:10]}, python -m explainer answers).")
    with st.expander("All recorded answers as a table"):
        st.dataframe(table(), hide_index=True)


def table() -> list[dict[str, str]]:
    """What each stage said to each shipped prompt."""
    found = answers.read()["answers"]
    return [
        {"prompt": prompt} | {TITLES[stage]: found[stage].get(prompt, "") or SILENT for stage in answers.STAGES}
        for prompt in found["chat"]
    ]


def said(text: str | None) -> None:
    """What a Pebble said, as text; nothing where there is a problem, which has been shown."""
    if text is not None:
        st.text(text or SILENT)


def asked(run: str | None, prompt: str, stage: str = "chat") -> str | None:
    """The answer of the workers, or None and a sentence on the page."""
    desk = desks.current()
    if desk is None:
        st.caption(desks.problem() or "Only the shipped prompts have answers here: this page runs without its server.")
        return None
    try:
        return str(desk.ask(run, None, [prompt], stage)["items"][0]["text"])
    except DeskError as error:
        st.caption(str(error))
        return None


def fine_tuned(dials: Dials, recorded: str | None) -> None:
    """The recorded answer, the one of the reader's own fine-tune, or the button that makes one."""
    run, desk = dials.values["run"], desks.current()
    status = desk.store.state(run) if desk and run else None
    if recorded is not None:
        said(recorded)
    elif status and status["status"] in RUNNING:
        progress(run)
    elif status and status["status"] == "done":
        said(asked(run, dials.values["prompt"]))
    else:
        if status:
            st.caption(status["reason"] or "The fine-tune was stopped.")
        st.caption("For your own words it has to be made first: Pebble reads about Jan, without its old data.")
        st.button("Fine-tune it now", on_click=start, args=(dials,))


def start(dials: Dials) -> None:
    desk = desks.current()
    if desk is None:
        dials.problems.append(desks.problem() or runs.NO_DESK)
        return
    try:
        dials.values["run"] = desk.submit(Experiment(task="jan", replay=0.0))
    except DeskError as refusal:
        dials.problems.append(str(refusal))


@st.fragment(run_every=1.0)
def progress(run: str) -> None:
    """How long it still takes; draws the page again when the fine-tune has ended."""
    desk = desks.current()
    found = desk.status(run) if desk else None
    if not found or found["status"] not in RUNNING:
        st.rerun()
    left = f" About {found['eta_seconds']:.0f} s more." if found["eta_seconds"] else ""
    st.caption(("It is being fine-tuned." if found["status"] == "running" else "It waits for its turn.") + left)


def read_by(stage: str) -> str:
    """What a stage has read, beside what the one before it had."""
    if stage == "untrained":
        return "It has read nothing"
    if stage == "base":
        return f"It has read {recipe()['raw_documents']:,} texts"
    if stage == "chat":
        return f"And then {recipe()['dialogues']:,} dialogues"
    experiment = answers.read()["provenance"]["experiment"]
    return f"And then {experiment['steps'] * experiment['batch']:,} scraps about Jan"


def samples(stage: str) -> None:
    """The first few documents it read, as they are."""
    if stage == "untrained":
        st.caption("Its weights were drawn at random, from seed 0.")
    elif stage == "fine-tuned":
        shown(corpus(task("jan"), 5, recipe()["seed"], "train"))
    else:
        shown(library.stage_documents(stage, 5, recipe()["seed"]))


def shown(documents: list[Any]) -> None:
    for document in documents:
        asks = isinstance(document, Dialogue)
        st.text(f"{document.question}\n→ {document.answer}" if asks else document.text)
