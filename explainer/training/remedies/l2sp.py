"""L2-SP is a spring to the weights where the fine-tune started, alpha / 2 * |w - w0|^2.

Paper: Li, Grandvalet & Davoine 2018, arXiv 1802.01483. Here every weight starts from a trained one, so their second
term, for new weights, is empty.
"""

from __future__ import annotations

import torch
from torch import Tensor
from transformers import PreTrainedModel

from explainer.measures import token_loss
from explainer.tables.remedies import strength
from explainer.training.data import Data


class Remedy:
    def __init__(self, model: PreTrainedModel, data: Data, seed: int, asked: float = 0.0) -> None:
        self.model, self.alpha = model, strength("l2sp", asked)
        self.start = [weight.detach().clone() for weight in model.parameters()]

    def loss(self, sequences: Tensor) -> Tensor:
        return token_loss(self.model, sequences) + self.alpha / 2 * self.distance()

    def distance(self) -> Tensor:
        """Squared Euclidean distance from the start."""
        pairs = zip(self.model.parameters(), self.start, strict=True)
        return torch.stack([((weight - start) ** 2).sum() for weight, start in pairs]).sum()
