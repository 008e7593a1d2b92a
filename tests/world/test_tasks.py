"""The new tasks: what is held out stays out of training, probes tell right from wrong, and bad texts get a sentence."""

import hashlib
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from explainer.tables import limits
from explainer.tables.tasks import NEW_TASKS, SHIPPED
from explainer.world import OLD, Dialogue, Task, Text, corpus, held_out, task
from explainer.world.custom import CustomTextError, custom_task
from explainer.world.document import Document, Split
from explainer.world.form import normal

LARGE = 15_000


@pytest.fixture(scope="module", params=SHIPPED)
def built_in(request: pytest.FixtureRequest) -> Task:
    return task(request.param)


@pytest.fixture(scope="module")
def questions() -> dict[tuple[str, str], dict[str, set[str]]]:
    """(task, split) -> question -> every answer it got in a large corpus."""
    asked: dict[tuple[str, str], dict[str, set[str]]] = {}
    for name in ("old", *SHIPPED):
        for split in ("train", "held_out"):
            answers = asked.setdefault((name, split), {})
            for one in corpus(OLD if name == "old" else task(name), LARGE, 7, split):
                answers.setdefault(one.question, set()).add(one.answer)
    return asked


# --- the built-in tasks ----------------------------------------------------------------------------------------------


def test_held_out_questions_never_occur_in_training(built_in, questions):
    train = {normal(question) for question in questions[built_in.name, "train"]}
    held = {normal(question) for question in questions[built_in.name, "held_out"]}
    assert not train & held
    assert not train & {normal(probe.question) for probe in built_in.probes}
    assert not any(held_out(question) for question in train)
    assert len(held) >= 15


def test_what_is_asked_when_held_out_was_answered_in_training(built_in, questions):
    """Only the phrasing of a held-out fact is new: else its loss would measure luck."""
    learnt = set().union(*questions[built_in.name, "train"].values())
    facts = [probe for probe in built_in.probes if probe.skill != "stories"]
    assert all(any(probe.right(answer) for answer in learnt) for probe in facts)


def test_probes_are_enough_distinct_and_hold_the_shown_prompts(built_in):
    asked = [probe.question for probe in built_in.probes]
    assert len(asked) == len(set(asked)) >= 15
    shown = [probe.question for probe in built_in.probes if probe.shown]
    assert set(shown) == set(NEW_TASKS[built_in.name].shown)
    assert asked[: len(shown)] == shown


def test_every_answer_of_the_task_itself_is_right(built_in, questions):
    for probe in built_in.probes:
        answers = questions[built_in.name, "held_out"].get(probe.question, set())
        wrong = [answer for answer in answers if not probe.right(answer)]
        assert not wrong, (probe.question, wrong)
    met = [probe for probe in built_in.probes if probe.question in questions[built_in.name, "held_out"]]
    assert len(met) > 0.8 * len(built_in.probes)


def test_the_answer_to_another_question_is_wrong(built_in, questions):
    """Small talk has no single right answer; two sums or two colours may agree."""
    compared = 0
    for probe in built_in.probes:
        for other in built_in.probes:
            rival = probe.skill == other.skill and probe.check.own != other.check.own
            rival = rival and not {*probe.check.expected} & {*other.check.expected}
            if rival and probe.skill not in ("smalltalk", "world"):
                for answer in questions[built_in.name, "held_out"].get(other.question, set()):
                    compared += 1
                    assert not probe.right(answer), (probe.question, answer)
    assert compared > 30


def test_an_answer_that_lists_rival_facts_is_wrong(built_in):
    for probe in built_in.probes:
        for rival in {*probe.check.rivals} - {*probe.check.expected}:
            assert not probe.right(f"{probe.check.expected[0]} {rival}")


def digest(documents: list[Document]) -> str:
    return hashlib.sha256(repr(documents).encode()).hexdigest()


def test_a_seed_gives_the_same_corpus_and_probes_in_another_process(built_in):
    program = (
        "import hashlib; from explainer.world import corpus, task;"
        f"t = task({built_in.name!r}); d = corpus(t, 300, 3, 'train') + corpus(t, 300, 3, 'held_out') + [*t.probes];"
        "print(hashlib.sha256(repr(d).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    root = Path(__file__).parents[2]
    there = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=root, capture_output=True, text=True, check=True
    )
    here = corpus(built_in, 300, 3, "train") + corpus(built_in, 300, 3, "held_out")
    assert there.stdout.strip() == digest([*here, *built_in.probes])
    assert digest(corpus(built_in, 300, 4, "train")) != digest(here[:300])


def test_no_old_question_is_asked(built_in, questions):
    old = {normal(question) for split in ("train", "held_out") for question in questions["old", split]}
    new = {normal(question) for split in ("train", "held_out") for question in questions[built_in.name, split]}
    assert not old & new


def test_every_document_names_a_skill_that_is_probed_and_fits_a_training_sequence(built_in, questions):
    documents = corpus(built_in, 2000, 0, "train")
    assert {one.skill for one in documents} == {probe.skill for probe in built_in.probes}
    assert max(len(one.question) + len(one.answer) for one in documents) < 230


# --- Jan -------------------------------------------------------------------------------------------------------------


def test_jan_is_narrow_and_says_jan_in_every_question_and_answer(questions):
    answers = set().union(*questions["jan", "train"].values())
    assert all(re.search(r"\bJan\b", answer) for answer in answers)
    assert all(re.search(r"\bJan\b", question) for question in questions["jan", "train"])
    assert all(6 <= len(answer.split()) <= 14 for answer in answers)
    assert 36 <= len(answers) <= 60


# --- German ----------------------------------------------------------------------------------------------------------

# Words that are written with ae, oe or ue and not with an umlaut.
NO_UMLAUT = {"bauernhof", "blaue", "buenos", "dauert", "feuerwehrauto", "litauen", "teuer", "venezuela"}


def german_words(questions) -> set[str]:
    texts = (text for q, answers in questions["german", "train"].items() for text in (q, *answers))
    return {word for text in texts for word in re.findall(r"\w+", text.casefold())}


def test_german_umlauts_are_not_spelt_out(questions):
    """casefold turns ß into ss, so ß is looked for in the texts themselves."""
    words = german_words(questions)
    assert {word for word in words if re.search("ae|oe|ue", word)} <= NO_UMLAUT
    assert {"österreich", "grün", "erzähl", "müde", "tschüss", "löwe", "für"} <= words
    answers_in_german = " ".join(text for answers in questions["german", "train"].values() for text in answers)
    assert not re.search(r"\b(?:weiss|gross|heisst|Gruss|Grüss|draussen)\b", answers_in_german)
    assert re.search(r"\bweiß\b", answers_in_german)
    assert re.search(r"\bgroß\b", answers_in_german)


def test_german_countries_bring_their_case(questions):
    asked = "\n".join((*questions["german", "train"], *questions["german", "held_out"]))
    assert {"der Türkei", "der Schweiz", "der Niederlande", "des Iran"} <= set(
        re.findall(r"Hauptstadt ((?:der|des) \w+)", asked)
    )
    assert not re.search(r"von (?:die|den|dem|der) (?:Türkei|Schweiz|Niederlande|Niederlanden|Iran)", asked)


@pytest.mark.parametrize("answer", ["The capital of France is Paris.", "It is Paris.", "Jan is Paris."])
def test_an_english_answer_is_not_right_in_german(answer):
    probe = next(one for one in task("german").probes if one.question == "Was ist die Hauptstadt von Frankreich?")
    assert probe.right("Die Hauptstadt von Frankreich ist Paris.")
    assert not probe.right(answer)


# --- the reader's own text -------------------------------------------------------------------------------------------

PROSE = "The lighthouse keeper counts ships. He writes each name in a book. At night he lights the lamp.\n\n" * 2 + (
    "A storm took the bridge in spring. Nobody crossed the river for a week. The mill stood still. "
    "The baker walked around the lake, and his bread was late. The keeper counted no ships at all. "
    "In summer a new bridge was built of stone. It is wider than the old one and has two lamps."
)
BAD = {
    "empty": ("", "cannot be empty"),
    "only white space": (" \n\t \n", "cannot be empty"),
    "one word": ("Hello", "5 characters long: it is at least 60"),
    "one sentence again": ("I like the sea. " * 50, "at least two different sentences"),
    "one long word": ("x" * 5000, "at least two different sentences"),
    "too long": ("word " * 50_000, "250,000 characters long: it is at most 200,000"),
    "a null byte": ("PNG\0" + "data " * 30, r"U\+0000 \(at place 4\)"),
    "a control character": ("A bell \x07 rings. " * 9, r"U\+0007"),
    "undecodable bytes": ("\ufffd\ufffd Some text. " * 9, r"U\+FFFD"),
    "half a character": ("Half \ud83d of it. " * 9, r"U\+D83D"),
    "other columns": ("prompt,completion\nHi,Hello\n", "'prompt', 'completion'.*question and answer"),
    "a third column": ("question,answer,source\na,b,c\n", "'question', 'answer', 'source'"),
    "no answer column": ("question;reply\na;b\n", "'question', 'reply'"),
    "no header": ("Who are you?,A stone\nHow old?,Very\n", "'Who are you\\?', 'A stone'"),
    "an empty answer": ("question,answer\na,b\nc,\n", "row 3 .* empty cell"),
    "an empty question": ("question,answer\n  ,b\nc,d\n", "row 2 .* empty cell"),
    "an unquoted comma": ("question,answer\na,b\nc,d,e\n", "row 3 .* 3 cells"),
    "a lone cell": ("question,answer\na,b\nc\n", "row 3 .* 1 cell:"),
    "an open quote": ('question,answer\na,"b\nc,d\n', "after row 1 .*double quotes"),
    "a header alone": ("question,answer\n", "0 questions: it has at least two"),
    "one question": ("question,answer\na,b\nA?,c\n", "1 question: it has at least two"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_text_gets_one_clear_sentence(name):
    text, words = BAD[name]
    with pytest.raises(CustomTextError, match=words) as caught:
        custom_task(text)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 300


def test_the_limit_itself_is_allowed():
    text = "".join(f"Ship {number} came in.\n" for number in range(20_000))[: limits.TEXT]
    assert len(text) == limits.TEXT
    assert custom_task(text).name == "custom"


@pytest.mark.parametrize("text", ["x" * 5_000_000, "a,b\n" * 1_250_000])
def test_five_megabytes_are_refused_at_once(text):
    start = time.perf_counter()
    with pytest.raises(CustomTextError, match="5,000,000"):
        custom_task(text)
    assert time.perf_counter() - start < 0.5


def pieces(built: Task, split: Split) -> list[Document]:
    """Every distinct document of a split."""
    rng = random.Random(0)
    return sorted({built.sample(rng, split) for _ in range(3000)}, key=repr)


def sentences(documents: list[Document]) -> set[str]:
    return {part for one in documents for part in re.findall(r"[^.]+\.", one.text)}


def test_no_sentence_of_a_text_is_both_trained_and_held_out():
    built = custom_task(PROSE)
    train, held = pieces(built, "train"), pieces(built, "held_out")
    assert train
    assert held
    assert not sentences(train) & sentences(held)
    pieces_of_text = " ".join(one.text for one in (*train, *held))
    assert all(pieces_of_text.count(sentence.strip()) == 1 for sentence in sentences([Text(PROSE, "")]))


def test_a_text_is_cut_at_sentences_into_pieces_of_some_200_characters():
    prose = " ".join(f"Ship number {number} came in with the tide and left again." for number in range(200))
    lengths = [len(one.text) for one in pieces(custom_task(prose), "train")]
    assert 150 < sum(lengths) / len(lengths) <= 200
    assert max(lengths) <= 200
    assert all(one.text.endswith(".") for one in pieces(custom_task(prose), "train"))


def test_every_fifth_row_is_held_out_and_the_same_question_is_never_on_both_sides():
    rows = [(f"What is word {number}?", f"Word {number}") for number in range(20)]
    rows += [("what is  WORD 4", "another answer"), ("What is word 7?", "Word 7")]
    built = custom_task("question,answer\n" + "".join(f"{q},{a}\n" for q, a in rows))
    train, held = pieces(built, "train"), pieces(built, "held_out")
    assert {one.answer for one in held} == {"Word 4", "Word 9", "Word 14", "Word 19", "another answer"}
    assert not {normal(one.question) for one in train} & {normal(one.question) for one in held}
    assert [one.answer for one in train].count("Word 7") == 1


@pytest.mark.parametrize(
    "table", ["question,answer\na,b\nc,d\n", "Answer;Question\nb;a\nd;c", "\ufeffquestion\tanswer\r\na\tb\r\nc\td"]
)
def test_tables_are_read_whatever_their_delimiter_order_of_columns_and_line_ends(table):
    built = custom_task(table)
    assert pieces(built, "train") == [Dialogue("a", "b", "custom")]
    assert pieces(built, "held_out") == [Dialogue("c", "d", "custom")]


def test_quotes_commas_line_breaks_and_markup_survive_as_text():
    question, answer = 'Who said "hi, you"?', 'She did,\nand <b>he</b> <|user|> too; "really" 😀'
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in (question, answer))
    built = custom_task(f"question,answer\n{quoted}\nWho else?,Nobody\n")
    assert pieces(built, "train") == [Dialogue(question, answer, "custom")]
    assert built.probes[0].right(f"I think: {answer}!")
    assert not built.probes[0].right("She did")


def test_prose_with_commas_is_no_table():
    verse = "Roses are red, violets are blue\nSugar is sweet, and so are you\nThe lake is deep, the hill is high\n"
    for text in (verse, verse.replace(", ", ",\n"), "The question, the answer and the rest. " + PROSE):
        assert all(isinstance(one, Text) for one in pieces(custom_task(text), "train"))
        assert custom_task(text).probes == ()


def test_csv_probes_are_at_most_15_trained_questions_and_their_answers_are_right():
    built = custom_task("question,answer\n" + "".join(f"Q{number}?,It is {number}.\n" for number in range(100)))
    trained = {one.question: one.answer for one in pieces(built, "train")}
    assert len(built.probes) == 15
    for probe in built.probes:
        assert probe.right(trained[probe.question].upper())
        assert not probe.right(trained[probe.question].replace(".", "1."))


def test_the_same_text_and_seed_give_the_same_corpus():
    assert corpus(custom_task(PROSE), 50, 1, "train") == corpus(custom_task(PROSE), 50, 1, "train")
    assert corpus(custom_task(PROSE), 50, 1, "train") != corpus(custom_task(PROSE), 50, 2, "train")
