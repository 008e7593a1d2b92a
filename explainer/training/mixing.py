"""This module is replay: it mixes old sequences into batches of new ones. Knows nothing of models.

Every slot of a batch is old with the probability that the experiment's schedule gives at that step, independently of
the others, so that 1% is real at batch 16. Three streams of random numbers (which slots, which new, which old) are
drawn in full at every step: so two runs with the same seed read the same new sequence wherever both read a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explainer.experiment import Experiment
from explainer.training.schedules import share_old

Sequences = NDArray[np.int64]  # (n, length)


class Batch(NamedTuple):
    sequences: Sequences  # (batch, length); in mode add the old ones come behind the new ones
    old: int  # how many of them are old
    old_rows: NDArray[np.int64]  # (old,), which ones of the old pool


def batches(new: Sequences, old: Sequences, experiment: Experiment) -> Iterator[Batch]:
    """One batch a step, `experiment.steps` of them."""
    slots, news, olds = (np.random.default_rng([experiment.seed, stream]) for stream in range(3))
    size = experiment.batch
    for step in range(experiment.steps):
        share = share_old(experiment, step)
        chance = slots.random(size)
        new_rows, old_rows = news.integers(len(new), size=size), olds.integers(len(old), size=size)
        if experiment.mode == "replace":
            is_old = chance < share
            mixed = np.where(is_old[:, None], old[old_rows], new[new_rows])
            yield Batch(mixed, int(is_old.sum()), old_rows[is_old])
        else:  # each new sequence brings an old one with probability share / (1 - share), at most 1
            brings = chance * (1 - share) < share
            yield Batch(np.concatenate([new[new_rows], old[old_rows[brings]]]), int(brings.sum()), old_rows[brings])
