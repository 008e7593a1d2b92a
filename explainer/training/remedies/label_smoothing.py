"""Label smoothing leaves the true token 1 - epsilon of the target, and shares epsilon among all, the true one too.

Paper: Szegedy et al. 2016, arXiv 1512.00567, section 7.
"""

from __future__ import annotations

from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel

from explainer.tables.remedies import strength
from explainer.training.data import Data


class Remedy:
    def __init__(self, model: PreTrainedModel, data: Data, seed: int, asked: float = 0.0) -> None:
        self.model, self.epsilon = model, strength("label_smoothing", asked)

    def loss(self, sequences: Tensor) -> Tensor:
        logits = self.model(input_ids=sequences, use_cache=False).logits[:, :-1]  # (batch, length - 1, vocabulary)
        return cross_entropy(logits.flatten(0, 1), sequences[:, 1:].flatten(), label_smoothing=self.epsilon)
