"""This module writes how far each way of chapter 8 goes without the old data, and what that says of the moat.

verdict({"german": lines(sweep, "german"), "cooking": lines(sweep, "cooking")})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.sweep.comparison import UNITS, Comparison, Word, around, compare, half, sentence
from explainer.sweep.overwhelming import OWN, PUBLIC, SELF, SPRING, Amount, Line
from explainer.tables.tasks import NEW_TASKS
from explainer.text import joined

PART = 50  # per cent of the way that the true data goes: a good part of it
Known = Mapping[str, Sequence[Line]]  # the lines of each task


def usual(lines: Sequence[Line]) -> float:
    """The share of replay that most of the trial has."""
    return min(line.replay for line in lines if line.replay)


def task_name(task: str) -> str:
    """As it stands in a sentence."""
    return NEW_TASKS[task].short


def against(first: Amount, second: Amount, name: str, unit: str) -> Comparison:
    return compare(first.by_seed(name), second.by_seed(name), UNITS[unit].margin)


def all_kinds(lines: Sequence[Line]) -> dict[str, Line]:
    """By source, the line of all kinds at the usual share; whatever has no replay too."""
    return {line.source: line for line in lines if not line.kinds and line.replay in (0, usual(lines))}


# How far each way goes, and what that says of the moat

DID = {
    PUBLIC: "other people’s data",
    SELF: "what Pebble says itself",
    SPRING: "a spring to its old weights, without any replay,",
}
NEEDS = {SELF: "what Pebble says itself", SPRING: "the spring", PUBLIC: "other people’s data"}


def far(known: Known, source: str) -> dict[str, dict[int, float]]:
    """By task and seed, how far a source goes of the way that the true data goes, in per cent, with all of both."""
    way: dict[str, dict[int, float]] = {}
    for task, among in known.items():
        lines = all_kinds(among)
        if source in lines and OWN in lines:
            own, other = (lines[name].amounts[-1].by_seed("removed") for name in (OWN, source))
            shares = {seed: 100 * other[seed] / own[seed] for seed in own.keys() & other.keys() if own[seed] > 0}
            way |= {task: shares} if shares else {}
    return way


def beside_own(known: Known, source: str, measure: str = "removed", unit: str = "percent") -> list[Word]:
    """Whether a source removes more of the forgetting than the true data, less, or as much, or of another measure; a
    word a task."""
    return [
        against(lines[source].amounts[-1], lines[OWN].amounts[-1], measure, unit).plain
        for lines in map(all_kinds, known.values())
        if source in lines and OWN in lines
    ]


def as_good(known: Known) -> list[str]:
    """The sources that forget as little as the true data after every task, and are not known to have paid for it."""
    return [source for source in forget_as_little(known) if not prices(known, source, certain=True)]


def forget_as_little(known: Known) -> list[str]:
    """The sources that remove as much of the forgetting as the true data, or more, after every task."""
    every = {source: beside_own(known, source) for source in (SELF, SPRING, PUBLIC)}
    return [source for source, words in every.items() if words and set(words) <= {"as much", "more"}]


def prices(known: Known, source: str, certain: bool) -> list[str]:
    """What a source paid beside the true data, after one task or more: answers, or the lesson; or where that cannot be
    told (not `certain`)."""
    tried = (
        ("fewer of the old questions answered", "less", beside_own(known, source, "right", "percent")),
        ("the lesson less well learned", "more", beside_own(known, source, "new", "nats")),
    )
    return [
        price
        for price, bad, words in tried
        if (bad in words if certain else bad not in words and "cannot tell" in words)
    ]


def falls_short(known: Known) -> list[str]:
    """The sources that remove less after one task or more."""
    return [source for source in (SELF, SPRING, PUBLIC) if "less" in beside_own(known, source)]


def halfway(known: Known) -> list[str]:
    """The sources that go at least PART of the way after every task: the interval lies above it."""
    found = []
    for source in (SELF, SPRING, PUBLIC):
        ways = [list(way.values()) for way in far(known, source).values()]
        if ways and all(sum(way) / len(way) - half(way) >= PART for way in ways):
            found.append(source)
    return found


def unclear(known: Known) -> list[str]:
    """The sources of which the seeds cannot tell whether they go so far."""
    found = []
    for source in (SELF, SPRING, PUBLIC):
        ways = [list(way.values()) for way in far(known, source).values()]
        means = [(sum(way) / len(way), half(way)) for way in ways]
        if source not in halfway(known) and means and all(mean + width >= PART for mean, width in means):
            found.append(source)
    return found


def ways(known: Known) -> str:
    """How far each went, and what it cost in the new task."""
    clauses = []
    for source in (PUBLIC, SELF, SPRING):
        if way := far(known, source):
            each = joined([f"{around(shares.values(), 'percent')} ({task_name(task)})" for task, shares in way.items()])
            clauses.append(f"{DID[source]} went {each}")
    if not clauses:
        return ""
    costs = "".join(cost(known, source) for source in (SELF, SPRING))
    return f"Of the way that Pebble’s own old data went, {joined(clauses)}.{costs}"


def cost(known: Known, source: str) -> str:
    """How well the new task was learned, beside the true data."""
    clauses = []
    for task, among in known.items():
        lines = all_kinds(among)
        if source in lines and OWN in lines:
            own, other = lines[OWN].amounts[-1], lines[source].amounts[-1]
            told = sentence("it", "ended with", "new loss", "Pebble’s own", against(other, own, "new", "nats"), "nats")
            losses = f"{around(other.all('new'), 'nats')} against {around(own.all('new'), 'nats')}"
            clauses.append(f"after {task_name(task)}, {told} ({losses})")
    who = {SELF: "its own words", SPRING: "the spring"}[source]
    return f" With {who}: {'; '.join(clauses)}." if clauses else ""


def verdict(known: Known) -> str:
    """What the comparison says of the moat; it is said plainly, whichever way it falls."""
    if not far(known, SELF) and not far(known, PUBLIC):
        return ""
    good, some, open_ = as_good(known), halfway(known), unclear(known)
    if bare := [source for source in good if source != PUBLIC]:
        names = joined([NEEDS[source] for source in bare])
        open_prices = dict.fromkeys(price for source in bare for price in prices(known, source, certain=False))
        perhaps = f" Whether that meant {joined(list(open_prices))}, these seeds cannot tell." if open_prices else ""
        own_words = (
            " Whoever has the weights of a model that can still say what it has read, has more of its data than the "
            "essay allows."
        )
        return (
            f"**This speaks against the moat, and it should be said.** With {names}, Pebble forgot no more than with "
            f"its own old data, and for that it took the weights alone.{perhaps}{own_words if SELF in bare else ''}"
        )
    if good:
        return "On this trial the moat is shallow: other people’s data did as well as Pebble’s own."
    if dear := forget_as_little(known):
        return " ".join(dearly(known, source) for source in dear)
    if some:
        names = joined([NEEDS[source] for source in some])
        if all(source in falls_short(known) for source in some):
            return f"So {names} went a good part of the way; the rest of it is what the moat is worth here."
        return f"So {names} went a good part of the way; whether all of it, these seeds cannot tell."
    if open_:
        names = joined([NEEDS[source] for source in open_])
        return f"How good a part of the way {names} went, these seeds cannot tell."
    return "So the larger part of the way is the moat: nothing in this table came near the old data after every lesson."


def dearly(known: Known, source: str) -> str:
    """Of a source that forgot as little as the true data and paid for it."""
    return (
        f"With {NEEDS[source]} Pebble forgot no more than with its own old data, but at a price: "
        f"{joined(prices(known, source, certain=True))}."
    )


def lesson(known: Known) -> str:
    """The verdict in a sentence, for the takeaway."""
    if not far(known, SELF) and not far(known, PUBLIC):
        return ""
    good, some = as_good(known), halfway(known)
    names = joined([NEEDS[source] for source in good or some])
    if good:
        return f"For small Pebble, {names} held back as much forgetting as its old data did."
    if dear := forget_as_little(known):
        names = joined([NEEDS[source] for source in dear])
        return f"For small Pebble, {names} held back as much forgetting as its old data did, at a price."
    if some:
        no_further = ", and no further" if all(source in falls_short(known) for source in some) else ""
        return f"For small Pebble, {names} went a good part of the way{no_further}."
    if unclear(known):
        return "For small Pebble, how near anything else came to its own old data these seeds cannot tell."
    return "For small Pebble, nothing else came near its own old data."


def limit(known: Known) -> str:
    """Why what Pebble says itself may flatter the method, where it did well."""
    if SELF not in {*forget_as_little(known), *halfway(known)}:
        return ""
    return (
        "What Pebble says itself is unusually good: its world is so small that a little talking to itself goes "
        "through most of it. A large model knows far more than it says unasked, and some of what it says is false."
    )
