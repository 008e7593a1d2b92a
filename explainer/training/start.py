"""This module has what a model loses and says before its lesson; of a model that ships that is worked out only once.

It depends on no experiment, and asking every question takes as long as ten steps of training. What is kept goes by
content: the weights must be those that ship, to the last bit, the sequences and the questions the same.

    start = Start(family("pebble"), model);  start.losses(sequences).mean();  start.answers(["Hello!"])
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedModel

from explainer.measures import losses_each
from explainer.models import Family
from explainer.training.selfmade import author


class Start:
    """The model as it is now, before anybody trains it."""

    def __init__(self, family: Family, model: PreTrainedModel) -> None:
        self.family, self.model, self.ships = family, model, ships(family, model)

    def losses(self, sequences: Tensor) -> Tensor:
        """Of each of the sequences (n, length), nats per token, as (n,) on the CPU."""
        if self.ships:
            return torch.tensor(shipped_losses(self.family, sequences.cpu().numpy().tobytes()))
        return losses_each(self.model, sequences).cpu()

    def answers(self, questions: Sequence[str]) -> list[str]:
        """The greedy answer to each question."""
        if self.ships:
            return list(shipped_answers(self.family, tuple(questions)))
        return self.family.answers(self.model, self.family.load_tokenizer(), questions)


def ships(family: Family, model: PreTrainedModel) -> bool:
    """Whether the model's weights are those of the shipped one."""
    pairs = zip(model.parameters(), author(family).parameters(), strict=True)
    return all(torch.equal(own.detach().cpu(), shipped) for own, shipped in pairs)


@lru_cache(maxsize=64)
def shipped_losses(family: Family, sequences: bytes) -> tuple[float, ...]:
    rows = np.frombuffer(sequences, dtype=np.int64).reshape(-1, family.LENGTH).copy()
    return tuple(losses_each(author(family), torch.from_numpy(rows)).tolist())


@lru_cache(maxsize=16)
def shipped_answers(family: Family, questions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(family.answers(author(family), family.load_tokenizer(), questions))
