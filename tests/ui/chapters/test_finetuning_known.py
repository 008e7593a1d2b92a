"""Chapter 2's curve: what the exam says, with intervals that are Wilson's."""

import math

import pytest

from explainer import exam
from explainer.plots import finetuning as plots
from explainer.ui.chapters import finetuning_known as known


@pytest.mark.parametrize(("right", "total"), [(0, 10), (10, 10), (3, 48), (24, 48), (47, 48), (1, 1)])
def test_an_interval_holds_the_shares_that_the_count_does_not_contradict(right, total):
    """Its ends are the shares p at which the count lies 1.96 deviations of a binomial from what p expects."""
    low, high = known.interval(right, total)
    assert 0 <= low <= right / total <= high <= 1 + 1e-12
    for end in (low, high):
        if 1e-9 < end < 1 - 1e-9:
            away = abs(right / total - end) / math.sqrt(end * (1 - end) / total)
            assert away == pytest.approx(1.96, abs=1e-6)


def test_the_curve_is_the_exam():
    table = [row for row in known.rows() if row["pebble"] == "Pebble"]
    passed = exam.read()["ways"]["as written"]
    assert [(row["times"], row["of"], row["total"]) for row in table] == [
        (row["times"], row["right"], row["total"]) for row in passed
    ]
    figure = plots.known(known.rows())
    assert list(figure.data[1].y) == [row["right"] / row["total"] for row in passed]
    assert known.words()["known_once"] == f"{passed[0]['right'] / passed[0]['total']:.0%}"
