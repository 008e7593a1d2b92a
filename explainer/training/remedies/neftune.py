"""NEFTune adds noise to the input embeddings, in training only.

X + alpha / sqrt(L d) * U(-1, 1), for embeddings X of shape (batch, L, d): L tokens, d numbers each.
Paper: Jain et al. 2023, arXiv 2310.05914, algorithm 1.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from transformers import PreTrainedModel

from explainer.tables.remedies import strength
from explainer.training.data import Data
from explainer.training.remedies import generator


class Remedy:
    def __init__(self, model: PreTrainedModel, data: Data, seed: int, asked: float = 0.0) -> None:
        self.model, self.random = model, generator(model, seed)
        self.alpha = strength("neftune", asked)

    def loss(self, sequences: Tensor) -> Tensor:
        embeddings = self.model.get_input_embeddings()(sequences)
        loss: Tensor = self.model(inputs_embeds=self.noisy(embeddings), labels=sequences, use_cache=False).loss
        return loss

    def noisy(self, embeddings: Tensor) -> Tensor:
        _, length, width = embeddings.shape
        uniform = torch.rand(embeddings.shape, generator=self.random, device=embeddings.device) * 2 - 1
        return embeddings + self.alpha / math.sqrt(length * width) * uniform
