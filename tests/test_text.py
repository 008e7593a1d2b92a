"""The texts: they type no number, print each with its source, and are read in the time they say; strangers' words stay
words."""

import re

import pytest

from explainer import facts, text
from explainer.text import TextError
from explainer.ui import pages
from tests.helpers.pages import plain

NAMES = [chapter.name for chapter in pages.STORY]
TEXTS = ["start", *NAMES]


def test_every_chapter_has_a_text_and_every_text_a_chapter():
    assert sorted(path.stem for path in text.HOME.glob("*.md")) == sorted(TEXTS)
    assert all(chapter.page.is_file() for chapter in pages.STORY)


def typed_numbers(markdown):
    """Digits that are neither a fact, nor measured, nor in the label of a link to a source, nor part of a name."""
    bare = re.sub(r"<!--.*?-->", "", markdown, flags=re.S)
    bare = re.sub(r"\[[^\]]*\]\((https://\S+|\?\S*)\)", "", bare)  # a linked source, or a link that sets the figure
    bare = text.REFERENCE.sub("", bare)
    names = [row["model"] for row in facts.table("models")]
    for name in sorted(names, key=len, reverse=True):
        bare = bare.replace(name, "")
    return re.findall(r"\S*\d\S*", bare)


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_types_a_number_of_its_own(name):
    assert typed_numbers((text.HOME / f"{name}.md").read_text()) == []


def test_no_claims_answer_types_a_number_of_its_own():
    """But for names (OpenHermes 2.5, Grok-1), the month of a model, and the two doses that it compares."""
    numbers = {number.strip(",.:") for row in facts.table("claims") for number in typed_numbers(row["says"])}
    assert numbers == {"0%", "1%", "2.5", "2023", "Grok-1"}


def test_the_test_finds_a_typed_number():
    assert typed_numbers("GPT-4 has {numbers.dolma} and 7 more, [1%](?replay=1), [X 2024](https://x.example)") == ["7"]


@pytest.mark.parametrize("name", TEXTS)
def test_every_fact_in_a_text_is_printed_with_its_source(name):
    for block in text.read(name):
        for reference in text.REFERENCE.findall(block.text):
            if "." in reference:
                fact = facts.fact(reference)
                assert f"[{fact.value}]({fact.source} " in text.filled(f"{{{reference}}}", {})
        if block.kind == "claim":
            assert facts.row("claims", block.name)


@pytest.mark.parametrize("name", NAMES)
def test_a_text_ends_with_what_the_toy_cannot_tell_and_what_to_take_away(name):
    kinds = [block.kind for block in text.read(name)]
    assert kinds[-2:] == ["limits", "takeaway"] and kinds.count("takeaway") == 1


def test_the_whole_story_is_read_in_the_time_it_says():
    minutes = sum(text.words(name) for name in NAMES) / 240
    assert pages.MINUTES - 4 < minutes < pages.MINUTES


def test_a_text_that_cannot_be_shown_gets_one_sentence(tmp_path):
    for words, problem in (("<!-- figur: x -->", "figur"), ("<!-- figure -->", "without a name")):
        with pytest.raises(TextError, match=problem):
            text.parse(words)
    with pytest.raises(TextError, match="no text"):
        text.read("nobody", tmp_path)
    with pytest.raises(TextError, match="measured no 'kept'"):
        text.filled("{kept}", {})


HOSTILE = [
    "**a** [b](c) <d> $e$ :f:",
    "![](//host/a.png) https://host www.host a@host.org",
    ":smile: :material/home: :red[x] -> <- <-> -- >= <= ~=",
    "# head",
    "1. list",
    "    code",
    "`x`",
    "&amp; &#9888;",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_strangers_words_stay_words(words):
    """What Chromium makes of them is in tests/ui/test_notes.py."""
    markdown = text.escaped(words)
    assert plain(markdown) == words.strip()
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown)
    assert not re.search(r"[!-/:-@\[-`{-~]", bare), "nothing is left that Markdown reads"


def test_a_strangers_words_are_one_line_in_one_direction():
    assert text.escaped("a\n\n# b\r\n\tc\u2028d") == r"a \# b c d"
    assert text.escaped("abc\u202egnp.exe\x00\x1b[31m") == r"abcgnp\.exe\[31m"
