"""The words that stand for a run where its figure does not: they are made from its events and say what is broken."""

from explainer import record as records
from explainer.experiment import Experiment
from explainer.web.api.runs import Run
from explainer.web.takeaway import run

FLOOR = {"forgetting": 0.0512, "right_before": 0.98, "right_after": 0.9, "steps": 150, "lr": 0.002}


def made(*counts):
    rows = [
        [{"skill": "capitals", "times": 4, "right": right, "broken": broken, "total": 20}] for right, broken in counts
    ]
    skills = [{"type": "skills", "step": 10 * at, "whole": True, "old": old, "new": old} for at, old in enumerate(rows)]
    losses = [{"type": "loss", "step": step, "old": 0.5 + step / 10, "new": 2.0} for step in (0, 10)]
    record = records.new("made", Experiment(replay=5, steps=10), {"kind": "recorded", "device": "cpu"})
    return Run("made", "api/recorded/made", records.finish({**record, "events": [*losses, *skills]}, "done"))


def test_right_and_broken_answers_are_told_as_shares_of_all():
    said = run.outcome(made((20, 0), (8, 5)))
    assert "from 0.50 to 1.50 nats per token" in said and "from 100% to 40%, and 25% more held the word" in said


def test_a_run_without_broken_answers_or_without_an_end_does_not_speak_of_them():
    assert run.outcome(made((20, 0), (8, 0))).endswith("from 100% to 40%.")
    assert run.outcome(made((20, 3))).endswith("nats per token.")


def test_the_floor_stands_beside_what_was_forgotten_where_one_was_measured(monkeypatch):
    pair = [made((20, 0), (8, 5))]
    monkeypatch.setattr(records, "floor", lambda: FLOOR)
    assert "150 steps on old data alone cost 0.05 nats." in run.sentence(pair)
    monkeypatch.setattr(records, "floor", lambda: None)
    assert "old data alone" not in run.sentence(pair)
