"""What lies outside the world: it is no fact, a part of it is never trained, and what is checked was never met."""

import random

from explainer.world import corpus, held_out, unknown
from explainer.world.english import FACT_SKILLS
from explainer.world.old import OLD, reading
from explainer.world.typed import untyped

SUBJECTS = {fact.subject.lower() for skill in FACT_SKILLS for fact in skill.facts}


def test_no_word_outside_is_a_fact_of_the_world():
    for name in unknown.WORDS:
        trained, held = (unknown.words(name, split) for split in ("train", "held_out"))
        assert len(trained) > 100 and len(held) > 20
        assert not {word.lower() for word in trained + held} & SUBJECTS
        assert not {*trained} & {*held}


def test_no_question_about_the_unknown_has_an_answer_in_the_world():
    known = {untyped(question) for skill in FACT_SKILLS for fact in skill.facts for question in skill.asked(fact)}
    rng = random.Random(0)
    asked = {untyped(unknown.sample(rng, split).question) for split in ("train", "held_out") for _ in range(5_000)}
    assert len(asked) > 5_000
    assert not asked & known


def test_what_is_checked_was_never_read():
    asked = unknown.outside_questions(100)
    assert len({*asked}) == 100 and asked == unknown.outside_questions(100)
    assert all(map(held_out, asked)) or not {untyped(q) for q in asked} & {untyped(d.question) for d in reading(0, 0)}
    words = [word.lower() for name in unknown.WORDS for word in unknown.words(name, "held_out")]
    read = [untyped(d.question) for d in reading(0, 0) if d.skill == unknown.NAME]
    met = [word for word in words for question in read[:3_000] if question.endswith(f" of {untyped(word)}")]
    assert not met


def test_the_old_task_says_that_it_does_not_know_as_often_as_it_is_read():
    documents = corpus(OLD, 8_000, 3, "train")
    share = sum(d.skill == unknown.NAME for d in documents) / len(documents)
    dialogues = reading(0, 0)
    read = sum(d.skill == unknown.NAME for d in dialogues) / len(dialogues)
    assert abs(share - read) < 4 * (read * (1 - read) / 8_000) ** 0.5
