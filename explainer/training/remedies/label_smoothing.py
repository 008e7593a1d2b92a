"""Label smoothing: the target gives the true token 1 - EPSILON and shares EPSILON among all tokens, the true one too
(Szegedy et al. 2016, section 7)."""

from __future__ import annotations

from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import LlamaForCausalLM

EPSILON = 0.1  # Szegedy et al.'s; Vaswani et al. 2017 took it over


class Remedy:
    def __init__(self, model: LlamaForCausalLM, seed: int) -> None:
        self.model = model

    def loss(self, sequences: Tensor) -> Tensor:
        logits = self.model(input_ids=sequences, use_cache=False).logits[:, :-1]  # (batch, length - 1, vocabulary)
        return cross_entropy(logits.flatten(0, 1), sequences[:, 1:].flatten(), label_smoothing=EPSILON)
