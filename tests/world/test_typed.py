"""Text in one form, and questions as people type them: what can be taken back is, and nothing held out slips by."""

import random

import pytest

from explainer.world.form import form, normal
from explainer.world.typed import WAYS, typed, untyped

QUESTIONS = (
    "What is the capital of France?",
    "How much is 3 plus 4?",
    "Where does a lion live?",
    "Tell me a story about Lily.",
    "I am so sad today.",
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("What is\u00a0the capital\u202f?", "What is the capital ?"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u201cIt\u2019s\u201d \u2013 \u2018so\u2019\u2026", "\"It's\" - 'so'..."),
        ("\ufeff a\u200bb\u00adc\x0e \n\t d ", "abc d"),
        ("", ""),
        ("日本語 नमस्ते", "日本語 नमस्ते"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_text_comes_into_one_form(text, plain):
    assert form(text) == plain == form(plain)


def test_a_normal_form_has_no_case_and_no_end():
    assert {normal(text) for text in ("Hello!", "hello", " HELLO ?? ", "Hello\u00a0…", "hello =")} == {"hello"}
    assert normal("3 + 4 = ") == "3 + 4"


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("way", [way for way in WAYS if way != "one slip"])
def test_what_can_be_taken_back_is(question, way):
    for seed in range(20):
        asked = WAYS[way](question, random.Random(seed))
        assert untyped(asked) == untyped(question), asked


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_slip_is_one_slip(question):
    """At most two letters of one word change, by the edit distance with swaps, computed here."""
    for seed in range(100):
        asked = WAYS["one slip"](question, random.Random(seed))
        changed = [(a, b) for a, b in zip(question.split(), asked.split(), strict=True) if a != b]
        assert len(changed) == 1
        before, after = changed[0]
        assert len(before) - 1 <= len(after) <= len(before) + 1
        near = before[:2] == after[:2] or before[-2:] == after[-2:]
        assert near or sorted(before.lower()) == sorted(after.lower()), changed


def test_people_type_in_many_ways_and_the_same_chance_types_the_same():
    rng = random.Random(0)
    asked = [typed(QUESTIONS[0], rng) for _ in range(2_000)]
    shares = {
        "as written": sum(text == QUESTIONS[0] for text in asked),
        "lower": sum(text == text.lower() for text in asked),
        "capitals": sum(text == text.upper() for text in asked),
        "no end": sum(text[-1].isalpha() for text in asked),
        "short": sum("what's" in text.lower() or "whats" in text.lower() for text in asked),
    }
    assert all(count > 100 for count in shares.values()), shares
    assert [typed(QUESTIONS[0], random.Random(3)) for _ in range(3)] == [typed(QUESTIONS[0], random.Random(3))] * 3


@pytest.mark.parametrize("text", ["", " ", "?", "hey", "HEY!", "pls", "3+4", "a" * 2_000, "日本語", "🪨"])
def test_anything_can_be_typed_and_taken_back(text):
    for seed in range(30):
        assert isinstance(untyped(typed(text, random.Random(seed))), str)
    assert untyped(text) or not text.strip(" ?")


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("hey whats the capital of france", "what is the capital of france"),
        ("PLS, WHAT IS THREE PLUS FOUR", "what is 3 plus 4"),
        ("how much is 3+4=", "how much is 3 plus 4"),
        ("ok, hey pls what is 3 + 4", "what is 3 plus 4"),
        ("hey", "hey"),
        ("hello", "hello"),
        ("Quick question: can u tell me where's a lion, please?", "can you tell me where is a lion"),
    ],
)
def test_a_question_is_known_again(asked, plain):
    assert untyped(asked) == plain
