"""These tests hold that the pictures in assets/ are there, harmless, and of what the pages show now."""

import json
import re

import pytest

from explainer import pictures
from explainer.ui.pages import BALL, LIVE, START, STORY, VALLEY
from explainer.ui.pieces import charts

CHAPTERS = [chapter.name for chapter in STORY]
PAGES = [START.stem, LIVE.stem, BALL.stem, VALLEY.stem, *CHAPTERS]


def test_every_chart_of_the_story_has_its_picture_as_the_page_draws_it_now():
    """Where this fails, `make pictures` takes them again."""
    assert json.loads(pictures.DRAWN.read_text()) == charts(CHAPTERS)


def test_pictures_of_charts_are_pictures_and_nothing_else():
    paths = sorted(pictures.CHARTS.glob("*.svg"))
    keys = json.loads(pictures.DRAWN.read_text())
    assert [path.stem for path in paths] == sorted(f"{key}-{scheme}" for key in keys for scheme in pictures.SCHEMES)
    for path in paths:
        text = path.read_text()
        assert text.startswith("<svg"), path.name
        assert "<script" not in text and "<foreignObject" not in text and not re.search(r"\son\w+=", text), path.name
        assert "http" not in text.replace("http://www.w3.org", ""), path.name


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_picture_for_its_card(name):
    assert pictures.of_page(name) == f"pictures/{name}.png"


@pytest.mark.parametrize("name", ["", "nothing", "../../etc/passwd", "a" * 1000, "\n", "start.png"])
def test_what_has_no_picture_gets_the_start_pages(name):
    assert pictures.of_page(name) == "pictures/start.png"
    assert pictures.of_chart(name) is None


def test_a_fingerprint_is_of_the_picture_and_not_of_last_digits():
    chart = {"data": [{"y": [0.1, 1 / 3], "name": "old"}]}
    assert pictures.fingerprint(chart) == pictures.fingerprint({"data": [{"name": "old", "y": [0.1, 0.333333331]}]})
    assert pictures.fingerprint(chart) != pictures.fingerprint({"data": [{"name": "old", "y": [0.1, 0.334]}]})
