"""The four schedules read the same number of old sequences, each in its own time; and what there is to read."""

import math
from itertools import pairwise

import numpy as np
import pytest

from explainer import measures
from explainer.experiment import SCHEDULES, Experiment
from explainer.fields import FieldError
from explainer.models import pebble
from explainer.training import data as pools
from explainer.training.mixing import batches
from explainer.training.schedules import BLOCKS, share_old
from explainer.training.shift import Shift
from explainer.world.proxy import proxy

NEW = np.arange(500).reshape(500, 1)
OLD = -1 - np.arange(300).reshape(300, 1)


def shares(schedule, replay, steps):
    experiment = Experiment(schedule=schedule, replay=replay, steps=steps)
    return [share_old(experiment, step) for step in range(steps)]


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("replay", [0, 0.5, 5, 25, 50, 77, 100])
@pytest.mark.parametrize("steps", [1, 7, 150])
def test_every_schedule_reads_the_same_number_of_old_sequences(schedule, replay, steps):
    every = shares(schedule, replay, steps)
    assert sum(every) == pytest.approx(replay / 100 * steps)
    assert all(-1e-12 <= share <= 1 + 1e-12 for share in every)


def test_each_schedule_has_its_own_shape():
    assert shares("mix", 25, 8) == [0.25] * 8
    assert shares("abrupt", 25, 8) == [1, 1, 0, 0, 0, 0, 0, 0]
    assert shares("abrupt", 31.25, 8)[:4] == pytest.approx([1, 1, 0.5, 0])
    ramp = np.array(shares("ramp", 25, 100))
    assert np.allclose(np.diff(ramp), np.diff(ramp)[0]) and ramp[0] == pytest.approx(0.4975) and ramp[-1] > 0
    assert max(shares("ramp", 80, 100)) <= 1 and min(shares("ramp", 80, 100)) == pytest.approx(0.602)
    blocks = shares("blocks", 50, 40)
    assert blocks == [1, 1, 1, 1, 0, 0, 0, 0] * BLOCKS, "old and new by turns, new last"


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_batches_follow_the_schedule(schedule):
    experiment = Experiment(schedule=schedule, replay=30, steps=40, batch=100)
    mixed = list(batches(NEW, OLD, experiment))
    for step, batch in enumerate(mixed):
        share = share_old(experiment, step)
        assert abs(batch.old / 100 - share) <= 5 * math.sqrt(share * (1 - share) / 100) + 1e-9
        assert np.array_equal(np.sort(OLD[batch.old_rows][:, 0]), np.sort(batch.sequences[batch.sequences < 0]))
    bare = batches(NEW, OLD, Experiment(replay=0, steps=40, batch=100))
    for batch, other in zip(mixed, bare, strict=True):
        is_new = batch.sequences >= 0
        assert np.array_equal(batch.sequences[is_new], other.sequences[is_new]), "twins read the same new sequences"


def test_added_replay_has_no_schedule():
    with pytest.raises(FieldError, match="schedule cannot be 'ramp' when old sequences are added"):
        Experiment(mode="add", schedule="ramp")


def test_jensen_shannon_is_the_mean_divergence_from_the_middle():
    p, q = np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.25, 0.5])
    middle = (p + q) / 2
    entropy = [-(d[d > 0] * np.log(d[d > 0])).sum() for d in (p, q, middle)]
    assert measures.js_divergence(p, q) == pytest.approx(entropy[2] - (entropy[0] + entropy[1]) / 2)
    assert measures.js_divergence(p, p) == 0
    assert measures.js_divergence(np.array([1.0, 0]), np.array([0, 1.0])) == pytest.approx(math.log(2))


def test_unigrams_are_relative_frequencies():
    assert measures.unigrams(np.array([[0, 1, 1], [3, 1, 0]]), 5) == pytest.approx([2 / 6, 3 / 6, 0, 1 / 6, 0])


def test_the_shift_is_nought_for_old_data_alone_and_grows_as_it_goes():
    for replay, low, high in ((100, 0, 1e-12), (0, 0.2, math.log(2))):
        experiment = Experiment(replay=replay, steps=10)
        shift = Shift(experiment, pools.load(experiment)).at(0)
        assert shift.share == replay / 100 and low <= shift.divergence <= high
    ramp = Experiment(replay=50, schedule="ramp", steps=10)
    shift = Shift(ramp, pools.load(ramp))
    assert shift.at(0) == shift.at(1), "before the first step: the batch about to be read"
    rising = [shift.at(step).divergence for step in range(1, 11)]
    assert all(a < b for a, b in pairwise(rising))


# --- what there is to read --------------------------------------------------------------------------------------------


def texts(rows):
    return {row.tobytes() for row in rows}


def load(**values):
    return pools.load(Experiment(**values))


def test_limits_are_kept_and_nested_and_chosen_by_the_seed():
    documents = pools.training_documents(proxy(0, False))
    few, many = (pools.limited(documents, count, 0, seed=1) for count in (20, 50))
    assert len(few) == len(set(few)) == 20 and many[:20] == few
    assert pools.limited(documents, 20, 0, seed=2) != few
    kinds = [{d.skill for d in pools.limited(documents, 0, count, seed=1)} for count in range(1, 9)]
    assert [len(skills) for skills in kinds] == list(range(1, 9))
    assert all(a < b for a, b in pairwise(kinds))
    assert len(pools.limited(documents, 6000, 1, seed=1)) < 2000, "a kind has only so many"
    assert set(pools.limited(documents, 0, 0, seed=1)) == set(documents)


def test_the_pool_the_examples_and_the_source_are_what_is_read():
    everything = load()
    limited = load(pool=30, kinds=2, examples=40)
    assert (limited.old_dialogues, limited.new_dialogues) == (30, 40)
    assert 5 < len(limited.old) < 20 and 5 < len(limited.new) < 30
    assert np.array_equal(limited.true_old, everything.old), "what is old is not changed by what is replayed"
    assert limited.fit is not None and texts(limited.fit.numpy()) <= texts(limited.new) and everything.fit is None
    proxy, noise = load(source="proxy"), load(source="random", seed=5)
    assert not texts(proxy.old) & texts(everything.old)
    assert noise.old.min() >= len(pebble.SPECIAL) and noise.old.max() < pebble.VOCABULARY and noise.old_dialogues == 0
    counts = np.bincount(noise.old.ravel(), minlength=pebble.VOCABULARY)[len(pebble.SPECIAL) :]
    assert counts.std() / math.sqrt(counts.mean()) == pytest.approx(1, abs=0.1), "uniform: as spread as a Poisson's"
    with pytest.raises(FieldError, match="pool cannot be 5 with random tokens"):
        Experiment(source="random", pool=5)


def test_a_text_of_few_pieces_is_all_there_is():
    text = "question,answer\n" + "\n".join(f"What is {n}?,It is {n}." for n in range(10))
    assert load(task="custom", text=text, examples=500).new_dialogues == 8, "two of the ten are held out"
