"""What is kept of a run: right answers by rarity, from records of both schemas, as counted from their rows by hand."""

import pytest

from explainer.experiment import Experiment
from explainer.sweep.cells import cell_result, kept, number
from explainer.sweep.plan import Cell

COUNTS = [  # skill, times read, right before, right after, broken after, asked
    ("capitals", 256, 8, 6, 0, 8),
    ("capitals", 64, 4, 1, 2, 4),
    ("capitals", 16, 5, 2, 1, 6),
    ("colours", 4, 3, 1, 0, 6),
    ("colours", 1, 1, 0, 1, 4),
    ("smalltalk", None, 12, 3, 4, 12),
]


def event(step, rows):
    return {"type": "skills", "step": step, "old": rows, "new": [{"skill": "jan", "right": 1, "broken": 0, "total": 2}]}


def row(skill, times, right, broken, total, schema=2):
    if schema == 2:
        return {"skill": skill, "times": times, "right": right, "broken": broken, "total": total}
    part = None if times is None else "head" if times >= 64 else "tail"
    return {"skill": skill, "frequency": part, "right": right, "total": total}


def made(schema=2, counts=COUNTS, ended=True):
    losses = [{"type": "loss", "step": step, "old": 0.5 + step / 3, "new": 2.0} for step in (0, 3)]
    first = event(0, [row(s, t, before, 0, n, schema) for s, t, before, _, _, n in counts])
    on_the_way = {**event(3, [row("capitals", 64, 0, 0, 1, schema)]), "whole": False}
    last = event(3, [row(s, t, after, broken, n, schema) for s, t, _, after, broken, n in counts])
    events = [losses[0], first, losses[1], *([on_the_way] if schema == 2 else []), *([last] if ended else [])]
    return cell_result(Cell("a", Experiment(steps=3)), ["old", "new"], events)


def test_right_and_broken_answers_are_summed_up_by_how_often_the_facts_were_read():
    summary = made()["summary"]
    assert number(summary, "right_after") == pytest.approx(13 / 40)
    assert number(summary, "right_common") == pytest.approx(7 / 12)
    assert number(summary, "right_middle") == pytest.approx(2 / 6)
    assert number(summary, "right_rare") == pytest.approx(1 / 10)
    assert number(summary, "broken_after") == pytest.approx(8 / 40)


def test_what_was_kept_is_counted_against_what_was_known():
    cell = made()
    assert kept(cell, "common") == pytest.approx(7 / 12) and kept(cell, "middle") == pytest.approx(2 / 5)
    assert kept(cell, "rare") == pytest.approx(1 / 4), "of ten rare facts four were known"
    unknown = made(counts=[*COUNTS[:3], ("colours", 1, 0, 0, 0, 4)])
    assert kept(unknown, "rare") is None, "nothing known, nothing to keep"


def test_a_record_of_schema_1_has_common_and_rare_and_nothing_between():
    counts = [each for each in COUNTS if each[1] != 16]
    cell = made(schema=1, counts=counts)
    assert "right_middle" not in cell["summary"] and "broken_after" not in cell["summary"]
    assert number(cell["summary"], "right_common") == pytest.approx(7 / 12)
    assert kept(cell, "rare") == pytest.approx(1 / 4) and kept(cell, "middle") is None


def test_a_run_that_did_not_end_has_no_right_answers():
    cell = made(ended=False)
    assert cell["skills"] is None and kept(cell, "common") is None
    with pytest.raises(KeyError, match="right_rare"):
        number(cell["summary"], "right_rare")
