"""The ball's page and its links, through Streamlit's own test runner: every bad value, and there and back."""

import pytest

from explainer.web.takeaway import ball_link
from explainer.web.takeaway.ball_link import BallLink
from tests.ui.test_live import opened, warnings, written

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
    test = opened("pages/ball.py", **{name: value})
    assert not test.exception
    assert len(warnings(test)) == 1 and name in warnings(test)[0] and len(warnings(test)[0]) < 250
    assert warnings(test.run()) == [], "it is told once"
    assert test.session_state.ball.state == {} and test.session_state.ball.hide == ()


def test_a_link_opens_the_state_it_was_made_from():
    query = {"preset": "gorge", "replay": "2.5", "lr": "0.3", "x": "-1.5", "y": "0.25", "slow": "1", "hide": "lr,noise"}
    test = opened("pages/ball.py", **query)
    assert not test.exception and not warnings(test)
    assert {name: written(test, name) for name in test.query_params} == query
    assert ball_link.read(query).asked == {
        "preset": "gorge", "replay": 2.5, "lr": 0.3, "x": -1.5, "y": 0.25, "slow": True,
    }  # fmt: skip


def test_what_the_figure_tells_is_read_like_a_link():
    told = {"replay": 7, "lr": float("nan"), "seed": "x", "hide": "lr", "slow": True, "view": "10,20", "other": 1}
    assert ball_link.from_figure(told) == {"replay": 7, "slow": True, "view": "10,20"}
    assert ball_link.from_figure(None) == {} == ball_link.from_figure("replay")
    found = BallLink(state=ball_link.from_figure(told), hide=("lr",))
    assert ball_link.to_query(found) == {"replay": "7", "slow": "1", "view": "10,20", "hide": "lr"}


def test_a_link_followed_twice_is_two_links():
    test = opened("pages/ball.py", replay="5")
    first = test.session_state.ball.followed
    test.query_params["replay"] = "25"
    test.run()
    assert test.session_state.ball.followed == first + 1 and test.session_state.ball.asked == {"replay": 25}


def test_an_address_that_comes_late_is_no_link_that_was_followed():
    test = opened("pages/ball.py", replay="5")
    first = test.session_state.ball.followed
    test.session_state.ball.state = {"replay": 7}  # as the figure told it
    test.run()
    assert written(test, "replay") == "7"
    test.query_params["replay"] = "5"  # the browser had not heard of 7 yet
    test.run()
    assert test.session_state.ball.followed == first and test.session_state.ball.state == {"replay": 7}
    assert written(test, "replay") == "7"
