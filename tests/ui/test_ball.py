"""The ball's page and its links, through Streamlit's own test runner: every bad value, and there and back."""

import pytest

from explainer.ui.ball_view import BallView
from tests.helpers.pages import link, opened, page_of, warnings, written

BAD = {
    "preset": ["moon", "<script>alert(1)</script>", "../bowl", ""],
    "replay": ["abc", "NaN", "inf", "-1", "101"],
    "lr": ["0", "-inf", "nan", "1e9"],
    "optimiser": ["sgd"],
    "noise": ["-1", "NaN"],
    "tether": ["1e999"],
    "seed": ["1.5", "-1", "1e12"],
    "x": ["NaN", "inf", "left"],
    "race": ["horses"],
    "slow": ["banana", "2", ""],
    "view": ["up", "1,2,3", "nan,nan"],
    "hide": ["lr,everything", "x" * 10_000],
    "replya": ["5"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, vs in BAD.items() for v in vs], ids=lambda v: v[:12])
def test_a_bad_value_in_the_link_gets_one_sentence_and_the_default(name, value):
    test = opened("ball", **{name: value})
    assert not test.exception
    assert len(warnings(test)) == 1 and name in warnings(test)[0] and len(warnings(test)[0]) < 250
    assert warnings(test.run()) == [], "it is told once"
    assert page_of(test, "ball").state == {} and page_of(test, "ball").hide == ()


def test_a_link_opens_the_state_it_was_made_from():
    query = {"preset": "gorge", "replay": "2.5", "lr": "0.3", "x": "-1.5", "y": "0.25", "slow": "1", "hide": "lr,noise"}
    test = opened("ball", **query)
    assert not test.exception and not warnings(test)
    assert link(test) == query
    assert page_of(test, "ball").asked == {
        "preset": "gorge", "replay": 2.5, "lr": 0.3, "x": -1.5, "y": 0.25, "slow": True,
    }  # fmt: skip


def test_what_the_figure_tells_is_read_like_a_link():
    view = BallView(hide=("lr",))
    for nonsense in (None, "replay", {"replay": "much"}):
        view.tell(nonsense)
        assert view.state == {}
    view.tell(
        {"replay": 7, "lr": float("nan"), "seed": "x", "hide": "lr", "slow": True, "view": "10,20", "serial": 3, "o": 1}
    )
    assert view.state == {"replay": 7, "slow": True, "view": "10,20"} and view.problems == []
    assert view.query() == {"replay": "7", "slow": "1", "view": "10,20", "hide": "lr"}


def test_every_link_that_is_followed_asks_anew():
    test = opened("ball", replay="5")
    assert page_of(test, "ball").revision == 0
    test.query_params["replay"] = "25"
    test.run()
    assert page_of(test, "ball").revision == 1 and page_of(test, "ball").asked == {"replay": 25}


def test_an_address_that_comes_late_is_no_link_that_was_followed():
    test = opened("ball", replay="5")
    page_of(test, "ball").state = {"replay": 7}  # as the figure told it
    test.run()
    assert written(test, "replay") == "7"
    test.query_params["replay"] = "5"  # the browser had not heard of 7 yet when the figure told more
    page_of(test, "ball").state = {"replay": 8}
    test.session_state["touched"] = "The ball"
    test.run()
    assert page_of(test, "ball").revision == 0 and page_of(test, "ball").asked == {"replay": 5}
    assert written(test, "replay") == "8"
    test.query_params["replay"] = "5"  # and later the reader goes back
    test.run()
    assert page_of(test, "ball").revision == 1 and written(test, "replay") == "5"
