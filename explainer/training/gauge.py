"""A gauge measures the held-out losses of both tasks on the way: on all sequences, or on a small fixed part of them.

The part costs a twentieth, so it can be measured often. Its sequences are chosen by the losses before the lesson, so
that they stand for all; and what all lost more than the part, where both were last measured, is added to it (a control
variate). So a curve does not jump where the two alternate but by what that difference has changed since.

    gauge = Gauge(start, data);  gauge.start();  gauge.part(model);  gauge.whole(model)
"""

from __future__ import annotations

import torch
from torch import Tensor
from transformers import PreTrainedModel

from explainer import measures
from explainer.training.data import Data
from explainer.training.start import Start

PART = (8, 4)  # sequences of the old and of the new task, whose sequences are more alike

Pair = tuple[float, float]  # the old and the new task's loss, nats per token


class Gauge:
    def __init__(self, start: Start, data: Data) -> None:
        self.held_out = data.old_held_out, data.new_held_out
        self.first = start.losses(data.old_held_out), start.losses(data.new_held_out)
        self.rows = [measures.evenly(losses, count) for losses, count in zip(self.first, PART, strict=True)]
        self.parts = [held[rows.to(held.device)] for held, rows in zip(self.held_out, self.rows, strict=True)]
        self.ahead = self.missed(self.first)

    def start(self) -> Pair:
        """Of all sequences, before the lesson."""
        old, new = (losses.mean().item() for losses in self.first)
        return old, new

    def whole(self, model: PreTrainedModel) -> Pair:
        """Of all sequences, as the model is now."""
        old, new = self.held_out
        each = measures.losses_each(model, torch.cat([old, new])).cpu()
        losses = each[: len(old)], each[len(old) :]
        self.ahead = self.missed(losses)
        return losses[0].mean().item(), losses[1].mean().item()

    def part(self, model: PreTrainedModel) -> Pair:
        """Of the part, and what all were ahead of it."""
        return self.corrected(measures.held_out_losses(model, *self.parts))

    def part_and_cosine(self, model: PreTrainedModel) -> tuple[Pair, float]:
        """The same, and the cosine of the gradients of the part's losses."""
        old, new, cosine = measures.losses_and_cosine(model, *self.parts)
        return self.corrected((old, new)), cosine

    def corrected(self, losses: Pair) -> Pair:
        return losses[0] + self.ahead[0], losses[1] + self.ahead[1]

    def missed(self, losses: tuple[Tensor, Tensor]) -> Pair:
        """The mean of all less that of the part, of both tasks."""
        old, new = (each.mean().item() - each[rows].mean().item() for each, rows in zip(losses, self.rows, strict=True))
        return old, new
