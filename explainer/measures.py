"""Pure functions that measure a model: held-out loss, right answers, gradients. Leave the model as they found it.

Losses are nats per token, the mean over every token that has a predecessor in its sequence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import Tensor
from transformers import LlamaForCausalLM

from explainer.world.document import Probe


def token_loss(model: LlamaForCausalLM, sequences: Tensor) -> Tensor:
    """Mean cross-entropy of sequences (n, length), nats per token; a scalar with a graph behind it."""
    loss: Tensor = model(input_ids=sequences, labels=sequences, use_cache=False).loss
    return loss


@torch.no_grad()
def held_out_loss(model: LlamaForCausalLM, sequences: Tensor) -> float:
    return token_loss(model, sequences).item()


def gradient_cosine(model: LlamaForCausalLM, old: Tensor, new: Tensor) -> float:
    """Cosine between the gradients of the old and the new task's loss, both over all weights: 1 where a step down
    one is a step down the other, 0 where they do not care, -1 where one is learned at the other's cost
    (Lopez-Paz & Ranzato 2017, section 3). 0 where a gradient vanishes."""
    parameters = list(model.parameters())
    first = torch.autograd.grad(token_loss(model, old), parameters)
    second = torch.autograd.grad(token_loss(model, new), parameters)
    dot, old_square, new_square = (
        sum((a * b).sum().item() for a, b in zip(left, right, strict=True))
        for left, right in ((first, second), (first, first), (second, second))
    )
    norm = (old_square * new_square) ** 0.5
    return dot / norm if norm else 0.0


def count_right(probes: Sequence[Probe], answers: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of a `skills` event: right and total by skill and frequency, in the order of the probes."""
    total: Counter[tuple[str, str | None]] = Counter()
    right: Counter[tuple[str, str | None]] = Counter()
    for probe, answer in zip(probes, answers, strict=True):
        total[probe.skill, probe.frequency] += 1
        right[probe.skill, probe.frequency] += probe.right(answer)
    return [
        {"skill": skill, "frequency": frequency, "right": right[skill, frequency], "total": count}
        for (skill, frequency), count in total.items()
    ]
