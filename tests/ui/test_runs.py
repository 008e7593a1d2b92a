"""What pages say of a run beside its figure: how many answers were broken, and what no lesson at all costs."""

import pytest

from explainer import record as records
from explainer.jobs.settings import ROOT
from explainer.ui import recorded, runs

FLOOR = {"forgetting": 0.0512, "right_before": 0.98, "right_after": 0.9, "steps": 150, "lr": 0.002}


def counted(step, whole, right, broken, total):
    row = {"skill": "capitals", "times": 4, "right": right, "broken": broken, "total": total}
    return {"type": "skills", "step": step, "whole": whole, "old": [row, {**row, "times": None}], "new": []}


def run_of(*events):
    return {**recorded.load("german-5"), "schema": 2, "events": list(events)}


def test_the_broken_are_counted_over_all_questions_at_the_end_and_not_over_the_hundred():
    ends = (counted(0, True, 50, 0, 60), counted(10, True, 20, 7, 60))
    said = runs.broken(run_of(ends[0], counted(0, False, 30, 0, 50), ends[1], counted(10, False, 1, 2, 50)))
    assert "40 answers are right and 14 broken, of 120" in said


def test_nothing_is_said_of_the_broken_where_none_are_or_none_were_counted():
    assert runs.broken(run_of(counted(0, True, 50, 0, 60), counted(10, True, 20, 0, 60))) == ""
    assert runs.broken(run_of(counted(0, True, 50, 0, 60), counted(5, False, 20, 9, 60))) == "", "it has not ended"
    first = records.read(ROOT / "tests" / "data" / "run-of-2026-11-24.json")
    assert first["schema"] == 1 and runs.broken(first) == ""


def test_the_floor_is_said_with_its_settings(monkeypatch):
    monkeypatch.setattr(records, "floor", lambda: FLOOR)
    said = runs.floor()
    for part in ("150 steps", "learning rate of 0.002", "0.05 nats", "98% to 90%"):
        assert part in said
    assert said.count(". ") == 0 and said.endswith(".")


@pytest.mark.parametrize("part", ["right_before", "right_after"])
def test_the_floor_says_no_more_than_was_measured(monkeypatch, part):
    monkeypatch.setattr(records, "floor", lambda: {**FLOOR, part: None})
    assert "0.05 nats" in runs.floor() and "%" not in runs.floor()
    monkeypatch.setattr(records, "floor", lambda: None)
    assert runs.floor() == ""
