"""The library: it holds one reading of what the training read, and is searched by whole words."""

import pytest

from explainer.world import library
from explainer.world.english import CAPITAL
from explainer.world.rarity import lot


@pytest.fixture(scope="module")
def one_reading():
    return library.write(seed=0)


def test_the_library_is_what_the_training_read(one_reading):
    documents = [*library.stage_documents("base", 0, 0), *library.stage_documents("chat", 0, 0)]
    assert len(one_reading) == len(documents) > 70_000
    there = [document for document in documents if "paris" in library.plain(document).casefold()]
    assert len(there) == one_reading.search("Paris").documents > 100


def test_a_search_finds_whole_words_in_any_case(one_reading):
    assert one_reading.search("  THE   capital ").documents > 0
    assert one_reading.search("capit").documents == 0
    assert one_reading.search("").documents == one_reading.search("  ").documents == 0
    assert one_reading.search("Jan").documents == 0, "the new task is new"
    hits = one_reading.search("France")
    assert hits.documents == sum(entry.times for entry in hits.entries) == hits.raw + hits.dialogues
    assert [e.times for e in hits.entries] == sorted((e.times for e in hits.entries), reverse=True)


def test_a_fact_is_found_as_often_as_the_lot_says(one_reading):
    """Its city stands in every dialogue and every statement about it, and, for most cities, nowhere else."""
    for fact in CAPITAL.facts[:20]:
        found, times = one_reading.search(fact.value), lot(0)[CAPITAL.name, fact.subject]
        assert found.raw == times
        assert found.dialogues >= times
