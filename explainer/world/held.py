"""This module knows every question that no training ever reads, however it is typed, for any source of replay.

Most are known by their hash (split.py). Two kinds are not: the one phrasing kept back of a fact for which the hash
chose none, and questions about the words outside that are kept back (unknown.py). Here they are all written out.

    held_out("hey whats the capital of france")     # True: a page shows it
"""

from __future__ import annotations

from functools import lru_cache

from explainer.world import cooking, english, german, split, unknown
from explainer.world.typed import untyped


@lru_cache(maxsize=1)
def written_out() -> frozenset[str]:
    """The questions, untyped, that are held out though their hash does not say so."""
    skills = (*english.FACT_SKILLS, *german.FACT_SKILLS, *cooking.SKILLS)
    asked = {untyped(question) for skill in skills for fact in skill.facts for question in skill.held(fact)}
    return frozenset(asked | {untyped(question) for question in unknown.all_held()})


@lru_cache(maxsize=200_000)
def held_out(question: str) -> bool:
    """Whether no training may read this question."""
    text = untyped(question)
    return split.held_out(question) or text in written_out() or unknown.holds_held_term(text)
