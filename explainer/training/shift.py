"""This module says how far a batch is from what the model was made of: its share of old, and a divergence of tokens.

The numbers are those of the distribution that a batch is drawn from, not of the batch drawn: the frequencies of 1,024
tokens differ from those of the pool they come from by chance alone.

    shift = Shift(experiment, data);  shift.at(0).divergence   # 0.36 nats
"""

from __future__ import annotations

from typing import NamedTuple

from explainer import measures, models
from explainer.experiment import Experiment
from explainer.training.data import Data
from explainer.training.schedules import share_old


class BatchShift(NamedTuple):
    """Of one batch: the probability of a replayed sequence in it (0 to 1), and the Jensen-Shannon divergence of its
    tokens from the true old task's, in nats."""

    share: float
    divergence: float


class Shift:
    """The frequency of every token in what is replayed, what is new and what is old, (vocabulary,) each."""

    def __init__(self, experiment: Experiment, data: Data) -> None:
        self.experiment = experiment
        vocabulary = models.family(experiment.model).VOCABULARY
        self.replayed, self.new, self.old = (
            measures.unigrams(sequences, vocabulary) for sequences in (data.old, data.new, data.true_old)
        )

    def at(self, step: int) -> BatchShift:
        """Of the batch that led to `step`, counted from 0, or is about to be read at 0."""
        share = share_old(self.experiment, max(0, step - 1))
        mixed = share * self.replayed + (1 - share) * self.new
        return BatchShift(share, measures.js_divergence(mixed, self.old))
