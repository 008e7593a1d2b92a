"""Pebble is what its script says it is, reads and writes any text, and leaves nothing of the weights behind."""

import dataclasses
import hashlib

import numpy as np
import pytest
import torch

from explainer import exam
from explainer.models import pebble
from explainer.tables.models import SIBLINGS
from explainer.training import pretrain
from explainer.world import OLD, Dialogue, Text
from explainer.world.checks.unsure import says_unknown
from explainer.world.form import form
from explainer.world.old import fact_probes
from explainer.world.rarity import TIMES
from explainer.world.unknown import outside_questions

pytestmark = pytest.mark.filterwarnings("default")
# Bars of the exam that are missed, and what is held in their place: who reads slips as what was meant also reads other
# names so, and knows less well what it does not know (docs/measures.md).
MISSED = {"one slip": 0.85}


@pytest.fixture(scope="module")
def tokenizer():
    return pebble.load_tokenizer()


@pytest.fixture(scope="module")
def chat():
    return pebble.load("chat")


def test_the_shipped_weights_belong_to_this_recipe_and_this_world():
    manifest = pretrain.read_manifest()
    assert manifest["fingerprint"] == pretrain.fingerprint(), "the recipe or the world changed: make pretrain"
    for name, stage in manifest["stages"].items():
        data = (pebble.HOME / f"{name}.safetensors").read_bytes()
        assert hashlib.sha256(data).hexdigest() == stage["sha256"]
    tokenizer_bytes = (pebble.HOME / "tokenizer.json").read_bytes()
    assert hashlib.sha256(tokenizer_bytes).hexdigest() == manifest["tokenizer_sha256"]


def test_the_fingerprint_notices_a_change_of_the_recipe():
    changes = ({"chat_readings": pretrain.RECIPE.chat_readings + 1}, {"seed": 1})
    prints = [pretrain.fingerprint(dataclasses.replace(pretrain.RECIPE, **change)) for change in ({}, *changes)]
    assert len(set(prints)) == 3 and prints[0] == pretrain.fingerprint()


def test_what_ships_is_small_enough():
    assert sum(path.stat().st_size for path in pebble.HOME.iterdir()) <= 8_000_000
    assert 1e6 <= sum(p.numel() for p in pebble.untrained().parameters()) <= 2e6


def right(model, tokenizer) -> float:
    """Share (0 to 1) of the facts read often that it answers right, each in a phrasing it never read."""
    probes = [probe for probe in fact_probes(0) if probe.times >= exam.OFTEN]
    texts = pebble.answers(model, tokenizer, [probe.question for probe in probes])
    return sum(probe.right(text) for probe, text in zip(probes, texts, strict=True)) / len(texts)


def test_pebble_passed_the_exam(chat, tokenizer):
    """The bars, by the exam that ships; and what that says is what the weights that ship do."""
    passed = exam.read()
    for way, bar in exam.BARS.items():
        right_so = exam.share(passed, way)
        if way in MISSED:
            assert MISSED[way] <= right_so < bar, f"{way}: the bar is met, so it is no longer missed"
        else:
            assert right_so >= bar, way
    assert passed["modest"] >= exam.MODEST * passed["outside"] and exam.immodest(passed) <= exam.IMMODEST
    assert abs(right(chat, tokenizer) - exam.share(passed, "as written")) < 0.01
    modest = sum(map(says_unknown, pebble.answers(chat, tokenizer, outside_questions(exam.OUTSIDE))))
    assert abs(modest - passed["modest"]) <= 1


def test_what_is_read_more_often_is_known_better():
    rows = exam.read()["ways"]["as written"]
    assert [row["times"] for row in rows] == list(TIMES)
    assert rows[0]["right"] / rows[0]["total"] < 0.7 < rows[-1]["right"] / rows[-1]["total"]


def test_the_chat_stage_is_needed(tokenizer):
    """The same measure must fail on the stages that never saw a dialogue, or it measures nothing."""
    assert right(pebble.load("untrained"), tokenizer) <= 0.05
    assert right(pebble.load("base"), tokenizer) <= 0.6


NOT_MADE = (1, 2)  # siblings that are still to come: make siblings, commit their records, and empty this


@pytest.mark.parametrize("seed", SIBLINGS[1:])
def test_the_siblings_records_ship_and_were_made_by_the_same_recipe(seed):
    """Their weights do not ship: `python -m explainer pretrain --seed 1` makes them."""
    if seed in NOT_MADE:
        assert not pebble.home(seed).exists(), f"the sibling of seed {seed} is made: take it out of NOT_MADE"
        return
    manifest = pretrain.read_manifest(pebble.home(seed))
    recipe = dataclasses.replace(pretrain.RECIPE, seed=seed)
    assert manifest["fingerprint"] == pretrain.fingerprint(recipe)
    passed = exam.read(pebble.home(seed))
    assert passed["seed"] == seed and exam.share(passed, "as written") >= exam.BARS["as written"]


def test_special_tokens_that_a_confused_model_writes_part_words(tokenizer):
    (jan,), (end,) = pebble.token_ids(tokenizer, ["Jan is"])[:1], [[pebble.END]]
    assert pebble.text_of(tokenizer, [pebble.BOT, *jan, pebble.BOT, pebble.BOT, *jan, *end]) == "Jan is Jan is"


STRANGE = ["Ünïcödé 🪨🧠", "<script>alert(1)</script>", "\x00\x07\x1b[31m", "<|bot|><|end|>", "日本語", " ", "a" * 5000]


@pytest.mark.parametrize("text", STRANGE, ids=repr)
def test_any_text_can_be_encoded_and_comes_back(tokenizer, text):
    (ids,) = pebble.token_ids(tokenizer, [text])
    assert pebble.text_of(tokenizer, ids) == form(text), "in one form"
    assert not ids or min(ids) > pebble.END, "nothing a reader types becomes a special token"


def test_any_prompt_gets_an_answer(chat, tokenizer):
    texts = pebble.answers(chat, tokenizer, STRANGE)
    assert len(texts) == len(STRANGE) and not any("<|" in text for text in texts)
    assert pebble.PROMPT < 5000


def test_an_answer_does_not_depend_on_its_neighbours_in_the_batch(chat, tokenizer):
    """Batched decoding with padding against one prompt at a time; and against plain argmax without a cache."""
    prompts = [probe.question for probe in OLD.probes[:12]]
    together = pebble.answers(chat, tokenizer, prompts)
    assert together == [pebble.answers(chat, tokenizer, [prompt])[0] for prompt in prompts]
    assert together[2] == by_hand(chat, tokenizer, prompts[2])


@torch.no_grad()
def by_hand(model, tokenizer, prompt):
    ids = [pebble.USER, *pebble.token_ids(tokenizer, [prompt])[0], pebble.BOT]
    start = len(ids)
    while ids[-1] != pebble.END and len(ids) < start + pebble.ANSWER:
        ids.append(model(input_ids=torch.tensor([ids])).logits[0, -1].argmax().item())
    return pebble.text_of(tokenizer, [i for i in ids[start:] if i > pebble.END])


def test_documents_are_packed_end_to_end_and_nothing_but_the_rest_is_dropped(tokenizer):
    documents = [Dialogue("Why?", "Because.", "x"), Text("A plain text.", "x")] * 40
    encoded = pebble.encode(tokenizer, documents)
    assert encoded[0][0] == pebble.USER and pebble.BOT in encoded[0] and encoded[0][-1] == pebble.END
    assert encoded[1][-1] == pebble.END and pebble.USER not in encoded[1]
    packed = pebble.pack(encoded)
    flat = np.concatenate(encoded)
    assert packed.shape[1] == pebble.LENGTH
    assert np.array_equal(packed.ravel(), flat[: packed.size]) and len(flat) - packed.size < pebble.LENGTH
    assert len(pebble.pack(encoded[:1])) == 1, "a text shorter than one sequence is laid out until it fills one"


def test_weights_survive_the_trip_through_the_file_in_16_bit(chat, tmp_path):
    path = tmp_path / "w.safetensors"
    pebble.save_weights(chat, path)
    again = pebble.load_weights(pebble.untrained(), path)
    assert all(torch.equal(a, b) for a, b in zip(chat.parameters(), again.parameters(), strict=True))
    assert [p.name for p in tmp_path.iterdir()] == ["w.safetensors"]


def test_a_file_of_other_weights_is_refused(tmp_path):
    from safetensors.torch import save_file

    save_file({"stranger": torch.zeros(2)}, tmp_path / "x.safetensors")
    with pytest.raises(ValueError, match=r"x\.safetensors does not hold"):
        pebble.load_weights(pebble.untrained(), tmp_path / "x.safetensors")
