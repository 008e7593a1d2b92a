"""Chapter 7: what it reads off its sweep, and what its page says of it, with and without the file."""

import random
from itertools import pairwise

import pytest

from explainer.jobs.settings import ROOT
from explainer.plots import labels
from explainer.plots import noise as plots
from explainer.sweep import results
from explainer.sweep.noise import ARMS, arm, at_edge, best, grid, outcomes, strength_of
from explainer.sweep.plan import SweepError, read_plan
from explainer.tables.remedies import REMEDIES
from explainer.ui import pages
from explainer.ui.chapters import noise_words as sentences
from tests.helpers.pages import charts, infos, opened, words
from tests.helpers.sweeps import dropout_helps_fitting, invented, lacking, only_old_data_helps, without


def test_shares_removed_are_those_of_the_twin_of_the_same_seed():
    sweep = invented("noise", only_old_data_helps, dropout_helps_fitting)
    cells = {
        (arm(c["experiment"]), strength_of(c["experiment"]), c["experiment"]["seed"]): c["summary"]
        for c in sweep["cells"]
    }
    every = outcomes(sweep)
    assert list(dict.fromkeys(outcome.arm for outcome in every)) == [
        name for name in ARMS if name in {measured for measured, _, _ in cells}
    ]
    assert sum(len(outcome.points) for outcome in every) == len(cells) == len(sweep["cells"])
    for outcome in every:
        for point in outcome.points:
            own, bare = cells[outcome.arm, outcome.strength, point.seed], cells["nothing", None, point.seed]
            expected = (bare["forgetting"] - own["forgetting"]) / bare["forgetting"]
            assert point.forgetting_removed == pytest.approx(100 * expected)
            assert point.right == pytest.approx(100 * own["right_after"])
            gap, bare_gap = (s["new_after"] - s["fit_after"] for s in (own, bare))
            assert point.gap_removed == pytest.approx(100 * (bare_gap - gap) / bare_gap)
    by_arm = best(every)
    assert by_arm["replay"].stops("forgetting") is True and by_arm["replay"].stops("gap") is False
    assert by_arm["dropout"].stops("gap") is True and by_arm["dropout"].stops("forgetting") is False
    assert set(by_arm["nothing"].all("gap_removed")) == {0}


def test_whether_half_was_removed_cannot_be_told_where_the_runs_disagree():
    sweep = invented("noise", lambda e: 1.5 if e.remedy == "dropout" and e.seed == 1 else 2.0, lambda e: 1.0)
    assert best(outcomes(sweep))["dropout"].stops("forgetting") is False, "far from half, for all they disagree"
    sweep = invented("noise", lambda e: 0.5 if e.remedy == "dropout" and e.seed % 2 else 1.2, lambda e: 1.0)
    assert best(outcomes(sweep))["dropout"].stops("forgetting") is None
    told = sentences.measured(sweep, outcomes(sweep))
    assert "of dropout (" in told["stopped"] and "cannot tell" in told["stopped"] + told["lesson"]


# Strengths


def by_strength(experiment):
    """The stronger the spring, the less is forgotten, but what is learned does not enter here."""
    return 2.0 - 15 * experiment.strength if experiment.remedy == "l2sp" else 2.0


def test_the_strength_that_speaks_for_a_remedy_has_the_least_of_both_losses_together():
    sweep = invented("noise", by_strength)
    for cell in sweep["cells"]:
        if cell["experiment"]["remedy"] == "l2sp":
            cell["summary"]["new_after"] = 1.5 + 400 * cell["experiment"]["strength"] ** 2
    every = outcomes(sweep)
    strengths = [outcome.strength for outcome in grid(every, "l2sp")]
    assert strengths == sorted({c.experiment.strength for c in PLAN.cells if c.experiment.remedy == "l2sp"})
    spoken = best(every)["l2sp"]
    assert spoken.strength == min(strengths, key=lambda s: 2.0 - 15 * s + 400 * s**2)
    assert not at_edge(every, spoken) and "beyond" not in sentences.at_strength(spoken, every)
    every = outcomes(invented("noise", by_strength))
    edge = best(every)["l2sp"]
    assert edge.strength == max(strengths) and "the best may lie beyond it" in sentences.at_strength(edge, every)


def test_a_run_from_before_there_were_strengths_was_as_strong_as_usual():
    assert strength_of({"remedy": "l2sp"}) == strength_of({"remedy": "l2sp", "strength": 0.0}) == 0.01
    assert strength_of({"remedy": "none"}) is None and strength_of({"remedy": "l2sp", "strength": 0.3}) == 0.3


PLAN = read_plan(ROOT / "sweeps" / "noise.toml")


@pytest.mark.parametrize("remedy", sentences.SPRINGS)
def test_the_grid_of_the_plan_goes_beyond_the_usual_strength_on_both_sides(remedy):
    tried = sorted({cell.experiment.strength for cell in PLAN.cells if cell.experiment.remedy == remedy})
    usual = REMEDIES[remedy].dial.value
    assert usual in tried and tried[0] < usual < tried[-1]


def test_every_strength_has_its_row_in_the_table(shelf):
    shown = words(opened("noise"))
    for remedy in sentences.SPRINGS:
        for outcome in grid(outcomes(results.read(shelf / "noise.json")), remedy):
            assert any(f"| {outcome.label} | {mark}{outcome.strength:g}{mark} | " in shown for mark in ("", "**"))


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
            "dropout removed half of the forgetting.",
            "does not do half",
        ),
        (lambda e: 2.0, lambda e: 1.0, "neither old data nor noise", "does not do half"),
        (only_old_data_helps, lambda e: 0.1 if e.replay else 1.0, "is not just noise", "does dampen overfitting"),
        (lambda e: 1.0 + (e.seed % 2) if e.replay else 2.0, lambda e: 1.0, "cannot tell", "does not do half"),
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
    arms = list(best(outcomes(sweep)).values())
    assert "dropout (3.00 ± 0.00 nats against 1.50 ± 0.00 nats) did worse" in sentences.learned_less(arms)[0]
    same = best(outcomes(invented("noise", only_old_data_helps, dropout_helps_fitting)))
    assert sentences.learned_less(list(same.values())) == []


RIGHT = {  # of the spring, by seed, where old data keeps 0.6 of the answers
    "more": (
        [0.70, 0.72, 0.71, 0.69],
        "held back as much forgetting as 5% of old data did, without any of it: a way",
    ),
    "less": ([0.40, 0.42, 0.41, 0.39], "kept less of the answers than old data did"),
    "as much": (
        [0.60, 0.61, 0.59, 0.60],
        "held back as much forgetting as 5% of old data did, without any of it: a way",
    ),
    "cannot tell": (
        [0.40, 0.80, 0.55, 0.70],
        "(whether it kept as many of the answers, these seeds cannot tell): a way",
    ),
}


@pytest.mark.parametrize("word", RIGHT)
def test_whether_a_spring_beats_old_data_on_right_answers_the_rule_says(word):
    right, moral = RIGHT[word]
    sweep = invented("noise", lambda e: 2.0 if e.remedy == "none" and not e.replay else 0.4)
    for cell in sweep["cells"]:
        seed, remedy = cell["experiment"]["seed"], cell["experiment"]["remedy"]
        cell["summary"]["right_after"] = right[seed] if remedy in sentences.SPRINGS else 0.6
    told = sentences.measured(sweep, outcomes(sweep))["springs"]
    assert moral in told and told.startswith("**Two things here need no data at all")
    spoken = {
        "more": "| more, by 10 ± 2 points (",
        "less": "| less, by 20 ± 2 points (",
        "as much": "| as much: 0 ± 1 points (",
        "cannot tell": "| cannot tell: 1 ± ",
    }[word]
    assert spoken in told and f"{100 * sum(right) / 4:.0f} ± " in told


def test_a_spring_that_learned_less_has_paid_for_what_it_kept():
    sweep = invented("noise", lambda e: 0.4 if e.replay else 2.0 if e.remedy == "none" else 0.4)
    for cell in sweep["cells"]:
        stiff = cell["experiment"]["remedy"] in sentences.SPRINGS
        cell["summary"] |= {"right_after": 0.6} | ({"new_after": 3.0} if stiff else {})
    assert (
        "but at a price: the new lesson was learned less well" in sentences.measured(sweep, outcomes(sweep))["springs"]
    )


def test_without_springs_nothing_is_said_of_them():
    sweep = invented("noise", only_old_data_helps)
    alone = without(sweep, lambda cell: cell["experiment"]["remedy"] not in sentences.SPRINGS)
    assert sentences.measured(alone, outcomes(alone))["springs"] == ""


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
