"""This package has the models of the app, a module each, and says what each of them has to offer: a Family.

An experiment names its model, tables/models.py says which module that is, and family() brings it. Whatever trains, asks
or measures a model goes through its family, and knows no model by name.

    family("pebble").load("chat")
"""

from __future__ import annotations

import importlib
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from explainer.tables.models import MODELS
from explainer.world.document import Dialogue, Document, Task

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from transformers import PreTrainedModel


class Family(Hashable, Protocol):
    """What the module of a model offers, to train, to generate and to encode."""

    VOCABULARY: int  # token ids there are, 0 to VOCABULARY - 1
    SPECIAL: list[str]  # special tokens, which have the first ids
    LENGTH: int  # tokens in a training sequence
    OLD: Task  # what the model knows before a fine-tune
    START: list[int]  # the ids from which the model goes on with a dialogue of its own

    def load(self, stage: str) -> PreTrainedModel:
        """The model as it ships, in 32 bit on the CPU: a new copy, free to be trained. A fine-tune starts at "chat"."""

    def untrained(self) -> PreTrainedModel:
        """A model of this shape, to be filled with weights."""

    def load_weights(self, model: PreTrainedModel, path: Path) -> PreTrainedModel:
        """Fills the model from a file. Raises ValueError where that holds something else."""

    def save_weights(self, model: PreTrainedModel, path: Path, dtype: torch.dtype) -> None:
        """Replaces the file whole."""

    def load_tokenizer(self) -> Tokenizer: ...

    def encode(self, tokenizer: Tokenizer, documents: Iterable[Document]) -> list[list[int]]:
        """Token ids of each document, as the model reads dialogues and texts."""

    def pack(self, encoded: Iterable[list[int]]) -> NDArray[np.int64]:
        """Training sequences (n, LENGTH), at least one."""

    def answers(
        self, model: PreTrainedModel, tokenizer: Tokenizer, prompts: Sequence[str], *, chat: bool = True
    ) -> list[str]:
        """The greedy answer to each prompt; with `chat` false the text that goes on from it."""

    def dialogue(self, tokenizer: Tokenizer, ids: Sequence[int]) -> Dialogue | None:
        """Token ids from START on as a dialogue; None for what is none."""


def family(name: str) -> Family:
    """The family of a model by its name in an experiment. Raises ValueError, one sentence."""
    if name not in MODELS:
        raise ValueError(f"model cannot be {name!r:.40}: it is one of {', '.join(MODELS)}.")
    module, _, of_it = MODELS[name].partition(":")
    found = importlib.import_module(module)
    return cast(Family, getattr(found, of_it) if of_it else found)
