"""These rules say what runs of several seeds can tell: means with intervals, and one of four words for a difference.

Runs are compared by pairs of the same seed, which saw the same new text. The interval of the mean difference is
Student's, at 95%. If it leaves out 0, the first is more or less; if it lies within the margin of its unit, as much; if
neither, nobody can tell. Knows numbers and seeds; what they measure it does not know.

    compare({0: 0.6, 1: 0.7, 2: 0.6}, {0: 0.2, 1: 0.2, 2: 0.3}, UNITS["nats"].margin).word       # "more"
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from statistics import fmean, stdev
from typing import Literal, NamedTuple

import numpy as np

from explainer.text import joined

Word = Literal["more", "less", "as much", "cannot tell"]
LEVEL = 0.95  # of every interval, and 1 - LEVEL is how often a test may say yes where there is nothing
SEEDS = 5  # that a test of orders needs at least
SHUFFLES = 1999  # of a permutation test


class Unit(NamedTuple):
    """`margin`: a difference that nobody need care about. A value is printed times `scale`, with so many digits;
    `sign` follows a value, `difference` a difference of two."""

    margin: float
    scale: float
    digits: int
    sign: str
    difference: str

    def number(self, value: float) -> str:
        """With a real minus, and never as -0."""
        text = f"{self.scale * value:.{self.digits}f}"
        return text.replace("-", "−") if float(text) else text.removeprefix("-")

    def between(self, value: float) -> str:
        """A difference: `0.25 nats`, `7 points`."""
        return f"{self.number(value)}{self.difference}"


# The margins, once for all: a twentieth of a nat per token, five answers or per cent in a hundred.
UNITS = {
    "nats": Unit(0.05, 1, 2, " nats", " nats"),
    "share": Unit(0.05, 100, 0, "%", " points"),  # 0 to 1, of answers
    "points": Unit(0.05, 100, 0, " points", " points"),  # -1 to 1, of two such shares
    "percent": Unit(5.0, 1, 0, "%", " points"),  # 0 to 100, of answers or of the forgetting
}


# One set of values


def within(t: float, freedom: int) -> float:
    """The probability that Student's t lies from -t to t: the finite sum over the angle atan(t / sqrt(freedom)) for
    whole degrees of freedom (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine, odd = math.cos(angle), freedom % 2
    term, total = cosine**odd, 0.0
    for k in range(odd, freedom - 1, 2):
        total += term
        term *= cosine**2 * (k + 1) / (k + 2)
    return 2 / math.pi * (angle + math.sin(angle) * total) if odd else math.sin(angle) * total


@cache
def student(freedom: int, level: float = LEVEL) -> float:
    """How far on both sides of 0 Student's t reaches with this probability; by halving."""
    low, high = 0.0, 1.0
    while within(high, freedom) < level:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < level else (low, middle)
    return high


def half(values: Sequence[float]) -> float:
    """Half the width of the interval of the mean; without bounds where there are fewer than two values."""
    if len(values) < 2:
        return math.inf
    return student(len(values) - 1) * stdev(values) / math.sqrt(len(values))


def around(values: Collection[float], unit: str) -> str:
    """The mean and its interval, for sentences and tables that say n elsewhere: `0.62 ± 0.05 nats`, `62 ± 5%`."""
    measured = list(values)
    return give_or_take(fmean(measured), half(measured), UNITS[unit], UNITS[unit].sign) if measured else "–"


def give_or_take(mean: float, width: float, made: Unit, sign: str) -> str:
    """`0.62 ± 0.05 nats`; the mean alone where the width is not known."""
    if math.isinf(width):
        return f"{made.number(mean)}{sign}"
    small = 0 < made.scale * width < 10.0**-made.digits / 2
    return f"{made.number(mean)} ± {f'under {10.0**-made.digits:g}' if small else made.number(width)}{sign}"


def mean_text(values: Collection[float], unit: str) -> str:
    """`0.62 ± 0.05 nats (n = 5, 95%)`."""
    level = f", {LEVEL:.0%}" if len(values) > 1 else ""
    return f"{around(values, unit)} (n = {len(values)}{level})" if values else "–"


# Two, by pairs


class Comparison(NamedTuple):
    """First less second: the mean over n seeds, and its interval; `margin` is what counts as as much."""

    n: int
    difference: float
    low: float
    high: float
    margin: float
    word: Word

    @property
    def width(self) -> float:
        """Half of the interval's."""
        return (self.high - self.low) / 2

    @property
    def slight(self) -> bool:
        """Whether all of the interval lies within the margin: a difference, but one that hardly matters."""
        return max(abs(self.low), abs(self.high)) <= self.margin

    @property
    def plain(self) -> Word:
        """The word for those who draw a conclusion: a difference that hardly matters is as much."""
        return "as much" if self.slight else self.word


def compare(first: Mapping[int, float], second: Mapping[int, float], margin: float) -> Comparison:
    """Values by seed; a seed that one of them lacks is left out."""
    differences = [first[seed] - second[seed] for seed in sorted(first.keys() & second.keys())]
    n, mean = len(differences), fmean(differences) if differences else 0.0
    low, high = mean - half(differences), mean + half(differences)
    return Comparison(n, mean, low, high, margin, chosen(low, high, margin))


def chosen(low: float, high: float, margin: float) -> Word:
    if low > 0:
        return "more"
    if high < 0:
        return "less"
    return "as much" if -margin <= low and high <= margin else "cannot tell"


def sentence(first: str, verb: str, what: str, second: str, compared: Comparison, unit: str) -> str:
    """A clause with the word in it, the mean difference and its interval: `the spring kept more of the answers than old
    data, by 12 ± 5 points (n = 5)`. `what` is what there is more or less of."""
    n, subject, of = compared.n, f"{first} {verb}", f" {what}" if what else ""
    if compared.word == "as much":
        return f"{subject} as much{of} as {second}, {how_much(compared, unit)} (n = {n})"
    if compared.word == "cannot tell":
        seeds = "one seed cannot tell" if n == 1 else f"{n} seeds cannot tell: {difference(compared, unit)}"
        return f"whether {subject} more or less{of} than {second}, {seeds}"
    return f"{subject} {compared.word}{of} than {second}, {how_much(compared, unit)} (n = {n})"


def beside(subject: str, verb: str, what: str, others: Mapping[str, Comparison], unit: str) -> str:
    """A clause on one thing held against several: `the mix forgot less than abrupt (by 1.60 ± 0.10 nats) and as much as
    ramp (to within 0.05 nats: 0.01 ± 0.02 nats), n = 5; of blocks (0.10 ± 0.30 nats) these seeds cannot tell`."""
    of, n = f" {what}" if what else "", min(one.n for one in others.values())
    parts = [
        f"{word}{of} {'as' if word == 'as much' else 'than'} {joined(names)}"
        for word in ("less", "more", "as much")
        if (names := [f"{name} ({how_much(one, unit)})" for name, one in others.items() if one.word == word])
    ]
    unclear = [f"{name} ({difference(one, unit)})" for name, one in others.items() if one.word == "cannot tell"]
    if not parts:
        return f"whether {subject} {verb} more or less{of} than {joined(unclear)}, {n} seeds cannot tell"
    rest = f"; of {joined(unclear)} these seeds cannot tell" if unclear else ""
    return f"{subject} {verb} {joined(parts)}, n = {n}{rest}"


def cell(compared: Comparison, unit: str) -> str:
    """For a table: `less, by 0.81 ± 0.07 nats`; `as much: 0.01 ± 0.02 nats`; `cannot tell: 0.02 ± 0.04 nats`."""
    if compared.word in ("as much", "cannot tell"):
        return f"{compared.word}: {difference(compared, unit)}"
    return f"{compared.word}, {how_much(compared, unit)}"


def how_much(compared: Comparison, unit: str) -> str:
    """The size of a more or a less, or what counts as as much."""
    if compared.word == "as much":
        return f"to within {UNITS[unit].between(compared.margin)}: {difference(compared, unit)}"
    only = "if only " if compared.slight else ""
    return f"{only}by {difference(compared._replace(difference=abs(compared.difference)), unit)}"


def difference(compared: Comparison, unit: str) -> str:
    """`−0.40 ± 0.06 nats`."""
    made = UNITS[unit]
    return give_or_take(compared.difference, compared.width, made, made.difference)


def capital(text: str) -> str:
    """A clause as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


# Many, such as orders of the same tasks


class Permutation(NamedTuple):
    """How often chance alone would set the columns as far apart as they are (`differ`), and the highest mean as far
    above the lowest (`apart`); 1 where there are fewer than SEEDS seeds."""

    n: int
    columns: int
    differ: float
    apart: float

    @property
    def they_differ(self) -> bool:
        return self.n >= SEEDS and self.differ <= 1 - LEVEL

    @property
    def best_beats_worst(self) -> bool:
        return self.n >= SEEDS and self.apart <= 1 - LEVEL


def permutation(matrix: Sequence[Sequence[float]], blocks: Sequence[int] = (), seed: int = 0) -> Permutation:
    """A row a seed, a column an order. Without an effect a row's values might as well stand in any other order, so each
    row is shuffled, many times, and what was found is held against that. Columns of one block share a part of their
    runs and are alike for that reason: blocks (of one size, by a number a column) change places whole, and columns
    within them."""
    rows = np.asarray(matrix, dtype=float)
    if len(rows) < SEEDS:
        return Permutation(len(rows), rows.shape[1] if rows.ndim == 2 else 0, 1.0, 1.0)
    numbers = list(blocks) or list(range(rows.shape[1]))
    members = [[column for column, block in enumerate(numbers) if block == name] for name in dict.fromkeys(numbers)]
    grouped = rows[:, np.array(members)]  # seeds, blocks, columns of a block
    rng = np.random.default_rng(seed)
    found, by_chance = distances(grouped[None]), distances(shuffled(grouped, rng))
    shares = [
        (1 + np.sum(chance >= one[0] - 1e-12)) / (1 + SHUFFLES) for one, chance in zip(found, by_chance, strict=True)
    ]
    return Permutation(len(rows), rows.shape[1], float(shares[0]), float(shares[1]))


def shuffled(grouped: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """SHUFFLES of (seeds, blocks, columns): in each seed of each, blocks change places, and columns in their block."""
    shape = (SHUFFLES, *grouped.shape)
    whole = np.argsort(rng.random(shape[:3]), axis=2)[..., None]
    inside = np.argsort(rng.random(shape), axis=3)
    moved = np.take_along_axis(np.broadcast_to(grouped, shape), np.broadcast_to(whole, shape), axis=2)
    return np.take_along_axis(moved, inside, axis=3)


def distances(tables: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each table (seeds, blocks, columns): how far its columns' means lie apart, as a variance, and the widest
    distance between two."""
    means = tables.mean(axis=1).reshape(len(tables), -1)
    return means.var(axis=1), means.max(axis=1) - means.min(axis=1)


def correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Pearson's, -1 to 1; 0 where one of them does not vary."""
    if len(first) < 2 or not stdev(first) or not stdev(second):
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])
