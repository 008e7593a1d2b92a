"""Remedies: what else than replay may be done against forgetting or overfitting. One file each, all with one shape:

    class Remedy:
        def __init__(self, model, seed): ...     before the first step
        def loss(self, sequences): ...           (batch, 64) token ids -> the scalar that this step minimises

so that the difference between two files is the difference between two methods. What a remedy does to the model it does
within `loss` only: measurements, between the steps, see the bare model.
"""

from __future__ import annotations

import importlib
from typing import Protocol

import torch
from torch import Tensor
from transformers import LlamaForCausalLM

from explainer.tables.remedies import REMEDIES


class Remedy(Protocol):
    def loss(self, sequences: Tensor) -> Tensor:
        """What the step minimises: sequences (batch, length) -> a scalar with a graph behind it."""


def remedy(name: str, model: LlamaForCausalLM, seed: int) -> Remedy:
    """A remedy by its name in an experiment. Raises ValueError."""
    if name not in REMEDIES:
        raise ValueError(f"remedy cannot be {name!r:.40}: it is one of {', '.join(REMEDIES)}.")
    made: Remedy = importlib.import_module(f"{__name__}.{name}").Remedy(model, seed)
    return made


def generator(model: LlamaForCausalLM, seed: int) -> torch.Generator:
    """Random numbers on the model's device, the same for the same seed, that nobody else draws from."""
    return torch.Generator(device=model.device).manual_seed(seed)
