"""The facts: every row has a source and a grade, what is computed from them is right, and bad files get a sentence."""

import csv
import re

import pytest

from explainer import facts, text
from explainer.facts import FactsError

ORIGINALS = {"replay_table": 15, "instructgpt_table14": 4, "openchat_benchmarks": 7, "openchat_vs_grok": 3}


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


# What was wrong once, and was read again


def way(id):
    return facts.row("ways_across", id)


def test_rows_that_were_corrected_stay_corrected():
    assert all(name in way("l2-sp")["cite"] for name in ("Li", "Grandvalet", "Davoine", "2018"))
    assert way("low-lr")["source"] == "https://arxiv.org/abs/2605.26097"
    assert "MMLU" in way("ewc")["reported"], "its Fisher matrix came from its own test"
    assert "capacity" in way("self-replay")["reported"]
    assert facts.fact("numbers.pythia-models").value == "two sets of eight"
    assert "measures no forgetting" not in facts.row("claims", "noise")["says"], "it looked at general exams"


def test_true_data_beside_a_models_own_words_is_cited():
    side = facts.row("claims", "side-by-side")
    assert side["source"] == way("own-samples")["source"] == "https://arxiv.org/abs/2505.13811"
    assert facts.fact("numbers.marek-capacity").source == way("self-replay")["source"]
    assert way("curated")["source"].endswith("vertex-ai-samples/pull/4507")
    assert {row["grade"] for row in (side, way("own-samples"), way("self-replay"), way("curated"))} == {"B"}


# Numbers that nobody found again, by the paper that they were ascribed to
NOT_FOUND_AGAIN = {
    "2308.08747": ("40%",),
    "2501.13453": ("23%", "76.9"),
    "2402.13669": ("29.1", "21.5", "29.4"),
    "2510.18874": ("learning rate",),
}


@pytest.mark.parametrize("name", facts.COLUMNS)
def test_what_was_not_found_again_is_reported_at_best(name):
    for row in facts.table(name):
        for paper, numbers in NOT_FOUND_AGAIN.items():
            if row["source"].endswith(paper) and row["grade"] in ("A", "B"):
                assert not [n for n in numbers for cell in row.values() if n in cell.lower()], row["id"]


def test_an_index_that_changed_is_not_printed_as_a_series():
    """Wherever two of its years stand in one paragraph, the paragraph says that they are not like for like."""
    years = [f"{{numbers.fmti-{year}}}" for year in (2023, 2024, 2025)]
    claims = [row["says"] for row in facts.table("claims")]
    files = [path.read_text(encoding="utf-8") for path in text.HOME.glob("*.md")]
    paragraphs = [paragraph for words in (*files, *claims) for paragraph in words.split("\n\n")]
    shown = [paragraph for paragraph in paragraphs if sum(year in paragraph for year in years) > 1]
    assert shown and all("not like for like" in paragraph for paragraph in shown)


GOOD = {"id": "one", "value": "1%", "what": "x", "source": "https://a.example/b", "cite": "A 2024", "grade": "A"}


BAD = {
    "column source": ({key: value for key, value in GOOD.items() if key != "source"}, "lacks the column source"),
    "no source": (GOOD | {"source": ""}, "source cannot be ''"),
    "not an address": (GOOD | {"source": "javascript:alert(1)"}, "source cannot be"),
    "no grade": (GOOD | {"grade": ""}, "grade cannot be ''"),
    "no citation": (GOOD | {"cite": " "}, "no name to cite it by"),
    "no id": (GOOD | {"id": ""}, "id cannot be ''"),
}


@pytest.mark.parametrize(("row", "problem"), BAD.values(), ids=list(BAD))
def test_a_bad_facts_file_gets_one_sentence(tmp_path, row, problem):
    with (tmp_path / "numbers.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    with pytest.raises(FactsError, match=re.escape(problem)) as caught:
        facts.table("numbers", tmp_path)
    assert str(caught.value).startswith("numbers.csv") and str(caught.value).endswith((".", "…."))


def test_a_row_too_long_too_short_or_twice_gets_one_sentence(tmp_path):
    head, line = ",".join(GOOD), ",".join(GOOD.values())
    for body, problem in ((line + ",more", "cells"), ("one,1%", "cells"), (f"{line}\n{line}", "more than once")):
        home = tmp_path / problem.replace(" ", "-") / str(len(body))
        home.mkdir(parents=True)
        (home / "numbers.csv").write_text(f"{head}\n{body}\n")
        with pytest.raises(FactsError, match=problem):
            facts.table("numbers", home)


@pytest.mark.parametrize("reference", ["numbers", "numbers.nobody", "nowhere.x.y", "replay_table.german-1.colour"])
def test_a_fact_that_is_not_there_gets_one_sentence(reference):
    with pytest.raises(FactsError):
        facts.fact(reference)


def test_averages_are_those_that_the_sources_print():
    for name, columns in facts.BENCHMARKS.items():
        for row in facts.table(name):
            if row["average"]:
                assert facts.average(row, columns) == pytest.approx(float(row["average"]), abs=0.051), row["model"]
    mistral = facts.row("openchat_benchmarks", "mistral")
    assert facts.average(mistral, facts.BENCHMARKS["openchat_benchmarks"]) is None, "two were not reported"
    assert facts.average(mistral, []) is None
