"""Chapter 9: what Pebble has read can be searched, and a stranger's words in the box stay words."""

import re
from urllib.parse import parse_qsl

from explainer.ui import pebble
from tests.helpers.pages import links_of, opened, words


def test_the_search_page_has_hits_no_hits_and_an_empty_box():
    documents = f"{pebble.documents('base') + pebble.documents('chat'):,}"
    assert re.search(rf"\*\*[\d,]+\*\* of {documents} documents", words(opened("open")))
    assert "never read “Jan”" in words(opened("open", q="Jan"))
    assert "never read “<b>”" in words(opened("open", q="<b>"))
    test = opened("open")
    test.text_input(key="widget_open_q").set_value("   ").run()
    assert len(test.info) == 1 and not test.exception


def test_the_links_of_the_text_set_the_page():
    assert links_of("open")
    for link in links_of("open"):
        test = opened("open", **dict(parse_qsl(link, strict_parsing=True)))
        assert not test.exception and not test.warning, link
