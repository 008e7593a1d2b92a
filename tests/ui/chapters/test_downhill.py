"""Chapter 3: the links in its text set the ball's replay, each asking anew."""

import json
from urllib.parse import parse_qsl

from explainer.ui.chapters import downhill
from explainer.ui.dials import Dials
from tests.helpers.pages import followed, links_of, opened


def options(test):
    [figure] = [one.proto for one in test.get("bidi_component") if one.proto.component_name == "moat_ball"]
    return json.loads(figure.json)


def test_the_page_hands_its_link_to_the_figure():
    assert options(opened("downhill"))["state"] == {"replay": 0}
    test = opened("downhill", replay="25")
    assert not test.exception and not test.warning
    assert options(test)["state"] == {"replay": 25} and "grounds" not in options(test), "one landscape and no menu"


def test_a_link_of_the_text_asks_the_figure_anew_even_for_what_it_had():
    dials = Dials("downhill", downhill.DIALS)
    assert links_of("downhill")
    for count, link in enumerate(links_of("downhill"), 1):
        followed(dials, link)
        assert not dials.problems and dials.revision == count
        assert dials.values["replay"] == float(dict(parse_qsl(link))["replay"])
