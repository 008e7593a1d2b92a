"""Rarity is by lot: as many facts of each number of times in every skill, and no other property goes with it."""

import statistics

from explainer.world.english import CAPITAL, FACT_SKILLS, OPPOSITE
from explainer.world.old import items, reading, texts
from explainer.world.rarity import FAMOUS, TIMES, lot
from explainer.world.split import SHOWN


def test_every_skill_has_as_many_facts_of_each_number_of_times():
    assert TIMES == (1, 2, 4, 8, 16, 32, 64, 128, 256)
    assert len(lot(0)) == sum(len(skill.facts) for skill in FACT_SKILLS) >= 400
    for skill in FACT_SKILLS:
        shown = {fact.subject for fact in skill.facts if {*skill.asked(fact)} & {*SHOWN}}
        drawn = [lot(0)[skill.name, fact.subject] for fact in skill.facts if fact.subject not in shown]
        assert {lot(0)[skill.name, subject] for subject in shown} <= {FAMOUS}
        counts = [drawn.count(times) for times in TIMES]
        assert max(counts) - min(counts) <= (2 if skill is not OPPOSITE else 4), (skill.name, counts)


def test_the_seed_decides_and_nothing_else_does():
    """Against what rarity could be in disguise: the order of fame in the list, the length of the name."""
    assert lot(0) == dict(lot(0)) != lot(1) != lot(2)
    for seed in range(3):
        logs = [lot(seed)[CAPITAL.name, fact.subject].bit_length() for fact in CAPITAL.facts]
        ranks, lengths = list(range(len(logs))), [len(fact.subject) + len(fact.value) for fact in CAPITAL.facts]
        for other in (ranks, lengths):
            assert abs(statistics.correlation(logs, other)) < 0.33  # 3 deviations of 80 pairs without a connection


def test_both_directions_of_a_pair_share_their_lot():
    for fact in OPPOSITE.facts:
        assert lot(0)["opposites", fact.subject] == lot(0)["opposites", fact.value]


def test_a_reading_holds_every_fact_exactly_as_often_as_the_lot_says():
    """Counted in what is read, by the answer's fact: sums apart, whose answers many share."""
    for seed in (0, 1):
        dialogues, statements = reading(seed, 0), texts(seed, 0)
        for skill in FACT_SKILLS:
            times = sum(lot(seed)[skill.name, fact.subject] for fact in skill.facts)
            assert sum(d.skill == skill.name for d in dialogues) == times
            assert sum(t.skill == skill.name for t in statements) == times
        for fact in CAPITAL.facts:
            told = [d for d in dialogues if d.skill == CAPITAL.name and d.answer in CAPITAL.replies(fact)]
            assert len(told) == lot(seed)["capitals", fact.subject]
    assert len(items(0)[0]) == len(lot(0))
