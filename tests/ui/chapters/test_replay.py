"""Chapter 5: the curve is what the file holds, the words are what the curve says, a run of one's own lands on it."""

import json
import math
import re
from statistics import mean

import pytest

from explainer.experiment import Experiment
from explainer.jobs import desk
from explainer.jobs.settings import Settings
from explainer.sweep import replay as dose
from explainer.sweep.plan import SweepError
from explainer.ui import sweeps
from explainer.ui.chapters import replay as page
from explainer.ui.chapters import replay_own as own
from explainer.ui.chapters import replay_words as sentences
from explainer.ui.dials import Dials
from explainer.web.takeaway import dose as takeaway
from tests.helpers.pages import FAKE, button, followed, infos, links_of, opened, warnings, words, written

FILE = sweeps.HOME / "replay.json"
CELLS = json.loads(FILE.read_text())["cells"]


def value(task, replay, seed, name):
    cells = [c for c in CELLS if (c["experiment"]["task"], c["experiment"]["seed"]) == (task, seed)]
    return next(c["summary"][name] for c in cells if c["experiment"]["replay"] == replay)


@pytest.fixture
def curves():
    return page.curves(sweeps.load("replay"))


# --- the curve --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", ["german", "cooking"])
def test_the_figure_gets_what_the_file_holds(task):
    seeds = sorted({c["experiment"]["seed"] for c in CELLS})
    [shift] = [s for s in takeaway.options(sweeps.load("replay"))["dose"]["shifts"] if s["task"] == task]
    assert [point["replay"] for point in shift["pebble"]] == [0, 0.5, 1, 2, 5, 10, 25, 50] and shift["seeds"] == 5
    for point in shift["pebble"]:
        replay = point["replay"]
        rises = [(value(task, 0, seed, "forgetting"), value(task, replay, seed, "forgetting")) for seed in seeds]
        removed = [100 * (1 - rise / bare) for bare, rise in rises]
        assert point["removed"] == pytest.approx([mean(removed), min(removed), max(removed)], abs=1e-4)
        new = [value(task, replay, seed, "new_after") for seed in seeds]
        assert point["new"] == pytest.approx([mean(new), min(new), max(new)], abs=1e-4)
    theirs = [each.removed[0] for each in dose.paper(task)]
    assert [point["removed"][0] for point in shift["paper"]] == pytest.approx(theirs, abs=1e-4)


def test_the_papers_line_is_its_table():
    german = {each.replay: each for each in dose.paper("german")}
    assert [round(german[share].removed[0]) for share in (0, 1, 5, 10, 25, 50)] == [0, 53, 71, 79, 88, 95]
    assert german[1].rise[0] == pytest.approx(2.83 - 2.17) and german[1].new == (1.12,)
    slim = {each.replay: round(each.removed[0]) for each in dose.paper("cooking")}
    assert slim == {0: 0, 0.5: 63, 1: 67, 5: 78, 10: 85, 50: 104}


def test_between_two_shares_the_line_is_read_and_beyond_them_nothing_is(curves):
    curve = curves["german"]
    low, middle, high = (dose.at(curve, share, "removed") for share in (2.0, 3.0, 5.0))
    assert low.measured and high.measured and not middle.measured
    part = math.log(13 / 9) / math.log(21 / 9)
    assert middle.mean == pytest.approx(low.mean + part * (high.mean - low.mean))
    assert dose.at(curve, 51.0, "removed") is None


def test_enough_is_the_least_share_that_reaches_it():
    curve = [dose.Dose(r, kept, (1.0,), (1.0,)) for r, kept in ((0.0, (0, 0)), (1.0, (60, 90)), (5.0, (80, 95)))]
    assert [dose.enough(curve, keep) for keep in (75, 76, 95)] == [1, 5, None]


def test_the_peak_of_the_gap_is_each_seeds_own():
    runs = [{"step": [0, 1, 2, 3], "old": old} for old in ([0.5, 2.0, 1.0, 1.0], [0.5, 1.0, 3.0, 0.8])]
    cells = [{"experiment": {"task": "german", "replay": 1.0}, "curves": run} for run in runs]
    gap = dose.gap({"cells": cells}, "german", 1.0)
    assert (gap.start, gap.peak, gap.peak_step, gap.end) == pytest.approx((0.5, 2.5, 1.5, 0.9))
    assert gap.curve.low == [0.5, 1.0, 1.0, 0.8] and gap.curve.high == [0.5, 2.0, 3.0, 1.0]
    assert dose.gap({"cells": []}, "german", 1.0) is None


@pytest.mark.parametrize(
    ("curve", "sentence"),
    [
        ([0.6, 2.6, 1.1], "**75 ± 1% (n = 3, 95%) of the climb is undone** by the end"),
        ([0.6, 2.6, 2.55], "hardly comes back: it ends at 2.55"),
        ([0.6, 0.62, 0.61], "there is no gap to see"),
    ],
)
def test_the_words_about_the_gap_follow_the_numbers(curve, sentence):
    start, peak, end = curve
    back = (peak - end) / (peak - start)
    gap = dose.Gap(
        dose.Band([0, 1, 2], curve, curve, curve), start, peak, 1, end, 2, (back, back - 0.004, back + 0.004)
    )
    assert sentence in sentences.gap("german", 5.0, gap)
    torn = gap._replace(undone=(0.0, 0.4, 0.1))
    assert peak - start < 0.1 or "whether it comes back the seeds cannot tell" in sentences.gap("german", 5.0, torn)


WOBBLE = (-1.0, 0.0, 1.0)  # of three seeds


def made(share, kept, rise=1.0, new=1.0, wobble=1.0):
    """A share that kept so many per cent of a rise, a little different with each of three seeds."""
    of_seeds = [kept + wobble * each for each in WOBBLE]
    rises = [rise * (1 - one / 100) + 0.01 * wobble * each for one, each in zip(of_seeds, WOBBLE, strict=True)]
    return dose.Dose(share, tuple(of_seeds), tuple(rises), (new, new + 0.001, new), (0, 1, 2))


def curve(rise, first, last, wobble=1.0):
    return [made(0.0, 0.0, rise, wobble=wobble), made(1.0, first, rise, wobble=wobble), made(50.0, last, rise)]


@pytest.mark.parametrize(
    ("first", "last", "wobble", "sentence"),
    [
        (60.0, 90.0, 1.0, "steep at first"),
        (20.0, 90.0, 1.0, "not the steep one"),
        (45.0, 90.0, 0.1, "does as much as all the others together"),
        (50.0, 90.0, 9.0, "Whether the first per cent does more than the others together, 3 seeds cannot tell"),
    ],
)
def test_how_steep_the_curve_is_the_rule_says(first, last, wobble, sentence):
    told = sentences.shape(curve(2.0, first, last, wobble))
    little = "A little replay goes a long way" in sentences.lesson(curve(2.0, first, last, wobble))
    assert little == (("steep" in told and "not the steep" not in told) or "as much" in told)
    assert sentence in told and f"saves {first:.0f} ±" in told and "(n = 3, 95%)" in told


def test_whether_cooking_is_milder_the_rule_says():
    mild, hard = curve(1.0, 60.0, 90.0), curve(2.0, 20.0, 90.0)
    assert "and it is: without replay it costs 1.00 ±" in sentences.milder({"german": hard, "cooking": mild})
    assert "does not agree" in sentences.milder({"german": mild, "cooking": hard})
    assert "does not agree" in sentences.milder({"german": hard, "cooking": curve(2.0, 20.0, 90.0)}), "as much"
    torn = curve(2.0, 20.0, 90.0, 30.0)
    assert "3 seeds cannot tell" in sentences.milder({"german": curve(2.1, 20.0, 90.0), "cooking": torn})


@pytest.mark.parametrize(
    ("kept", "new", "sentence"),
    [
        (80.0, 1.0, "| German: old loss | less, by 0.80 ± 0.00 nats | – | less, by 0.20 ± 0.00 nats |"),
        (40.0, 1.0, "| less, by 0.40 ± under 0.01 nats | – | more, by 0.20 ± under 0.01 nats |"),
        (60.0, 1.0, "| – | as much: 0.00 ± 0.00 nats |"),
        (60.0, 1.5, "| German: new loss | more, by 0.50 ± 0.00 nats | – | more, by 0.50 ± 0.00 nats |"),
    ],
)
def test_the_rival_is_held_against_old_text_by_the_rule(kept, new, sentence):
    shares = {"german": [made(0.0, 0.0), made(5.0, 60.0)]}
    rival = dose.Rival(5e-4, 450, made(0.0, kept, new=new))
    told = sentences.rivals({"german": rival}, shares, (2e-3, 150))
    assert sentence in told and "At 0.0005 over 450, and so with more new text" in told
    assert sentences.rivals({}, shares, (2e-3, 150)) == ""


def beside_the_curve(cells):
    """The shipped runs with a floor and a rival for each bare run: what a sweep of the present plan has."""
    bare = [cell for cell in cells if cell["experiment"]["replay"] == 0]
    more = []
    for cell in bare:
        summary = {**cell["summary"], "forgetting": 0.25}
        more.append({**cell, "experiment": {**cell["experiment"], "replay": 100.0}, "summary": summary})
        slower = {**cell["experiment"], "lr": 5e-4, "steps": 450}
        more.append({**cell, "experiment": slower, "summary": {**summary, "forgetting": 0.5}})
    return [*more, *cells]


def test_floor_and_rival_stand_beside_the_curve_and_not_on_it():
    usual = [c for c in CELLS if c["experiment"]["replay"] < 100 and c["experiment"]["steps"] == 150]
    sweep = {"title": "x", "cells": beside_the_curve(usual)}
    for task in ("german", "cooking"):
        assert dose.doses(sweep, task) == dose.doses({"title": "x", "cells": usual}, task)
        assert dose.gap(sweep, task, 0.0) == dose.gap({"title": "x", "cells": usual}, task, 0.0)
        assert set(dose.floor(sweep, task).rise) == {0.25} and dose.floor(sweep, task).replay == 100
        rival = dose.rival(sweep, task)
        assert (rival.lr, rival.steps, set(rival.dose.rise)) == (5e-4, 450, {0.5})
        assert (
            dose.floor({"title": "x", "cells": usual}, task) is dose.rival({"title": "x", "cells": usual}, task) is None
        )
    told = sentences.floor({"german": dose.floor(sweep, "german")}, {0: 0.5, 1: 0.7})
    assert (
        "still rises by 0.25 ± 0.00 nats (n = 5, 95%)" in told
        and "60 ± 127% as many of the rare facts as before" in told
    )
    low = sentences.floor({"german": made(100.0, 99.0, rise=1.0)}, {})
    assert "all of what is forgotten is the lesson’s doing" in low, "within the margin there is no floor"


# --- the page ---------------------------------------------------------------------------------------------------------


def dose_options(test):
    [figure] = [one.proto for one in test.get("bidi_component") if one.proto.component_name == "moat_dose"]
    return json.loads(figure.json)


def test_the_page_hands_its_link_to_the_figure():
    test = opened("replay", replay="5", view="price", keep="90")
    assert not test.exception and not test.warning
    assert dose_options(test)["state"] == {"replay": 5, "view": "price", "keep": 90}
    assert len(dose_options(test)["dose"]["shifts"]) == 2 and len(test.get("plotly_chart")) == 1


def test_the_links_of_the_text_set_what_the_page_can_be_set_to():
    assert len(links_of("replay")) > 5
    for link in links_of("replay"):
        dials = followed(Dials("replay", page.DIALS), link)
        assert not dials.problems and dials.revision == 1, link


@pytest.mark.parametrize(
    ("query", "named"),
    [({"replay": "51"}, "replay"), ({"view": "x"}, "view"), ({"keep": "100"}, "keep"), ({"task": "jan"}, "task")],
)
def test_a_bad_link_gets_one_sentence(query, named):
    test = opened("replay", **query)
    assert not test.exception and len(warnings(test)) == 1 and named in warnings(test)[0]


BROKEN = {
    "missing": None,
    "cut": FILE.read_text()[:5000],
    "older": FILE.read_text().replace('"schema":1', '"schema":0', 1),
    "no runs": json.dumps({**json.loads(FILE.read_text()), "cells": []}),
    "no numbers": FILE.read_text().replace('"forgetting":', '"forgotten":'),
    "words for numbers": re.sub(r'"forgetting":[^,}]+', '"forgetting":"much"', FILE.read_text()),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=list(BROKEN))
def test_without_the_file_the_page_says_so_and_shows_the_rest(tmp_path, monkeypatch, content):
    monkeypatch.setattr(sweeps, "HOME", tmp_path)
    if content is not None:
        (tmp_path / "replay.json").write_text(content)
    test = opened("replay")
    assert not test.exception
    assert len(infos(test)) == 2, "a sentence in the place of each figure"
    assert all(info.endswith(".") and len(info) < 200 for info in infos(test))
    assert "Ibrahim and colleagues" in words(test) and "{" not in words(test)


def test_a_curve_without_its_bare_runs_is_none():
    cells = [cell for cell in CELLS if cell["experiment"]["replay"]]
    with pytest.raises(SweepError, match="without replay"):
        dose.doses({"title": "x", "cells": cells}, "german")


# --- a run of one's own -----------------------------------------------------------------------------------------------


@pytest.fixture
def working(tmp_path):
    yield desk.start(Settings(data=tmp_path, workers=1, threads=1, queue=20), FAKE)
    desk.stop()


def kept_run(store, experiment, rise, twin=None, status="done"):
    """A run in the store, as if it had been trained: the old loss rises by so much."""
    run = store.create(experiment, twin)
    store.set_status(run, "running")
    for step, old, new in ((0, 0.5, 9.0), (experiment.steps, 0.5 + rise, 1.25)):
        store.append(run, {"type": "loss", "step": step, "old": old, "new": new, "train": None})
    store.finish(run, status)
    return run


def test_a_run_of_ones_own_lands_on_the_curve_and_stays_in_the_link(working):
    experiment = Experiment(task="german", replay=3.0, seed=7)
    twin = kept_run(working.store, experiment.twin(), 2.0)
    run = kept_run(working.store, experiment, 0.5, twin)
    landed = own.landed(run, CELLS[0]["experiment"])
    assert landed.task == "german" and landed.dose == dose.Dose(3.0, (75.0,), (0.5,), (1.25,))
    test = opened("replay", run=run)
    assert not test.exception and not test.warning
    assert "kept **75%**" in words(test) and "seed 7" in words(test) and written(test, "run") == run
    star = {"task": "german", "replay": 3.0, "removed": 75.0, "rise": 0.5, "new": 1.25}
    assert dose_options(test)["own"] == star


def test_a_run_that_is_not_of_the_curves_kind_says_so(working):
    usual = CELLS[0]["experiment"]
    short = Experiment(task="cooking", replay=5.0, steps=20)
    run = kept_run(working.store, short, 0.5, kept_run(working.store, short.twin(), 1.0))
    assert "Unlike the curve’s runs it has steps 20." in own.landed(run, usual).sentence
    jan = Experiment(task="jan", replay=5.0)
    run = kept_run(working.store, jan, 0.5, kept_run(working.store, jan.twin(), 1.0))
    assert own.landed(run, usual).dose is None and "about Jan" in own.landed(run, usual).sentence
    alone = kept_run(working.store, Experiment(task="german", replay=0.0), 1.0)
    assert own.landed(alone, usual).dose is None
    stopped = kept_run(working.store, Experiment(task="german"), 1.0, status="stopped")
    assert "not finished" in own.landed(stopped, usual).sentence
    assert "no such run" in own.landed("nobody", usual).sentence


def test_train_queues_the_pair_the_reader_asked_for(working):
    test = opened("replay", replay="10", task="cooking", seed="4")
    train = button(test, "Train")
    assert train.label == "Train 0% and 10%"
    train.click().run()
    assert not test.exception and not test.warning
    record = working.store.record(written(test, "run"))
    made = {name: record["experiment"][name] for name in ("task", "replay", "seed")}
    assert made == {"task": "cooking", "replay": 10, "seed": 4}
    assert working.store.record(record["twin"])["experiment"]["replay"] == 0
    assert "It waits for its turn" in words(test) or "It is being fine-tuned" in words(test)


def test_without_a_server_training_says_so_and_without_replay_there_is_nothing_to_train():
    test = opened("replay")
    button(test, "Train").click().run()
    assert not test.exception and len(warnings(test)) == 1
    test = opened("replay", replay="0")
    assert button(test, "Train").disabled
