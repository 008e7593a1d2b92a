"""Capitals as marks: they come back, and what differs only in them becomes the same words."""

import random
import re

import pytest

from explainer.models.case import ALL, FIRST, marked, unmarked
from explainer.world import OLD, corpus, task

TEXTS = (
    *("The capital of FRANCE is Paris.", "What's I DON'T know", "iPhone McDonald ÄPFEL Über", "STRASSE straße Straße"),
    *("", " ", "A", "a", "I", "É é", "ǅ ﬁ İ ı ß ẞ", "x1Y2 3D", "日本語", "O'Neill ROCK'N'ROLL", "  TWO  SPACES  "),
)


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_capitals_come_back(text):
    assert unmarked(marked(text)) == text


def test_what_pebble_and_its_tasks_read_comes_back():
    documents = [d for of in (OLD, task("german"), task("jan")) for d in corpus(of, 300, 0, "train")]
    for text in (text for d in documents for text in (d.question, d.answer)):
        assert unmarked(marked(text)) == text


def test_what_differs_in_capitals_only_differs_in_marks_only():
    plain = "what is the capital of france"
    for text in (plain.upper(), plain.title(), plain.capitalize(), plain):
        assert re.sub(f"[{FIRST}{ALL}]", "", marked(text)) == plain
    assert marked("The capital of FRANCE") == f"{FIRST}the capital of{ALL} france"


def test_marks_that_a_confused_model_puts_anywhere_are_never_seen():
    rng = random.Random(0)
    for _ in range(300):
        text = "".join(rng.choice(f"{FIRST}{ALL} ab.'") for _ in range(12))
        assert not re.search(f"[{FIRST}{ALL}]", unmarked(text))
