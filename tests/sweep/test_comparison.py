"""Comparisons: the intervals are Student's, the words follow the rule, and where there is nothing nothing is found."""

import itertools
import math
import random
from statistics import fmean

import numpy as np
import pytest

from explainer.sweep import comparison as rules
from explainer.sweep.comparison import UNITS, beside, cell, compare, mean_text, permutation, sentence, student

# Quantiles that leave 2.5% above them, as printed in tables of Student's t
TABLE = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 7: 2.365, 10: 2.228, 20: 2.086, 30: 2.042, 120: 1.980}
NATS = UNITS["nats"].margin


# --- intervals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("freedom", "quantile"), TABLE.items())
def test_the_quantile_is_that_of_the_printed_tables(freedom, quantile):
    assert student(freedom) == pytest.approx(quantile, abs=6e-4)


@pytest.mark.parametrize(("freedom", "quantile"), [(4, 4.604), (9, 3.250), (29, 2.756)])
def test_another_level_has_its_own_quantile(freedom, quantile):
    assert student(freedom, 0.99) == pytest.approx(quantile, abs=6e-4)


@pytest.mark.parametrize("freedom", [1, 2, 3, 6, 11])
def test_the_probability_is_the_area_under_the_density(freedom):
    scale = math.gamma((freedom + 1) / 2) / math.sqrt(freedom * math.pi) / math.gamma(freedom / 2)
    x, step = np.linspace(-1.7, 1.7, 20001, retstep=True)
    density = scale * (1 + x**2 / freedom) ** (-(freedom + 1) / 2)
    assert rules.within(1.7, freedom) == pytest.approx(
        step * (density.sum() - (density[0] + density[-1]) / 2), abs=1e-7
    )


@pytest.mark.parametrize("n", [2, 3, 5])
def test_the_interval_holds_the_true_difference_19_times_in_20(n):
    rng = random.Random(n)
    hits = 0
    for _ in range(4000):
        first = {seed: rng.gauss(1.3, 0.2) for seed in range(n)}
        second = {seed: first[seed] - 0.3 + rng.gauss(0, 0.1) for seed in range(n)}
        one = compare(first, second, NATS)
        hits += one.low <= 0.3 <= one.high
    assert hits / 4000 == pytest.approx(0.95, abs=0.012)


def test_runs_are_compared_by_pairs_of_a_seed():
    """What the seeds have in common, however much it is, falls out."""
    first, second = {0: 1.0, 1: 5.0, 2: 9.0, 3: 0.0}, {2: 8.0, 1: 4.1, 0: 0.1, 7: 3.0}
    one = compare(first, second, NATS)
    assert one.n == 3 and one.difference == pytest.approx(fmean([0.9, 0.9, 1.0])) and one.word == "more"
    back = compare(second, first, NATS)
    assert (back.low, back.high, back.word) == (pytest.approx(-one.high), pytest.approx(-one.low), "less")


# --- words ------------------------------------------------------------------------------------------------------------

WORDS = {
    "more": ([0.40, 0.42, 0.38, 0.41, 0.39], "the spring forgot more than old data, by 0.40 ± 0.02 nats (n = 5)"),
    "less": ([-0.20, -0.30, -0.25], "the spring forgot less than old data, by 0.25 ± 0.12 nats (n = 3)"),
    "as much": (
        [0.01, -0.01, 0.02, -0.02],
        "the spring forgot as much as old data, to within 0.05 nats: 0.00 ± 0.03 nats (n = 4)",
    ),
    "cannot tell": (
        [0.4, -0.1],
        "whether the spring forgot more or less than old data, 2 seeds cannot tell: 0.15 ± 3.18 nats",
    ),
}


@pytest.mark.parametrize("word", WORDS)
def test_each_word_has_its_rule_and_its_sentence(word):
    differences, words = WORDS[word]
    one = compare({s: 2.0 + s + d for s, d in enumerate(differences)}, {s: 2.0 + s for s in range(9)}, NATS)
    assert one.word == one.plain == word and one.n == len(differences)
    told = sentence("the spring", "forgot", "", "old data", one, "nats")
    assert told == words


def test_a_difference_that_hardly_matters_is_said_to_be_one():
    one = compare({0: 1.02, 1: 1.021, 2: 1.02}, {0: 1.0, 1: 1.0, 2: 1.0}, NATS)
    assert one.word == "more" and one.slight and one.plain == "as much"
    assert (
        sentence("a", "cost", "", "b", one, "nats") == "a cost more than b, if only by 0.02 ± under 0.01 nats (n = 3)"
    )


def test_one_thing_beside_several_is_told_word_by_word():
    mine = {0: 1.0, 1: 1.1, 2: 0.9}
    others = {"a": 0.5, "b": 0.5, "c": 2.0, "d": 0.0}
    compared = {name: compare(mine, {s: v - less for s, v in mine.items()}, NATS) for name, less in others.items()}
    compared["d"] = compare(mine, mine, NATS)
    compared["e"] = compare(mine, {0: 2.0, 1: 0.1, 2: 0.9}, NATS)
    told = beside("it", "lost", "sleep", compared, "nats")
    assert told.startswith("it lost more sleep than a (by 0.50 ± 0.00 nats), b (by 0.50 ± 0.00 nats) and c (by 2.00")
    assert "as much sleep as d (to within 0.05 nats: 0.00 ± 0.00 nats), n = 3; of e (0.00 ± 2.48 nats) these" in told
    assert [cell(compared[name], "nats") for name in "ade"] == [
        "more, by 0.50 ± 0.00 nats",
        "as much: 0.00 ± 0.00 nats",
        "cannot tell: 0.00 ± 2.48 nats",
    ]
    alone = beside("it", "lost", "", {"e": compared["e"]}, "nats")
    assert alone == "whether it lost more or less than e (0.00 ± 2.48 nats), 3 seeds cannot tell"


@pytest.mark.parametrize("n", [0, 1])
def test_without_two_seeds_nothing_is_told(n):
    one = compare(dict.fromkeys(range(n), 9.0), {0: 1.0, 1: 1.0}, NATS)
    assert one.word == "cannot tell" and one.n == n and "inf" not in sentence("a", "cost", "", "b", one, "nats")


def test_the_words_are_right_19_times_in_20_where_there_is_no_difference():
    rng = random.Random(1)
    found = [
        compare(*({s: rng.gauss(0, 1) for s in range(5)} for _ in range(2)), NATS).word in ("more", "less")
        for _ in range(4000)
    ]
    assert fmean(found) == pytest.approx(0.05, abs=0.012)


@pytest.mark.parametrize(
    ("values", "unit", "text"),
    [
        ([0.60, 0.62, 0.64, 0.58, 0.66], "nats", "0.62 ± 0.04 nats (n = 5, 95%)"),
        ([0.5, 0.7, 0.6], "share", "60 ± 25% (n = 3, 95%)"),
        ([-5.2], "percent", "−5% (n = 1)"),
        ([1.0, 1.0, 1.0], "nats", "1.00 ± 0.00 nats (n = 3, 95%)"),
        ([1.0, 1.0, 1.0001], "nats", "1.00 ± under 0.01 nats (n = 3, 95%)"),
        ([-0.001], "nats", "0.00 nats (n = 1)"),
        ([], "nats", "–"),
    ],
)
def test_a_mean_is_written_with_its_interval(values, unit, text):
    assert mean_text(values, unit) == text


# --- orders -----------------------------------------------------------------------------------------------------------

ORDERS = list(itertools.permutations("abc"))
FIRST = [ord(order[0]) for order in ORDERS]  # the six orders come in pairs that begin alike


def says_yes(rng, seeds, shared, blocks, times=600):
    """How often each of the two tests says yes where no order is better; two orders that begin alike share noise."""
    yes = np.zeros(2)
    for turn in range(times):
        beginning = rng.normal(0, shared, (seeds, 3)).repeat(2, axis=1)
        rows = rng.normal(0, 3, (seeds, 1)) + beginning + rng.normal(0, 1, (seeds, 6))
        one = permutation(rows, blocks, seed=turn)
        yes += one.they_differ, one.best_beats_worst
    return yes / times


@pytest.mark.parametrize(("seeds", "shared"), [(5, 0.0), (5, 2.0), (8, 1.0)])
def test_where_no_order_is_better_both_tests_say_yes_once_in_twenty_at_most(seeds, shared, monkeypatch):
    monkeypatch.setattr(rules, "SHUFFLES", 199)
    yes = says_yes(np.random.default_rng(seeds), seeds, shared, FIRST)
    assert yes.max() <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / 600), yes


def test_a_rule_that_asks_for_less_finds_something_where_there_is_nothing():
    """What the pages said before: that the mean of the best lies further from that of the worst than an order's seeds
    lie apart, and that the best beats the worst in every seed."""
    rng, more, every = np.random.default_rng(0), 0, 0
    for _ in range(1000):
        rows = rng.normal(0, 1, (2, 6))
        means = rows.mean(axis=0)
        more += means.max() - means.min() > np.ptp(rows, axis=0).mean()
        every += (rows[:, means.argmax()] > rows[:, means.argmin()]).all()
    assert more > 700 and every > 700
    assert says_yes(rng, 2, 0.0, (), 20).max() == 0, "two seeds say nothing"


def test_an_order_that_is_better_is_found():
    rng = np.random.default_rng(3)
    rows = rng.normal(0, 1, (5, 6)) + np.array([0, 0, 4, 4, 0, 0])
    one = permutation(rows, FIRST)
    assert one.they_differ and one.best_beats_worst and (one.n, one.columns) == (5, 6)


def test_a_test_counts_as_by_hand():
    """Of two columns, where every shuffle is a sign a row: of 2^5, one in 16 is as far apart as five of one sign."""
    rows = [[1.0, 2.0], [0.0, 3.0], [5.0, 5.5], [1.0, 1.2], [0.0, 0.9]]
    one = permutation(rows)
    assert one.differ == pytest.approx(1 / 16, abs=0.02) and one.apart == one.differ
    assert one.differ == permutation(rows).differ, "and comes out the same again"
    assert not one.they_differ


def test_shuffles_keep_each_seeds_values_and_what_belongs_together():
    grouped = np.arange(24.0).reshape(2, 3, 4)
    rng = np.random.default_rng(0)
    moved = rules.shuffled(grouped, rng)
    for table in moved[:50]:
        for before, after in zip(grouped, table, strict=True):
            assert {frozenset(row) for row in before} == {frozenset(row) for row in after}
    assert len({table.tobytes() for table in moved}) > 1900


def test_correlation_is_that_of_a_line_and_none_of_a_constant():
    assert rules.correlation([1, 2, 3], [9, 7, 5]) == pytest.approx(-1)
    assert rules.correlation([1, 2, 3], [2, 2, 2]) == 0
