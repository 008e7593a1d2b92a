"""A schedule says when old sequences come: the share of old in each step's batch. Knows nothing of batches.

All four of them read the same number of old sequences in expectation: over a run the shares add up to replay x steps.

    share_old(Experiment(schedule="ramp", replay=25, steps=150), step=0)   # 0.498: half, and then ever less
"""

from __future__ import annotations

from explainer.experiment import Experiment

BLOCKS = 5  # pairs of an old and a new block in a run


def share_old(experiment: Experiment, step: int) -> float:
    """Probability (0 to 1) that a sequence of the batch at `step`, counted from 0, is old; in mode add the share of
    old sequences expected in the grown batch."""
    schedule = {"mix": mix, "abrupt": abrupt, "ramp": ramp, "blocks": blocks}[experiment.schedule]
    return schedule(experiment.replay / 100, experiment.steps, step)


def mix(share: float, steps: int, step: int) -> float:
    """The same share throughout: replay as everybody does it (Ibrahim et al. 2024)."""
    return share


def abrupt(share: float, steps: int, step: int) -> float:
    """All old ones first, then all new ones."""
    return covered(step, 0, share * steps)


def ramp(share: float, steps: int, step: int) -> float:
    """Falls along a line about its mean: from twice the share to nothing, or, above one half, from 1."""
    return share + min(share, 1 - share) * (1 - (2 * step + 1) / steps)


def blocks(share: float, steps: int, step: int) -> float:
    """An old block and a new block by turns, BLOCKS of each, the new one last."""
    length = steps / BLOCKS
    return sum(covered(step, block * length, (block + share) * length) for block in range(BLOCKS))


def covered(step: int, start: float, end: float) -> float:
    """How much of the time from `step` to `step + 1` lies between start and end, 0 to 1."""
    return max(0.0, min(step + 1, end) - max(step, start))
