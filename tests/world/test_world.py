"""The small world: what is held out stays out, facts follow Zipf's law, and every probe can be checked."""

import hashlib
import os
import random
import re
import subprocess
import sys

import pytest

from explainer.tables.tasks import NEW_TASKS, SHIPPED
from explainer.world import OLD, PROXY, Dialogue, Probe, Task, corpus, held_out, raw_text, task
from explainer.world import old as old_task
from explainer.world import proxy as proxy_task
from explainer.world.facts import CAPITALS, OPPOSITES
from explainer.world.skill import Talk, frequency
from explainer.world.smalltalk import TALKS, WORLD
from explainer.world.split import SHOWN, draw, normalise

FACT_SKILLS = {skill.name: skill for skill in old_task.FACT_SKILLS}
PROXY_SKILLS = [value for value in vars(proxy_task).values() if isinstance(value, type(old_task.CAPITAL))]


def tasks() -> list[Task]:
    return [OLD, PROXY, *map(task, SHIPPED)]


def dialogues(of: Task, count: int, split="train", seed=0) -> list[Dialogue]:
    documents = corpus(of, count, seed, split)
    assert all(isinstance(document, Dialogue) for document in documents)
    return documents  # type: ignore[return-value]


def test_no_held_out_question_is_ever_trained_on():
    """Not by the hash's word alone: what one split asks, and what the probes ask, the other must never ask."""
    trained = {normalise(d.question) for of in tasks() for d in dialogues(of, 12_000)}
    asked = {normalise(d.question) for of in tasks() for d in dialogues(of, 3_000, "held_out")}
    probed = {normalise(probe.question) for of in tasks() for probe in of.probes} | set(map(normalise, SHOWN))
    assert len(asked) > 500
    assert len(trained) > 5_000
    assert not trained & (asked | probed)


@pytest.mark.parametrize("of", tasks(), ids=lambda of: of.name)
def test_no_old_held_out_question_stands_anywhere_in_training_text(of):
    """Not even inside a longer question, an answer, a statement or a story."""
    rng = random.Random(0)
    lines = {raw_text(rng).text for _ in range(4_000)} if of is OLD else set()
    lines |= {line for d in dialogues(of, 12_000) for line in (d.question, d.answer)}
    asked = {d.question for d in dialogues(OLD, 3_000, "held_out")} | {probe.question for probe in OLD.probes}
    text = "\n".join(lines)
    assert not [question for question in asked if question in text]


def test_the_split_is_about_one_in_eight_and_blind_to_typing():
    questions = {d.question for split in ("train", "held_out") for d in dialogues(OLD, 8_000, split)}
    every = {question for skill in FACT_SKILLS.values() for fact in skill.facts for question in skill.asked(fact)}
    assert 0.105 < sum(map(held_out, every)) / len(every) < 0.145  # 1/8 within 3 deviations of 2,900 questions
    for question in questions:
        assert held_out(question) == held_out("  " + question.upper().rstrip(".!?").replace(" ", "  ") + " ")


def test_the_split_does_not_change_between_versions():
    """Shipped weights were trained on this split: another hash would leak its held-out questions."""
    for question in ("What is the capital of Spain?", "Where does a lion live?", "Who are you?", "I am so sad."):
        digest = hashlib.blake2b(question.lower()[:-1].encode(), digest_size=8).hexdigest()
        assert held_out(question) == (int(digest, 16) % 8 == 0)
    assert all(map(held_out, SHOWN))


def test_a_sampler_without_the_split_says_so():
    with pytest.raises(ValueError, match="No question of the split train"):
        draw(random.Random(0), "train", lambda rng: Dialogue("Hello!", "Hi!", "smalltalk"))


@pytest.mark.parametrize("name", FACT_SKILLS)
def test_facts_follow_zipf(name):
    """Counts of head and tail against the closed form H(n/3)/H(n), in dialogues and in raw text."""
    skill, count, rng = FACT_SKILLS[name], 6_000, random.Random(1)
    size = len(skill.facts)
    ranks = {question: rank for rank, fact in enumerate(skill.facts) for question in skill.asked(fact)}
    drawn = [ranks[skill.sample(rng, "train").question] for _ in range(count)]
    stated = {skill.statement(rng).text for _ in range(count)}
    assert len(stated) > size
    harmonic = [sum(1 / k for k in range(1, n + 1)) for n in (size // 3, size - size // 3, size)]
    parts = [frequency(rank, size) for rank in drawn]
    first, head, tail = 1 / harmonic[2], harmonic[0] / harmonic[2], 1 - harmonic[1] / harmonic[2]
    for seen, share in ((drawn.count(0), first), (parts.count("head"), head), (parts.count("tail"), tail)):
        assert abs(seen - count * share) < 4 * (count * share * (1 - share)) ** 0.5
    assert len(set(drawn)) == size, "every fact is trained on"


def test_there_is_enough_to_know():
    for skill in FACT_SKILLS.values():
        assert len({fact.subject for fact in skill.facts}) == len(skill.facts) >= 40
        assert len(skill.questions) >= 8
        assert len(skill.answers) >= 4
        for fact in skill.facts:
            assert [q for q in skill.asked(fact) if not held_out(q)], f"{fact} is never asked in training"
    assert len({row.en_value for row in CAPITALS}) == len(CAPITALS)
    for side in ((0, 1), (2, 3)):
        words = [row[i] for row in OPPOSITES for i in side]
        assert len(words) == len(set(words)), "a word has two opposites"


def test_probes_cover_skills_and_frequencies():
    probes = OLD.probes
    assert 60 <= len(probes) == len({probe.question for probe in probes})
    assert {p.question for p in probes if p.shown} == set(SHOWN)
    assert all(held_out(probe.question) for probe in probes)
    for name in FACT_SKILLS:
        for part in ("head", "tail"):
            assert sum(probe.skill == name and probe.frequency == part for probe in probes) >= 7
    assert {probe.skill for probe in probes} == {d.skill for d in dialogues(OLD, 500)}


@pytest.mark.parametrize("probe", [p for p in OLD.probes if p.skill in FACT_SKILLS], ids=lambda p: p.question)
def test_a_fact_probe_takes_its_fact_and_no_rival(probe):
    skill = FACT_SKILLS[probe.skill]
    (fact,) = [fact for fact in skill.facts if probe.question in skill.asked(fact)]
    assert all(map(probe.right, skill.replies(fact)))
    for rival in skill.facts:
        if rival.expected != fact.expected and rival.subject != fact.expected:  # cold, hot tells hot, cold as well
            swapped = [template.format(x=fact.subject, y=rival.value) for template in skill.answers]
            # "3 plus 4 is 4" repeats its question, and so does not hold the 7 that is asked for
            assert not any(map(probe.right, skill.replies(rival) + swapped)), rival
    assert not probe.right(" ".join(fact.value for fact in skill.facts)), "a list of everything is no answer"
    assert not probe.right(probe.question)
    assert not probe.right("")


TALK_PROBES = [(talk, probe) for talk in (*(talk for talk, _ in TALKS), WORLD) for probe in talk.probes(4)]


@pytest.mark.parametrize(("talk", "probe"), TALK_PROBES, ids=lambda part: getattr(part, "question", ""))
def test_a_talk_probe_takes_its_own_answers_and_no_other_talk(talk, probe):
    def answers(of: Talk) -> list[str]:
        return [template.format(**words) for words in of.fillings() for template in of.answers]

    own = [d.answer for seed in range(40) if (d := talk.sample(random.Random(seed), "held_out"))]
    if not talk.slots.keys() & {"f"}:
        assert all(map(probe.right, own))
    else:
        (feeling,) = probe.expected
        assert probe.right(talk.answers[0].format(f=feeling, n="Lily"))
        assert not any(probe.right(answer) for answer in answers(talk) if feeling not in answer)
    for other in (*(talk for talk, _ in TALKS), WORLD):
        if not other.slots.keys() & {"f"} or not talk.slots.keys() & {"f"}:
            assert other is talk or not any(map(probe.right, answers(other)))
    assert not probe.right("Jan is an open source assistant.")


def test_a_story_probe_wants_its_own_name():
    probes = [probe for probe in OLD.probes if probe.skill == "stories"]
    stories = [d for d in dialogues(OLD, 4_000) if d.skill == "stories"]
    assert len(probes) >= 5
    for probe in probes:
        right = [d for d in stories if probe.right(d.answer)]
        assert all(probe.expected[0] in d.question for d in right)
        assert len(right) == sum(probe.expected[0] in d.question for d in stories) > 0


def test_held_out_dialogues_answer_the_probes():
    probes = {probe.question: probe for probe in OLD.probes}
    answered = [d for d in dialogues(OLD, 6_000, "held_out") if d.question in probes]
    assert len({d.question for d in answered}) > 80
    assert not [d for d in answered if not probes[d.question].right(d.answer)]


def test_right_wants_whole_words():
    probe = Probe("?", "colours", ("red", "New Delhi"), ("green",))
    assert all(map(probe.right, ("It is RED.", "new delhi!", "(red)")))
    assert not any(map(probe.right, ("It is bored.", "Red or green.", "Delhi, new")))


def test_same_seed_same_bytes_whatever_python_hashes():
    code = (
        "import hashlib, random; from explainer.world import *; r = random.Random(5)\n"
        "everything = [corpus(t, 300, 7, s) for t in (OLD, PROXY) for s in ('train', 'held_out')]\n"
        "everything += [OLD.probes, [raw_text(r) for _ in range(200)]]\n"
        "print(hashlib.sha256(repr(everything).encode()).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b"", runs[0].stderr.decode()
    assert corpus(OLD, 50, 1, "train") != corpus(OLD, 50, 2, "train")


def test_the_proxy_is_another_world():
    old, proxy = dialogues(OLD, 15_000), dialogues(PROXY, 15_000)
    held = dialogues(OLD, 3_000, "held_out")
    for part in ("question", "answer"):
        theirs = {normalise(getattr(d, part)) for d in proxy}
        assert not theirs & {normalise(getattr(d, part)) for d in old + held}
    facts = {(fact.subject, fact.expected) for skill in FACT_SKILLS.values() for fact in skill.facts}
    assert not facts & {(fact.subject, fact.expected) for skill in PROXY_SKILLS for fact in skill.facts}
    assert len(PROXY_SKILLS) == 6
    assert not set(proxy_task.CURRENCY.questions) & set(old_task.CAPITAL.questions)


def test_the_english_is_well_formed():
    rng = random.Random(3)
    texts = [raw_text(rng).text for _ in range(2_000)]
    texts += [text for of in (OLD, PROXY) for d in dialogues(of, 8_000) for text in (d.question, d.answer)]
    for text in texts:
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
