"""Grain is a second model, so that tests can tell what is Pebble's from what is any model's.

It is smaller, of another seed, reads sequences of 32 tokens, with Pebble's tokenizer, and answers in at most 4. Nobody
has trained it.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

from explainer.models import pebble
from explainer.models.pebble import (
    END,
    OLD,
    PAD,
    SPECIAL,
    START,
    VOCABULARY,
    dialogue,
    encode,
    load_tokenizer,
    load_weights,
    save_weights,
)

__all__ = [
    "LENGTH",
    "OLD",
    "SPECIAL",
    "START",
    "VOCABULARY",
    "answers",
    "dialogue",
    "encode",
    "load",
    "load_tokenizer",
    "load_weights",
    "pack",
    "save_weights",
    "untrained",
]
LENGTH = 32
SHAPE = {**pebble.SHAPE, "hidden_size": 64, "intermediate_size": 96}


def untrained() -> LlamaForCausalLM:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        return LlamaForCausalLM(LlamaConfig(**SHAPE, pad_token_id=PAD, bos_token_id=None, eos_token_id=END))


def load(stage: str) -> LlamaForCausalLM:
    """The same at every stage."""
    return untrained()


def pack(encoded: Iterable[list[int]]) -> NDArray[np.int64]:
    return pebble.pack(encoded, LENGTH)


def answers(model: LlamaForCausalLM, tokenizer: Tokenizer, prompts: Sequence[str], *, chat: bool = True) -> list[str]:
    return pebble.answers(model, tokenizer, prompts, chat=chat, limit=4)
