"""NEFTune: noise on the input embeddings, in training only (Jain et al. 2023, arXiv 2310.05914, algorithm 1).

X + alpha / sqrt(L d) * U(-1, 1), for embeddings X of shape (batch, L, d): L tokens, d numbers each.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from transformers import LlamaForCausalLM

from explainer.training.remedies import generator

ALPHA = 5.0  # the least of the paper's 5, 10 and 15


class Remedy:
    def __init__(self, model: LlamaForCausalLM, seed: int) -> None:
        self.model, self.random = model, generator(model, seed)

    def loss(self, sequences: Tensor) -> Tensor:
        embeddings = self.model.get_input_embeddings()(sequences)
        loss: Tensor = self.model(inputs_embeds=self.noisy(embeddings), labels=sequences, use_cache=False).loss
        return loss

    def noisy(self, embeddings: Tensor) -> Tensor:
        _, length, width = embeddings.shape
        uniform = torch.rand(embeddings.shape, generator=self.random, device=embeddings.device) * 2 - 1
        return embeddings + ALPHA / math.sqrt(length * width) * uniform
