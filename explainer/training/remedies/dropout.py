"""Dropout zeroes each number in training with probability p, and scales the others by 1 / (1 - p).

Paper: Srivastava et al. 2014, JMLR 15. It falls where the Transformer has it: on the embeddings and on what each
sublayer adds to the residual stream (Vaswani et al. 2017, arXiv 1706.03762, section 5.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from explainer.measures import token_loss
from explainer.tables.remedies import strength
from explainer.training.data import Data
from explainer.training.remedies import generator


class Remedy:
    def __init__(self, model: PreTrainedModel, data: Data, seed: int, asked: float = 0.0) -> None:
        self.model, self.random = model, generator(model, seed)
        self.p = strength("dropout", asked)
        layers = model.model.layers
        self.places = [model.get_input_embeddings(), *(part for one in layers for part in (one.self_attn, one.mlp))]

    def loss(self, sequences: Tensor) -> Tensor:
        with self.dropping():
            return token_loss(self.model, sequences)

    @contextmanager
    def dropping(self) -> Iterator[None]:
        hooks = [place.register_forward_hook(self.after) for place in self.places]
        try:
            yield
        finally:
            for hook in hooks:
                hook.remove()

    def after(self, place: nn.Module, inputs: Any, output: Any) -> Any:
        """Attention returns its weights beside its output, which are left alone."""
        return (self.drop(output[0]), *output[1:]) if isinstance(output, tuple) else self.drop(output)

    def drop(self, x: Tensor) -> Tensor:
        stays = torch.rand(x.shape, generator=self.random, device=x.device) >= self.p
        return x * stays / (1 - self.p)
