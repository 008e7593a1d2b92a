"""The chapters whose figures are a sweep's alone: with the file that ships, without one, with a broken one, by link."""

from urllib.parse import parse_qsl

import pytest

from explainer.ui import pages
from explainer.ui.chapters import noise, overwhelming
from tests.helpers.pages import charts, infos, links_of, opened, page_of, words

CHAPTERS = {"noise": noise, "overwhelming": overwhelming}


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.parametrize("content", [None, "{", "[]", '{"schema": 1, "kind": "sweep"}', "\x00"])
def test_a_missing_or_broken_file_is_one_sentence_and_the_page_goes_on(name, content, shelf):
    (shelf / f"{name}.json").unlink()
    if content is not None:
        (shelf / f"{name}.json").write_text(content)
    test = opened(name)
    assert not test.exception and infos(test)
    assert test.title[0].value == pages.chapter(name).question and "{" not in words(test)


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_page_opens_with_whatever_ships(name):
    test = opened(name)
    assert not test.exception and not test.warning and "{" not in words(test)


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_links_of_the_text_set_the_figure_and_fit(name, shelf):
    assert len(links_of(name)) > 4
    unset = charts(opened(name))
    for link in links_of(name):
        query = dict(parse_qsl(link, strict_parsing=True))
        test = opened(name, **query)
        assert not test.exception and not test.warning, link
        values = page_of(test, name).values
        assert {key: str(values[key]) for key in query} == query
        changed = any(values[key] != CHAPTERS[name].DIALS[key][1] for key in query)
        assert (charts(test) != unset) == changed, link
