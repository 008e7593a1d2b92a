"""This module says how often Pebble reads each fact of the old task: 1, 2, 4 ... or 256 times, by lot.

By lot, so that rarity is no other property in disguise: in every skill each number of times falls to as many facts, and
which of them is decided by the seed alone. Both directions of a pair of opposites share one lot, for who reads one has
nearly read the other. The few facts that pages show are left out of the lot: they are read 64 times.

    lot(0)["capitals", "Kenya"]        # times in one reading of the library
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from explainer.world.english import FACT_SKILLS, OPPOSITE
from explainer.world.split import is_shown

TIMES = tuple(2**power for power in range(9))  # 1 to 256
FAMOUS = 64  # times, of what a page shows


@lru_cache
def lot(seed: int) -> Mapping[tuple[str, str], int]:
    """Times a reading by skill and subject, for every fact."""
    rng = random.Random(f"rarity {seed}")
    times: dict[tuple[str, str], int] = {}
    for skill in FACT_SKILLS:
        subjects = [fact.subject for fact in skill.facts]
        size = 2 if skill is OPPOSITE else 1
        groups = [subjects[i : i + size] for i in range(0, len(subjects), size)]
        shown = {fact.subject for fact in skill.facts if any(map(is_shown, skill.asked(fact)))}
        drawn = [group for group in groups if not shown & {*group}]
        rng.shuffle(drawn)
        for place, group in enumerate(drawn):
            times |= {(skill.name, subject): TIMES[place % len(TIMES)] for subject in group}
        times |= {(skill.name, subject): FAMOUS for group in groups if shown & {*group} for subject in group}
    return MappingProxyType(times)
