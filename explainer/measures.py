"""These pure functions measure a model: held-out loss, right answers, gradients. They leave it as it was.

Losses are nats per token, the mean over every token that has a predecessor in its sequence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel

from explainer.events import SkillRow
from explainer.world.document import Probe

AT_ONCE = 32  # sequences in a forward pass: as fast as more, in a quarter of the memory of 128


def token_loss(model: PreTrainedModel, sequences: Tensor) -> Tensor:
    """Mean cross-entropy of sequences (n, length), nats per token; a scalar with a graph behind it. The last token of a
    sequence is only predicted, so the model does not read it."""
    logits = model(input_ids=sequences[:, :-1], use_cache=False).logits  # (n, length - 1, vocabulary)
    return cross_entropy(logits.flatten(0, 1), sequences[:, 1:].flatten())


@torch.inference_mode()
def losses_each(model: PreTrainedModel, sequences: Tensor) -> Tensor:
    """The mean loss of each of the sequences (n, length), as (n,), in the model's device."""
    losses = []
    for some in torch.split(sequences, AT_ONCE):
        logits = model(input_ids=some[:, :-1], use_cache=False).logits
        each = cross_entropy(logits.flatten(0, 1), some[:, 1:].flatten(), reduction="none")
        losses.append(each.view(len(some), -1).mean(1))
    return torch.cat(losses)


def held_out_loss(model: PreTrainedModel, sequences: Tensor) -> float:
    return losses_each(model, sequences).mean().item()


def held_out_losses(model: PreTrainedModel, old: Tensor, new: Tensor) -> tuple[float, float]:
    """`held_out_loss` of both tasks, sequences (n, length) each, from the same passes: half the overhead."""
    losses = losses_each(model, torch.cat([old, new]))
    return losses[: len(old)].mean().item(), losses[len(old) :].mean().item()


def evenly(losses: Tensor, count: int) -> Tensor:
    """Which `count` of some sequences stand for all, by their losses (n,): sorted and cut into as many equal parts, the
    one of each part that is nearest to the part's mean. In ascending order; all where there are no more."""
    parts = [part for part in losses.argsort().tensor_split(count) if len(part)]
    return torch.stack([part[(losses[part] - losses[part].mean()).abs().argmin()] for part in parts]).sort().values


def losses_and_cosine(model: PreTrainedModel, old: Tensor, new: Tensor) -> tuple[float, float, float]:
    """The old and the new task's loss, and the cosine between their gradients over all weights: 1 where a step down
    one is a step down the other, 0 where they do not care, -1 where one is learned at the other's cost
    (Lopez-Paz & Ranzato 2017, section 3). 0 where a gradient vanishes. The losses are those of `held_out_loss`,
    which the gradients need anyway."""
    parameters = list(model.parameters())
    losses = token_loss(model, old), token_loss(model, new)
    first, second = (torch.autograd.grad(loss, parameters) for loss in losses)
    dot, old_square, new_square = (
        sum((a * b).sum().item() for a, b in zip(left, right, strict=True))
        for left, right in ((first, second), (first, first), (second, second))
    )
    norm = (old_square * new_square) ** 0.5
    return losses[0].item(), losses[1].item(), dot / norm if norm else 0.0


def count_right(probes: Sequence[Probe], answers: Iterable[str]) -> list[SkillRow]:
    """Rows of a `skills` event: right and broken answers by skill and times read, in the order of the probes."""
    total: Counter[tuple[str, int | None]] = Counter()
    given: Counter[tuple[str, int | None, str]] = Counter()
    for probe, answer in zip(probes, answers, strict=True):
        total[probe.skill, probe.times] += 1
        given[probe.skill, probe.times, probe.verdict(answer)] += 1
    return [
        {
            "skill": skill,
            "times": times,
            "right": given[skill, times, "right"],
            "broken": given[skill, times, "broken"],
            "total": count,
        }
        for (skill, times), count in total.items()
    ]


def unigrams(sequences: NDArray[np.int64], vocabulary: int) -> NDArray[np.float64]:
    """Relative frequency of each token, shape (vocabulary,)."""
    counts = np.bincount(sequences.ravel(), minlength=vocabulary).astype(np.float64)
    shares: NDArray[np.float64] = counts / counts.sum()
    return shares


def js_divergence(p: NDArray[np.float64], q: NDArray[np.float64]) -> float:
    """Jensen-Shannon divergence of two distributions, in nats: 0 where they are the same, ln 2 = 0.69 where they share
    nothing (Lin 1991). Unlike Kullback-Leibler's it is finite where one has tokens that the other lacks, as German
    has."""
    middle = (p + q) / 2

    def kl(a: NDArray[np.float64]) -> float:
        there = a > 0
        return float((a[there] * np.log(a[there] / middle[there])).sum())

    return (kl(p) + kl(q)) / 2


Matrix = Sequence[Sequence[float]]  # R[i][j]: accuracy on task j after learning task i, square, higher is better


def backward_transfer(matrix: Matrix) -> float:
    """BWT: mean over the tasks before the last of R[T][j] - R[j][j]; negative is forgetting (Lopez-Paz & Ranzato
    2017)."""
    last, before = matrix[-1], range(len(matrix) - 1)
    return sum(last[j] - matrix[j][j] for j in before) / len(before)


def average_forgetting(matrix: Matrix) -> float:
    """F: mean over the tasks before the last of max over i < T of R[i][j], less R[T][j]; unlike BWT from the best ever
    (Chaudhry et al. 2018)."""
    last, before = matrix[-1], range(len(matrix) - 1)
    return sum(max(row[j] for row in matrix[:-1]) - last[j] for j in before) / len(before)
