"""No source of replay ever asks what is held out: read back from the pools' tokens, by hash and by every probe."""

import itertools

import pytest

from explainer.experiment import SHARED, SOURCES, Experiment
from explainer.models import pebble
from explainer.tables.tasks import SHIPPED
from explainer.training import data as pools
from explainer.training import selfmade
from explainer.world import OLD, Dialogue, held_out, task
from explainer.world.typed import untyped
from tests.helpers.questions import questions

pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.usefixtures("one_thread")]
STAND_INS = [{"source": "proxy", "shared": share, "manner": manner} for share in SHARED for manner in (False, True)]
PROBED = {untyped(probe.question) for one in (OLD, *map(task, SHIPPED)) for probe in one.probes}


def name(values):
    return " ".join(str(value) for value in values.values())


def test_every_source_is_looked_at():
    assert {values["source"] for values in STAND_INS} | {"true", "self", "random"} == set(SOURCES)


@pytest.mark.parametrize("values", [{"source": "true"}, *STAND_INS], ids=name)
def test_a_pool_asks_no_question_that_is_held_out(values):
    asked = questions(pools.load(Experiment(**values)).old)
    assert len(asked) > 4000
    assert not [question for question in asked if held_out(question)]
    assert not PROBED & set(map(untyped, asked))


@pytest.mark.parametrize("name", SHIPPED)
def test_nor_does_a_lesson(name):
    asked = questions(pools.load(Experiment(task=name)).new)
    assert asked and not [question for question in asked if held_out(question)]
    assert not PROBED & set(map(untyped, asked))


def test_what_the_model_says_by_itself_is_sifted(monkeypatch):
    """With held-out questions said again and again, in the ways of typing, so that there is something to sift."""
    kept = [one for one in pools.training_documents(OLD)[:300] if isinstance(one, Dialogue)]
    planted = ("what is the capital of france", "hello", "HOW MUCH IS 3 PLUS 4", OLD.probes[-1].question)
    bad = [Dialogue(question, "Yes.", "self-made") for question in planted]
    monkeypatch.setattr(selfmade, "dialogues", lambda family, seed, count: tuple(itertools.chain(bad, kept, bad)))
    asked = questions(pools.load(Experiment(source="self")).old)
    assert len(asked) > 250
    assert not PROBED & set(map(untyped, asked)) and not [question for question in asked if held_out(question)]
    assert len(pools.sifted(pebble, [*bad, *kept])) == len(kept)


def test_random_tokens_ask_nothing():
    assert not questions(pools.load(Experiment(source="random")).old)
