"""Replay is what it says: the expected share, drawn per sequence, and twins that read the same new sequences."""

import math

import numpy as np
import pytest

from explainer.experiment import Experiment
from explainer.training.mixing import batches

NEW = np.arange(500).reshape(500, 1)  # every sequence is told by its number
OLD = -1 - np.arange(300).reshape(300, 1)


def rows(**values):
    return [batch.sequences[:, 0] for batch in batches(NEW, OLD, Experiment(**values))]


@pytest.mark.parametrize("replay", [0, 0.5, 1, 5, 25, 50, 99, 100])
@pytest.mark.parametrize("mode", ["replace", "add"])
def test_the_share_of_old_sequences_is_the_replay_percentage(replay, mode):
    if mode == "add" and replay > 50:
        return
    drawn = np.concatenate(rows(replay=replay, mode=mode, steps=2000, batch=16))
    share = replay / 100
    spread = math.sqrt(share * (1 - share) / len(drawn))  # standard deviation of a binomial share
    assert abs((drawn < 0).mean() - share) <= 4 * spread


def test_replacing_keeps_the_batch_size_and_adding_keeps_every_new_sequence():
    assert {len(r) for r in rows(replay=25, steps=50, batch=12)} == {12}
    added = rows(replay=25, mode="add", steps=50, batch=12)
    bare = rows(replay=0, mode="add", steps=50, batch=12)
    assert all(np.array_equal(a[a >= 0], b) for a, b in zip(added, bare, strict=True))
    assert any(len(a) > 12 for a in added)


def test_twins_read_the_same_new_sequence_wherever_both_read_a_new_one():
    with_replay, without = rows(replay=30, steps=40), rows(replay=0, steps=40)
    for mixed, bare in zip(with_replay, without, strict=True):
        assert np.array_equal(mixed[mixed >= 0], bare[mixed >= 0])


def test_more_replay_keeps_every_old_sequence_of_less_replay():
    few, many = rows(replay=5, steps=100), rows(replay=20, steps=100)
    for less, more in zip(few, many, strict=True):
        assert np.array_equal(less[less < 0], more[less < 0])


def test_the_count_of_old_sequences_is_told_truly_and_a_seed_decides_everything():
    for batch in batches(NEW, OLD, Experiment(replay=40, steps=30)):
        assert batch.old == (batch.sequences < 0).sum()
    one, again, other = (np.concatenate(rows(seed=seed, replay=40)) for seed in (7, 7, 8))
    assert np.array_equal(one, again) and not np.array_equal(one, other)
