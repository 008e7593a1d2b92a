"""The page The real valley in Streamlit's own test runner: shipped valleys, a run's own in every state, bad links."""

import pytest

from explainer.experiment import Experiment
from explainer.jobs import desk as desks
from explainer.jobs.settings import Settings
from explainer.landscape.shipped import VALLEYS, read
from explainer.ui import recorded
from tests.helpers.fakes import ended, jobs, until
from tests.helpers.pages import READER, button, infos, opened, warnings, words, written


@pytest.fixture
def desk(tmp_path):
    """A server's desk whose valleys get no further than half-way."""
    started = desks.start(Settings(data=tmp_path, workers=1), jobs(valley="valley_endless"))
    yield started
    desks.stop()


def a_pair(desk, owner=READER):
    return ended(desk, desk.submit_pair(Experiment(replay=5, steps=2), owner=owner))["id"]


def labels(test):
    return [one.label for one in test.button]


def test_a_shipped_valley_is_shown_at_once_with_its_shares_and_its_limits():
    test = opened("valley")
    assert not test.exception and not warnings(test)
    assert "two directions out of 1,705,216" in words(test) and "only in expectation" in words(test)
    assert "Recorded on" in words(test) and "python -m explainer valley --task german --replay 5" in words(test)
    rows = test.dataframe[0].value
    assert list(rows) == ["path", "squared steps", "squared distances"], "the honest number first"
    assert list(rows["path"]) == ["0% replay", "5% replay"]
    assert all(value.endswith("%") for value in rows.iloc[:, 1])


def test_the_other_valley_is_a_choice_that_the_link_keeps():
    test = opened("valley", valley="jan-5", replay="25")
    assert not test.exception and not warnings(test)
    assert "--task jan" in test.caption[0].value
    assert written(test, "valley") == "jan-5" and written(test, "replay") == "25"
    test.segmented_control(key="widget_valley").set_value("german-5").run()
    assert not test.exception and "--task german" in test.caption[0].value
    assert "valley" not in test.query_params and "replay" not in test.query_params


BAD = {
    "valley": ["french-5", "../german-5", "<script>", "x" * 10_000],
    "run": ["none", "../../etc/passwd", "ü", "x" * 10_000],
    "replay": ["NaN", "101"],
    "lr": ["-1", "inf"],
    "preset": ["x"],
    "rpelay": ["5"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in BAD.items() for v in values], ids=lambda v: v[:12])
def test_a_bad_value_in_the_link_gets_one_sentence_and_the_shipped_valley(desk, name, value):
    test = opened("valley", **{name: value})
    assert not test.exception and len(warnings(test)) == 1 and len(warnings(test)[0]) < 250
    assert test.dataframe and "Recorded on" in test.caption[0].value
    assert warnings(test.run()) == [], "it is told once"


def test_a_run_is_offered_measured_and_cancelled(desk):
    run_id = a_pair(desk)
    test = opened("valley", run=run_id)
    assert not test.exception and not warnings(test)
    button(test, "Measure its valley").click().run()
    assert not test.exception and not warnings(test)
    until(lambda: desk.valley(run_id)["ground"])
    test.run()
    assert not test.exception and labels(test) == ["Show the recorded valleys", "Cancel"]
    assert written(test, "run") == run_id
    again = opened("valley", run=run_id)  # a reload, in the middle
    assert not again.exception and "Cancel" in labels(again)
    button(again, "Cancel").click().run()
    assert not again.exception and desk.valley(run_id)["status"] == "stopped"
    assert "It was cancelled." in warnings(again)[0] and "Measure its valley" in labels(again)
    button(again, "Show the recorded valleys").click().run()
    assert not again.exception and "run" not in again.query_params and again.dataframe


def test_only_its_owner_can_measure_or_cancel_and_others_are_told_so(desk):
    run_id = a_pair(desk)
    test = opened("valley", reader="f" * 32, run=run_id)
    assert not test.exception and labels(test) == ["Show the recorded valleys"]
    assert infos(test) == ["Only the browser that started this run can measure its valley."]
    desk.measure_valley(run_id)
    until(lambda: desk.valley(run_id)["ground"])
    test.run()
    assert labels(test) == ["Show the recorded valleys"]
    assert "Only the browser that started this run can stop the measuring of its valley." in words(test)
    assert desk.valley(run_id)["status"] == "running"


def test_a_run_that_cannot_be_measured_says_why(desk):
    alone = ended(desk, desk.submit(Experiment(replay=0, steps=2)))["id"]
    test = opened("valley", run=alone)
    assert not test.exception and "has no twin" in infos(test)[0]
    assert labels(test) == ["Show the recorded valleys"]


def test_a_measured_run_shows_its_own_valley(tmp_path):
    desk = desks.start(Settings(data=tmp_path, workers=1), jobs())
    try:
        run_id = a_pair(desk)
        desk.measure_valley(run_id)
        until(lambda: desk.valley(run_id)["status"] == "done")
        test = opened("valley", run=run_id)
        assert not test.exception and not warnings(test)
        assert "Measured live on" in test.caption[0].value and labels(test) == ["Show the recorded valleys"]
    finally:
        desks.stop()


def test_without_a_server_a_run_gets_one_sentence():
    test = opened("valley", run="a" * 32)
    assert not test.exception and len(warnings(test)) == 1 and "without its server" in warnings(test)[0]


def test_the_live_page_leads_to_the_valley_of_a_finished_pair(desk):
    run_id = a_pair(desk)
    test = opened("live", run=run_id)
    assert not test.exception
    assert [link.proto.label for link in test.get("page_link")] == ["Measure its valley"]
    alone = ended(desk, desk.submit(Experiment(replay=0, steps=2)))["id"]
    assert not opened("live", run=alone).get("page_link")


def links(test):
    """Labels and queries of the links to this page."""
    found = [link.proto for link in test.get("page_link") if link.proto.page == "valley"]
    return [(link.label, link.query_string) for link in found]


def test_a_shipped_valley_is_that_of_the_recorded_run_of_its_name():
    for path in VALLEYS.glob("*.json"):
        made = read(path).provenance
        run = recorded.load(path.stem)
        assert made["experiment"] == {name: v for name, v in run["experiment"].items() if name != "text"}
        assert made["anchors"][2]["new_recorded"] == pytest.approx(run["summary"]["new_after"], abs=1e-4)


@pytest.mark.parametrize("task", ["jan", "german"])
def test_the_recorded_run_of_a_shipped_valley_leads_to_it(task):
    assert links(opened("live", task=task, replay="5", recorded="1")) == [("Its measured valley", f"valley={task}-5")]
    assert links(opened("live", task=task, replay="25", recorded="1")) == []


def test_chapter_4_leads_to_the_valley_of_its_run():
    assert links(opened("forgetting")) == [("Its measured valley", "valley=jan-5")]


def test_the_labs_cards_lead_to_the_valleys_that_there_are_or_can_be(desk):
    run = a_pair(desk)
    twin = desk.store.record(run)["twin"]
    test = opened("lab", runs=f"jan-0,jan-5,{twin},{run}")
    assert not test.exception
    assert links(test) == [("Its measured valley", "valley=jan-5"), ("Measure its valley", f"run={run}")]
