"""What a page shows, and to whom: links that are followed, hands on widgets, and the secret of a reader's browser."""

from types import SimpleNamespace

import pytest

from explainer.fields import Choice, Number
from explainer.ui import state
from explainer.ui.dials import Dials
from explainer.web.serving.owner import COOKIE
from tests.helpers.pages import link, opened, page_of

DIALS = {"share": (Number(0, 50, "per cent"), 5.0), "view": (Choice(("kept", "price"), "what is shown"), "kept")}


@pytest.mark.parametrize("cookie", [None, "", "x", "A" * 32, "0" * 31, "<script>"])
def test_a_reader_without_a_cookie_of_ours_has_a_secret_for_the_session(monkeypatch, cookie):
    cookies = {COOKIE: cookie} if cookie is not None else {}
    session = {}
    monkeypatch.setattr(state, "st", SimpleNamespace(context=SimpleNamespace(cookies=cookies), session_state=session))
    secret = state.owner()
    assert len(secret) == 32 and secret == state.owner() == session["owner"] and secret != cookie
    cookies[COOKIE] = "0123456789abcdef" * 2
    assert state.owner() == cookies[COOKIE]


def test_a_link_that_is_followed_asks_for_all_of_it_anew():
    test = opened("noise", remedy="dropout")
    first = page_of(test, "noise")
    assert first.values["remedy"] == "dropout" and first.revision == 0
    test.query_params["remedy"] = "neftune"
    test.run()
    assert page_of(test, "noise").values["remedy"] == "neftune" and page_of(test, "noise").revision == 1
    test.run()
    assert page_of(test, "noise").revision == 1, "the page's own address is no link"


def test_a_widget_that_is_quicker_than_the_address_bar_is_not_undone_by_it():
    test = opened("live", steps="40")
    test.number_input(key="widget_steps").set_value(50).run()
    test.number_input(key="widget_seed").set_value(3)
    test.query_params["steps"] = "40"  # as a browser sends it that has not heard of 50 yet
    test.run()
    assert link(test) == {"steps": "50", "seed": "3"}
    test.query_params.clear()
    test.query_params["steps"] = "40"  # and now the reader goes back
    test.run()
    assert link(test) == {"steps": "40"}


def test_a_link_that_is_followed_while_the_hand_is_still_on_the_page_is_followed():
    test = opened("live", steps="40")
    test.number_input(key="widget_steps").set_value(50)
    test.query_params.clear()
    test.query_params["steps"] = "90"
    test.run()
    assert link(test) == {"steps": "90"}


def test_a_hand_on_one_page_says_nothing_of_a_link_to_another():
    test = opened("live", steps="40")
    test.session_state["touched"] = "The ball"
    test.query_params["steps"] = "60"
    test.run()
    assert page_of(test, "live").experiment.steps == 60


def test_dials_take_what_fits_and_write_what_is_not_usual():
    dials = Dials("x", DIALS)
    assert dials.set({"share": "7", "view": "both", "utm_source": "x", "colour": "red"}) == ["share"]
    assert dials.query() == {"share": "7"} and dials.revision == 1
    assert [problem.split(" ")[0] for problem in dials.problems] == ["view", "'colour'"]
    assert dials.choose("view", "price") and not dials.choose("share", 51)
    assert dials.query() == {"share": "7", "view": "price"} and dials.revision == 1
