"""The page Forgetting, live, and Start, through Streamlit's own test runner: every state they can be in, and every bad
link, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from explainer.experiment import Experiment
from explainer.jobs import desk
from explainer.jobs.settings import Settings
from explainer.ui.recorded import RUNS, load, nearest, stops
from explainer.ui.view import View
from tests.helpers.pages import FAKE, FRAME, button, infos, link, opened, page_of, warnings, written


def test_start_shows_its_story_without_a_click_and_without_a_desk():
    test = AppTest.from_file(str(FRAME), default_timeout=30).run()
    assert not test.exception and not warnings(test)
    assert "forget" in test.title[0].value


def test_the_live_page_opens_in_its_default_state():
    test = opened("live")
    assert not test.exception and not warnings(test)
    assert button(test, "Train")


BAD = {
    "replay": ["abc", "NaN", "-1", "101", "1e9", ""],
    "task": ["french", "<script>alert(1)</script>", "../jan"],
    "steps": ["0", "2001", "1.5", "x" * 10_000],
    "seed": ["-1", "1e12"],
    "batch": ["0"],
    "lr": ["0", "nan"],
    "mode": ["stir"],
    "step": ["-1", "x"],
    "recorded": ["yes", "2"],
    "guess": ["1", "0:nan", "0:1;2", "0:99", ",".join(["0:1"] * 40)],
    "replya": ["5"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in BAD.items() for v in values], ids=lambda v: v[:12])
def test_a_bad_value_in_the_link_gets_one_sentence_and_the_default(name, value):
    test = opened("live", **{name: value})
    assert not test.exception
    assert len(warnings(test)) == 1 and name in warnings(test)[0] and len(warnings(test)[0]) < 250
    assert warnings(test.run()) == [], "it is told once"
    view = page_of(test, "live")
    assert view.experiment == Experiment() and view.guess == [] and view.step is None


@pytest.fixture
def served(tmp_path):
    """A server's desk, for pages that look runs up."""
    yield desk.start(Settings(data=tmp_path, workers=1, threads=1), FAKE)
    desk.stop()


@pytest.mark.parametrize("run_id", ["none", "x" * 10_000, "../../etc/passwd", "ü", "' OR 1=1 --"])
def test_a_run_that_does_not_exist_gets_one_sentence(served, run_id):
    test = opened("live", run=run_id)
    assert not test.exception
    assert len(warnings(test)) == 1 and "no such run" in warnings(test)[0]
    assert page_of(test, "live").run is None


def test_without_its_server_a_run_is_not_called_deleted_and_stays_in_the_link():
    test = opened("live", run="a" * 32)
    assert not test.exception
    assert len(warnings(test)) == 1 and "not lost" in warnings(test)[0]
    assert written(test, "run") == "a" * 32


def test_a_link_opens_the_state_it_was_made_from():
    query = {"task": "jan", "replay": "2.75", "steps": "40", "seed": "7", "guess": "0:0.5,40:1.25"}
    test = opened("live", **query)
    assert not test.exception and not warnings(test)
    assert link(test) == query
    assert test.number_input(key="widget_exact").value == 2.75
    assert test.select_slider(key="widget_replay").value == 2.75


def test_the_widgets_write_the_link():
    test = opened("live")
    test.select_slider(key="widget_replay").set_value(25.0).run()
    test.number_input(key="widget_seed").set_value(3).run()
    assert not test.exception
    assert written(test, "replay") == "25" and written(test, "seed") == "3"
    assert test.number_input(key="widget_exact").value == 25.0
    test.number_input(key="widget_exact").set_value(3.3).run()
    assert test.select_slider(key="widget_replay").value == 3.3, "any value between the stops"


def test_values_that_do_not_go_together_in_a_link_are_said_to_have_been_changed():
    test = opened("live", mode="add", replay="80")
    assert not test.exception and page_of(test, "live").experiment.replay == 50
    assert warnings(test) == ["replay cannot be 80 with the rest of this link: it is 50 here."]


def test_a_file_fills_the_text_which_can_then_be_edited():
    test = opened("live", task="custom")
    upload = test.get("file_uploader")[0]
    upload.set_value(("mine.csv", b"question,answer\nWho is Mira?,A painter.\n", "text/csv")).run()
    assert test.text_area[0].value.startswith("question,answer")
    test.text_area[0].set_value("question,answer\nWho is Otto?,A baker.\n").run()
    assert not test.exception and "Otto" in page_of(test, "live").experiment.text
    assert "Mira" not in page_of(test, "live").experiment.text, "the file does not come back over what was written"


def test_adding_allows_half_at_most_and_says_nothing_wrong():
    test = opened("live", replay="100")
    test.selectbox(key="widget_mode").set_value("add").run()
    assert not test.exception and page_of(test, "live").experiment.replay == 50


def test_without_a_server_training_says_so_and_keeps_everything():
    test = opened("live", replay="25")
    test.button[0].click().run()
    assert not test.exception and len(warnings(test)) == 1
    assert page_of(test, "live").experiment.replay == 25


@pytest.mark.parametrize("text", ["", "word", "a,b\n1,2\n", "question,answer\nWhy?,\n", "\x00\x01"])
def test_text_that_cannot_be_used_gets_a_sentence_and_no_training(text):
    test = opened("live", task="custom")
    test.text_area[0].set_value(text).run()
    assert not test.exception
    assert len(infos(test)) == 1 and infos(test)[0].endswith(".")
    assert test.button[0].disabled


def test_a_recorded_run_is_shown_with_its_bars_and_their_table():
    test = opened("live", task="jan", replay="5", recorded="1")
    assert not test.exception and not warnings(test)
    assert len(test.get("plotly_chart")) == 1 and len(test.dataframe) == 1


def test_train_puts_the_run_into_the_link_and_a_full_queue_is_one_sentence(tmp_path):
    started = desk.start(Settings(data=tmp_path, workers=1, threads=1, queue=2), FAKE)
    try:
        test = opened("live", task="jan", replay="5")
        test.button[0].click().run()
        assert not test.exception and not warnings(test)
        run_id = written(test, "run")
        record = started.store.record(run_id)
        assert record["experiment"]["replay"] == 5 and started.store.record(record["twin"])["experiment"]["replay"] == 0
        for _ in range(3):
            test.button[0].click().run()
        assert len(warnings(test)) == 1 and "full" in warnings(test)[0]
        assert test.query_params["run"], "the run that was shown stays"
        again = opened("live", run=run_id)
        assert not again.exception and not warnings(again)
    finally:
        desk.stop()


def test_reading_a_view_from_its_own_link_changes_nothing():
    query = {"task": "german", "replay": "0.5", "step": "30", "guess": "0:1,9:2", "recorded": "1"}
    view = View()
    view.set(query)
    assert (view.experiment.replay, view.step, view.guess, view.recorded) == (0.5, 30, [(0, 1.0), (9, 2.0)], True)
    assert view.problems == [] and view.query() == {k: v for k, v in query.items() if k != "task"}
    view.set({"utm_source": "x", "fbclid": "y"})
    assert view.problems == []


def test_what_ships_is_what_the_pages_need():
    assert stops("jan") == (0.0, 1.0, 5.0, 25.0) and stops("german") == (0.0, 1.0, 5.0, 25.0, 100.0)
    assert nearest("jan", 3.2) == "jan-5" and nearest("cooking", 0) is None
    assert all(load(path.stem)["experiment"]["seed"] == 0 for path in RUNS.glob("*.json"))
