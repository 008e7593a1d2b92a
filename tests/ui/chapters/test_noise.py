"""Chapters 7 and 8: what they read off their sweeps, and what their pages say of it, with and without the files."""

import json
import random
import re
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from explainer import facts, text
from explainer.plots import labels as plots_parts
from explainer.plots import noise as plots_noise
from explainer.plots import overwhelming as plots_overwhelming
from explainer.sweep import noise as remedies
from explainer.sweep import overwhelming as amounts
from explainer.sweep import results
from explainer.sweep.plan import SweepError, read_plan
from explainer.ui import pages as chapters
from explainer.ui import sweeps
from explainer.ui.chapters import noise, overwhelming
from explainer.ui.chapters import overwhelming_benchmarks as benchmarks
from explainer.ui.chapters import overwhelming_words as overwhelming_said

ROOT = Path(__file__).parents[3]
STEPS = [0, 1, 2, 5, 10, 20, 50, 100, 150]
PAGES = {"noise": noise.DIALS, "overwhelming": overwhelming.DIALS | benchmarks.DIALS}


def invented(name, forgetting, gap=None, new=1.5):
    """A sweep of the shipped plan with invented numbers: `forgetting(experiment)` and `gap(experiment)` in nats, each
    a little different with the seed."""
    plan, cells = read_plan(ROOT / "sweeps" / f"{name}.toml"), []
    for cell in plan.cells:
        experiment = cell.experiment
        wobble = 1 + random.Random(repr(experiment)).uniform(-0.02, 0.02)
        rise, distance = forgetting(experiment) * wobble, (gap(experiment) if gap else 0.5) * wobble
        dialogues = min(experiment.pool or 4000, 4000 if experiment.source == "true" else 1500)
        summary = {
            "old_before": 0.6,
            "old_after": 0.6 + rise,
            "forgetting": rise,
            "new_before": 11.0,
            "new_after": new,
            "new_best": new,
            "fit_after": new - distance,
            "right_before": 1.0,
            "right_after": max(0.0, 1 - rise / 3),
            "pool_dialogues": dialogues,
            "pool_tokens": 30 * dialogues,
        }
        curves = {"step": STEPS, "old": [0.6 + rise * s / 150 for s in STEPS], "new": [11 / (1 + s) for s in STEPS]}
        curves["fit"] = [value / 2 for value in curves["new"]]
        whole = {k: v for k, v in experiment.to_dict().items() if k != "text"}
        rest = {"status": "done", "reason": None, "seconds": 1.0, "skills": None, "matrix": None, "order": None}
        cells.append({"label": cell.label, "experiment": whole, "summary": summary, "curves": curves, **rest})
    return results.sweep_of(plan, cells, {"device": "cpu", "command": "x"})


def only_old_data_helps(experiment):
    return 0.4 if experiment.replay and experiment.source == "true" else 2.0


def dropout_helps_fitting(experiment):
    return 0.2 if experiment.remedy == "dropout" else 1.0


def by_source(experiment):
    if not experiment.replay:
        return 2.0
    own = experiment.source == "true"
    return (0.2 if own else 0.8) + 0.2 * (experiment.pool == 30) + 0.05 * (8 - (experiment.kinds or 8)) * (not own)


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Where the pages look for sweeps, with both of them in it."""
    monkeypatch.setattr(sweeps, "HOME", tmp_path)
    results.write(invented("noise", only_old_data_helps, dropout_helps_fitting), tmp_path / "noise.json")
    results.write(invented("overwhelming", by_source), tmp_path / "overwhelming.json")
    return tmp_path


def opened(name, **query):
    test = AppTest.from_file(str(ROOT / "explainer" / "ui" / "frame.py"), default_timeout=30).run()
    test.switch_page(str(chapters.chapter(name).page))
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def words(test):
    return " ".join(element.value for element in [*test.markdown, *test.caption])


def charts(test):
    return [json.loads(element.proto.spec) for element in test.get("plotly_chart")]


# What the sweeps say


def test_shares_removed_are_those_of_the_twin_of_the_same_seed():
    sweep = invented("noise", only_old_data_helps, dropout_helps_fitting)
    cells = {(remedies.arm(c["experiment"]), c["experiment"]["seed"]): c["summary"] for c in sweep["cells"]}
    found = {outcome.arm: outcome for outcome in remedies.outcomes(sweep)}
    assert list(found) == list(remedies.ARMS)
    for outcome in found.values():
        for point in outcome.points:
            own, bare = cells[outcome.arm, point.seed], cells["nothing", point.seed]
            expected = (bare["forgetting"] - own["forgetting"]) / bare["forgetting"]
            assert point.forgetting_removed == pytest.approx(100 * expected)
            gap, bare_gap = (s["new_after"] - s["fit_after"] for s in (own, bare))
            assert point.gap_removed == pytest.approx(100 * (bare_gap - gap) / bare_gap)
    assert found["replay"].stops("forgetting") is True and found["replay"].stops("gap") is False
    assert found["dropout"].stops("gap") is True and found["dropout"].stops("forgetting") is False
    assert found["nothing"].all("gap_removed") == [0, 0, 0]


def test_one_run_in_three_stops_it_only_sometimes():
    sweep = invented("noise", lambda e: 0.5 if e.remedy == "dropout" and e.seed == 1 else 2.0, lambda e: 1.0)
    found = {outcome.arm: outcome for outcome in remedies.outcomes(sweep)}
    assert found["dropout"].stops("forgetting") is None


def test_lines_hold_every_run_once_and_group_by_source_kinds_and_replay():
    sweep = invented("overwhelming", by_source)
    for task in amounts.tasks(sweep):
        mine = [c for c in sweep["cells"] if c["experiment"]["task"] == task]
        found = amounts.lines(sweep, task)
        assert sum(len(amount.runs) for line in found for amount in line.amounts) == len(mine)
        own = amounts.line(found, amounts.OWN)
        replayed = [c["experiment"] | c["summary"] for c in mine if c["label"].endswith("Pebble's own data")]
        for amount in own.amounts:
            here = [run["forgetting"] for run in replayed if run["pool"] == amount.pool]
            assert amount.mean("forgetting") == pytest.approx(fmean(here))
        assert found[0] is own and found[-1].source == amounts.NOBODY
        amounts_of_own = {"german": [30, 300, 4000], "cooking": [4000]}[task]
        assert [amount.mean("dialogues") for amount in own.amounts] == amounts_of_own
        assert [line.source for line in found if not line.kinds and line.replay in (0, 25)] == list(amounts.ORDER)
        itself = amounts.line(found, amounts.SELF)
        assert [amount.pool for amount in itself.amounts] == {"german": [30, 300, 0], "cooking": [0]}[task]


def test_a_spring_is_no_twin_and_has_a_line_of_its_own():
    sweep = invented("overwhelming", lambda e: 0.5 if e.remedy == "l2sp" else by_source(e))
    found = amounts.lines(sweep, "german")
    spring, bare = amounts.line(found, amounts.SPRING), amounts.line(found, amounts.NOBODY)
    assert bare.amounts[0].all("removed") == [0, 0] and spring.amounts[0].mean("removed") == pytest.approx(75, abs=2)
    assert len(spring.amounts[0].runs) == len(bare.amounts[0].runs) == 2
    both = next(cell for cell in sweep["cells"] if cell["label"] == "Pebble's own data")
    more = {**sweep, "cells": [*sweep["cells"], {**both, "experiment": {**both["experiment"], "remedy": "l2sp"}}]}
    assert amounts.lines(more, "german") == found, "replay and a spring together are neither"
    lost = {**sweep, "cells": [c for c in sweep["cells"] if c["label"] != "no replay"]}
    with pytest.raises(SweepError, match="without replay to compare with"):
        amounts.lines(lost, "german")


def broken_copies():
    def without(sweep, keep):
        return {**sweep, "cells": [cell for cell in sweep["cells"] if keep(cell)]}

    def lacking(sweep, name):
        cells = [{**c, "summary": {k: v for k, v in c["summary"].items() if k != name}} for c in sweep["cells"]]
        return {**sweep, "cells": cells}

    few = invented("noise", only_old_data_helps, dropout_helps_fitting)
    other = invented("overwhelming", by_source)
    return {
        "no twin": ("noise", without(few, lambda c: remedies.arm(c["experiment"]) != "nothing")),
        "no run": ("noise", without(few, lambda c: False)),
        "no fit": ("noise", lacking(few, "fit_after")),
        "no replay-free run": ("overwhelming", without(other, lambda c: c["experiment"]["replay"])),
        "no count": ("overwhelming", lacking(other, "pool_dialogues")),
        "no replay": ("overwhelming", without(other, lambda c: not c["experiment"]["replay"])),
        "none at all": ("overwhelming", without(other, lambda c: False)),
    }


@pytest.mark.parametrize("what", list(broken_copies()))
def test_a_sweep_that_lacks_something_is_one_sentence_and_the_page_goes_on(what, shelf):
    name, sweep = broken_copies()[what]
    results.write(sweep, shelf / f"{name}.json")
    test = opened(name)
    assert not test.exception and not charts(test)[1 if name == "overwhelming" else 0 :]
    assert test.info and all(len(i.value) < 250 and i.value.endswith(".") for i in test.info)
    assert test.title[0].value == chapters.chapter(name).question and "{" not in words(test)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("content", [None, "{", "[]", '{"schema": 1, "kind": "sweep"}', "\x00"])
def test_a_missing_or_broken_file_is_one_sentence_and_the_page_goes_on(name, content, shelf):
    (shelf / f"{name}.json").unlink()
    if content is not None:
        (shelf / f"{name}.json").write_text(content)
    test = opened(name)
    assert not test.exception and test.info
    assert test.title[0].value == chapters.chapter(name).question and "{" not in words(test)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_opens_with_whatever_ships(name):
    test = opened(name)
    assert not test.exception and not test.warning and "{" not in words(test)


@pytest.mark.parametrize("name", PAGES)
def test_the_links_of_the_text_set_the_figure_and_fit(name, shelf):
    links = re.findall(r"\]\(\?(\S+?)\)", (text.HOME / f"{name}.md").read_text())
    assert len(links) > 4
    plain = charts(opened(name))
    for link in links:
        query = dict(parse_qsl(link, strict_parsing=True))
        test = opened(name, **query)
        assert not test.exception and not test.warning, link
        values = test.session_state[f"dials_{name}"].values
        assert {key: str(values[key]) for key in query} == query
        changed = any(values[key] != PAGES[name][key][1] for key in query)
        assert (charts(test) != plain) == changed, link


# What is said of it


def test_chapter_7_says_what_came_out():
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
        said = noise.said(sweep, {outcome.arm: outcome for outcome in remedies.outcomes(sweep)})
        assert lesson in said["lesson"] and mask in said["verdict"], said


def test_a_gap_that_closes_because_less_was_learned_is_told():
    sweep = invented("noise", only_old_data_helps, dropout_helps_fitting)
    for cell in sweep["cells"]:
        if cell["experiment"]["remedy"] == "dropout":
            cell["summary"] |= {"new_after": 3.0, "fit_after": 2.9}
    assert "dropout (3.00 against 1.50) did worse" in noise.learned_less(remedies.outcomes(sweep))[0]
    assert noise.learned_less(remedies.outcomes(invented("noise", only_old_data_helps, dropout_helps_fitting))) == []


def told(**forgetting):
    """What chapter 8 says where each source left so much forgetting, of 2 nats; 0.2 with Pebble's own data."""
    rises = {"true": 0.2, "proxy": 2.0, "self": 2.0, "l2sp": 2.0, "none": 2.0} | forgetting
    sweep = invented("overwhelming", lambda e: rises[e.source if e.replay else e.remedy])
    return overwhelming_said.said({task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}, 2)


MOAT = [
    ({}, "the larger part of the way is the moat", "nothing else came near", False),
    (
        {"proxy": 1.0},
        "other people’s data went a good part of the way",
        "a good part of the way, and no further",
        False,
    ),
    ({"proxy": 0.21}, "On this trial the moat is shallow", "other people’s data kept about as much", False),
    ({"self": 0.21}, "With what Pebble says itself, Pebble kept about as much", "what Pebble says itself kept", True),
    ({"l2sp": 0.21}, "With the spring, Pebble kept about as much", "the spring kept about as much", False),
    (
        {"self": 0.2, "l2sp": 0.2},
        "With what Pebble says itself and the spring, Pebble kept",
        "itself and the spring",
        True,
    ),
    ({"self": 0.6, "l2sp": 0.9}, "what Pebble says itself and the spring went a good part", "no further", True),
]


@pytest.mark.parametrize(("forgetting", "verdict", "lesson", "limit"), MOAT)
def test_chapter_8_says_how_far_each_way_goes_and_whether_that_speaks_against_the_moat(
    forgetting, verdict, lesson, limit
):
    said = told(**forgetting)
    assert verdict in said["verdict"] and lesson in said["lesson"] and bool(said["limit"]) == limit
    against = any(forgetting.get(way, 2) < 0.3 for way in ("self", "l2sp"))
    assert ("speaks against the moat" in said["verdict"]) == against


def test_chapter_8_compares_the_same_amounts_and_tells_the_price():
    said = told(self=0.4)
    assert said["same"].startswith("After German, with 300 dialogues, Pebble’s own removed 90%")
    assert "as many that it wrote itself 80%" in said["same"] and "cooking" not in said["same"], "has no equal amounts"
    assert re.search(r"what Pebble says itself went (88|89|90)% \(German\) and (88|89|90)% \(cooking\)", said["ways"])
    assert "learned less well" not in said["ways"]
    sweep = invented("overwhelming", by_source)
    for cell in sweep["cells"]:
        if cell["experiment"]["remedy"] == "l2sp":
            cell["summary"]["new_after"] = 2.5
    known = {task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}
    price = overwhelming_said.ways(known)
    assert "With the spring, the new task was learned less well in every run: German 2.50 against 1.50" in price
    assert "With its own words" not in price


def test_a_sweep_without_own_words_or_a_spring_is_told_without_them():
    sweep = invented("overwhelming", by_source)
    sweep["cells"] = [
        c for c in sweep["cells"] if c["experiment"]["source"] != "self" and c["experiment"]["remedy"] == "none"
    ]
    known = {task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}
    said = overwhelming_said.said(known, 2)
    assert "itself" not in " ".join(said.values()) and "spring" not in " ".join(said.values())
    assert "With 300" not in said["same"] and "with 300 dialogues" in said["same"] and said["verdict"]


def test_variety_is_said_to_help_only_where_every_run_agrees():
    for slope, said in ((0.1, "Variety helped in every run"), (0.0, "does not stand out")):
        sweep = invented("overwhelming", lambda e, s=slope: 2.0 if not e.replay else 0.5 + s * (8 - (e.kinds or 8)))
        assert said in overwhelming_said.diversity({task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)})


# Charts


def test_the_quadrants_show_every_run_where_its_shares_are(shelf):
    chart = charts(opened("noise"))[0]
    sweep = results.read(shelf / "noise.json")
    shown = {(round(x, 6), round(y, 6)) for trace in chart["data"] for x, y in zip(trace["x"], trace["y"], strict=True)}
    for outcome in remedies.outcomes(sweep):
        for point in outcome.points:
            assert (round(point.gap_removed, 6), round(point.forgetting_removed, 6)) in shown
    said = {annotation["text"] for annotation in chart["layout"]["annotations"]}
    assert {f"<i>{words}</i>" for words in plots_noise.CORNERS.values()} < said


def test_dialogues_tokens_and_money_move_the_points_and_nothing_else(shelf):
    dialogues, tokens, money = (
        charts(opened("overwhelming", **query))[0]
        for query in ({}, {"axis": "tokens"}, {"axis": "money", "price": "0.5"})
    )
    for one, two, three in zip(dialogues["data"], tokens["data"], money["data"], strict=True):
        assert one["y"] == two["y"] == three["y"]
        assert [30 * x for x in one["x"]] == pytest.approx(two["x"])
        assert [x / 2 for x in one["x"]] == pytest.approx(three["x"])
    assert "$0.5" in money["layout"]["xaxis"]["title"]["text"]


@pytest.mark.parametrize(
    ("price", "fits"), [("0.25", True), ("0", False), ("-1", False), ("free", False), ("1e9", False)]
)
def test_the_reader_sets_the_price_and_a_bad_one_gets_a_sentence(price, fits, shelf):
    test = opened("overwhelming", price=price)
    assert not test.exception and len(test.warning) == (not fits)
    if fits:
        assert "1,000,000 entries of OpenHermes would cost \\$250,000" in words(test)
    else:
        assert "price" in test.warning[0].value and len(test.warning[0].value) < 250


def test_labels_are_moved_apart_and_no_further_than_need_be():
    assert plots_parts.apart([10.0, 50.0, 90.0], 20) == [10, 50, 90]
    assert plots_parts.apart([50.0, 50.0], 20) == [40, 60]
    rng = random.Random(0)
    for _ in range(50):
        places = [rng.uniform(0, 100) for _ in range(6)]
        moved = plots_parts.apart(places, 15)
        stacked = sorted(moved)
        assert all(b - a >= 15 - 1e-9 for a, b in pairwise(stacked))
        order = sorted(range(6), key=places.__getitem__)
        assert [moved[i] for i in order] == stacked, "their order stays"
        assert sum(moved) == pytest.approx(sum(places)), "and their middle"


def test_every_source_has_a_symbol_and_a_dash_of_its_own_and_a_name_in_the_legend(shelf):
    for query in ({}, {"task": "cooking"}):
        shown = [trace for trace in charts(opened("overwhelming", **query))[0]["data"] if trace.get("name")]
        looks = {(trace.get("marker", {}).get("symbol"), trace["line"]["dash"]) for trace in shown}
        assert len(looks) == len({trace["name"] for trace in shown}) == len(shown)
        assert {"Pebble’s own data", "what Pebble says itself", "no data, a spring", "no replay"} <= {
            trace["name"] for trace in shown
        }


def test_the_table_side_by_side_has_every_source_once(shelf):
    shown = words(opened("overwhelming", task="cooking"))
    for name in ("Pebble’s own data", "public, all kinds", "what Pebble says itself", "no data, a spring", "no replay"):
        assert shown.count(f"| {name} | ") == 1, name
    assert "| no replay | – |" in shown and "After cooking, with all there is of each" in shown


# Benchmarks


def test_averages_are_those_that_the_sources_print():
    for name, columns in facts.BENCHMARKS.items():
        for row in facts.table(name):
            if row["average"]:
                assert facts.average(row, columns) == pytest.approx(float(row["average"]), abs=0.051), row["model"]
    mistral = facts.row("openchat_benchmarks", "mistral")
    assert facts.average(mistral, facts.BENCHMARKS["openchat_benchmarks"]) is None, "two were not reported"
    assert facts.average(mistral, []) is None


def test_leaving_a_benchmark_out_changes_sentence_link_chart_and_order(shelf):
    test = opened("overwhelming")
    assert "64.54, ChatGPT (March 2023) 61.53** on all 8: 3.01 ahead" in words(test)
    test.checkbox(key="widget_benchmarks_humaneval").uncheck().run()
    assert "63.57, ChatGPT (March 2023) 63.44** without HumanEval: 0.13 ahead" in words(test)
    assert test.query_params["humaneval"] in ("out", ["out"])
    means = [trace["x"][0] for trace in charts(test)[1]["data"] if trace["marker"]["symbol"] == "diamond"]
    others = [n for n in facts.BENCHMARKS["openchat_benchmarks"] if n != "humaneval"]
    rows = facts.table("openchat_benchmarks")
    expected = [fmean(float(r[n]) * (10 if n == "mt_bench" else 1) for n in others) for r in rows if r["truthfulqa"]]
    assert means == pytest.approx(sorted(expected, reverse=True))
    for name in others:
        test.checkbox(key=f"widget_benchmarks_{name}").uncheck()
    test.run()
    assert not test.exception and "No benchmark is ticked" in words(test)


def test_instructgpts_table_says_what_the_mix_undid(shelf):
    assert [round(facts.recovered(row)) for row in facts.table("instructgpt_table14")] == [191, 74, 101, 76]
    assert "| DROP (F1) | 35.27 | 27.78 | 33.34 | 74% |" in words(opened("overwhelming"))


def test_every_way_across_has_its_source_or_says_that_nothing_was_found(shelf):
    shown = words(opened("overwhelming"))
    for row in facts.table("ways_across"):
        assert row["method"] in shown and (row["source"] in shown or row["reported"] == "not found")


def test_a_line_is_called_by_what_it_is():
    line = amounts.Line(amounts.PUBLIC, 1, 25.0, ())
    assert plots_overwhelming.called(line, 25.0) == "public, 1 kind"
    assert plots_overwhelming.called(amounts.Line(amounts.PUBLIC, 0, 50.0, ()), 25.0) == "public, all kinds, 50% replay"


def test_a_failed_run_that_others_are_compared_with_is_told():
    sweep = invented("noise", only_old_data_helps, dropout_helps_fitting)
    sweep["cells"][0]["status"] = "failed"
    with pytest.raises(SweepError, match="seed 0"):
        remedies.outcomes(sweep)
