"""Chapter 6: four schedules and six orders: the charts hold what the files hold, and the words follow the numbers."""

import json
import random
import re
from itertools import permutations
from statistics import correlation, mean

import pytest

from explainer import measures
from explainer.experiment import Experiment
from explainer.plots import shifts as plots
from explainer.plots import shifts_orders as plots_orders
from explainer.plots.palette import LIGHT
from explainer.sweep import results
from explainer.sweep import shifts as arrivals
from explainer.sweep import shifts_orders as ordered
from explainer.training.schedules import share_old
from explainer.ui import sweeps
from explainer.ui.chapters import shifts
from explainer.ui.chapters import shifts_orders as orders
from explainer.ui.chapters import shifts_words as sentences
from explainer.ui.dials import Dials
from tests.helpers.pages import followed, infos, links_of, opened, warnings, words, written

RISES = {"mix": 0.3, "blocks": 0.5, "ramp": 0.7, "abrupt": 1.9}
STEPS = [*range(21), *range(25, 61, 5)]
TASKS = ("jan", "german", "cooking")
HEAD = {"schema": 1, "kind": "sweep", "title": "A sweep", "chapter": 6, "question": "?", "provenance": {}}


def run(schedule, replay, seed, rise):
    """A run of 60 steps whose old loss rises in a straight line by `rise` and a little for the seed."""
    experiment = Experiment(schedule=schedule, replay=replay, seed=seed, steps=60, device="cpu")
    rise += 0.01 * seed
    share = [share_old(experiment, max(0, step - 1)) for step in STEPS]
    curves = {
        "step": STEPS,
        "old": [0.6 + rise * step / 60 for step in STEPS],
        "new": [9.0 - 0.1 * step for step in STEPS],
        "share": [round(each, 4) for each in share],
        "divergence": [0.4 * (1 - each) for each in share],
    }
    summary = {"forgetting": rise, "new_after": 3.0 - rise}
    made = {name: value for name, value in experiment.to_dict().items() if name != "text"}
    return {"label": "x", "order": None, "experiment": made, "summary": summary, "curves": curves, "status": "done"}


def schedules(rises=RISES):
    return [
        run(name, share, seed, rise * (2 if share == 5 else 1))
        for name, rise in rises.items()
        for share in (5, 25)
        for seed in (0, 1, 2)
    ]


def cell_of(order, seed):
    """Learning a task takes its own loss to 1 and adds to the others' what SPOILS says."""
    losses = {"old": 0.5, "jan": 10.0, "german": 12.0, "cooking": 9.0}
    names = ("old", *order)
    rows = [[losses[name] for name in names]]
    for task in order:
        losses = {name: max(0.2, loss + SPOILS[task].get(name, 0)) + 0.001 * seed for name, loss in losses.items()}
        losses |= {task: 1.0}
        rows.append([losses[name] for name in names])
    accuracy = [[1 / (1 + loss) for loss in row] for row in rows]
    negated = [[-loss for loss in row] for row in rows]
    summary = {
        "bwt": measures.backward_transfer(accuracy),
        "average_forgetting": measures.average_forgetting(accuracy),
        "loss_rise": -measures.backward_transfer(negated),
        "loss_forgetting": measures.average_forgetting(negated),
    }
    made = {**run("mix", 0, seed, 1)["experiment"], "task": order[0]}
    curves = {"step": [0], "stage": [1], "old": [0.5], "new": [9.0]}
    matrix = {"tasks": list(names), "accuracy": accuracy, "loss": rows}
    parts = {"label": "order", "order": list(order), "experiment": made, "status": "done"}
    return {**parts, "summary": summary, "curves": curves, "matrix": matrix}


SPOILS = {  # by how much learning a task changes the loss on another
    "jan": {"old": 1.0, "german": -3.0, "cooking": -4.0},
    "german": {"old": 2.0, "jan": -1.0, "cooking": 0.5},
    "cooking": {"old": 1.5, "jan": -4.0, "german": -2.0},
}


def six_orders(seeds=2):
    return [cell_of(order, seed) for order in permutations(TASKS) for seed in range(seeds)]


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Both sweeps, in the place where the page looks for them."""
    monkeypatch.setattr(sweeps, "HOME", tmp_path)
    for name, cells in (("shifts", schedules()), ("shifts_orders", six_orders())):
        results.write({**HEAD, "name": name, "cells": cells}, tmp_path / f"{name}.json")
    return tmp_path


# --- schedules --------------------------------------------------------------------------------------------------------


def test_an_arrival_has_every_step_of_its_schedule_and_the_divergence_that_goes_with_it():
    for each in arrivals.arrivals({"title": "x", "cells": schedules()}, 25):
        experiment = Experiment(schedule=each.schedule, replay=25, steps=60)
        assert each.share == [(step + 1, share_old(experiment, step)) for step in range(60)]
        shares = dict(each.share)
        assert len(each.divergence) >= 20
        assert all(value == pytest.approx(0.4 * (1 - shares[step]), abs=1e-4) for step, value in each.divergence)
        if each.schedule in ("abrupt", "blocks", "mix"):
            assert len(each.divergence) == 60, "of few shares, all are known"


def test_the_columns_show_the_runs():
    by_name = {each.schedule: each for each in arrivals.arrivals({"title": "x", "cells": schedules()}, 25)}
    assert list(by_name) == list(arrivals.SCHEDULES)
    chart = plots.schedule(by_name["ramp"], by_name["mix"], 0.4, LIGHT)
    named = {trace.name: trace for trace in chart.data if trace.name}
    last = mean(0.7 + 0.01 * seed for seed in range(3))
    losses = [trace for trace in chart.data if trace.name == "old" and trace.yaxis == "y3"]
    assert losses[0].y[-1] == pytest.approx(0.6 + last)
    batch = [t for t in chart.data if t.stackgroup]
    assert all(a + b == pytest.approx(1) for a, b in zip(batch[0].y, batch[1].y, strict=True))
    assert named["new"].y is not None
    beside = [t for t in chart.data if t.line.dash == "dot"]
    assert beside[0].y[-1] == pytest.approx(0.6 + 0.31), "the mix, to compare with"
    alone = plots.schedule(by_name["mix"], by_name["mix"], 0.4, LIGHT)
    assert not [t for t in alone.data if t.line.dash == "dot"]


def arrived(rises, wobble=0.0):
    """The schedules with a quarter of old text; with a wobble the seeds of all but the mix disagree by so much."""
    cells = schedules(rises)
    for cell in cells:
        if cell["experiment"]["schedule"] != "mix":
            cell["summary"]["forgetting"] += wobble * (cell["experiment"]["seed"] - 1)
    return arrivals.arrivals({"title": "x", "cells": cells}, 25)


def test_the_words_hold_the_mix_against_each_of_the_others():
    sentence = sentences.outcome(arrived(RISES), "25")
    assert "mix 0.31 ± 0.02 nats, blocks 0.51 ± 0.02 nats, ramp 0.71 ± 0.02 nats, abrupt 1.91 ± 0.02 nats" in sentence
    less = re.search(
        r"\*\*The mix forgot less than abrupt \((.*?)\), blocks \((.*?)\) and ramp \((.*?)\), n = 3\.", sentence
    )
    assert all(" ± " in part for part in less.groups())
    assert [float(re.search(r"[\d.]+", part)[0]) for part in less.groups()] == pytest.approx([1.6, 0.2, 0.4], abs=0.011)
    assert "On the new task the mix ended with more loss than abrupt (by 1." in sentence


SAYS = {  # of the ramp, where the mix forgets 0.3
    "more": (
        0.1,
        0.0,
        "the mix forgot less than abrupt (by 1.60 ± 0.00 nats) and more than ramp (by 0.20 ± under 0.01 nats)",
    ),
    "less": (0.7, 0.0, "and ramp (by 0.40 ± 0.00 nats), n = 3"),
    "as much": (0.3, 0.0, "and as much as ramp (to within 0.05 nats: 0.00 ± 0.00 nats), n = 3"),
    "cannot tell": (0.3, 0.3, "; of ramp (0.00 ± 0.75 nats) these seeds cannot tell"),
}


@pytest.mark.parametrize("word", SAYS)
def test_each_word_of_the_rule_is_said_of_a_schedule_that_earns_it(word):
    rise, wobble, sentence = SAYS[word]
    shown = [one for one in arrived({**RISES, "ramp": rise}, wobble) if one.schedule != "blocks"]
    assert sentences.beside_the_mix(shown, "forgetting")["ramp"].word == word
    assert sentence in sentences.told(shown, "forgetting", "forgot")


def test_where_nothing_can_be_told_no_schedule_is_praised():
    torn = arrived(dict.fromkeys(RISES, 0.5), wobble=1.0)
    told = sentences.measured(torn)
    assert told["verdict"].startswith("Whether the mix forgot more or less than abrupt (0.00 ± ")
    assert told["verdict"].endswith(" nats), 3 seeds cannot tell.") and "do not tell" in told["advice"]
    alike = sentences.measured(arrived(dict.fromkeys(RISES, 0.31)))
    assert "made no difference that counts" in alike["advice"]
    assert sentences.measured([one for one in torn if one.schedule != "mix"]) == dict.fromkeys(sentences.NAMES, "")


@pytest.mark.parametrize(("rises", "sentence"), [(RISES, "in sight"), ({**RISES, "ramp": 0.1}, "ever less of the old")])
def test_the_takeaway_follows_the_numbers(tmp_path, monkeypatch, rises, sentence):
    monkeypatch.setattr(sweeps, "HOME", tmp_path)
    results.write({**HEAD, "name": "shifts", "cells": schedules(rises)}, tmp_path / "shifts.json")
    assert sentence in words(opened("shifts"))


# --- orders -----------------------------------------------------------------------------------------------------------


def test_orders_are_ranked_by_the_measure_and_by_its_direction():
    cells = six_orders()
    every = ordered.orders({"title": "x", "cells": cells})
    assert {each.tasks for each in every} == set(permutations(TASKS))
    for name, measure in ordered.MEASURES.items():
        by_hand = {
            order: mean(
                mean(c["matrix"]["loss"][-1]) if name == "final" else c["summary"][name]
                for c in cells
                if tuple(c["order"]) == order
            )
            for order in permutations(TASKS)
        }
        expected = sorted(by_hand.values(), reverse=not measure.less)
        ranked = ordered.ranked(every, name)
        assert [by_hand[each.tasks] for each in ranked] == pytest.approx(expected)
        assert f"**{orders.name(ranked[0].tasks)}** came out best" in orders.outcome(every, name)


def noisy(seeds, effect, shared=0.0):
    """Orders whose loss rises by chance alone, but for an effect on those that begin with Jan."""
    rng = random.Random(seeds)
    common = {(first, seed): rng.gauss(0, shared) for first in TASKS for seed in range(seeds)}
    cells = six_orders(seeds)
    for cell in cells:
        first, seed = cell["order"][0], cell["experiment"]["seed"]
        cell["summary"]["loss_rise"] = 5 + seed + common[first, seed] + rng.gauss(0, 0.1) + effect * (first == "jan")
    return ordered.orders({"title": "x", "cells": cells})


def test_two_seeds_cannot_tell_orders_apart_however_far_they_lie():
    every = noisy(2, effect=9.0)
    assert "2 seeds cannot tell" in orders.outcome(every, "loss_rise") and ordered.tested(every, "loss_rise").n == 2
    assert "nor can their places" in orders.advice(every, "loss_rise")


def test_five_seeds_tell_orders_apart_where_they_differ_and_only_there():
    assert "**The orders differ**" in orders.outcome(noisy(5, effect=3.0), "loss_rise")
    assert "the best does beat the worst" in orders.outcome(noisy(5, effect=3.0), "loss_rise")
    told = orders.advice(noisy(5, effect=3.0), "loss_rise")
    assert "nor can their places" not in told and "than the mean of the others" in told and "n = 5)" in told
    assert "**Whether the order matters, 5 seeds cannot tell**" in orders.outcome(noisy(5, effect=0.0), "loss_rise")
    shared = noisy(5, effect=0.0, shared=3.0)
    assert "cannot tell" in orders.outcome(shared, "loss_rise"), "what two orders share is no effect of the order"


def test_that_bwt_tells_how_well_a_task_was_learned_is_computed():
    cells = six_orders(5)
    rng = random.Random(0)
    for cell in cells:
        learned = rng.uniform(0.3, 0.9)
        for task in range(3):
            cell["matrix"]["accuracy"][task][task] = learned
        cell["summary"]["bwt"] = 0.1 - learned
    sweep = {"title": "x", "cells": cells}
    assert ordered.told_by_learning(ordered.orders(sweep)) == (pytest.approx(-1), 30)
    assert (
        "tells here hardly anything but" in orders.measured(sweep)["bwt"] and "−1.00" in orders.measured(sweep)["bwt"]
    )
    for cell in cells:
        cell["summary"]["bwt"] = rng.uniform(-0.5, 0)
    assert "tells something else here" in orders.measured(sweep)["bwt"]


def test_the_shipped_runs_say_of_bwt_what_their_matrices_say():
    cells = sweeps.load("shifts_orders")["cells"]
    learned = [mean(c["matrix"]["accuracy"][task][task] for task in range(3)) for c in cells]
    found = correlation(learned, [c["summary"]["bwt"] for c in cells])
    assert f"correlation of −{abs(found):.2f}" in orders.measured(sweeps.load("shifts_orders"))["bwt"]


def test_the_rules_pick_the_orders_that_they_describe():
    every = ordered.orders({"title": "x", "cells": six_orders()})
    helped = ordered.helped(every)
    assert helped["german", "old"] == pytest.approx(-2.0, abs=0.01)
    assert helped["jan", "cooking"] == pytest.approx(4.0, abs=0.01)
    picked = ordered.rules(every)
    assert picked["essay"] == [("german", "cooking", "jan")], "by harm to the old: 2.0, 1.5, 1.0"
    assert picked["typical"] == [("german", "cooking", "jan")], "by help to the others: 0.25, 3.0, 3.5"
    assert sorted(picked["unlike"]) == [("cooking", "german", "jan"), ("jan", "german", "cooking")], (
        "Jan and cooking help each other most, so German stands between them"
    )


def test_the_matrix_is_the_mean_over_the_seeds():
    order = next(o for o in ordered.orders({"title": "x", "cells": six_orders()}) if o.tasks == TASKS)
    chart = plots_orders.matrix(order.grids["loss"], ["a", "b", "c", "d"], ["old", *TASKS], False, LIGHT)
    assert chart.data[0].text[1][0] == "1.50" and chart.data[0].text[1][1] == "1.00"
    assert chart.data[0].text[0][2] == "12.00" and max(max(row) for row in chart.data[0].z) <= plots.TOP


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_shows_all_and_its_controls_write_the_link(files):
    test = opened("shifts", order="german-jan-cooking", measure="bwt")
    assert not test.exception and not test.warning and not test.info
    assert len(test.get("plotly_chart")) == 4 + 2 + 2 and len(test.dataframe) == 3
    assert "**German → Jan → cooking**: right answers on each task" in words(test)
    assert "backward transfer (BWT)" in words(test)
    test.selectbox(key="widget_shifts_measure").set_value("final").run()
    assert written(test, "measure") == "final" and "mean loss on all the tasks at the end" in words(test)
    test = opened("shifts", share="5")
    assert "With 5% of old text" in words(test)


def test_the_links_of_the_text_set_what_the_page_can_be_set_to():
    assert len(links_of("shifts")) > 5
    for link in links_of("shifts"):
        dials = followed(Dials("shifts", shifts.DIALS), link)
        assert not dials.problems and dials.revision == 1, link


@pytest.mark.parametrize(("query", "named"), [({"share": "7"}, "share"), ({"order": "jan-jan-jan"}, "order")])
def test_a_bad_link_gets_one_sentence(files, query, named):
    test = opened("shifts", **query)
    assert not test.exception and len(warnings(test)) == 1 and named in warnings(test)[0]


@pytest.mark.parametrize("content", [None, "{", json.dumps({**HEAD, "cells": []}), json.dumps({**HEAD, "schema": 0})])
def test_without_its_files_the_page_says_so_and_shows_the_rest(tmp_path, monkeypatch, content):
    monkeypatch.setattr(sweeps, "HOME", tmp_path)
    for name in ("shifts", "shifts_orders"):
        if content is not None:
            (tmp_path / f"{name}.json").write_text(content)
    test = opened("shifts")
    assert not test.exception and not test.warning
    assert len(infos(test)) == 3 and all(info.endswith(".") for info in infos(test))
    assert "Mila" in words(test) and "{" not in words(test)


def test_a_file_whose_runs_failed_shows_those_that_did_not(files):
    cells = schedules()
    for cell in cells:
        if cell["experiment"]["schedule"] == "ramp":
            cell |= {"summary": {}, "status": "failed"}
    (files / "shifts.json").unlink()
    results.write({**HEAD, "name": "shifts", "cells": cells}, files / "failed.json")
    (files / "failed.json").rename(files / "shifts.json")
    sweeps._read.cache_clear()
    test = opened("shifts")
    assert not test.exception and not test.info
    assert "**Blocks**" in words(test) and "**Ramp**:" not in words(test)
