"""Dropout: in training each number is zeroed with probability P and the others are scaled by 1 / (1 - P)
(Srivastava et al. 2014), where the Transformer has it: on the embeddings and on what each sublayer adds to the residual
stream (Vaswani et al. 2017, section 5.4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from transformers import LlamaForCausalLM

from explainer.measures import token_loss
from explainer.training.remedies import generator

P = 0.1  # Vaswani et al.'s rate


class Remedy:
    def __init__(self, model: LlamaForCausalLM, seed: int) -> None:
        self.model, self.random = model, generator(model, seed)
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
        kept = torch.rand(x.shape, generator=self.random, device=x.device) >= P
        return x * kept / (1 - P)
