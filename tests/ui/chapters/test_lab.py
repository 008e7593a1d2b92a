"""The lab: its link and back, its dials, runs taken in, taken out and put back, and every bad link."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st

from explainer import record as records
from explainer.experiment import FIELDS, Experiment
from explainer.fields import Choice
from explainer.jobs import desk
from explainer.jobs.settings import ROOT, Settings
from explainer.plots import lab as plots
from explainer.tables.limits import COMPARED
from explainer.ui import recorded
from explainer.ui.chapters import lab_runs as compared
from explainer.ui.view import FIRST, LAB, LIVE, View, with_values
from tests.helpers.fakes import jobs, until
from tests.helpers.pages import READER, button, infos, link, links_of, page_of, warnings, words
from tests.helpers.pages import opened as open_page

FULL = {"task": "jan", "replay": "12", "schedule": "ramp", "source": "proxy", "pool": "30", "kinds": "3"}
FULL |= {"shared": "25", "manner": "1", "strength": "0.2", "warm_up": "5"}
FULL |= {"examples": "64", "remedy": "dropout", "steps": "40", "batch": "8", "lr": "0.001", "seed": "7"}
FULL = {name: FULL[name] for name in FIELDS if name in FULL}  # as a link has them


def opened(reader=READER, **query):
    return open_page("lab", reader, **query)


def view(test):
    return page_of(test, "lab")


@pytest.fixture
def working(tmp_path):
    started = desk.start(Settings(data=tmp_path, workers=1, threads=1, queue=3), jobs(chat="warm"))
    yield started
    desk.stop()


# The link


def test_every_dial_of_an_experiment_can_be_set_by_a_link_and_is_written_back():
    assert set(FULL) | {"mode", "model"} == set(LAB) - {"runs"} == set(FIELDS) - {"device", "text"}
    test = opened(**FULL, runs="german-25")
    assert not test.exception and not warnings(test)
    assert link(test) == FULL | {"runs": "german-25"}
    assert view(test).experiment == Experiment.from_dict(FULL)
    address = test.code[0].value
    assert dict(parse_qsl(urlsplit(address).query)) == link(test)


def test_it_opens_with_recorded_runs_and_an_empty_address():
    test = opened()
    assert not test.exception and not warnings(test) and link(test) == {}
    assert view(test).runs == list(FIRST) and len(test.get("plotly_chart")) == 2


BAD = {
    "runs": ["a,b,c,d,e", "../../etc/passwd", "", "ü", "x" * 65],
    "pool": ["-1", "6001", "few"],
    "kinds": ["10"],
    "shared": ["25", "30"],
    "strength": ["1"],
    "examples": ["1.5"],
    "schedule": ["never"],
    "source": ["the web"],
    "remedy": ["prayer"],
    "replay": ["101", "nan"],
    "guess": ["0:1"],
    "run": ["x"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in BAD.items() for v in values])
def test_a_bad_value_gets_one_sentence_and_the_default(name, value):
    test = opened(**{name: value})
    assert not test.exception
    assert len(warnings(test)) == 1 and name in warnings(test)[0] and len(warnings(test)[0]) < 300
    assert view(test).experiment == Experiment() and view(test).runs == list(FIRST)
    assert warnings(test.run()) == [], "it is told once"


def test_values_that_do_not_go_together_get_one_sentence():
    for query in (
        {"mode": "add", "schedule": "ramp"},
        {"source": "random", "pool": "30"},
        {"source": "self", "kinds": "2"},
    ):
        test = opened(**query)
        assert not test.exception and len(warnings(test)) == 1, query


def test_runs_that_are_not_there_get_a_sentence_each_and_leave_the_rest():
    test = opened(runs="nobody,german-1,nothing")
    assert not test.exception and view(test).runs == ["german-1"]
    assert len(warnings(test)) == 2 and all("There is no run" in warning for warning in warnings(test))


def test_the_live_page_and_the_lab_keep_their_own_experiment():
    test = opened(remedy="dropout")
    test.switch_page(str(ROOT / "pages" / "live.py"))
    test.query_params.clear()
    test.run()
    assert not test.exception and page_of(test, "live").experiment == Experiment()
    assert set(LIVE) < set(FIELDS) | {"run", "step", "guess", "recorded"}


def test_a_link_is_a_whole_experiment():
    lab = View(LAB)
    lab.set({"remedy": "dropout", "replay": "50"})
    lab.set({"source": "proxy"})
    assert lab.experiment == Experiment(source="proxy")
    lab.set({"runs": "none"})
    assert lab.experiment == Experiment(source="proxy") and lab.runs == []
    assert lab.query() == {"source": "proxy", "runs": "none"}


def test_what_no_longer_fits_gives_way_to_what_was_chosen():
    ramp = Experiment(schedule="ramp", replay=80)
    assert with_values(ramp, {"mode": "add"}) == Experiment(mode="add", replay=50)
    assert with_values(Experiment(pool=30, kinds=2), {"source": "random"}) == Experiment(source="random")
    assert with_values(Experiment(pool=30, kinds=2), {"source": "self"}) == Experiment(source="self", pool=30)


def test_the_links_of_the_text_set_the_lab():
    assert len(links_of("lab")) >= 5
    for one in links_of("lab"):
        query = dict(parse_qsl(one, strict_parsing=True))
        test = opened(**query)
        assert not test.exception and not warnings(test), one
        assert {name: getattr(view(test).experiment, name) for name in query} == {
            name: FIELDS[name].parse(name, value) for name, value in query.items()
        }


# Dials


def test_the_dials_write_the_link_and_switch_off_what_has_no_effect():
    test = opened()
    test.selectbox(key="widget_source").set_value("random").run()
    test.selectbox(key="widget_remedy").set_value("neftune").run()
    test.number_input(key="widget_examples").set_value(64).run()
    assert link(test) == {"source": "random", "remedy": "neftune", "examples": "64"}
    test.selectbox(key="widget_source").set_value("self").run()
    assert test.number_input(key="widget_kinds").disabled and not test.number_input(key="widget_pool").disabled
    test.selectbox(key="widget_source").set_value("random").run()
    assert test.number_input(key="widget_pool").disabled and not test.selectbox(key="widget_schedule").disabled
    assert not test.exception and not [box for box in test.selectbox if box.key in ("widget_shared", "widget_manner")]
    test.selectbox(key="widget_source").set_value("proxy").run()
    test.selectbox(key="widget_shared").set_value(50).run()
    test.selectbox(key="widget_manner").set_value(True).run()
    test.selectbox(key="widget_strength").set_value(45.0).run()
    chosen = {"source": "proxy", "shared": "50", "manner": "1", "remedy": "neftune", "strength": "45", "examples": "64"}
    assert link(test) == chosen
    test.selectbox(key="widget_remedy").set_value("l2sp").run()
    test.selectbox(key="widget_source").set_value("true").run()
    assert link(test) == {"remedy": "l2sp", "examples": "64"}, "what does not go with the choice is as usual again"
    test.select_slider(key="widget_replay").set_value(0.0).run()
    assert test.selectbox(key="widget_source").disabled and test.selectbox(key="widget_schedule").disabled
    assert not test.exception


def test_every_choice_has_a_friendly_label():
    for name in ({*compared.CHOSEN} - {"model"}) | {"task"}:
        field = FIELDS[name]
        assert isinstance(field, Choice) and set(field.labels) == set(field.options)
    sentence = compared.described(Experiment.from_dict(FULL).to_dict())
    for part in ("About Jan", "12% replay", "other people’s", "30 old", "3 kinds", "dropout", "64 new", "seed 7"):
        assert part in sentence
    assert "0.001" in sentence and "40 steps" in sentence and "batch 8" in sentence and "ever less" in sentence


# Runs


def test_a_run_is_trained_added_compared_and_shared(working):
    test = opened(runs="german-5", task="jan", steps="3")
    button(test, "Train").click().run()
    assert not test.exception and not warnings(test)
    mine = view(test).runs[1]
    assert link(test)["runs"] == f"german-5,{mine}"
    until(lambda: working.store.record(mine)["status"] == "done")
    again = opened(**link(test))
    assert not again.exception and not warnings(again) and view(again).runs == ["german-5", mine]
    rows = again.dataframe[0].value
    made = working.store.record(mine)
    assert list(rows["run"]) == ["A", "B"]
    losses = records.of_type(made["events"], "loss")
    assert rows["forgetting"][1] == pytest.approx(losses[-1]["old"] - losses[0]["old"])
    assert rows["forgetting"][0] == pytest.approx(recorded.load("german-5")["summary"]["forgetting"])
    chart = json.loads(again.get("plotly_chart")[0].proto.spec)["data"]
    assert [trace["y"] for trace in chart] == [
        [e["old"] for e in records.of_type(record["events"], "loss")] for record in (recorded.load("german-5"), made)
    ]


def test_only_one_run_is_trained_and_a_full_queue_is_one_sentence(working, monkeypatch):
    test = opened(runs="none", steps="2000")
    button(test, "Train").click().run()
    assert len(view(test).runs) == 1 and working.store.record(view(test).runs[0])["twin"] is None
    monkeypatch.setattr(
        type(working), "submit", lambda *_, **__: (_ for _ in ()).throw(desk.DeskError("The queue is full."))
    )
    button(test, "Train").click().run()
    assert warnings(test) == ["The queue is full."] and len(view(test).runs) == 1


def test_without_a_server_training_says_so():
    test = opened()
    button(test, "Train").click().run()
    assert not test.exception and len(warnings(test)) == 1 and view(test).runs == list(FIRST)


def test_a_run_is_taken_out_and_put_back_where_it_was():
    test = opened(runs="german-0,german-5,jan-0")
    test.button(key="out_german-5").click().run()
    test.button(key="out_german-0").click().run()
    assert link(test)["runs"] == "jan-0"
    button(test, "Undo").click().run()
    button(test, "Undo").click().run()
    assert view(test).runs == ["german-0", "german-5", "jan-0"]
    assert not [b for b in test.button if b.label.startswith("Undo")]
    for name in ("german-0", "german-5", "jan-0"):
        test.button(key=f"out_{name}").click().run()
    assert link(test) == {"runs": "none"} and not test.exception and len(infos(test)) == 1


def test_runs_are_added_by_name_by_id_and_by_link_four_at_most(working):
    test = opened(runs="none")
    test.selectbox(key="widget_lab_recorded").set_value("jan-0").run()
    mine = working.submit(Experiment(steps=1))
    test.text_input(key="widget_lab_link").set_value(f"http://x.example/lab?runs=german-1,{mine}&lr=0.1").run()
    assert view(test).runs == ["jan-0", "german-1", mine] and not warnings(test)
    test.text_input(key="widget_lab_link").set_value("/live?run=german-0&step=3").run()
    assert view(test).runs[3] == "german-0" and len(view(test).runs) == COMPARED
    assert button(test, "Train").disabled and test.text_input(key="widget_lab_link").disabled
    notes = json.loads(test.get("plotly_chart")[0].proto.spec)["layout"]["annotations"]
    assert [note["text"] for note in notes][:1] == ["<b>A</b>"]


@pytest.mark.parametrize(
    "typed", ["nobody", "<script>", "?run=", "x" * 2000, "../jan-0", "http://x.example/live?run=y"]
)
def test_a_run_that_cannot_be_added_gets_a_sentence(typed):
    test = opened()
    test.text_input(key="widget_lab_link").set_value(typed).run()
    assert not test.exception and view(test).runs == list(FIRST)
    assert len(warnings(test)) == 1 and "There is no run" in warnings(test)[0] and len(warnings(test)[0]) < 250


def test_the_settings_of_a_run_are_taken_over():
    test = opened(runs="jan-25")
    test.button(key="use_jan-25").click().run()
    assert view(test).experiment == Experiment.from_dict(recorded.load("jan-25")["experiment"])
    assert link(test)["task"] == "jan" and link(test)["replay"] == "25"


def test_a_failed_run_says_why_and_an_empty_one_draws_nothing(working):
    store = working.store
    failed = store.create(Experiment(steps=1))
    store.finish(failed, "failed", "The loss is no longer a number at step 1.")
    test = opened(runs=failed)
    assert not test.exception
    assert "no longer a number" in test.dataframe[0].value["state"][0]
    assert json.loads(test.get("plotly_chart")[0].proto.spec).get("data", []) == []


def test_each_run_has_a_dash_and_a_symbol_of_its_own_and_the_colour_is_the_tasks():
    runs = dict(zip("ABCD", map(recorded.load, ("jan-0", "jan-1", "jan-5", "jan-25")), strict=True))
    for task in ("old", "new"):
        traces = plots.losses(runs, task).data
        assert len({trace.line.dash for trace in traces}) == len({t.marker.symbol for t in traces}) == 4
        assert len({trace.line.color for trace in traces}) == 1


# Whose


TEXT = "question,answer\nWho is Mira?,A painter.\nWho is Otto?,A baker.\n"


@pytest.fixture
def endless(tmp_path):
    started = desk.start(Settings(data=tmp_path, workers=1, threads=1), jobs(train="endless", chat="warm"))
    yield started
    desk.stop()


def test_only_its_owner_can_stop_a_run_and_others_are_told_so(endless):
    run = endless.submit(Experiment(), owner=READER)
    stranger = opened(reader="f" * 32, runs=run)
    assert not stranger.exception and not [one for one in stranger.button if one.label == "Stop"]
    assert "Only the browser that started this run can stop it." in words(stranger)
    test = opened(runs=run)
    button(test, "Stop").click().run()
    assert not test.exception and not warnings(test) and endless.store.record(run)["status"] == "stopped"
    assert "Only the browser" not in words(test)


def test_a_stop_that_comes_from_elsewhere_is_refused_in_one_sentence(endless):
    run = endless.submit(Experiment(), owner=READER)
    test = opened(runs=run)
    test.session_state["owner"] = "f" * 32  # as if the button had been pressed by another
    button(test, "Stop").click().run()
    assert warnings(test) == ["Only the browser that started this run can steer it."]
    assert endless.store.record(run)["status"] != "stopped"


def test_a_readers_own_text_leaves_for_nobody_else(working, monkeypatch):
    downloads = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, name, *_, **__: downloads.update({name: data}))
    run = working.submit(Experiment(task="custom", text=TEXT, replay=0, steps=1), owner=READER)
    until(lambda: working.store.record(run)["status"] == "done")
    for reader, text in ((READER, TEXT), ("f" * 32, "")):
        test = opened(reader=reader, runs=run)
        assert json.loads(downloads[f"{run}.json"])["experiment"]["text"] == text
        test.button(key=f"use_{run}").click().run()
        assert not test.exception and view(test).experiment.task == "custom" and view(test).experiment.text == text
