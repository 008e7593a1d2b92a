"""Chapter 8: what it reads off its sweep and the sources' tables, and what its page says, with and without the file."""

import re
from statistics import fmean

import pytest

from explainer import facts
from explainer.plots import overwhelming as plots
from explainer.sweep import overwhelming as amounts
from explainer.sweep import results
from explainer.sweep.plan import SweepError
from explainer.ui import pages
from explainer.ui.chapters import overwhelming_moat as moat
from explainer.ui.chapters import overwhelming_words as sentences
from tests.helpers.pages import charts, infos, opened, warnings, words
from tests.helpers.sweeps import by_source, invented, lacking, without


def test_lines_hold_every_run_once_and_group_by_source_kinds_and_replay():
    sweep = invented("overwhelming", by_source)
    for task in amounts.tasks(sweep):
        asked = [c["experiment"] for c in sweep["cells"] if c["experiment"]["task"] == task]
        dialled = [one for one in asked if one["shared"] or one["manner"]]  # of the stand-in, which is no line
        mine = [c for c in sweep["cells"] if c["experiment"]["task"] == task and c["experiment"] not in dialled]
        assert len(dialled) == {"german": 7 * 3, "cooking": 0}[task]
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
    assert bare.amounts[0].all("removed") == [0, 0, 0] and spring.amounts[0].mean("removed") == pytest.approx(75, abs=2)
    assert len(spring.amounts[0].runs) == len(bare.amounts[0].runs) == 3
    both = next(cell for cell in sweep["cells"] if cell["label"] == "Pebble's own data")
    more = {**sweep, "cells": [*sweep["cells"], {**both, "experiment": {**both["experiment"], "remedy": "l2sp"}}]}
    assert amounts.lines(more, "german") == found, "replay and a spring together are neither"
    lost = {**sweep, "cells": [c for c in sweep["cells"] if c["label"] != "no replay"]}
    with pytest.raises(SweepError, match="without replay to compare with"):
        amounts.lines(lost, "german")


TRIAL = invented("overwhelming", by_source)
BROKEN = {
    "no replay-free run": without(TRIAL, lambda cell: cell["experiment"]["replay"]),
    "no count": lacking(TRIAL, "pool_dialogues"),
    "no replay": without(TRIAL, lambda cell: not cell["experiment"]["replay"]),
    "none at all": without(TRIAL, lambda cell: False),
}


@pytest.mark.parametrize("sweep", BROKEN.values(), ids=list(BROKEN))
def test_a_sweep_that_lacks_something_is_one_sentence_and_the_page_goes_on(sweep, shelf):
    results.write(sweep, shelf / "overwhelming.json")
    test = opened("overwhelming")
    assert not test.exception and not charts(test)[1:]
    assert infos(test) and all(len(info) < 250 and info.endswith(".") for info in infos(test))
    assert test.title[0].value == pages.chapter("overwhelming").question and "{" not in words(test)


# What is told of it


def sentences_of(**forgetting):
    """What chapter 8 says where each source left so much forgetting, of 2 nats; 0.2 with Pebble's own data."""
    rises = {"true": 0.2, "proxy": 2.0, "self": 2.0, "l2sp": 2.0, "none": 2.0} | forgetting
    sweep = invented("overwhelming", lambda e: rises[e.source if e.replay else e.remedy])
    return sentences.measured({task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}, 3)


MOAT = [
    ({}, "the larger part of the way is the moat", "nothing else came near", False),
    (
        {"proxy": 1.0},
        "other people’s data went a good part of the way; the rest of it is what the moat is worth",
        "a good part of the way, and no further",
        False,
    ),
    (
        {"proxy": 0.21},
        "On this trial the moat is shallow",
        "other people’s data held back as much forgetting as its old data",
        False,
    ),
    (
        {"self": 0.21},
        "With what Pebble says itself, Pebble forgot no more",
        "what Pebble says itself held back as much",
        True,
    ),
    ({"l2sp": 0.21}, "With the spring, Pebble forgot no more", "the spring held back as much", False),
    (
        {"self": 0.2, "l2sp": 0.2},
        "With what Pebble says itself and the spring, Pebble forgot",
        "itself and the spring",
        True,
    ),
    ({"self": 0.6, "l2sp": 0.9}, "what Pebble says itself and the spring went a good part", "no further", True),
]


@pytest.mark.parametrize(("forgetting", "verdict", "lesson", "limit"), MOAT)
def test_the_page_says_how_far_each_way_goes_and_whether_that_speaks_against_the_moat(
    forgetting, verdict, lesson, limit
):
    told = sentences_of(**forgetting)
    assert verdict in told["verdict"] and lesson in told["lesson"] and bool(told["limit"]) == limit
    against = any(forgetting.get(way, 2) < 0.3 for way in ("self", "l2sp"))
    assert ("speaks against the moat" in told["verdict"]) == against


def test_who_forgets_as_little_and_learns_less_has_paid_for_it():
    sweep = invented("overwhelming", by_source)
    for cell in sweep["cells"]:
        stiff = cell["experiment"]["remedy"] == "l2sp"
        cell["summary"] |= {"forgetting": 0.2, "new_after": 2.5} if stiff else {}
    known = {task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}
    assert "the lesson less well learned" in moat.prices(known, "l2sp", certain=True) and moat.as_good(known) == []
    assert "the spring Pebble forgot no more than with its own old data, but at a price: " in moat.verdict(known)
    assert (
        moat.lesson(known)
        == "For small Pebble, the spring held back as much forgetting as its old data did, at a price."
    )


def test_where_the_seeds_disagree_no_verdict_is_given():
    torn = {0: 0.2, 1: 2.0, 2: 0.4}
    sweep = invented(
        "overwhelming",
        lambda e: (
            2.0 if not e.replay and e.remedy == "none" else 0.2 if e.source == "true" and e.replay else torn[e.seed]
        ),
    )
    told = sentences.measured({task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}, 3)
    assert "these seeds cannot tell" in told["verdict"] and "these seeds cannot tell" in told["lesson"]
    assert told["limit"] == ""


def test_a_way_that_may_be_as_good_is_not_said_to_fall_short():
    wide = {0: 0.2, 1: 0.4, 2: 0.15}
    sweep = invented(
        "overwhelming",
        lambda e: 2.0 if not e.replay else wide[e.seed] if e.source == "self" else 0.2 if e.source == "true" else 2.0,
    )
    told = sentences.measured({task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}, 3)
    assert "went a good part of the way; whether all of it, these seeds cannot tell" in told["verdict"]
    assert "no further" not in told["lesson"]


def test_the_page_compares_the_same_amounts_and_tells_the_price():
    told = sentences_of(self=0.4)
    assert told["same"].startswith("After German, with 300 dialogues, Pebble’s own removed 90 ±")
    assert "as many that it wrote itself 80 ±" in told["same"] and "cooking" not in told["same"], "has no equal amounts"
    assert re.search(r"what Pebble says itself went (88|89|90) ± .*?% \(German\) and (88|89|90) ± ", told["ways"])
    assert "With its own words: after German, it ended with as much new loss as Pebble’s own" in told["ways"]
    sweep = invented("overwhelming", by_source)
    for cell in sweep["cells"]:
        if cell["experiment"]["remedy"] == "l2sp":
            cell["summary"]["new_after"] = 2.5 + 0.01 * cell["experiment"]["seed"]
    known = {task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}
    price = moat.ways(known)
    assert "With the spring: after German, it ended with more new loss than Pebble’s own, by 1.01 ± 0.02 nats" in price


def test_a_sweep_without_own_words_or_a_spring_is_told_without_them():
    sweep = invented("overwhelming", by_source)
    sweep["cells"] = [
        c for c in sweep["cells"] if c["experiment"]["source"] != "self" and c["experiment"]["remedy"] == "none"
    ]
    known = {task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)}
    told = sentences.measured(known, 3)
    assert "itself" not in " ".join(told.values()) and "spring" not in " ".join(told.values())
    assert "With 300" not in told["same"] and "with 300 dialogues" in told["same"] and told["verdict"]


VARIETY = {  # what is left of 2 nats with so many kinds
    "more": (lambda e: 0.5 + 0.1 * (8 - (e.kinds or 8)), "Variety helped: after German, 30 public dialogues of 1 kind"),
    "less": (lambda e: 0.5 + 0.1 * (e.kinds or 8), "Variety did harm"),
    "as much": (lambda e: 0.5, "Variety made no difference"),
    "cannot tell": (lambda e: 0.5 + 0.5 * (e.seed == (1 if e.kinds else 2)), "the seeds cannot tell"),
}


@pytest.mark.parametrize("word", VARIETY)
def test_whether_variety_helps_the_rule_says(word):
    left, sentence = VARIETY[word]
    sweep = invented("overwhelming", lambda e: left(e) if e.replay else 2.0)
    assert sentence in sentences.diversity({task: amounts.lines(sweep, task) for task in amounts.tasks(sweep)})


# Charts


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
    assert not test.exception and len(warnings(test)) == (not fits)
    if fits:
        assert "1,000,000 entries of OpenHermes would cost $250,000" in words(test)
    else:
        assert "price" in warnings(test)[0] and len(warnings(test)[0]) < 250


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


def test_a_line_is_called_by_what_it_is():
    line = amounts.Line(amounts.PUBLIC, 1, 25.0, ())
    assert plots.called(line, 25.0) == "public, 1 kind"
    assert plots.called(amounts.Line(amounts.PUBLIC, 0, 50.0, ()), 25.0) == "public, all kinds, 50% replay"


# Benchmarks


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
