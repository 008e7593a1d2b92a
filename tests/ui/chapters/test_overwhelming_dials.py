"""Chapter 8's stand-in of two dials: what is read off its sweep, what the rule says, and the figure on the page."""

import dataclasses
from statistics import fmean

import pytest

from explainer.sweep import overwhelming as amounts
from explainer.sweep import results
from explainer.sweep.plan import SweepError
from explainer.ui.chapters import overwhelming_dials as stand_in
from tests.helpers.pages import charts, infos, opened, words
from tests.helpers.sweeps import by_source, invented, lacking, without


def dialled():
    """A sweep in which a stand-in is the better the nearer its dials are to Pebble, and the less strange to it."""
    sweep = invented("overwhelming", left)
    for cell in sweep["cells"]:
        asked = cell["experiment"]
        near = 6 - asked["shared"] / 50 - 2 * asked["manner"] if asked["source"] == "proxy" else 0.7
        cell["summary"] |= {"pool_loss": near if asked["replay"] else None, "right_before": 0.8}
    return sweep


def left(experiment):
    """Nats of forgetting, of 2."""
    if experiment.replay and experiment.source == "proxy":
        return 1.6 - 0.01 * experiment.shared - 0.3 * experiment.manner
    return by_source(experiment)


def at(sweep, shared, manner):
    """The runs of a setting, found without the module that is tested."""
    wanted = {"task": "german", "source": "proxy", "shared": shared, "manner": manner, "pool": 0, "kinds": 0}
    wanted |= {"replay": 25.0}
    return [cell for cell in sweep["cells"] if wanted.items() <= cell["experiment"].items()]


def bare(sweep, seed):
    asked = {"task": "german", "replay": 0.0, "remedy": "none", "seed": seed}
    [cell] = [cell for cell in sweep["cells"] if asked.items() <= cell["experiment"].items()]
    return cell["summary"]["forgetting"]


# What is read


def test_every_setting_is_read_with_its_own_seeds_against_no_replay():
    sweep = dialled()
    settings = amounts.stand_ins(sweep, "german")
    assert sorted(settings) == [(shared, manner) for shared in (0, 25, 50, 100) for manner in (False, True)]
    for (shared, manner), amount in settings.items():
        cells = at(sweep, shared, manner)
        assert sorted(amount.by_seed("removed")) == [0, 1, 2] == sorted(c["experiment"]["seed"] for c in cells)
        for cell in cells:
            seed, summary = cell["experiment"]["seed"], cell["summary"]
            left = summary["forgetting"] / bare(sweep, seed)
            assert amount.by_seed("removed")[seed] == pytest.approx(100 - 100 * left)
            assert amount.by_seed("kept")[seed] == pytest.approx(100 * summary["right_after"] / 0.8)
        assert amount.by_seed("start") == dict.fromkeys(range(3), 6 - shared / 50 - 2 * manner)


def test_the_trial_goes_without_the_settings_of_the_dials():
    sweep = dialled()
    plain = without(sweep, lambda cell: not cell["experiment"]["shared"] and not cell["experiment"]["manner"])
    assert len(plain["cells"]) == len(sweep["cells"]) - 7 * 3
    assert amounts.lines(sweep, "german") == amounts.lines(plain, "german")
    public = amounts.line(amounts.lines(sweep, "german"), amounts.PUBLIC).amounts[-1]
    assert public.by_seed("removed") == amounts.stand_ins(sweep, "german")[0, False].by_seed("removed")


def before_the_dials(sweep):
    """As a sweep was from before there were dials: no such runs, no such fields, no starting loss."""
    sweep = lacking(
        without(sweep, lambda c: not c["experiment"]["shared"] and not c["experiment"]["manner"]), "pool_loss"
    )
    for cell in sweep["cells"]:
        cell["experiment"] = {k: v for k, v in cell["experiment"].items() if k not in ("shared", "manner")}
    return sweep


UNMEASURED = {
    "from before": before_the_dials(dialled()),
    "no starting loss": lacking(dialled(), "pool_loss"),
    "a setting failed": without(
        dialled(), lambda c: (c["experiment"]["shared"], c["experiment"]["manner"]) != (50, True)
    ),
}


@pytest.mark.parametrize("sweep", UNMEASURED.values(), ids=list(UNMEASURED))
def test_what_has_not_been_measured_is_said_in_one_sentence_and_the_rest_of_the_page_stays(sweep, shelf):
    with pytest.raises(SweepError, match="has not measured yet"):
        amounts.stand_ins(sweep, "german")
    assert amounts.lines(sweep, "german") and amounts.lines(sweep, "cooking")
    results.write(sweep, shelf / "overwhelming.json")
    test = opened("overwhelming")
    [info] = infos(test)
    assert not test.exception and "has not measured yet" in info and info.endswith(".") and len(info) < 250
    assert "| Pebble’s own data | " in words(test) and charts(test), "the trial and its table are there"


# What the rule says

WORDS = {  # what is left of 2 nats, at one setting and at the other, by seed
    "more": ((0.4, 0.42, 0.41), (1.2, 1.22, 1.19), "removed more of the forgetting than"),
    "less": ((1.2, 1.22, 1.19), (0.4, 0.42, 0.41), "removed less of the forgetting than"),
    "as much": ((0.8, 0.81, 0.79), (0.8, 0.8, 0.8), "removed as much of the forgetting as"),
    "cannot tell": ((0.4, 1.5, 0.9), (1.2, 0.4, 1.0), "removed more or less of the forgetting than"),
}


def told(full, other, setting):
    """What is said where the stand-in with everything leaves so much, and the one at the other setting so much."""
    left, sweep = {(100, True): full, setting: other}, dialled()
    for cell in sweep["cells"]:  # just so much, without the wobble that `invented` adds
        asked = cell["experiment"]
        values = left.get((asked["shared"], asked["manner"]), (1.0, 1.0, 1.0))
        cell["summary"]["forgetting"] = values[asked["seed"]] if asked["replay"] else 2.0
    return amounts.stand_ins(sweep, "german")


@pytest.mark.parametrize("word", WORDS)
def test_whether_the_manner_matters_and_the_facts_do_the_rule_says(word):
    full, other, clause = WORDS[word]
    by_manner = stand_in.manner(told(full, other, (100, False)))
    assert by_manner.startswith("With all of Pebble’s facts, ") and f"in Pebble’s manner {clause}" in by_manner
    by_facts = stand_in.shared_facts(told(full, other, (0, True)))
    assert by_facts.startswith("In Pebble’s manner, ") and f"with all of the facts {clause}" in by_facts
    for said in (by_manner, by_facts):
        first = said.partition(";")[0]
        assert ("3 seeds cannot tell" in first) == (word == "cannot tell")
        assert word == "cannot tell" or "(n = 3)" in first


def test_a_more_is_as_large_as_the_pairs_say():
    """Differences of 40, 40 and 39 points: 39.67 on average, and 4.303 of their standard errors are 1.4."""
    said = stand_in.manner(told((0.4, 0.42, 0.41), (1.2, 1.22, 1.19), (100, False)))
    assert "by 40 ± 1 points (n = 3)" in said


def test_answers_are_told_by_the_same_rule():
    settings = told((0.8, 0.81, 0.79), (0.8, 0.8, 0.8), (100, False))
    kept = {True: (0.7, 0.72, 0.71), False: (0.3, 0.31, 0.33)}
    made = {
        (shared, manner): amounts.Amount(
            0, tuple(dataclasses.replace(run, kept=100 * kept[manner][run.seed]) for run in amount.runs)
        )
        for (shared, manner), amount in settings.items()
    }
    said = stand_in.manner(made)
    assert "removed as much of the forgetting as" in said and "it kept more of the right answers than the other" in said


# The figure


@pytest.fixture
def page(shelf):
    results.write(dialled(), shelf / "overwhelming.json")
    return lambda **query: opened("overwhelming", **query)


def test_the_chart_has_a_line_a_manner_with_intervals_and_three_levels(page):
    test = page()
    assert not test.exception and not infos(test)
    chart, sweep = charts(test)[1], results.check(dialled(), "made")
    lines = {trace["name"]: trace for trace in chart["data"]}
    assert len({(t["line"]["dash"], t.get("marker", {}).get("symbol")) for t in lines.values()}) == len(lines) == 5
    own = amounts.stand_ins(sweep, "german")
    for name, manner in (("◆ other words", False), ("● Pebble’s manner", True)):
        values = [own[shared, manner].all("removed") for shared in (0, 25, 50, 100)]
        assert lines[name]["y"] == pytest.approx([fmean(each) for each in values])
        assert [round(x / 25) for x in lines[name]["x"]] == [0, 1, 2, 4]
        spreads = [(max(each) - min(each)) for each in values]
        for width, spread in zip(lines[name]["error_y"]["array"], spreads, strict=True):
            assert 1.2 * spread < width < 1.5 * spread, "of three values, 4.303 / √3 of a deviation: 0.50 to 0.58 of it"
    assert lines["no replay"]["y"] == [0, 0]
    assert {note["text"] for note in chart["layout"]["annotations"]} == set(lines)


def test_the_dial_of_the_page_turns_the_chart_and_its_name(page):
    removed, kept = (charts(page(**query))[1] for query in ({}, {"show": "right"}))
    assert removed["layout"]["yaxis"]["title"]["text"] != kept["layout"]["yaxis"]["title"]["text"]
    assert all(a["y"] != b["y"] for a, b in zip(removed["data"], kept["data"], strict=True))
    test = page()
    test.segmented_control(key="widget_dials_show").set_value("right").run()
    assert not test.exception and charts(test)[1]["data"] == kept["data"]


def test_every_setting_is_in_the_table_with_n_intervals_and_starting_loss(page):
    settings = amounts.stand_ins(dialled(), "german")
    rows = stand_in.rows(settings, stand_in.levels(dialled()))
    assert len(rows) == 8 + 3 and all(row["n"] == 3 for row in rows)
    own = {(row["facts shared (%)"], row["manner"]): row for row in rows[:8]}
    assert own[25, "in Pebble’s manner"]["starting loss"] == pytest.approx(3.5)
    assert own[100, "in words of its own"]["starting loss"] == pytest.approx(4.0)
    assert all(row["± forgetting removed (%)"] > 0 for row in rows[:8])
    assert rows[-1]["replayed"] == "no replay" and rows[-1]["starting loss"] is None
    said = words(page())
    assert "in words of its own 6.00, 5.50, 5.00 and 4.00; in Pebble’s manner 4.00, 3.50, 3.00 and 2.00." in said
    assert "On its own data it is 0.70." in said


def test_a_name_for_those_who_cannot_see_the_chart_has_every_mean(page):
    sweep = dialled()
    settings, measure = amounts.stand_ins(sweep, "german"), stand_in.MEASURES["loss"]
    said = stand_in.alt(settings, stand_in.levels(sweep), measure)
    for amount in settings.values():
        assert f" {fmean(amount.all('removed')):.0f} ± " in said
    assert said.startswith("Forgetting removed") and said.endswith(".") and "no replay" in said


def test_a_single_seed_has_no_interval_and_tells_nothing():
    sweep = without(dialled(), lambda cell: cell["experiment"]["seed"] == 0)
    settings = amounts.stand_ins(sweep, "german")
    assert "one seed cannot tell" in stand_in.manner(settings)
    assert all(row["± starting loss"] is None for row in stand_in.rows(settings, {}))
