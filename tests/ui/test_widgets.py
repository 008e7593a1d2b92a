"""Widgets are drawn from the fields that check them, show the value that the page has, and hand on what is chosen."""

import pytest
from streamlit.testing.v1 import AppTest


def script():
    from functools import partial

    from explainer.fields import Choice, Number, Text
    from explainer.ui import state
    from explainer.ui.dials import Dials
    from explainer.ui.widgets import dial, tick

    dials = {
        "schedule": (Choice(("mix", "ramp"), "when", {"mix": "all the time"}), "mix"),
        "share": (Number(0, 50, "per cent"), 5.0),
        "steps": (Number(1, 2000, "steps", whole=True), 150),
        "year": (Number(2020, 2025, "a year", whole=True), 2021),
        "words": (Text(60, "what is searched for"), "Paris"),
        "humaneval": (Choice(("in", "out"), "whether it counts"), "in"),
    }
    state.begin("a page")
    page = state.linked("x", partial(Dials, "x", dials))
    dial(page, "schedule", "Menu")
    dial(page, "schedule", "Segments", key="segments", segments=True)
    dial(page, "share", "Slider", key="slider", stops=[0.0, 5.0, 50.0], shown=lambda stop: f"{stop:g}%")
    dial(page, "share", "Share", step=0.5)
    dial(page, "steps", "Steps")
    dial(page, "year", "Year", options=[2020, 2021])
    dial(page, "words", "Words")
    tick(page, "humaneval", "Box", "box", "in", "out")


@pytest.fixture
def test():
    test = AppTest.from_function(script).run()
    assert not test.exception
    return test


def values(test):
    return test.session_state["page_x"].values


def test_the_field_says_which_widget_it_is_and_what_it_takes(test):
    assert [box.options for box in test.selectbox] == [["all the time", "ramp"], ["2020", "2021"]]
    assert [option.content for option in test.segmented_control[0].proto.options] == ["all the time", "ramp"]
    share, steps = test.number_input
    assert (share.min, share.max, share.value) == (0.0, 50.0, 5.0)
    assert (steps.min, steps.max, steps.value) == (1, 2000, 150) and isinstance(steps.value, int)
    assert test.select_slider[0].options == ["0%", "5%", "50%"]
    assert test.text_input[0].proto.max_chars == 60 and test.text_input[0].value == "Paris"
    assert test.checkbox[0].value is True


def test_what_is_chosen_goes_into_the_page_and_into_every_widget_of_it(test):
    test.segmented_control[0].set_value("ramp").run()
    assert values(test)["schedule"] == test.selectbox[0].value == "ramp"
    test.select_slider[0].set_value(50.0).run()
    assert values(test)["share"] == test.number_input[0].value == 50
    test.checkbox[0].uncheck().run()
    test.selectbox[1].set_value(2020).run()
    test.text_input[0].set_value("Rome").run()
    assert not test.exception
    assert values(test) == {
        "schedule": "ramp", "share": 50, "steps": 150, "year": 2020, "words": "Rome", "humaneval": "out",
    }  # fmt: skip
    assert test.session_state["page_x"].problems == [] and test.session_state["page_x"].revision == 0


def test_segments_that_are_clicked_again_change_nothing(test):
    test.segmented_control[0].set_value(None).run()
    assert not test.exception and values(test)["schedule"] == "mix"
