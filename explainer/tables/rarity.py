"""This table says which facts are called common, middle or rare: by how often Pebble read them in its pretraining.

Each fact is read 1, 2, 4 ... 256 times, by lot. Rows of records of schema 1 know no number: there a fact was of the
`head` or of the `tail` of its skill. Knows no facts and no questions.

    rarity({"skill": "capitals", "times": 2, "right": 3, "broken": 0, "total": 8})   # "rare"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

Rarity = Literal["common", "middle", "rare"]

TIMES = tuple(2**power for power in range(9))  # how often a fact can have been read: 1, 2, 4 ... 256
COMMON, RARE = 64, 4  # read at least, and at most, so many times
ORDER: tuple[Rarity, ...] = ("common", "middle", "rare")
READ: dict[Rarity, str] = {
    "common": f"read {COMMON} times or more",
    "middle": f"read {2 * RARE} to {COMMON // 2} times",
    "rare": f"read {RARE} times or fewer",
}
BY_PART: dict[object, Rarity] = {"head": "common", "tail": "rare"}  # of schema 1


def rarity(row: Mapping[str, object]) -> Rarity | None:
    """What the facts of a skill's row are called; None for what is no fact. For rows of both schemas."""
    times = row.get("times")
    if isinstance(times, int):
        return "common" if times >= COMMON else "rare" if times <= RARE else "middle"
    return BY_PART.get(row.get("frequency"))


def explained(rows: Iterable[Mapping[str, object]]) -> str:
    """What common and rare mean in these rows, in a sentence; empty where they have no facts."""
    rows = list(rows)
    if any(row.get("times") is not None for row in rows):
        read = (READ[name].removeprefix("read ") for name in ORDER)
        return "Pebble had read a *common* fact {}, a *middle* one {}, a *rare* one {}.".format(*read)
    if any(rarity(row) for row in rows):
        return "*Common* facts are the third of a skill's that Pebble had read most often, *rare* ones the last third."
    return ""
