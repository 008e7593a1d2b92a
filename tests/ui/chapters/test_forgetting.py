"""Chapter 4: the charts hold what the record holds, and the words say what came out, whatever it is."""

import copy

import pytest

from explainer import record as records
from explainer.plots.forgetting import GROUPS, course, on_the_way
from explainer.ui import recorded
from explainer.ui.chapters import forgetting_words as words

BARE, MIXED = (recorded.load(f"jan-{replay}") for replay in (0, 5))


def invented(**groups):
    """A run whose shares of right answers take this course: `common` and `rare` by step, in per cent."""
    steps = range(len(groups["common"]))
    rows = [
        [
            {"skill": "capitals", "frequency": "head", "right": groups["common"][step], "total": 100},
            {"skill": "capitals", "frequency": "tail", "right": groups["rare"][step], "total": 100},
            {"skill": "stories", "frequency": None, "right": 50, "total": 100},
        ]
        for step in steps
    ]
    events = [{"type": "skills", "step": 10 * step, "old": rows[step], "new": []} for step in steps]
    return {**copy.deepcopy(MIXED), "events": events}


@pytest.mark.parametrize("run", [BARE, MIXED], ids=["bare", "mixed"])
def test_the_charts_hold_what_the_record_holds(run):
    events = records.of_type(run["events"], "skills")
    assert len(events) >= 9, "asked on the way, not only at both ends: make runs"
    rows = course(run)
    for event, row in zip(events, rows, strict=True):
        tail = [each for each in event["old"] if each["frequency"] == "tail"]
        right = 100 * sum(each["right"] for each in tail) / sum(each["total"] for each in tail)
        assert row["step"] == event["step"] and row["rare facts"] == pytest.approx(right)
    lines = {trace.name or index: list(trace.y) for index, trace in enumerate(on_the_way(run).data)}
    assert list(lines.values()) == [[row[name] for row in rows] for name in GROUPS]


def test_the_words_are_what_the_records_say():
    widest = max(course(BARE), key=lambda row: row["common facts"] - row["rare facts"])
    sentence = words.first(BARE, MIXED)
    for value in (widest["common facts"], widest["rare facts"], course(MIXED)[-1]["common facts"]):
        assert f"{value:.0f}%" in sentence
    assert f"step {widest['step']} of Jan alone" in sentence


@pytest.mark.parametrize(
    ("bare", "mixed", "sentence"),
    [
        (((100, 80, 0), (100, 30, 0)), ((100, 30, 80), (100, 5, 10)), "The rare ones: at step 10 of Jan alone 80%"),
        (((100, 80, 0), (100, 30, 0)), ((100, 30, 80), (100, 5, 10)), "came back: 80% at the end. The rare hardly did"),
        (((100, 80, 0), (100, 30, 0)), ((100, 30, 80), (100, 5, 75)), "The rare came back as well: 75%"),
        (((100, 80, 0), (100, 30, 0)), ((100, 30, 35), (100, 5, 2)), "at the end it is 35% of them and 2% of the rare"),
        (((100, 50, 0), (100, 45, 0)), ((100, 30, 80), (100, 5, 10)), "Neither goes much before the other"),
    ],
)
def test_a_run_that_came_out_otherwise_would_be_told_otherwise(bare, mixed, sentence):
    runs = [invented(common=common, rare=rare) for common, rare in (bare, mixed)]
    assert sentence in words.first(*runs)
