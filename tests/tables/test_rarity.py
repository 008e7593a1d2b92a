"""Rarity is told by how often a fact was read, and records from before that was counted still have their two parts."""

import pytest

from explainer.tables import rarity


@pytest.mark.parametrize(
    ("times", "name"),
    [
        *((times, "rare") for times in (1, 2, 4)),
        *((times, "middle") for times in (8, 16, 32)),
        *((times, "common") for times in (64, 128, 256)),
        (None, None),
    ],
)
def test_a_fact_is_called_by_the_times_it_was_read(times, name):
    assert rarity.rarity({"skill": "capitals", "times": times, "right": 0, "broken": 0, "total": 1}) == name


@pytest.mark.parametrize(("part", "name"), [("head", "common"), ("tail", "rare"), (None, None)])
def test_a_row_of_schema_1_has_the_first_and_the_last_part_of_a_skill(part, name):
    assert rarity.rarity({"skill": "capitals", "frequency": part, "right": 0, "total": 1}) == name


def test_every_name_is_used_and_its_words_hold_for_exactly_the_times_it_is_given():
    by_name = {name: [t for t in rarity.TIMES if rarity.rarity({"times": t}) == name] for name in rarity.ORDER}
    assert sorted(times for group in by_name.values() for times in group) == [2**power for power in range(9)]
    words = {
        "common": f"read {min(by_name['common'])} times or more",
        "middle": f"read {min(by_name['middle'])} to {max(by_name['middle'])} times",
        "rare": f"read {max(by_name['rare'])} times or fewer",
    }
    assert words == rarity.READ


def test_the_sentence_speaks_of_what_the_rows_know():
    assert "64 times or more" in rarity.explained([{"times": None}, {"times": 8}])
    older = rarity.explained([{"frequency": "head"}, {"frequency": None}])
    assert "most often" in older and "64" not in older
    assert rarity.explained([{"times": None}, {"frequency": None}]) == rarity.explained([]) == ""
