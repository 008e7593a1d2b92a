"""The exam asks a Pebble every fact in a phrasing it never read, typed in every way, and what it cannot know.

Its result ships with each Pebble as exam.json: chapter 2 draws from it how often a fact must be read to be known, and
`python -m benchmarks forgetting` prints a row a way of typing. Knows no torch: whoever asks brings the answers.

    exam = examined(ask, seed=0);  share(exam, "one slip")        # of the facts read 8 times or more
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, cast

from explainer.world.checks.unsure import says_unknown
from explainer.world.old import OUTSIDE, fact_probes
from explainer.world.typed import WAYS
from explainer.world.unknown import outside_questions

Ask = Callable[[Sequence[str]], list[str]]
PEBBLE = Path(__file__).parents[1] / "assets" / "pebble"
OFTEN = 8  # times: facts read so often must be known
# The share of them that is to be answered right, by way of typing.
BARS = {"as written": 0.98, "lower case, no punctuation": 0.95, "capitals": 0.9, "one slip": 0.9}
DRAWS = {"one slip": 3}  # times that a way is tried which chance decides
MODEST, IMMODEST = 0.9, 0.02  # says that it does not know: outside at least, inside at most


class Row(TypedDict):
    """Questions about facts that are read so many times: how many there were, how many answers are right, broken, or
    modest, which is to say that Pebble does not know."""

    times: int
    total: int
    right: int
    broken: int
    modest: int


class Exam(TypedDict):
    """`ways`: by way of typing, a row each number of times. Of `outside` questions Pebble said of `modest` that it does
    not know."""

    seed: int
    ways: dict[str, list[Row]]
    outside: int
    modest: int


def examined(ask: Ask, seed: int) -> Exam:
    """Asks all of it, some 4,500 questions: about a minute."""
    ways = {name: rows(ask, seed, name) for name in WAYS}
    modest = sum(map(says_unknown, ask(outside_questions(OUTSIDE))))
    return {"seed": seed, "ways": ways, "outside": OUTSIDE, "modest": modest}


def rows(ask: Ask, seed: int, way: str) -> list[Row]:
    """The facts, asked so, by times read."""
    rng = random.Random(f"exam {seed} {way}")
    probes = fact_probes(seed) * DRAWS.get(way, 1)
    questions = [WAYS[way](probe.question, rng) for probe in probes]
    total: Counter[int] = Counter()
    verdicts: Counter[tuple[int, str]] = Counter()
    modest: Counter[int] = Counter()
    for probe, answer in zip(probes, ask(questions), strict=True):
        times = cast(int, probe.times)
        total[times] += 1
        verdicts[times, probe.verdict(answer)] += 1
        modest[times] += says_unknown(answer)
    return [
        {
            "times": times,
            "total": total[times],
            "right": verdicts[times, "right"],
            "broken": verdicts[times, "broken"],
            "modest": modest[times],
        }
        for times in sorted(total)
    ]


def share(exam: Exam, way: str) -> float:
    """Share (0 to 1) right of the facts that are read often enough to be known."""
    often = [row for row in exam["ways"][way] if row["times"] >= OFTEN]
    return sum(row["right"] for row in often) / sum(row["total"] for row in often)


def immodest(exam: Exam) -> float:
    """Share (0 to 1) of the facts read often, asked as written, that Pebble says it does not know."""
    often = [row for row in exam["ways"]["as written"] if row["times"] >= OFTEN]
    return sum(row["modest"] for row in often) / sum(row["total"] for row in often)


def write(exam: Exam, home: Path) -> None:
    (home / "exam.json").write_text(json.dumps(exam, indent=1) + "\n")


def read(home: Path = PEBBLE) -> Exam:
    """The exam of the Pebble that ships, or of the one that lies there."""
    return cast(Exam, json.loads((home / "exam.json").read_text()))


def siblings() -> list[Exam]:
    """Those of the Pebbles of other seeds, whose exams ship and whose weights do not."""
    return [read(path.parent) for path in sorted(PEBBLE.parent.glob("pebble-*/exam.json"))]
