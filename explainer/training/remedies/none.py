"""No remedy: the step minimises the mean cross-entropy of its batch."""

from __future__ import annotations

from torch import Tensor
from transformers import LlamaForCausalLM

from explainer.measures import token_loss


class Remedy:
    def __init__(self, model: LlamaForCausalLM, seed: int) -> None:
        self.model = model

    def loss(self, sequences: Tensor) -> Tensor:
        return token_loss(self.model, sequences)
