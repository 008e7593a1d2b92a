"""This module is chapter 9: a search of everything that Pebble has read, and how often it read each fact."""

from __future__ import annotations

from functools import partial

import streamlit as st

from explainer.fields import Choice, Text
from explainer.plots import open as plots
from explainer.text import escaped
from explainer.ui import charts, notes, pebble, state, story
from explainer.ui.dials import Dial, Dials
from explainer.ui.story import READING
from explainer.ui.widgets import dial
from explainer.world import library
from explainer.world.english import FACT_SKILLS
from explainer.world.library import Hits, Library
from explainer.world.rarity import lot

NAME = "open"
SKILLS = {skill.name: skill.name.capitalize() for skill in FACT_SKILLS}
DIALS: dict[str, Dial] = {
    "q": (Text(60, "the words that are searched for"), "Paris"),
    "skill": (Choice(tuple(SKILLS), "whose facts are counted", SKILLS), "capitals"),
}
SHOWN = 8  # different documents of a search
READ = st.column_config.NumberColumn("read", format="%d times", width="small")
KIND = {"base": "text", "chat": "dialogue"}


def page() -> None:
    dials = state.linked(NAME, partial(Dials, NAME, DIALS))
    figures = {"search": partial(search, dials), "counts": partial(frequencies, dials)}
    story.chapter(NAME, figures, measured(), dials)


def measured() -> dict[str, str]:
    """What the text says of what Pebble has read."""
    times = lot(pebble.seed()).values()
    return {
        "documents": f"{pebble.documents('base') + pebble.documents('chat'):,}",
        "readings": str(pebble.readings("chat")),
        "facts": str(len(times)),
        "most": str(max(times)),
    }


@st.cache_resource(show_spinner="Writing out all that Pebble reads …")
def everything() -> Library:
    """Some ten seconds, once a server."""
    return library.write(pebble.seed())


def counts(skill: str) -> list[tuple[str, str, int]]:
    """Subject, value, and times a reading, the most read first."""
    facts = next(one for one in FACT_SKILLS if one.name == skill).facts
    rows = [(fact.subject, fact.value, lot(pebble.seed())[skill, fact.subject]) for fact in facts]
    return sorted(rows, key=lambda row: -row[2])


def search(dials: Dials) -> None:
    """A box for words, how many documents hold them, and the most frequent of those."""
    dial(dials, "q", "Search everything Pebble has read", icon=":material/search:", width=READING)
    words = " ".join(dials.values["q"].split())
    if not words:
        notes.info("Type a word or two: a city, an animal, a colour, a name.", READING)
        return
    shelves = everything()
    hits = shelves.search(words)
    st.markdown(in_words(words, hits, len(shelves)), width=READING)
    if hits.entries:
        rows = [{"read": entry.times, "kind": KIND[entry.stage], "words": entry.text} for entry in hits.entries[:SHOWN]]
        st.dataframe(rows, hide_index=True, width=READING, column_config={"read": READ})


def in_words(words: str, hits: Hits, all_documents: int) -> str:
    """What came of a search, as Markdown."""
    if not hits.documents:
        return f"Pebble has never read “{escaped(words)}”: not once in {all_documents:,} documents."
    return (
        f"**{hits.documents:,}** of {all_documents:,} documents hold “{escaped(words)}”: {hits.raw:,} plain texts "
        f"and {hits.dialogues:,} dialogues. Of these, {len(hits.entries):,} are different; the most frequent:"
    )


def frequencies(dials: Dials) -> None:
    """How often each fact of a skill is read."""
    dial(dials, "skill", "Which facts", segments=True)
    skill = dials.values["skill"]
    rows = [{"about": subject, "answer": value, "times": times} for subject, value, times in counts(skill)]
    first, last = rows[0], rows[-1]
    alt = (
        f"How often each of {len(rows)} facts comes in one reading, the most read first: from {first['times']} times "
        f"for {first['about']} to {last['times']} for {last['about']}."
    )
    charts.figure(plots.readings(rows, charts.palette()), rows, alt, f"readings_{skill}")
