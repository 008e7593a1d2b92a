"""Chapter 1: the index is filtered, counted and looked up, and its link says so."""

from urllib.parse import parse_qsl

import pytest

from explainer.plots import moat as plots
from explainer.ui.chapters import moat
from tests.helpers.pages import links_of, opened, warnings, words, written


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"type": "poem"}, "type"),
        ({"from": "1066"}, "from"),
        ({"maker": "<b>"}, "maker"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_link_gets_one_sentence(query, named):
    test = opened("moat", **query)
    assert not test.exception
    assert len(warnings(test)) == 1 and named in warnings(test)[0]
    assert not test.run().warning, "it is told once"


def test_the_page_filters_counts_and_writes_its_link():
    test = opened("moat", type="text", maker="meta")
    assert "**8** systems" in words(test)
    test.selectbox(key="widget_moat_maker").set_value("all").run()
    assert written(test, "type") == "text" and "maker" not in test.query_params
    assert "**123** systems" in words(test)
    test = opened("moat", type="video", to="2018")
    assert "No system is like that" in words(test)


def test_a_system_is_looked_up():
    test = opened("moat", system="pythia")
    assert "Pythia" in " ".join(element.value for element in test.get("text"))


def test_every_dot_has_a_place_of_its_own_in_its_cell():
    places, _ = plots.dots(moat.INDEX, moat.PINS)
    assert len(places) == len(set(places.values())) == 194
    assert set(moat.PINS) <= set(places)


def test_the_links_of_the_text_set_the_page():
    assert links_of("moat")
    for link in links_of("moat"):
        query = dict(parse_qsl(link, strict_parsing=True))
        test = opened("moat", **query)
        assert set(query) <= set(moat.DIALS) and not test.exception and not test.warning, link
