"""The check of an answer: hundreds of answers labelled by hand, and what must hold for every fact of the world."""

import json
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from explainer.world import OLD, Probe, cooking, english, german, german_talk, jan, smalltalk, stories, task
from explainer.world.checks.alike import value_forms
from explainer.world.checks.check import Check
from explainer.world.checks.verdict import says_unknown
from explainer.world.facts import COLOURS
from explainer.world.skill import FactSkill, Talk, sentence
from explainer.world.unknown import ANSWERS, outside_questions

LABELLED = json.loads((Path(__file__).parents[2] / "data" / "answers.json").read_text(encoding="utf-8"))
SKILLS = (*english.FACT_SKILLS, *german.FACT_SKILLS, *cooking.SKILLS)
IN_GERMAN = dict(zip(english.FACT_SKILLS, german.FACT_SKILLS, strict=True))
TALKS = {
    "en": (*(talk for talk, _ in smalltalk.TALKS), smalltalk.WORLD),
    "de": (*(talk for talk, _ in german_talk.TALKS), german_talk.WORLD),
}

TOLD = ((stories.sample, "Tell me a story about {}."), (german_talk.story, "Erzähl mir eine Geschichte über {}."))


def named(skill: FactSkill) -> str:
    return f"{skill.name}-{skill.language}"


def fact_probes() -> dict[str, Probe]:
    return {asked: skill.probe(rank, asked) for skill in SKILLS for rank, fact in enumerate(skill.facts)
            for asked in skill.asked(fact)}  # fmt: skip


def talk_probes() -> dict[str, Probe]:
    filled = [(talk, words) for talks in TALKS.values() for talk in talks for words in talk.fillings()]
    asked = [(sentence(one, **words), talk, words) for talk, words in filled for one in talk.questions]
    return {question: Probe(question, talk.name, talk.check(words)) for question, talk, words in asked}


@pytest.fixture(scope="module")
def probes() -> dict[str, Probe]:
    """A probe for any question of a fact, of talk, of Jan, of a story; any other is one about what Pebble never met."""
    found = {**talk_probes(), **fact_probes()}
    for statement in jan.STATEMENTS:
        if probe := jan.probe(statement):
            found |= {question: Probe(question, "jan", probe.check) for question in statement.questions}
    for name in smalltalk.NAMES:
        found[f"Tell me a story about {name}."] = stories.probe(name, f"Tell me a story about {name}.")
        german_question = f"Erzähl mir eine Geschichte über {name}."
        found[german_question] = german_talk.story_probe(name, german_question)
    return found


def unknown(question: str) -> Probe:
    return Probe(question, "unknown", Check("unknown", own=ANSWERS))


# What is labelled


def test_there_are_enough_labelled_answers_of_every_kind():
    kinds = Counter(kind for row in LABELLED for _, kind, _ in row["answers"])
    verdicts = Counter(verdict for row in LABELLED for verdict, _, _ in row["answers"])
    assert sum(verdicts.values()) >= 250
    assert min(verdicts.values()) >= 100
    for kind in (
        "other language",
        "wrong subject",
        "negation",
        "rival",
        "echo",
        "constant",
        "gibberish",
        "synonym",
        "case",
    ):
        assert kinds[kind] >= 8, kind


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: row["question"])
def test_labelled_answers_get_their_label(row, probes):
    probe = probes.get(row["question"]) or unknown(row["question"])
    got = [[probe.verdict(answer), kind, answer] for _, kind, answer in row["answers"]]
    assert got == row["answers"]


@pytest.mark.parametrize("answer", ["Paris ", "Paris is the capital of France. ", "Germany has Paris. ", "é"])
def test_an_endless_answer_is_not_right_and_soon_judged(answer, probes):
    start = time.perf_counter()
    assert probes["What is the capital of France?"].verdict(answer * 200_000) != "right"
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    "typed",
    [
        "Paris\u00a0is the\u202fcapital of France.",
        "\u202eParis is the capital of France.",
        "It\u2019s  Paris .",
        "\ufeffParis",
    ],
)
def test_an_answer_is_read_in_one_form(typed, probes):
    assert probes["What is the capital of France?"].right(typed)


# What must hold for every fact


@pytest.mark.parametrize("skill", SKILLS, ids=named)
def test_every_answer_that_a_skill_gives_is_right_however_it_is_typed(skill):
    for rank, fact in enumerate(skill.facts):
        probe = skill.probe(rank, skill.asked(fact)[0])
        for reply in skill.replies(fact):
            for typed in (reply, reply.lower(), reply.upper(), reply.rstrip("."), f"  {reply} "):
                assert probe.verdict(typed) == "right", (probe.question, typed)


@pytest.mark.parametrize("skill", SKILLS, ids=named)
def test_the_answer_to_another_question_is_wrong_and_so_is_its_value_here(skill):
    """Both words of a pair of opposites say the same, and synonyms are no rivals."""
    rng = random.Random(0)
    for rank, fact in enumerate(skill.facts):
        probe = skill.probe(rank, skill.asked(fact)[0])
        mine = {*value_forms(fact.expected, skill.name, skill.language)}
        for other in rng.sample(skill.facts, min(15, len(skill.facts))):
            if mine & {*value_forms(other.expected, skill.name, skill.language)} or other.subject == fact.value:
                continue
            swapped = [sentence(template, x=fact.subject, y=other.value) for template in skill.answers]
            for answer in skill.replies(other) + swapped:
                assert probe.verdict(answer) == "wrong", (probe.question, answer)


@pytest.mark.parametrize("skill", SKILLS, ids=named)
def test_the_right_value_of_another_subject_is_wrong(skill):
    """Also where it is true: grass may be as green as moss, but moss was not asked about."""
    rng = random.Random(1)
    about = [template for template in skill.answers if "{x}" in template]
    for rank, fact in enumerate(skill.facts):
        probe = skill.probe(rank, skill.asked(fact)[0])
        for other in rng.sample(skill.facts, min(8, len(skill.facts))):
            if other.subject != fact.subject and other.subject != fact.value:
                for template in about:
                    answer = sentence(template, x=other.subject, y=fact.value)
                    assert probe.verdict(answer) != "right", (probe.question, answer)


@pytest.mark.parametrize("skill", SKILLS, ids=named)
def test_saying_the_question_again_is_never_right(skill):
    for rank, fact in enumerate(skill.facts):
        for question in skill.asked(fact):
            probe = skill.probe(rank, question)
            for echo in (*skill.asked(fact), question.lower().rstrip("?."), question.upper()):
                assert not probe.right(echo), (question, echo)


@pytest.mark.parametrize("skill", SKILLS[:10], ids=named)
def test_a_no_makes_every_answer_wrong(skill):
    no = {"en": (" is ", " is not "), "de": (" ist ", " ist nicht ")}[skill.language]
    denied = 0
    for rank, fact in enumerate(skill.facts):
        probe = skill.probe(rank, skill.asked(fact)[0])
        for reply in skill.replies(fact):
            if no[0] in reply:
                denied += 1
                assert probe.verdict(reply.replace(*no)) == "wrong", reply
    assert denied >= len(skill.facts)


@pytest.mark.parametrize("skill", english.FACT_SKILLS, ids=named)
def test_an_answer_in_the_other_language_is_never_right(skill):
    for rank, (here, there) in enumerate(zip(skill.facts, IN_GERMAN[skill].facts, strict=True)):
        asked = skill.probe(rank, skill.asked(here)[0]), IN_GERMAN[skill].probe(rank, IN_GERMAN[skill].asked(there)[0])
        assert not [reply for reply in IN_GERMAN[skill].replies(there) if asked[0].right(reply)]
        assert not [reply for reply in skill.replies(here) if asked[1].right(reply)]


POLITE = {
    "en": ("{}, of course.", "{}, I believe.", "I think it is {}.", "Without a doubt, {}.", "It is {}, isn't it?"),
    "de": ("{}, natürlich.", "{}, glaube ich.", "Ich denke, es ist {}.", "Ohne Zweifel {}.", "Es ist {}, nicht wahr?"),
}
TAKEN_BACK = {
    "en": ("It was {}.", "It is almost {}.", "{} or something else.", "I like {}.", "Hello {}!", "I wish it was {}."),
    "de": ("Es war {}.", "Es ist fast {}.", "{} oder etwas anderes.", "Ich mag {}.", "Hallo {}!", "Früher war es {}."),
}


@pytest.mark.parametrize("skill", SKILLS[:10], ids=named)
def test_a_value_is_right_among_polite_words_and_signs_and_wrong_where_it_is_taken_back(skill):
    """But for the one value, friend, that is also said to be polite."""
    for rank, fact in enumerate(skill.facts):
        probe = skill.probe(rank, skill.asked(fact)[0])
        value = fact.value[:1].upper() + fact.value[1:]
        said = [polite.format(value) for polite in POLITE[skill.language]] + [f"{value} 😊", f"**{value}**"]
        back = [taken.format(value) for taken in TAKEN_BACK[skill.language]]
        if fact.value not in ("friend", "Freund"):
            assert [probe.verdict(answer) for answer in said] == ["right"] * len(said), said
        assert [probe.verdict(answer) for answer in back] == ["wrong"] * len(back), back
        assert probe.verdict(f"{value}. {value}. {value}.") == "broken"


@pytest.mark.parametrize("skill", SKILLS[:10], ids=named)
def test_a_heap_of_the_right_words_is_broken_or_wrong(skill):
    """Shuffled words, a word said twice at once, a sentence cut in half with a word of the other language behind it."""
    rng = random.Random(2)
    end = {"en": "von ist ist", "de": "the is is"}[skill.language]
    shuffled = right = 0
    for rank, fact in enumerate(skill.facts):
        probe = skill.probe(rank, skill.asked(fact)[0])
        for reply in skill.replies(fact):
            words = reply.rstrip(".").split()
            at = rng.randrange(len(words))
            assert not probe.right(" ".join([*words[: at + 1], words[at], *words[at + 1 :]])), reply
            assert not probe.right(f"{reply.rstrip('.')} {end}."), reply
            if len(words) > 3:
                rng.shuffle(words)
                shuffled += 1
                right += probe.right(" ".join(words))
    assert right <= 0.15 * shuffled, "some orders of few words are sentences: Rot ist eine Erdbeere"


@pytest.mark.parametrize("language", TALKS)
def test_a_fact_of_another_kind_is_never_right(language):
    """The sea is blue, but that is not where a whale lives."""
    skills = [skill for skill in SKILLS[:10] if skill.language == language]
    for skill in skills:
        others = [
            reply for other in skills if other is not skill for fact in other.facts for reply in other.replies(fact)
        ]
        told = [reply for reply in others if not reply.startswith(("It is", "That is", "Es ist", "Das ist"))]
        for rank, fact in enumerate(skill.facts):
            probe = skill.probe(rank, skill.asked(fact)[0])
            mine = {word for form in value_forms(fact.expected, skill.name, language) for word in form}
            said = [reply for reply in told if mine & {*reply.lower().rstrip(".").split()}]
            assert not [reply for reply in said if probe.right(reply) and reply.count(" ") > 2], probe.question


@pytest.mark.parametrize("skill", SKILLS[:10], ids=named)
def test_one_answer_for_all_is_right_only_where_it_is_true(skill):
    it = {"en": "It is", "de": "Es ist"}[skill.language]
    values = sorted({fact.expected for fact in skill.facts})
    for value in random.Random(3).sample(values, min(25, len(values))):
        mine = {*value_forms(value, skill.name, skill.language)}
        for rank, fact in enumerate(skill.facts):
            if skill.probe(rank, skill.asked(fact)[0]).right(f"{it} {value}."):
                assert mine & {*value_forms(fact.expected, skill.name, skill.language)}, (value, fact)


def test_the_best_answer_for_all_questions_is_one_colour():
    """A floor of the measure: no sentence is right more often than the commonest colour is a thing's."""
    commonest = max(Counter(row.en_value for row in COLOURS).values())
    answers = [answer for skill in english.FACT_SKILLS for answer in skill.replies(skill.facts[0])]
    answers += [f"It is {colour}." for colour in {row.en_value for row in COLOURS}]
    answers += [talk.answers[0].format(n="Lily", f="sad") for talk in TALKS["en"]]
    known = [probe for probe in OLD.probes if probe.skill != "unknown"]
    assert 5 <= max(sum(probe.right(answer) for probe in known) for answer in answers) <= commonest


# Talk, stories, what is unknown


@pytest.mark.parametrize("language", TALKS)
def test_talk_answers_its_own_kind_and_no_other(language):
    """A feeling is met with its own name: any two of one mood differ by that."""
    for talk in TALKS[language]:
        for words in random.Random(4).sample(talk.fillings(), min(6, len(talk.fillings()))):
            probe = Probe(sentence(talk.questions[0], **words), talk.name, talk.check(words))
            for reply in (sentence(answer, **words) for answer in talk.answers):
                assert [probe.verdict(typed) for typed in (reply, reply.upper(), reply.rstrip(".!"))] == [
                    "right"
                ] * 3, reply
            for other in TALKS[language]:
                if other is not talk:
                    assert not [reply for reply in replies(other, words) if probe.right(reply)], probe.question


def replies(talk: Talk, other_than: dict[str, str]) -> list[str]:
    """Answers of a talk whose slots are filled with nothing that fills those of another."""
    words = next(words for words in talk.fillings() if not {*words.values()} & {*other_than.values()})
    return [sentence(answer, **words) for answer in talk.answers]


def test_every_story_is_right_for_whom_it_is_about_and_for_nobody_else(probes):
    rng = random.Random(5)
    for _ in range(400):
        for told, question in (
            (stories.sample, "Tell me a story about {}."),
            (german_talk.story, "Erzähl mir eine Geschichte über {}."),
        ):
            answer = told(rng, "train").answer
            (name,) = {name for name in smalltalk.NAMES if name in answer}
            other = rng.choice([one for one in smalltalk.NAMES if one != name])
            assert probes[question.format(name)].verdict(answer) == "right", answer
            assert probes[question.format(other)].verdict(answer) == "wrong"
    assert not probes["Tell me a story about Tom."].right("Eines Tages ging Tom in den Wald. Tom war froh. Ende.")


def test_modesty_is_right_only_where_nothing_is_known():
    for question in outside_questions(40):
        assert all(map(unknown(question).right, ANSWERS))
        assert not unknown(question).right(question)
    known = [skill.probe(rank, skill.asked(fact)[0]) for skill in SKILLS for rank, fact in enumerate(skill.facts)]
    assert not [probe.question for probe in known for answer in ANSWERS if probe.right(answer)]


def test_modesty_is_known_by_its_words_and_facts_are_not():
    assert all(map(says_unknown, ANSWERS))
    assert all(
        map(says_unknown, ("no idea", "I DON'T KNOW", "Sorry, I'm not sure.", "Das weiß ich nicht.", "Keine Ahnung!"))
    )
    told = [reply for skill in SKILLS for fact in skill.facts for reply in skill.replies(fact)]
    assert not [reply for reply in told if says_unknown(reply)]


@pytest.mark.parametrize("name", ["german", "jan", "cooking"])
def test_what_a_new_task_teaches_is_right_there_and_not_in_the_old_task(name):
    """But for a sum said in figures, and for kitchen facts, which are English."""
    rng = random.Random(6)
    learnt = {task(name).sample(rng, "train").answer for _ in range(600)}
    old = [probe for probe in OLD.probes if probe.skill != "unknown"][::3]
    assert not [(probe.question, answer) for probe in old for answer in sorted(learnt)[::6] if probe.right(answer)]
