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
    *[("kinds", value) for value in (-1, 10)],
    *[("shared", value) for value in (-25, 30, 12.5, 101, "all")],
    *[("manner", value) for value in ("maybe", 2, None)],
    *[("strength", value) for value in (-1, 1e9, "strong")],
    *[("warm_up", value) for value in (-1, 1.5, 2001)],
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


def test_what_came_later_travels_in_links_and_is_as_usual_where_a_record_lacks_it():
    experiment = Experiment(source="proxy", shared=50, manner=True, remedy="l2sp", strength=0.1, warm_up=15)
    later = {"shared": "50", "manner": "1", "strength": "0.1", "warm_up": "15"}
    assert experiment.to_query() == {"source": "proxy", "remedy": "l2sp"} | later
    assert Experiment.from_dict(experiment.to_query()) == Experiment.from_dict(experiment.to_dict()) == experiment
    of_schema_1 = {name: value for name, value in Experiment().to_dict().items() if name not in later}
    assert Experiment.from_dict(of_schema_1) == Experiment()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"shared": 50}, "shared cannot be 50 with the source true: it is 0, but with proxy."),
        ({"manner": True, "source": "self"}, "manner cannot be 1 with the source self: it is 0, but with proxy."),
        ({"strength": 2}, "strength cannot be 2 with the remedy none: it is 0, for that has no dial."),
        ({"strength": 1, "remedy": "dropout"}, "strength cannot be 1 with the remedy dropout: it is at most 0.9."),
    ],
)
def test_what_goes_with_some_choices_only_is_refused_with_the_others(values, sentence):
    with pytest.raises(FieldError) as caught:
        Experiment.from_dict(values)
    assert str(caught.value) == sentence


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
