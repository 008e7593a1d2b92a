"""The story: its chapters open, lead on, and are in order; a page whose facts cannot be used says so."""

import pytest

from explainer import facts
from explainer.plots import palette
from explainer.tables.colours import COLOURS
from explainer.ui import pages
from tests.helpers.pages import opened, plain, words

NAMES = [chapter.name for chapter in pages.STORY]


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_opens_without_a_desk_and_leads_on(name):
    test = opened(name)
    assert not test.exception and not test.warning
    chapter = pages.chapter(name)
    assert test.title[0].value == chapter.question
    assert f"Chapter {chapter.number} of {len(pages.STORY)}" in words(test)
    assert "{" not in words(test).replace("{}", "")


def test_a_page_whose_facts_cannot_be_used_says_so_in_one_sentence(tmp_path, monkeypatch):
    for path in facts.HOME.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "claims.csv").write_text("id,draft\norder,x\n")
    read = facts.table.__wrapped__
    monkeypatch.setattr(facts, "table", lambda name, home=tmp_path: read(name, tmp_path))
    test = opened("replay")
    assert not test.exception
    [error] = test.error
    assert plain(error.value) == "This page cannot be shown: claims.csv lacks the column source."


def test_the_palette_is_the_players():
    for colours, scheme in ((palette.LIGHT, "light"), (palette.DARK, "dark")):
        for name in ("old", "new", "replay", "ink"):
            assert getattr(colours, name) == COLOURS[scheme][name]
        assert colours.neutral == COLOURS[scheme]["control"]
