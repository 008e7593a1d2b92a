"""Chapter 9's figures: a search of all that Pebble has read, and how often it read each fact."""

from __future__ import annotations

import streamlit as st

from explainer.fields import Choice, Text
from explainer.plots import open as plots
from explainer.text import escaped
from explainer.ui import charts as figures
from explainer.ui import state
from explainer.ui.chapters import finetuning as stages
from explainer.ui.state import Dial, Dials
from explainer.ui.story import READING
from explainer.world import library
from explainer.world.library import Hits, Library
from explainer.world.old import FACT_SKILLS

SKILLS = tuple(skill.name for skill in FACT_SKILLS)
DIALS: dict[str, Dial] = {
    "q": (Text(60, "the words that are searched for"), "Paris"),
    "skill": (Choice(SKILLS, "whose facts are counted"), "capitals"),
}
SHOWN = 8  # different documents of a search
READ = st.column_config.NumberColumn("read", format="%d times", width="small")
KIND = {"base": "text", "chat": "dialogue"}


@st.cache_resource(show_spinner="Writing out all that Pebble has ever read …")
def everything() -> Library:
    """About 2 seconds, once a server."""
    recipe = stages.recipe()
    return library.write(recipe["raw_documents"], recipe["dialogues"], recipe["seed"])


@st.cache_data(show_spinner="Counting …", max_entries=len(SKILLS))
def counts(skill: str) -> list[tuple[str, str, int]]:
    return library.readings(everything(), skill)


def search(dials: Dials) -> None:
    """A box for words, how many documents hold them, and the most frequent of those."""
    st.text_input(
        "Search everything Pebble has read",
        key=state.fill("open_q", dials.values["q"]),
        on_change=lambda: dials.set({"q": state.filled("open_q")}),
        max_chars=60,
        icon=":material/search:",
        width=READING,
    )
    words = " ".join(dials.values["q"].split())
    if not words:
        st.info("Type a word or two: a city, an animal, a colour, a name.", width=READING)
        return
    shelves = everything()
    found = shelves.search(words)
    st.markdown(said(words, found, len(shelves)), width=READING)
    if found.entries:
        rows = [{"read": e.times, "kind": KIND[e.stage], "words": e.text} for e in found.entries[:SHOWN]]
        st.dataframe(rows, hide_index=True, width=READING, column_config={"read": READ})


def said(words: str, found: Hits, all_documents: int) -> str:
    if not found.documents:
        return f"Pebble has never read “{escaped(words)}”: not once in {all_documents:,} documents."
    return (
        f"**{found.documents:,}** of {all_documents:,} documents hold “{escaped(words)}”: {found.raw:,} plain texts "
        f"and {found.dialogues:,} dialogues. Of these, {len(found.entries):,} are different; the most frequent:"
    )


def frequencies(dials: Dials) -> None:
    """How many documents hold each fact of a skill, in the world's order of fame."""
    st.segmented_control(
        "Which facts",
        SKILLS,
        format_func=str.capitalize,
        key=state.fill("open_skill", dials.values["skill"]),
        on_change=lambda: dials.set({"skill": state.filled("open_skill") or dials.values["skill"]}),
    )
    skill = dials.values["skill"]
    found = counts(skill)
    rows = [{"about": subject, "answer": value, "documents": times} for subject, value, times in found]
    alt = (
        f"Documents that hold each of {len(rows)} facts, most famous first: from {found[0][2]:,} for "
        f"{found[0][0]} to {found[-1][2]:,} for {found[-1][0]}."
    )
    figures.figure(plots.readings(rows, figures.palette()), rows, alt, f"readings_{skill}")
