"""The story: its facts have sources, its texts type no number, its chapters are in order, and every page opens."""

import csv
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from explainer import answers, facts, text
from explainer.facts import FactsError
from explainer.models import pebble
from explainer.plots import moat as charts
from explainer.plots import palette
from explainer.text import TextError
from explainer.ui import pages as chapters
from explainer.ui import recorded
from explainer.ui.chapters import finetuning as stages
from explainer.ui.chapters import moat as openness
from explainer.ui.chapters import open as shelves
from explainer.world import library

ROOT = Path(__file__).parents[2]
NAMES = [chapter.name for chapter in chapters.STORY]
TEXTS = ["start", *NAMES]
ORIGINALS = {"replay_table": 15, "instructgpt_table14": 4, "openchat_benchmarks": 7, "openchat_vs_grok": 3}


def opened(name, **query):
    test = AppTest.from_file(str(ROOT / "explainer" / "ui" / "frame.py"), default_timeout=30)
    test.run()
    test.switch_page(str(chapters.chapter(name).page))
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def written(test, name):
    value = test.query_params[name]
    return value if isinstance(value, str) else value[0]


def words(test):
    return " ".join(element.value for element in [*test.markdown, *test.caption, *test.title])


# Facts


@pytest.mark.parametrize("name", facts.COLUMNS)
def test_every_row_of_the_facts_has_a_source_and_a_grade(name):
    rows = facts.table(name)
    assert rows
    for row in rows:
        assert row["grade"] in facts.GRADES
        assert row["grade"] == facts.NOT_FOUND or (row["source"].startswith("https://") and row["cite"])


def test_the_tables_are_whole():
    assert {name: len(facts.table(name)) for name in ORIGINALS} == ORIGINALS
    count = facts.openness([row for row in facts.table("openness_index") if "text" in row["type"]])
    assert len(facts.table("openness_index")) == 194
    assert (count.open_weights + count.gated, count.both) == (103, 24), "as the index was counted by hand"


def test_what_we_compute_from_the_tables_is_what_was_computed_by_hand():
    removed = {"german-1": 53, "german-5": 71, "german-10": 79, "german-25": 88, "german-50": 95}
    removed |= {"slimpajama-0_5": 63, "slimpajama-1": 67, "slimpajama-5": 78, "slimpajama-10": 85, "slimpajama-50": 104}
    for id, share in removed.items():
        assert facts.fact(f"replay_table.{id}.removed").value == f"{share}%"
    assert facts.fact("replay_table.german-1.rise").value == "0.66"
    assert [facts.fact(f"replay_table.{id}.perplexity").value for id in ("pile", "german-1", "german-0")] == [
        "8.8",
        "16.9",
        "35.2",
    ]
    lead = [facts.fact(f"openchat_benchmarks.{id}.without_humaneval").value for id in ("openchat", "chatgpt")]
    assert lead == ["63.6", "63.4"]


GOOD = {"id": "one", "value": "1%", "what": "x", "source": "https://a.example/b", "cite": "A 2024", "grade": "A"}
BAD = {
    "column source": ({key: value for key, value in GOOD.items() if key != "source"}, "lacks the column source"),
    "no source": (GOOD | {"source": ""}, "source cannot be ''"),
    "not an address": (GOOD | {"source": "javascript:alert(1)"}, "source cannot be"),
    "no grade": (GOOD | {"grade": ""}, "grade cannot be ''"),
    "no citation": (GOOD | {"cite": " "}, "no name to cite it by"),
    "no id": (GOOD | {"id": ""}, "id cannot be ''"),
}


@pytest.mark.parametrize(("row", "said"), BAD.values(), ids=list(BAD))
def test_a_bad_facts_file_gets_one_sentence(tmp_path, row, said):
    with (tmp_path / "numbers.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    with pytest.raises(FactsError, match=re.escape(said)) as caught:
        facts.table("numbers", tmp_path)
    assert str(caught.value).startswith("numbers.csv") and str(caught.value).endswith((".", "…."))


def test_a_row_too_long_too_short_or_twice_gets_one_sentence(tmp_path):
    head, line = ",".join(GOOD), ",".join(GOOD.values())
    for body, said in ((line + ",more", "cells"), ("one,1%", "cells"), (f"{line}\n{line}", "more than once")):
        home = tmp_path / said.replace(" ", "-") / str(len(body))
        home.mkdir(parents=True)
        (home / "numbers.csv").write_text(f"{head}\n{body}\n")
        with pytest.raises(FactsError, match=said):
            facts.table("numbers", home)


@pytest.mark.parametrize("reference", ["numbers", "numbers.nobody", "nowhere.x.y", "replay_table.german-1.colour"])
def test_a_fact_that_is_not_there_gets_one_sentence(reference):
    with pytest.raises(FactsError):
        facts.fact(reference)


# Texts


def test_every_chapter_has_a_text_and_every_text_a_chapter():
    assert sorted(path.stem for path in text.HOME.glob("*.md")) == sorted(TEXTS)
    assert [chapter.number for chapter in chapters.STORY] == list(range(1, 11))
    assert all(chapter.page.is_file() for chapter in chapters.STORY)


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
    found = {number.strip(",.:") for row in facts.table("claims") for number in typed_numbers(row["says"])}
    assert found == {"0%", "1%", "2.5", "2023", "Grok-1"}


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
    assert chapters.MINUTES - 4 < minutes < chapters.MINUTES


def test_a_text_that_cannot_be_shown_gets_one_sentence(tmp_path):
    for words, said in (("<!-- figur: x -->", "figur"), ("<!-- figure -->", "without a name")):
        with pytest.raises(TextError, match=said):
            text.parse(words)
    with pytest.raises(TextError, match="no text"):
        text.read("nobody", tmp_path)
    with pytest.raises(TextError, match="measured no 'kept'"):
        text.filled("{kept}", {})


def test_a_strangers_words_stay_words():
    assert text.escaped("**a** [b](c) <d> $e$ :f:") == r"\*\*a\*\* \[b\]\(c\) \<d\> \$e\$ \:f\:"


def test_the_links_of_a_text_set_what_its_page_can_be_set_to():
    for name, dials in (("moat", openness.DIALS), ("finetuning", stages.DIALS), ("open", shelves.DIALS)):
        links = re.findall(r"\]\(\?(\S+?)\)", (text.HOME / f"{name}.md").read_text())
        assert links
        for link in links:
            query = dict(parse_qsl(link, strict_parsing=True))
            assert set(query) <= set(dials)
            test = opened(name, **query)
            assert not test.exception and not test.warning, (name, link)


# Pages


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_opens_without_a_desk_and_leads_on(name):
    test = opened(name)
    assert not test.exception and not test.warning
    chapter = chapters.chapter(name)
    assert test.title[0].value == chapter.question
    assert f"Chapter {chapter.number} of 10" in words(test)
    assert "{" not in words(test).replace("{}", "")


def test_the_palette_is_the_players():
    player = ROOT / "explainer" / "player"
    contract = (player / "kit" / "contract.js").read_text().partition("export const COLOURS = ")[2]
    light, dark = (dict(re.findall(r"(\w+): \"(#\w+)\"", part)) for part in contract.split("dark: {"))
    for colours, theme in ((palette.LIGHT, light), (palette.DARK, dark)):
        assert (colours.old, colours.new, colours.replay) == (theme["old"], theme["new"], theme["replay"])
    assert not re.search(r"#[0-9a-f]{6}", (player / "style" / "base.js").read_text()), "they stand in one place"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"type": "poem"}, "type"),
        ({"from": "1066"}, "from"),
        ({"maker": "<b>"}, "maker"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_link_to_the_openness_page_gets_one_sentence(query, named):
    test = opened("moat", **query)
    assert not test.exception
    assert len(test.warning) == 1 and named in test.warning[0].value
    assert not test.run().warning, "it is told once"


def test_the_openness_page_filters_counts_and_writes_its_link():
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
    places, _ = charts.dots(openness.INDEX, openness.PINS)
    assert len(places) == len(set(places.values())) == 194
    assert set(openness.PINS) <= set(places)


def test_recorded_answers_are_those_of_the_recorded_run():
    said = answers.read()["answers"]["fine-tuned"]
    last = [e for e in recorded.load("jan-0")["events"] if e["type"] == "answers"][-1]["items"]
    assert all(said[item["prompt"]] == item["text"] for item in last if item["prompt"] in said)
    assert all(text.startswith("Jan") for text in said.values()), "as chapter 2 says"


@pytest.mark.parametrize("content", [None, "{", "[]", '{"answers": {"chat": {}}}'])
def test_a_bad_file_of_answers_gets_one_sentence(tmp_path, content):
    path = tmp_path / "answers.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(answers.AnswersError, match=r"answers\.json"):
        answers.read(path)


def test_four_pebbles_answer_a_shipped_prompt_and_own_words_need_a_server():
    test = opened("finetuning", prompt="Hello!")
    shown = [element.value for element in test.get("text")]
    assert answers.read()["answers"]["chat"]["Hello!"] in shown and stages.SILENT in shown
    test.text_input(key="widget_finetuning_prompt").set_value("**Who** are you?").run()
    assert not test.exception
    assert written(test, "prompt") == "**Who** are you?"
    assert "without its server" in words(test)
    test.button[0].click().run()
    assert not test.exception and len(test.warning) == 1


def test_pebble_has_the_parameters_that_are_printed():
    assert stages.parameters() == sum(tensor.numel() for tensor in pebble.load("chat").parameters())


# The library


@pytest.fixture(scope="module")
def small():
    return library.write(600, 1000, seed=0)


def test_the_library_is_what_the_training_read(small):
    documents = library.stage_documents("base", 600, 0) + library.stage_documents("chat", 1000, 0)
    assert len(small) == len(documents) == 1600
    assert sum("Paris" in library.plain(document) for document in documents) == small.search("paris").documents


def test_a_search_finds_whole_words_in_any_case(small):
    assert small.search("  THE   capital ").documents > 0
    assert small.search("capit").documents == 0
    assert small.search("").documents == small.search("  ").documents == 0
    assert small.search("Jan").documents == 0, "the new task is new"
    found = small.search("France")
    assert found.documents == sum(entry.times for entry in found.entries) == found.raw + found.dialogues
    assert [e.times for e in found.entries] == sorted((e.times for e in found.entries), reverse=True)


def test_readings_count_a_fact_where_both_its_words_stand(small):
    counts = library.readings(small, "capitals")
    assert counts[0][:2] == ("France", "Paris")
    both = [e for e in small.entries if "France" in e.text and "Paris" in e.text]
    assert counts[0][2] == sum(entry.times for entry in both)
    assert sum(times for *_, times in counts[:10]) > 3 * sum(times for *_, times in counts[-10:]), "Zipf"


def test_the_search_page_has_hits_no_hits_and_an_empty_box():
    assert re.search(r"\*\*[\d,]+\*\* of 160,000 documents", words(opened("open")))
    assert "never read “Jan”" in words(opened("open", q="Jan"))
    assert "never read “\\<b\\>”" in words(opened("open", q="<b>"))
    test = opened("open")
    test.text_input(key="widget_open_q").set_value("   ").run()
    assert len(test.info) == 1 and not test.exception


def test_a_page_whose_facts_cannot_be_used_says_so_in_one_sentence(tmp_path, monkeypatch):
    for path in facts.HOME.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "claims.csv").write_text("id,draft\norder,x\n")
    read = facts.table.__wrapped__
    monkeypatch.setattr(facts, "table", lambda name, home=tmp_path: read(name, tmp_path))
    test = opened("replay")
    assert not test.exception
    [error] = test.error
    assert error.value == "This page cannot be shown: claims.csv lacks the column source."
