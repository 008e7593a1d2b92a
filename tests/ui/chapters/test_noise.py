"""Chapter 7: what it reads off its sweep, and what its page says of it, with and without the file."""

import random
from itertools import pairwise

import pytest

from explainer.plots import labels
from explainer.plots import noise as plots
from explainer.sweep import results
from explainer.sweep.noise import ARMS, arm, outcomes
from explainer.sweep.plan import SweepError
from explainer.ui import pages
from explainer.ui.chapters import noise_words as sentences
from tests.helpers.pages import charts, infos, opened, words
from tests.helpers.sweeps import dropout_helps_fitting, invented, lacking, only_old_data_helps, without


def test_shares_removed_are_those_of_the_twin_of_the_same_seed():
    sweep = invented("noise", only_old_data_helps, dropout_helps_fitting)
    cells = {(arm(c["experiment"]), c["experiment"]["seed"]): c["summary"] for c in sweep["cells"]}
    by_arm = {outcome.arm: outcome for outcome in outcomes(sweep)}
    assert list(by_arm) == [name for name in ARMS if name in {measured for measured, _ in cells}]
    for outcome in by_arm.values():
        for point in outcome.points:
            own, bare = cells[outcome.arm, point.seed], cells["nothing", point.seed]
            expected = (bare["forgetting"] - own["forgetting"]) / bare["forgetting"]
            assert point.forgetting_removed == pytest.approx(100 * expected)
            gap, bare_gap = (s["new_after"] - s["fit_after"] for s in (own, bare))
            assert point.gap_removed == pytest.approx(100 * (bare_gap - gap) / bare_gap)
    assert by_arm["replay"].stops("forgetting") is True and by_arm["replay"].stops("gap") is False
    assert by_arm["dropout"].stops("gap") is True and by_arm["dropout"].stops("forgetting") is False
    assert by_arm["nothing"].all("gap_removed") == [0, 0, 0]


def test_one_run_in_three_stops_it_only_sometimes():
    sweep = invented("noise", lambda e: 0.5 if e.remedy == "dropout" and e.seed == 1 else 2.0, lambda e: 1.0)
    by_arm = {outcome.arm: outcome for outcome in outcomes(sweep)}
    assert by_arm["dropout"].stops("forgetting") is None


def test_a_failed_run_that_others_are_compared_with_is_told():
    sweep = invented("noise", only_old_data_helps, dropout_helps_fitting)
    sweep["cells"][0]["status"] = "failed"
    with pytest.raises(SweepError, match="seed 0"):
        outcomes(sweep)


FEW = invented("noise", only_old_data_helps, dropout_helps_fitting)
BROKEN = {
    "no twin": without(FEW, lambda cell: arm(cell["experiment"]) != "nothing"),
    "no run": without(FEW, lambda cell: False),
    "no fit": lacking(FEW, "fit_after"),
}


@pytest.mark.parametrize("sweep", BROKEN.values(), ids=list(BROKEN))
def test_a_sweep_that_lacks_something_is_one_sentence_and_the_page_goes_on(sweep, shelf):
    results.write(sweep, shelf / "noise.json")
    test = opened("noise")
    assert not test.exception and not charts(test)[0:]
    assert infos(test) and all(len(info) < 250 and info.endswith(".") for info in infos(test))
    assert test.title[0].value == pages.chapter("noise").question and "{" not in words(test)


# What is said of it


def test_the_page_says_what_came_out():
    cases = [
        (only_old_data_helps, dropout_helps_fitting, "is not just noise", "does not do half"),
        (
            lambda e: 0.4 if e.remedy == "dropout" else 2.0,
            lambda e: 1.0,
            "dropout also removed half",
            "does not do half",
        ),
        (lambda e: 2.0, lambda e: 1.0, "neither old data nor noise", "does not do half"),
        (only_old_data_helps, lambda e: 0.1 if e.replay else 1.0, "is not just noise", "does dampen overfitting"),
    ]
    for forgetting, gap, lesson, mask in cases:
        sweep = invented("noise", forgetting, gap)
        told = sentences.measured(sweep, outcomes(sweep))
        assert lesson in told["lesson"] and mask in told["verdict"], told


def test_a_gap_that_closes_because_less_was_learned_is_told():
    sweep = invented("noise", only_old_data_helps, dropout_helps_fitting)
    for cell in sweep["cells"]:
        if cell["experiment"]["remedy"] == "dropout":
            cell["summary"] |= {"new_after": 3.0, "fit_after": 2.9}
    assert "dropout (3.00 against 1.50) did worse" in sentences.learned_less(outcomes(sweep))[0]
    assert sentences.learned_less(outcomes(invented("noise", only_old_data_helps, dropout_helps_fitting))) == []


# Charts


def test_the_quadrants_show_every_run_where_its_shares_are(shelf):
    chart = charts(opened("noise"))[0]
    sweep = results.read(shelf / "noise.json")
    shown = {(round(x, 6), round(y, 6)) for trace in chart["data"] for x, y in zip(trace["x"], trace["y"], strict=True)}
    for outcome in outcomes(sweep):
        for point in outcome.points:
            assert (round(point.gap_removed, 6), round(point.forgetting_removed, 6)) in shown
    notes = {annotation["text"] for annotation in chart["layout"]["annotations"]}
    assert {f"<i>{corner}</i>" for corner in plots.CORNERS.values()} < notes


def test_labels_are_moved_apart_and_no_further_than_need_be():
    assert labels.apart([10.0, 50.0, 90.0], 20) == [10, 50, 90]
    assert labels.apart([50.0, 50.0], 20) == [40, 60]
    rng = random.Random(0)
    for _ in range(50):
        places = [rng.uniform(0, 100) for _ in range(6)]
        moved = labels.apart(places, 15)
        stacked = sorted(moved)
        assert all(b - a >= 15 - 1e-9 for a, b in pairwise(stacked))
        order = sorted(range(6), key=places.__getitem__)
        assert [moved[i] for i in order] == stacked, "their order stays"
        assert sum(moved) == pytest.approx(sum(places)), "and their middle"
