"""This is what the others are held against: no remedy. The step minimises the mean cross-entropy of its batch."""

from __future__ import annotations

from torch import Tensor
from transformers import PreTrainedModel

from explainer.measures import token_loss
from explainer.training.data import Data


class Remedy:
    def __init__(self, model: PreTrainedModel, data: Data, seed: int, asked: float = 0.0) -> None:
        self.model = model

    def loss(self, sequences: Tensor) -> Tensor:
        return token_loss(self.model, sequences)
