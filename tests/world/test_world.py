"""The small world: what is held out stays out, and every fact is probed in a phrasing that no training reads."""

import hashlib
import os
import random
import re
import subprocess
import sys

import pytest

from explainer.tables.tasks import NEW_TASKS, SHIPPED
from explainer.world import OLD, Dialogue, Task, corpus, held_out, proxy, task
from explainer.world.english import FACT_SKILLS
from explainer.world.facts import CAPITALS, OPPOSITES
from explainer.world.old import OUTSIDE, old, reading, texts
from explainer.world.rarity import TIMES
from explainer.world.split import SHOWN, draw
from explainer.world.typed import untyped
from explainer.world.unknown import NAME as UNKNOWN

SKILLS = {skill.name: skill for skill in FACT_SKILLS}


def tasks() -> list[Task]:
    return [OLD, proxy(0), proxy(100, True), *map(task, SHIPPED)]


def dialogues(of: Task, count: int, split="train", seed=0) -> list[Dialogue]:
    documents = corpus(of, count, seed, split)
    assert all(isinstance(document, Dialogue) for document in documents)
    return documents  # type: ignore[return-value]


def test_no_held_out_question_is_ever_trained_on():
    """Not by the split's word alone: what one split asks, and what the probes ask, the other must never ask."""
    read = [d.question for of in tasks() for d in dialogues(of, 4_000)] + [d.question for d in reading(0, 0)]
    trained = set(map(untyped, read))
    asked = {untyped(d.question) for of in map(task, SHIPPED) for d in dialogues(of, 3_000, "held_out")}
    probed = {untyped(probe.question) for of in tasks() for probe in of.probes} | set(map(untyped, SHOWN))
    assert len(asked) > 200 and len(probed) > 500 and len(trained) > 5_000
    assert not trained & (asked | probed)
    assert not [question for question in read if held_out(question)]


def test_what_the_old_task_holds_out_is_not_read_but_for_a_slip():
    """A slip may turn a held-out question into anything, so those that are typed without one are looked at."""
    read = {untyped(d.question) for d in reading(0, 0)}
    asked = [untyped(d.question) for d in dialogues(OLD, 3_000, "held_out")]
    assert sum(map(held_out, asked)) > 0.6 * len(asked)
    assert not {question for question in asked if held_out(question)} & read
    assert len({*asked} & read) < 0.01 * len(asked)


@pytest.mark.parametrize("of", [task(name) for name in SHIPPED] + [proxy(0)], ids=lambda of: of.name)
def test_no_old_held_out_question_stands_anywhere_in_what_else_is_trained(of):
    """Not even inside a longer question or an answer; but a bare sum is the same in every language."""
    text = "\n".join({line for d in dialogues(of, 8_000) for line in (d.question, d.answer)})
    asked = [probe.question for probe in OLD.probes if len(re.findall("[A-Za-z]+", probe.question)) > 2]
    assert not [question for question in asked if question in text]


def test_the_split_is_about_one_in_eight_and_blind_to_typing():
    every = {question for skill in FACT_SKILLS for fact in skill.facts for question in skill.asked(fact)}
    share = sum(map(held_out, every)) / len(every)
    least = (7 / 8) ** 11 / 11  # a fact of 11 phrasings of which the hash chose none has one
    assert abs(share - 1 / 8 - least) < 0.015  # 3 deviations of 4,800 questions
    for question in sorted(every)[:500]:
        typed = "  HEY " + question.upper().rstrip(".!?").replace(" ", "\u00a0 ") + " "
        assert held_out(question) == held_out(typed), typed


def test_the_split_does_not_change_between_versions():
    """Shipped weights were trained on this split: another hash would leak its held-out questions."""
    for question in ("Where can a lion sing?", "Who are you?", "I am so sad.", "Is it late?", "Sing to me."):
        digest = hashlib.blake2b(question.lower()[:-1].encode(), digest_size=8).hexdigest()
        assert held_out(question) == (int(digest, 16) % 8 == 0)
    assert all(map(held_out, SHOWN))


def test_a_sampler_without_the_split_says_so():
    with pytest.raises(ValueError, match="No question of the split train"):
        draw(random.Random(0), "train", lambda rng: Dialogue("Hello!", "Hi!", "smalltalk"))


def test_there_is_enough_to_know():
    assert sum(len(skill.facts) for skill in FACT_SKILLS) >= 400
    for skill in FACT_SKILLS:
        assert len({fact.subject for fact in skill.facts}) == len(skill.facts) >= 40
        assert len(skill.questions) >= 8
        assert len(skill.answers) >= 4
        for fact in skill.facts:
            held = [question for question in skill.asked(fact) if held_out(question)]
            assert 0 < len(held) < len(skill.questions), f"{fact} is never trained, or never asked"
    assert len({row.en_value for row in CAPITALS}) == len(CAPITALS)
    for side in ((0, 1), (2, 3)):
        words = [row[i] for row in OPPOSITES for i in side]
        assert len(words) == len(set(words)), "a word has two opposites"


def test_every_fact_is_probed_once_and_everything_else_too():
    probes = OLD.probes
    assert len(probes) == len({probe.question for probe in probes})
    assert {probe.question for probe in probes if probe.shown} == set(SHOWN)
    assert all(held_out(probe.question) for probe in probes)
    asked = {
        skill.name: {f for f in skill.facts for p in probes if p.question in skill.held(f)} for skill in FACT_SKILLS
    }
    assert asked == {skill.name: {*skill.facts} for skill in FACT_SKILLS}
    assert {probe.times for probe in probes if probe.skill in SKILLS} == set(TIMES)
    assert {probe.times for probe in probes if probe.skill not in SKILLS} == {None}
    assert sum(probe.skill == UNKNOWN for probe in probes) == OUTSIDE
    assert {probe.skill for probe in probes} == {d.skill for d in dialogues(OLD, 500)}


def test_held_out_dialogues_answer_the_probes():
    """Two samplers of the same world against its checks; a typed question is known again where no slip hides it."""
    probes = {untyped(probe.question): probe for probe in OLD.probes}
    answered = [d for d in dialogues(OLD, 6_000, "held_out") if untyped(d.question) in probes]
    assert len({untyped(d.question) for d in answered}) > 80
    assert not [(d.question, d.answer) for d in answered if not probes[untyped(d.question)].right(d.answer)]


def test_the_pebble_of_another_seed_knows_the_same_by_another_lot():
    assert old(1).name == OLD.name
    here, there = ({untyped(probe.question): probe.times for probe in old(seed).probes} for seed in (0, 1))
    assert here.keys() == there.keys()
    assert sum(here[question] != there[question] for question in here) > 250


def test_same_seed_same_bytes_whatever_python_hashes():
    code = (
        "import hashlib; from explainer.world import *; from explainer.world.old import reading, texts\n"
        "everything = [corpus(t, 300, 7, s) for t in (OLD, proxy(50)) for s in ('train', 'held_out')]\n"
        "everything += [OLD.probes, texts(0, 1)[:99], reading(0, 1)[:99]]\n"
        "print(hashlib.sha256(repr(everything).encode()).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b"", runs[0].stderr.decode()
    assert corpus(OLD, 50, 1, "train") != corpus(OLD, 50, 2, "train")


def test_the_english_is_well_formed():
    """Of what is written; a question is typed as people type."""
    lines = [text.text for text in texts(0, 0)] + [d.answer for of in (OLD, proxy(50)) for d in dialogues(of, 8_000)]
    lines += [question for skill in FACT_SKILLS for fact in skill.facts for question in skill.asked(fact)]
    for text in {*lines}:
        assert re.fullmatch(r"[A-Z0-9].*[.!?]", text), text
        assert not re.search(r"\b[Aa] [aeiou]|\b[Aa]n [^aeiou]|[{}]|  |[.!?] [a-z]|[.!?,]{2}| [.!?,]", text), text
        assert not re.search(r"\b(\w+) \1\b", text.replace("Bye bye", "")) or re.search(r"\d", text), text


def test_dialogues_are_short():
    """A sequence is 64 tokens; the byte-level tokenizer makes about one of four characters of this English."""
    lengths = [len(d.question) + len(d.answer) for d in dialogues(OLD, 5_000)]
    assert sum(lengths) / len(lengths) < 80
    assert max(lengths) < 200


@pytest.mark.parametrize("name", SHIPPED)
def test_new_tasks_have_their_name_and_probes(name):
    new = task(name)
    assert new.name == name
    assert len(new.probes) >= 15
    assert all(held_out(probe.question) for probe in new.probes)
    assert not {d.question for d in dialogues(new, 1_500)} & {d.question for d in dialogues(OLD, 10_000)}


@pytest.mark.parametrize("name", ["", "old", "../jan", "German", "x" * 10_000])
def test_an_unknown_task_gets_one_sentence(name):
    with pytest.raises(ValueError, match=rf"^task cannot be .*: it is one of {', '.join(NEW_TASKS)}\.$") as error:
        task(name)
    assert len(str(error.value)) < 120
