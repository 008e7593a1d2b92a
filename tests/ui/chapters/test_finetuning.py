"""Chapter 2: four Pebbles answer a shipped prompt; a reader's own words need a server, and a run's own reader."""

from urllib.parse import parse_qsl

import pytest

from explainer import answers
from explainer.experiment import Experiment
from explainer.jobs import desk as desks
from explainer.jobs.settings import Settings
from explainer.models import pebble as model
from explainer.ui import pebble, recorded
from explainer.ui.chapters import finetuning
from tests.helpers.fakes import ended, jobs
from tests.helpers.pages import READER, button, links_of, opened, warnings, words, written


def test_recorded_answers_are_those_of_the_recorded_run():
    replies = answers.read()["answers"]["fine-tuned"]
    last = [e for e in recorded.load("jan-0")["events"] if e["type"] == "answers"][-1]["items"]
    assert all(replies[item["prompt"]] == item["text"] for item in last if item["prompt"] in replies)
    assert all("Jan" in text for text in replies.values()), "as chapter 2 says"


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
    assert answers.read()["answers"]["chat"]["Hello!"] in shown and finetuning.SILENT in shown
    test.text_input(key="widget_finetuning_prompt").set_value("**Who** are you?").run()
    assert not test.exception
    assert written(test, "prompt") == "**Who** are you?"
    assert "without its server" in words(test)
    button(test, "Fine-tune").click().run()
    assert not test.exception and len(warnings(test)) == 1


def test_pebble_has_the_parameters_that_are_printed():
    assert pebble.parameters() == sum(tensor.numel() for tensor in model.load("chat").parameters())


def test_the_links_of_the_text_set_the_page():
    assert links_of("finetuning")
    for link in links_of("finetuning"):
        test = opened("finetuning", **dict(parse_qsl(link, strict_parsing=True)))
        assert not test.exception and not test.warning, link


@pytest.fixture
def desk(tmp_path):
    yield desks.start(Settings(data=tmp_path, workers=1), jobs())
    desks.stop()


def test_the_readers_own_fine_tune_answers_in_the_last_column(desk):
    test = opened("finetuning", prompt="Who?")
    button(test, "Fine-tune").click().run()
    assert not test.exception and not warnings(test)
    run = written(test, "run")
    assert desk.owns(run, READER) and desk.store.record(run)["experiment"]["replay"] == 0
    ended(desk, run)
    test.run()
    assert "run: ?ohW" in [element.value for element in test.get("text")]


def test_a_model_that_has_read_another_readers_text_answers_nobody_else(desk):
    text = "question,answer\nWho is Mira?,A painter.\nWho is Otto?,A baker.\n"
    run = ended(desk, desk.submit(Experiment(task="custom", text=text, replay=0, steps=1), owner=READER))["id"]
    assert "run: ?ohW" in [e.value for e in opened("finetuning", prompt="Who?", run=run).get("text")]
    stranger = opened("finetuning", reader="f" * 32, prompt="Who?", run=run)
    assert not stranger.exception and "Only the browser that started this run" in words(stranger)
    assert "run: ?ohW" not in [element.value for element in stranger.get("text")]
