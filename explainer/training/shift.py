"""How far a batch is from what Pebble was made of: the share of old in it, and a divergence of token frequencies.

The numbers are those of the distribution that a batch is drawn from, not of the batch drawn: the frequencies of 1,024
tokens differ from those of the pool they come from by chance alone.

    shift = Shift(experiment, data);  shift.at(0)   # {"share": 0.05, "divergence": 0.36}
"""

from __future__ import annotations

from explainer import measures
from explainer.experiment import Experiment
from explainer.models.pebble import VOCABULARY
from explainer.training.data import Data
from explainer.training.schedules import share_old


class Shift:
    def __init__(self, experiment: Experiment, data: Data) -> None:
        self.experiment = experiment
        self.replayed, self.new, self.old = (
            measures.unigrams(sequences, VOCABULARY) for sequences in (data.old, data.new, data.true_old)
        )

    def at(self, step: int) -> dict[str, float]:
        """Of the batch that led to `step`, counted from 0, or is about to be read at 0: the probability of a replayed
        sequence (0 to 1), and the Jensen-Shannon divergence of its tokens from the true old task's, in nats."""
        share = share_old(self.experiment, max(0, step - 1))
        mixed = share * self.replayed + (1 - share) * self.new
        return {"share": share, "divergence": measures.js_divergence(mixed, self.old)}
