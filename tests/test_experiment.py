"""These tests send experiments through links and dicts and back, and every bad value gets one sentence."""

import dataclasses
import math

import pytest

from explainer.experiment import FIELDS, Experiment
from explainer.fields import FieldError
from explainer.tables import limits

BAD = [
    *[
        ("replay", value)
        for value in ("abc", "NaN", math.nan, -1, "-1", 101, 1e9, "inf", "", None, True, "１０１", "5%")
    ],
    *[("steps", value) for value in (0, -1, 2001, 1.5, "1.5", "ten", 10**30)],
    *[("batch", value) for value in (0, 129, "x")],
    *[("lr", value) for value in (0, -1e-3, 2, "nan")],
    *[("seed", value) for value in (-1, 2**31, 0.5)],
    *[("task", value) for value in ("", "french", "../jan", "x" * 10_000, None, 3)],
    *[("mode", value) for value in ("mix", "")],
    *[("schedule", value) for value in ("random", "")],
    *[("source", value) for value in ("pile", "")],
    *[("remedy", value) for value in ("prayer", "../none", "__init__")],
    *[(field, value) for field in ("pool", "examples") for value in (-1, 6001, 1.5)],
    *[("kinds", value) for value in (-1, 9)],
    *[("device", value) for value in ("tpu", "cuda:0")],
    *[("text", value) for value in (3, "x" * (limits.TEXT + 1))],
]


@pytest.mark.parametrize(("field", "value"), BAD, ids=lambda v: repr(v)[:20])
def test_a_bad_value_gets_one_sentence_that_names_field_value_and_what_is_allowed(field, value):
    with pytest.raises(FieldError) as caught:
        Experiment.from_dict({field: value})
    sentence = str(caught.value)
    assert sentence.startswith(f"{field} cannot be ")
    assert " it is " in sentence and sentence.endswith(".") and "\n" not in sentence
    assert len(sentence) < 200, "a stranger's long value must not flood the page"
    assert str(value)[:10] in sentence or isinstance(value, str)


def test_an_unknown_field_is_named_and_the_known_ones_are_listed():
    with pytest.raises(FieldError) as caught:
        Experiment.from_dict({"replya": 5})
    assert "replya" in str(caught.value)
    assert all(name in str(caught.value) for name in FIELDS)


def test_every_field_of_the_class_has_its_check_and_the_other_way_round():
    assert [field.name for field in dataclasses.fields(Experiment)] == list(FIELDS)


@pytest.mark.parametrize("replay", [0, 0.5, 1, 2.75, 33.3333333, 100])
def test_url_and_dict_bring_back_the_same_experiment(replay):
    experiment = Experiment(task="jan", replay=replay, steps=77, lr=3e-4, seed=12)
    assert Experiment.from_dict(experiment.to_query()) == experiment
    assert Experiment.from_dict(experiment.to_dict()) == experiment
    assert "device" not in experiment.to_query(), "a default stays out of the link"


def test_the_readers_text_never_travels_in_a_link():
    experiment = Experiment(task="custom", text="A secret.")
    assert "secret" not in str(experiment.to_query())


def test_text_goes_with_the_custom_task_only_and_added_replay_stops_at_half():
    for values in ({"task": "jan", "text": "x"}, {"mode": "add", "replay": 50.1}):
        with pytest.raises(FieldError):
            Experiment.from_dict(values)
    assert Experiment(mode="add", replay=50).replay == 50


def test_an_experiment_cannot_be_changed_and_its_twin_differs_in_replay_alone():
    experiment = Experiment(replay=25, seed=3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        experiment.replay = 3
    assert experiment.twin().to_dict() == experiment.to_dict() | {"replay": 0.0}
