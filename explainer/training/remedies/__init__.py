"""This package has the remedies: what else than replay may be done against forgetting or overfitting.

    class Remedy:
        def __init__(self, model, data, seed, asked): ...    before the first step; data is what the run reads
                                                             (data.py), asked its strength, 0 for the usual one
        def loss(self, sequences): ...                       (batch, 64) token ids -> the scalar that is minimised

There is one file each, and all have this shape, so that the difference between two files is the difference between two
methods. What a remedy is called and how strong it is stands in tables/remedies.py. What it does to the model it does
within `loss` only: measurements, between the steps, see the bare model.
"""

from __future__ import annotations

import importlib
from typing import Protocol

import torch
from torch import Tensor
from transformers import PreTrainedModel

from explainer.tables.remedies import REMEDIES
from explainer.training.data import Data


class Remedy(Protocol):
    def loss(self, sequences: Tensor) -> Tensor:
        """What the step minimises: sequences (batch, length) -> a scalar with a graph behind it."""


def remedy(name: str, model: PreTrainedModel, data: Data, seed: int, asked: float = 0.0) -> Remedy:
    """A remedy by its name in an experiment, as strong as asked, or where that is 0 as usual. Raises ValueError."""
    if name not in REMEDIES:
        raise ValueError(f"remedy cannot be {name!r:.40}: it is one of {', '.join(REMEDIES)}.")
    chosen: Remedy = importlib.import_module(f"{__name__}.{name}").Remedy(model, data, seed, asked)
    return chosen


def generator(model: PreTrainedModel, seed: int) -> torch.Generator:
    """Random numbers on the model's device, the same for the same seed, that nobody else draws from."""
    return torch.Generator(device=model.device).manual_seed(seed)
