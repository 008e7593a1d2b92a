"""Pebble is what its script says it is, reads and writes any text, and leaves nothing of the weights behind."""

import dataclasses
import hashlib

import numpy as np
import pytest
import torch

from explainer.models import pebble
from explainer.training import pretrain
from explainer.world import OLD, Dialogue, Text

pytestmark = pytest.mark.filterwarnings("default")


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
    small = pretrain.Recipe(raw_documents=200, dialogues=200)  # every document is part of it
    changes = ({"chat_steps": small.chat_steps + 1}, {"dialogues": 201}, {"seed": 1})
    prints = [pretrain.fingerprint(dataclasses.replace(small, **change)) for change in ({}, *changes)]
    assert len(set(prints)) == 4 and prints[0] == pretrain.fingerprint(small)


def test_what_ships_is_small_enough():
    assert sum(path.stat().st_size for path in pebble.HOME.iterdir()) <= 8_000_000
    assert 1e6 <= sum(p.numel() for p in pebble.untrained().parameters()) <= 2e6


def test_pebble_answers_95_percent_of_the_old_questions_right(chat, tokenizer):
    assert pretrain.probes_right(chat, tokenizer) >= 0.95


def test_the_chat_stage_is_needed(tokenizer):
    """The same measure must fail on the stages that never saw a dialogue, or it measures nothing."""
    assert pretrain.probes_right(pebble.load("untrained"), tokenizer) <= 0.05
    assert pretrain.probes_right(pebble.load("base"), tokenizer) <= 0.6


STRANGE = ["Ünïcödé 🪨🧠", "<script>alert(1)</script>", "\x00\x07\x1b[31m", "<|bot|><|end|>", "日本語", " ", "a" * 5000]


@pytest.mark.parametrize("text", STRANGE, ids=repr)
def test_any_text_can_be_encoded_and_comes_back_unchanged(tokenizer, text):
    ids = tokenizer.encode(text).ids
    assert tokenizer.decode(ids, skip_special_tokens=False) == text
    assert min(ids) > pebble.END, "nothing a reader types becomes a special token"


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
    ids = [pebble.USER, *tokenizer.encode(prompt).ids, pebble.BOT]
    start = len(ids)
    while ids[-1] != pebble.END and len(ids) < start + 56:
        ids.append(model(input_ids=torch.tensor([ids])).logits[0, -1].argmax().item())
    return tokenizer.decode([i for i in ids[start:] if i > pebble.END]).strip()


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
