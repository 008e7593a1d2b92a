"""The public stand-in: its two dials do what they say, and nothing in it is held out."""

import itertools

import pytest

from explainer.experiment import SHARED
from explainer.world import corpus, held_out, proxy
from explainer.world.english import FACT_SKILLS
from explainer.world.proxy import is_shared
from explainer.world.public import OTHER_THINGS
from explainer.world.typed import untyped

DIALS = [(shared, manner) for shared in SHARED for manner in (False, True)]
OWN = {skill.name: skill for skill in FACT_SKILLS}


@pytest.mark.parametrize(("shared", "manner"), DIALS)
def test_so_much_of_it_is_about_facts_that_pebble_has_read(shared, manner):
    documents = corpus(proxy(shared, manner), 4_000, 0, "train")
    facts = [d for d in documents if d.skill in OWN or d.skill in {skill.name for skill in OTHER_THINGS}]
    share = sum(d.skill in OWN for d in facts) / len(facts)
    assert abs(share - shared / 100) < 4 * (0.25 / len(facts)) ** 0.5
    assert not [d for d in documents if held_out(d.question)]


def test_what_it_shares_is_what_the_dial_says_and_the_smaller_is_part_of_the_larger():
    facts = [(skill, fact) for skill in FACT_SKILLS for fact in skill.facts]
    nested = [
        {(skill.name, fact.subject) for skill, fact in facts if is_shared(skill, fact, shared)} for shared in SHARED
    ]
    for smaller, larger in itertools.pairwise(nested):
        assert smaller < larger
    for shared, there in zip(SHARED, nested, strict=True):
        assert abs(len(there) / len(facts) - shared / 100) < 0.08
    assert not nested[0] and len(nested[-1]) == len(facts)


def test_manner_is_pebbles_own_and_without_it_no_phrasing_is():
    own = {untyped(question) for skill in FACT_SKILLS for fact in skill.facts for question in skill.asked(fact)}
    answers = {reply for skill in FACT_SKILLS for fact in skill.facts for reply in skill.replies(fact)}
    alike = [d for d in corpus(proxy(100, True), 3_000, 0, "train") if d.skill in OWN]
    other = [d for d in corpus(proxy(100, False), 3_000, 0, "train") if d.skill in OWN]
    assert all(d.answer in answers for d in alike)
    assert sum(untyped(d.question) in own for d in alike) > 0.4 * len(alike), "but for slips"
    assert not [d for d in other if untyped(d.question) in own or d.answer in answers]


def test_with_nothing_shared_no_fact_of_pebbles_is_in_it():
    facts = {(fact.subject.lower(), fact.expected.lower()) for skill in FACT_SKILLS for fact in skill.facts}
    assert not facts & {(f.subject.lower(), f.expected.lower()) for skill in OTHER_THINGS for f in skill.facts}


@pytest.mark.parametrize("shared", [-1, 10, 101, "half"])
def test_another_share_gets_one_sentence(shared):
    with pytest.raises(ValueError, match=r"^shared cannot be .*: it is one of 0, 25, 50, 100\.$"):
        proxy(shared)
