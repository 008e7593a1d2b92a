"""Chapter 4: the charts hold what the record holds, and what is claimed of common and rare comes from several seeds."""

import copy

import pytest

from explainer import record as records
from explainer.plots.forgetting import GROUPS, course, on_the_way, skill_rows
from explainer.sweep import results
from explainer.tables.rarity import rarity
from explainer.ui import recorded, sweeps
from explainer.ui.chapters import forgetting_words as words
from tests.helpers.pages import opened
from tests.helpers.pages import words as shown

BARE, MIXED = (recorded.load(f"jan-{replay}") for replay in (0, 5))


def invented(schema=1, **groups):
    """A run whose shares of right answers take this course: `common` and `rare` by step, in per cent."""
    often = {1: ({"frequency": "head"}, {"frequency": "tail"}), 2: ({"times": 128}, {"times": 2})}[schema]
    rows = [
        [
            {"skill": "capitals", **often[0], "right": common, "total": 100},
            {"skill": "capitals", **often[1], "right": rare, "total": 100},
            {"skill": "stories", "right": 50, "total": 100},
        ]
        for common, rare in zip(groups["common"], groups["rare"], strict=True)
    ]
    events = [{"type": "skills", "step": 10 * step, "old": row, "new": []} for step, row in enumerate(rows)]
    return {**copy.deepcopy(MIXED), "events": events}


@pytest.mark.parametrize("run", [BARE, MIXED], ids=["bare", "mixed"])
def test_the_charts_hold_what_the_record_holds(run):
    events = records.on_the_way(run["events"])
    assert len(events) >= 9, "asked on the way, not only at both ends: make runs"
    rows = course(run)
    for event, row in zip(events, rows, strict=True):
        rare = [each for each in event["old"] if rarity(each) == "rare"]
        right = 100 * sum(each["right"] for each in rare) / sum(each["total"] for each in rare)
        assert row["step"] == event["step"] and row["rare facts"] == pytest.approx(right)
    lines = {trace.name or index: list(trace.y) for index, trace in enumerate(on_the_way(run).data)}
    assert list(lines.values()) == [[row[name] for row in rows] for name in GROUPS if name in rows[0]]


def test_facts_read_equally_often_are_one_bar_a_skill():
    run = invented(common=(100, 40), rare=(80, 10))
    for event in run["events"]:
        common, rare, rest = event["old"]
        event["old"] = [
            {**common, "frequency": None, "times": 64},
            {**common, "frequency": None, "times": 256, "right": common["right"] // 2},
            {**rare, "frequency": None, "times": 1},
            rest,
        ]
    assert [(row["questions"], row["asked"], row["right before"], row["right after"]) for row in skill_rows(run)] == [
        ("capitals, common", 200, 75, 30),
        ("capitals, rare", 100, 80, 10),
        ("stories", 100, 50, 50),
    ]


@pytest.mark.parametrize("schema", [1, 2])
def test_a_run_is_described_as_it_was_and_no_more_is_made_of_it(schema):
    bare = invented(schema, common=(100, 80, 0), rare=(100, 30, 0))
    told = words.first(bare, invented(schema, common=(100, 30, 80), rare=(100, 5, 10)))
    assert "at step 10 of Jan alone: 80% of the common facts were answered right, and 30% of the rare" in told
    assert "it is 80% and 10% at the end. But one run is one throw of the dice." in told


# What several seeds say

COMMON = [0.80, 0.82, 0.78, 0.81, 0.79]


def kept(rare):
    return {"common": dict(enumerate(COMMON)), "rare": dict(enumerate(rare))}


SAYS = {
    "more": (
        [0.95, 0.93, 0.96, 0.94, 0.95],
        "kept more of the rare than of the common facts, by 15 ±",
    ),
    "less": (
        [0.05, 0.60, 0.40, 0.45, 0.40],
        "kept less of the rare than of the common facts, by 42 ±",
    ),
    "as much": ([0.80, 0.81, 0.79, 0.80, 0.80], "kept as much of the rare as of the common facts, to within 5 points"),
    "cannot tell": (
        [0.2, 0.99, 0.9, 0.9, 0.8],
        "more or less of the rare than of the common facts, 5 seeds cannot tell",
    ),
}


@pytest.mark.parametrize("word", SAYS)
def test_the_rule_says_what_became_of_the_rare(word):
    rare, sentence = SAYS[word]
    nothing = {name: dict.fromkeys(range(5), 0.1) for name in ("common", "rare")}
    told = words.seeds(kept(rare), nothing)
    assert (
        sentence in told
        and "Over 5 seeds of another lesson, German, with 5% of old data" in told
        and "of as many as before, 80 ± 2%" in told
    )
    assert "10 ± 0% of the common facts and 10 ± 0% of the rare: Pebble kept as much" in told
    gone = {name: dict(enumerate((0.0, 0.01, 0.0, 0.01, 0.0))) for name in ("common", "rare")}
    assert "of the rare: nothing is left to tell apart" in words.seeds(kept(rare), gone)
    order = words.saved(kept(rare), nothing)
    assert {"more": "of the rare things more", "less": "of the common things more", "as much": "as much"}.get(
        word, ""
    ) in order and (word != "cannot tell" or order == "")


@pytest.mark.parametrize(
    ("cost", "sentence"),
    [
        ([0.2, 0.22, 0.21], "ended with more new loss than those without, by 0.21 ± 0.02 nats"),
        ([-0.2, -0.22, -0.21], "ended with less new loss than those without, by 0.21 ± 0.02 nats"),
        ([0.01, -0.01, 0.0], "ended with as much new loss as those without, to within 0.05 nats"),
        ([0.3, -0.2, 0.1], "3 seeds cannot tell"),
    ],
)
def test_what_remembering_costs_the_rule_says(cost, sentence):
    told = words.price({seed: 1.0 + seed + c for seed, c in enumerate(cost)}, {seed: 1.0 + seed for seed in range(9)})
    assert sentence in told


def test_the_page_says_of_all_seeds_what_the_file_holds():
    told = words.measured()
    cells = [
        cell["skills"]["old"]
        for cell in sweeps.load("replay")["cells"]
        if (cell["experiment"]["task"], cell["experiment"]["replay"]) == ("german", 5)
    ]
    rare = [[row for row in rows if rarity(row) == "rare"] for rows in cells]
    shares = [100 * sum(r["right"] for r in rows) / sum(r["before"] for r in rows) for rows in rare]
    assert f"{sum(shares) / len(shares):.0f} ± " in told["seeds"] and f"Over {len(cells)} seeds" in told["seeds"]
    assert told["seeds"] in " ".join(shown(opened("forgetting")).split())


@pytest.mark.parametrize("cells", [None, []])
def test_without_the_runs_of_several_seeds_nothing_is_claimed(tmp_path, monkeypatch, cells):
    sweep = sweeps.load("replay")
    monkeypatch.setattr(sweeps, "HOME", tmp_path)
    if cells is not None:
        results.write({**sweep, "cells": cells}, tmp_path / "replay.json")
    assert set(words.measured().values()) == {""}
    test = opened("forgetting")
    assert not test.exception and "{" not in shown(test)
