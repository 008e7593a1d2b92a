"""Elastic weight consolidation is a spring to the start for each weight by itself, lambda / 2 * F * (w - w0)^2.

The stiffness F of a weight is the diagonal of the Fisher information: how much, squared and on average, the
log-probability of what the model says changes with that weight.
Paper: Kirkpatrick et al. 2017, PNAS 114(13), arXiv 1612.00796. They take F on the old task's data, which nobody has of
a model from elsewhere; here it is taken on what the model says by itself (selfmade.py), which needs the weights alone,
and is what the definition asks for: an expectation over the model's own distribution.
"""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor
from transformers import PreTrainedModel

from explainer.measures import token_loss
from explainer.models import Family
from explainer.tables.remedies import strength
from explainer.training import selfmade
from explainer.training.data import Data, packed, sifted
from explainer.training.start import ships

SEQUENCES = 256  # of the model's own words
ROUNDS = 2  # of sampling: a thousand dialogues, which make more sequences than that


class Remedy:
    def __init__(self, model: PreTrainedModel, data: Data, seed: int, asked: float = 0.0) -> None:
        self.model, self.strength = model, strength("ewc", asked)
        self.start = [weight.detach().clone() for weight in model.parameters()]
        shipped = ships(data.family, model)
        found = shipped_fisher(data.family, seed) if shipped else fisher(model, own_words(data.family, seed))
        self.fisher = [each.to(model.device) for each in found]

    def loss(self, sequences: Tensor) -> Tensor:
        return token_loss(self.model, sequences) + self.strength / 2 * self.strain()

    def strain(self) -> Tensor:
        """The squared distance from the start, each weight's by its stiffness."""
        threes = zip(self.fisher, self.model.parameters(), self.start, strict=True)
        return torch.stack([(each * (weight - start) ** 2).sum() for each, weight, start in threes]).sum()


def fisher(model: PreTrainedModel, sequences: Tensor) -> list[Tensor]:
    """The diagonal by weight: over sequences (n, length) the mean square of the gradient of each one's log-probability,
    per token that is predicted. One by one, for the squares are of each sequence's own gradient."""
    weights = list(model.parameters())
    sums = [torch.zeros_like(weight) for weight in weights]
    predicted = sequences.shape[1] - 1
    for one in torch.split(sequences.to(model.device), 1):
        gradients = torch.autograd.grad(token_loss(model, one) * predicted, weights)
        for total, gradient in zip(sums, gradients, strict=True):
            total.addcmul_(gradient, gradient)
    return [total / (len(sequences) * predicted) for total in sums]


def own_words(family: Family, seed: int) -> Tensor:
    """Sequences (256 or fewer, length) of what the model says by itself, without questions that are held out."""
    tokenizer = family.load_tokenizer()
    rows = (ids for number in range(ROUNDS) for ids in selfmade.sampled(family, seed, number))
    said = (family.dialogue(tokenizer, ids) for ids in rows)
    return torch.from_numpy(packed(family, sifted(family, (one for one in said if one)))[:SEQUENCES])


@lru_cache(maxsize=2)
def shipped_fisher(family: Family, seed: int) -> tuple[Tensor, ...]:
    """Of the model as it ships; nobody writes to it."""
    return tuple(fisher(selfmade.author(family), own_words(family, seed)))
