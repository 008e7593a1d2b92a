"""Each remedy is its formula, checked against a second computation, and leaves the model bare for measurements."""

import importlib
import math
import re
from itertools import islice

import pytest
import torch
from torch.nn.functional import cross_entropy

from explainer import measures
from explainer.experiment import Experiment
from explainer.models import pebble
from explainer.tables.remedies import REMEDIES
from explainer.training import data as pools
from explainer.training import selfmade
from explainer.training.loop import train
from explainer.training.remedies import dropout, ewc, l2sp, label_smoothing, neftune, remedy
from explainer.world import OLD
from explainer.world.typed import untyped
from tests.helpers.questions import questions

pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.usefixtures("one_thread")]


@pytest.fixture(scope="module", autouse=True)
def few_words():
    """The Fisher's formula holds on eight sequences of its own words as on all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ewc, "SEQUENCES", 8)
        patch.setattr(ewc, "ROUNDS", 1)
        patch.setattr(selfmade, "ROUND", 60)
        yield
    ewc.shipped_fisher.cache_clear()
    selfmade.sampled.cache_clear()


@pytest.fixture(scope="module")
def model():
    return pebble.load("chat").train()


@pytest.fixture(scope="module")
def data():
    return pools.load(Experiment(task="german"))


@pytest.fixture(scope="module")
def x(data):
    return torch.from_numpy(data.new[:4])


def bare_loss(model, embeddings, x):
    logits = model(inputs_embeds=embeddings).logits[:, :-1]
    return cross_entropy(logits.flatten(0, 1), x[:, 1:].flatten())


def test_none_is_the_mean_cross_entropy(model, data, x):
    assert remedy("none", model, data, 0).loss(x).item() == measures.token_loss(model, x).item()


def test_neftune_adds_uniform_noise_of_the_papers_size_to_the_embeddings(model, data, x):
    embeddings = model.model.embed_tokens(x)
    noise = (neftune.Remedy(model, data, 3).noisy(embeddings) - embeddings).detach()
    bound = 5 / math.sqrt(64 * 256)
    assert noise.abs().max() <= bound * 1.0001 and noise.abs().max() > 0.99 * bound
    assert noise.mean().item() == pytest.approx(0, abs=bound / 50)
    assert noise.std().item() == pytest.approx(bound / math.sqrt(3), rel=0.02), "as a uniform's, not a normal's"
    uniform = torch.rand(embeddings.shape, generator=torch.Generator().manual_seed(3)) * 2 - 1
    by_hand = bare_loss(model, embeddings + bound * uniform, x)
    assert neftune.Remedy(model, data, 3).loss(x).item() == pytest.approx(by_hand.item(), abs=1e-5)
    assert neftune.Remedy(model, data, 4).loss(x).item() != by_hand.item()


def test_dropout_zeroes_a_tenth_and_keeps_the_mean(model, data):
    ones = torch.ones(200, 500)
    dropped = dropout.Remedy(model, data, 0).drop(ones)
    stays = dropped != 0
    assert stays.float().mean().item() == pytest.approx(0.9, abs=4 * math.sqrt(0.09 / 1e5))
    assert torch.allclose(dropped[stays], torch.tensor(1 / 0.9))


def test_dropout_falls_on_the_embeddings_and_on_each_sublayers_output(model, data, x):
    """Against a forward pass written out by hand, with the same masks."""
    cure, hand = dropout.Remedy(model, data, 5), dropout.Remedy(model, data, 5)
    inner = model.model
    places = torch.arange(63)[None]
    with torch.no_grad():
        h = hand.drop(inner.embed_tokens(x[:, :-1]))
        rotary = inner.rotary_emb(h, position_ids=places)
        for layer in inner.layers:
            normed = layer.input_layernorm(h)
            h = h + hand.drop(layer.self_attn(normed, position_embeddings=rotary, attention_mask=None)[0])
            h = h + hand.drop(layer.mlp(layer.post_attention_layernorm(h)))
        logits = model.lm_head(inner.norm(h))
        by_hand = cross_entropy(logits.flatten(0, 1), x[:, 1:].flatten())
        assert cure.loss(x).item() == pytest.approx(by_hand.item(), abs=1e-4)


def test_label_smoothing_is_cross_entropy_with_the_smoothed_target(model, data, x):
    with torch.no_grad():
        log_p = model(input_ids=x).logits[:, :-1].log_softmax(-1)
        true = -log_p.gather(-1, x[:, 1:, None]).mean()
        uniform = -log_p.mean()
    for asked, epsilon in ((0.0, 0.1), (0.3, 0.3)):
        by_hand = (1 - epsilon) * true + epsilon * uniform
        with torch.no_grad():
            smoothed = label_smoothing.Remedy(model, data, 0, asked).loss(x)
        assert smoothed.item() == pytest.approx(by_hand.item(), abs=1e-5)


@pytest.mark.parametrize(("asked", "alpha"), [(0.0, 0.01), (0.5, 0.5)])
def test_l2sp_is_half_alpha_times_the_squared_distance_from_the_start(data, x, asked, alpha):
    model = pebble.load("chat")
    cure = l2sp.Remedy(model, data, 0, asked)
    bare = measures.token_loss(model, x).item()
    assert cure.loss(x).item() == pytest.approx(bare, abs=1e-6), "at the start the spring is slack"
    before = torch.cat([w.detach().flatten() for w in model.parameters()])
    with torch.no_grad():
        for place, weight in enumerate(model.parameters()):
            weight.add_(0.01 * (place + 1) * torch.sign(weight))
    moved = torch.cat([w.detach().flatten() for w in model.parameters()]) - before
    expected = measures.token_loss(model, x).item() + alpha / 2 * moved.double().square().sum().item()
    assert cure.loss(x).item() == pytest.approx(expected, rel=1e-4)
    model.zero_grad()
    (cure.loss(x) - measures.token_loss(model, x)).backward()
    pulls = torch.cat([w.grad.flatten() for w in model.parameters()])
    assert torch.allclose(pulls, alpha * moved, atol=1e-5), "the pull is alpha times the way"


def test_the_fisher_is_the_mean_square_of_each_sequences_own_gradient_per_token(model):
    """Against gradients taken one token at a time: their sum, squared."""
    rows = torch.from_numpy(pools.training_pool(pebble, OLD)[:2, :6])
    expected = [torch.zeros_like(weight) for weight in model.parameters()]
    for row in rows:
        sums = [torch.zeros_like(weight) for weight in model.parameters()]
        for place in range(5):
            log_p = model(input_ids=row[None, : place + 1]).logits[0, -1].log_softmax(-1)[row[place + 1]]
            for total, gradient in zip(sums, torch.autograd.grad(log_p, list(model.parameters())), strict=True):
                total += gradient
        for total, one in zip(expected, sums, strict=True):
            total += one**2 / (2 * 5)
    for found, one in zip(ewc.fisher(model, rows), expected, strict=True):
        assert torch.allclose(found, one, rtol=1e-3, atol=1e-7)


@pytest.mark.parametrize(("asked", "stiff"), [(0.0, 1.0), (7.0, 7 / REMEDIES["ewc"].dial.value)])
def test_ewc_is_half_lambda_times_the_squared_distance_by_the_fisher(data, x, asked, stiff):
    model = pebble.load("chat")
    cure = ewc.Remedy(model, data, 0, asked)
    assert cure.loss(x).item() == pytest.approx(measures.token_loss(model, x).item(), abs=1e-6), "slack at the start"
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.05)
    total = sum(each.double().sum().item() for each in cure.fisher)
    expected = stiff * REMEDIES["ewc"].dial.value / 2 * total * 0.05**2
    assert (cure.loss(x) - measures.token_loss(model, x)).item() == pytest.approx(expected, rel=1e-3)


def test_the_fisher_of_the_shipped_model_is_taken_on_its_own_words_once(data):
    one, again = (ewc.Remedy(pebble.load("chat"), data, 0) for _ in range(2))
    assert all(a is b for a, b in zip(one.fisher, again.fisher, strict=True))
    assert all((each >= 0).all() for each in one.fisher) and one.fisher[0].max() > 0
    texts = {untyped(question) for question in questions(ewc.own_words(pebble, 0).numpy())}
    assert texts and not texts & {untyped(probe.question) for probe in OLD.probes}


@pytest.mark.parametrize("name", [name for name in REMEDIES if REMEDIES[name].dial])
def test_a_dial_offers_its_usual_value_with_stronger_and_weaker_ones(name):
    dial = REMEDIES[name].dial
    assert dial.value in dial.grid and list(dial.grid) == sorted(dial.grid)
    assert dial.grid[-1] > dial.value and dial.grid[0] > 0 and dial.grid[-1] <= dial.most
    for value in dial.grid:
        assert Experiment(remedy=name, strength=value).strength == value


@pytest.mark.parametrize("name", REMEDIES)
def test_a_remedy_changes_training_and_leaves_the_model_bare_for_measurements(name, model, data, x):
    before = measures.held_out_loss(model, x)
    cure = remedy(name, model, data, 0)
    cure.loss(x)
    assert measures.held_out_loss(model, x) == before
    assert not any(module._forward_hooks for module in model.modules())
    one, again = (remedy(name, model, data, 7).loss(x).item() for _ in range(2))
    assert one == again, "a seed decides everything"


def test_every_remedy_can_be_trained_with_and_none_is_the_others():
    ends, shipped = {}, measures.held_out_loss(pebble.load("chat"), pools.held_out(pebble, OLD))
    for name in REMEDIES:
        experiment = Experiment(task="jan", steps=2, batch=2, remedy=name)
        told = (e for e in train(pebble.load("chat"), experiment, light=True) if e["type"] == "loss")
        losses = list(islice(told, 3))
        assert losses[0]["old"] == pytest.approx(shipped, abs=1e-4), "the first measurement is of the shipped Pebble"
        ends[name] = losses[-1]["new"]
    assert len(set(ends.values())) == len(REMEDIES)


@pytest.mark.parametrize("name", [name for name in REMEDIES if name != "none"])
def test_a_remedy_says_its_paper(name):
    module = importlib.import_module(f"explainer.training.remedies.{name}")
    assert re.search(r"^Paper: .*\d{4}", module.__doc__, re.M)


def test_an_unknown_remedy_gets_one_sentence(model, data):
    with pytest.raises(ValueError, match=r"^remedy cannot be '__init__': it is one of none, .*\.$"):
        remedy("__init__", model, data, 0)
