"""An experiment's model is looked up by name, and whatever trains, asks or measures takes what that model's module has:
held to by a second model, which goes through the same loop, chat and valley as Pebble."""

import dataclasses
from pathlib import Path

import pytest
import torch

from explainer import models, record
from explainer.experiment import FIELDS, Experiment
from explainer.fields import Choice, FieldError
from explainer.landscape import jobs as landscape
from explainer.models import Family, pebble
from explainer.tables.models import MODELS
from explainer.training import data as pools
from explainer.training import jobs, orders, selfmade
from explainer.world import OLD
from tests.helpers import grain

pytestmark = pytest.mark.filterwarnings("default")
ROOT = Path(__file__).parents[2]
VALUES = {"model": "grain", "task": "jan", "steps": 2, "batch": 2, "device": "cpu"}


@pytest.fixture(scope="module", autouse=True)
def registered(one_thread):
    """Grain has its line in the table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(MODELS, "grain", grain.__name__)
        patch.setitem(FIELDS, "model", Choice(tuple(MODELS), "the model"))
        yield


@pytest.fixture(scope="module")
def pair(registered, tmp_path_factory):
    """A pair of short runs, as the desk hands it to the valley's job, and the events of the second."""
    made = []
    for replay in (0, 50):
        folder = str(tmp_path_factory.mktemp("weights"))
        experiment = Experiment(**VALUES, replay=replay).to_dict()
        events = [e for e in jobs.train({"experiment": experiment, "folder": folder}) if e["type"] != "provenance"]
        made.append({"experiment": experiment, "summary": record.summarise(events), "folder": folder})
    return made, events


@pytest.mark.parametrize("name", [*MODELS, "grain"])
def test_a_models_module_offers_all_that_a_family_has(name):
    family = models.family(name)
    promised = {*Family.__annotations__, *(part for part in vars(Family) if not part.startswith("_"))}
    assert not [part for part in promised if not hasattr(family, part)]
    assert len(promised) > 10


def test_the_first_model_is_pebble_and_an_unknown_one_gets_one_sentence():
    assert models.family(Experiment().model) is pebble
    with pytest.raises(ValueError, match=r"^model cannot be '\.\./x': it is one of pebble, .*\.$"):
        models.family("../x")
    with pytest.raises(FieldError, match="model cannot be 'boulder': it is one of pebble"):
        Experiment(model="boulder")


def test_only_what_makes_pebble_knows_it_by_name():
    users = {path for path in (ROOT / "explainer").rglob("*.py") if "models.pebble" in path.read_text()}
    users |= {path for path in (ROOT / "explainer").rglob("*.py") if "models import pebble" in path.read_text()}
    assert {str(path.relative_to(ROOT / "explainer")) for path in users} == {
        "tables/models.py",
        "training/pretrain.py",
        "commands/pretrain.py",
        "models/siblings.py",
    }


def test_the_loop_trains_the_experiments_own_model(pair):
    events = pair[1]
    losses, (data,) = record.of_type(events, "loss"), record.of_type(events, "data")
    assert [loss["step"] for loss in losses] == [0, 1, 2]
    assert losses[0]["old"] == pytest.approx(torch.tensor(grain.VOCABULARY).log().item(), abs=0.3), "it guesses blindly"
    assert losses[2]["new"] < losses[0]["new"]
    assert data["length"] == grain.LENGTH
    assert record.check(record.finish(record.new("x", Experiment(**VALUES), {}) | {"events": events}, "done"))


def test_its_weights_can_be_asked_and_are_its_own(pair):
    folder = pair[0][1]["folder"]
    request = {"prompts": ["Hello!", "What is Jan?"], "folder": folder, "step": None}
    (reply,) = jobs.chat({**request, "model": "grain"})
    assert reply["step"] == 2 and [item["prompt"] for item in reply["items"]] == request["prompts"]
    recorded = record.of_type(pair[1], "answers")[-1]["items"]
    (hello,) = [item["text"] for item in recorded if item["prompt"] == "Hello!"]
    assert reply["items"][0]["text"] == hello
    with pytest.raises(RuntimeError, match="size mismatch"):
        next(jobs.chat({**request, "model": "pebble"}))


def test_its_valley_is_measured_with_the_losses_that_its_runs_recorded(pair):
    request = {"pair": pair[0], "name": "grain", "size": 3, "threads": 1, "provenance": {"kind": "live"}}
    ground = [event["ground"] for event in landscape.valley(request) if event["type"] == "ground"][-1]
    assert ground["provenance"]["parameters"] == sum(p.numel() for p in grain.untrained().parameters())
    assert ground["provenance"]["apart"] < 1e-4


def test_tasks_in_order_are_learned_by_it_too():
    *losses, matrix = orders.in_order(grain.load("chat"), ["jan"], Experiment(**VALUES, replay=0))
    assert [loss["task"] for loss in losses] == ["jan"] * 3 and matrix["tasks"] == ["old", "jan"]


def test_whatever_is_replayed_is_packed_as_it_reads(monkeypatch):
    monkeypatch.setattr(selfmade, "dialogues", lambda family, seed, count: pools.training_documents(OLD)[:50])
    for source in ("true", "proxy", "self", "random"):
        experiment = dataclasses.replace(Experiment(**VALUES), source=source)
        assert pools.load(experiment).old.shape[1] == grain.LENGTH, source
