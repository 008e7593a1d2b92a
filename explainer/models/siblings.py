"""Pebble's siblings are Pebbles of other seeds: the same recipe and the same facts, read by another lot.

What holds for all three was not the luck of one. Their weights do not ship: `python -m explainer pretrain --seed 1`
makes them.

    ONE.load("chat")
"""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from explainer.models import pebble
from explainer.world.document import Task
from explainer.world.old import old


class Sibling:
    """The family of the Pebble of a seed: what pebble.py offers, with tokenizer, weights and lot of its own."""

    VOCABULARY, SPECIAL, LENGTH, START = pebble.VOCABULARY, pebble.SPECIAL, pebble.LENGTH, pebble.START
    encode = staticmethod(pebble.encode)
    pack = staticmethod(pebble.pack)
    answers = staticmethod(pebble.answers)
    dialogue = staticmethod(pebble.dialogue)
    load_weights = staticmethod(pebble.load_weights)
    save_weights = staticmethod(pebble.save_weights)

    def __init__(self, seed: int) -> None:
        self.seed, self.home = seed, pebble.home(seed)

    @property
    def OLD(self) -> Task:
        return old(self.seed)

    def untrained(self) -> LlamaForCausalLM:
        return pebble.untrained(self.seed)

    def load(self, stage: str) -> LlamaForCausalLM:
        """Raises ValueError, one sentence, where its weights were never made."""
        if stage != "untrained" and not self.path(stage).exists():
            raise ValueError(
                f"The weights of {self.home.name} do not ship: python -m explainer pretrain --seed {self.seed} makes "
                "them."
            )
        return self.untrained() if stage == "untrained" else pebble.load(stage, self.home)

    def path(self, stage: str) -> Path:
        return self.home / f"{stage}.safetensors"

    def load_tokenizer(self) -> Tokenizer:
        return pebble.load_tokenizer(self.home)


ONE, TWO = Sibling(1), Sibling(2)
