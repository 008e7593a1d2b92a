"""The library: it holds what the training read, is searched by whole words, and counts facts."""

import pytest

from explainer.world import library


@pytest.fixture(scope="module")
def small():
    return library.write(600, 1000, seed=0)


def test_the_library_is_what_the_training_read(small):
    documents = library.stage_documents("base", 600, 0) + library.stage_documents("chat", 1000, 0)
    assert len(small) == len(documents) == 1600
    assert sum("Paris" in library.plain(document) for document in documents) == small.search("paris").documents


def test_a_search_finds_whole_words_in_any_case(small):
    assert small.search("  THE   capital ").documents > 0
    assert small.search("capit").documents == 0
    assert small.search("").documents == small.search("  ").documents == 0
    assert small.search("Jan").documents == 0, "the new task is new"
    hits = small.search("France")
    assert hits.documents == sum(entry.times for entry in hits.entries) == hits.raw + hits.dialogues
    assert [e.times for e in hits.entries] == sorted((e.times for e in hits.entries), reverse=True)


def test_readings_count_a_fact_where_both_its_words_stand(small):
    counts = library.readings(small, "capitals")
    assert counts[0][:2] == ("France", "Paris")
    both = [e for e in small.entries if "France" in e.text and "Paris" in e.text]
    assert counts[0][2] == sum(entry.times for entry in both)
    assert sum(times for *_, times in counts[:10]) > 3 * sum(times for *_, times in counts[-10:]), "Zipf"
