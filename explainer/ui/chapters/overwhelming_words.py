"""This module writes what chapter 8 says of its trial, in sentences that the numbers choose.

measured({"german": lines(sweep, "german"), "cooking": lines(sweep, "cooking")}, seeds=2)["verdict"]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.fields import number
from explainer.plots.overwhelming import ALL
from explainer.sweep.overwhelming import NOBODY, OWN, PUBLIC, SELF, SPRING, Amount, Line
from explainer.tables.tasks import NEW_TASKS
from explainer.text import joined

NAMES = ("setting", "same", "kinds", "answers", "ways", "verdict", "lesson", "limit")
SAME, PART = 90, 50  # per cent of the way that the true data goes: about as well, and a good part of it
Known = Mapping[str, Sequence[Line]]  # the lines of each task


def measured(known: Known, seeds: int) -> dict[str, str]:
    """A text for each of NAMES; empty where the sweep does not have what it takes."""
    return {
        "setting": setting(known, seeds),
        "same": same_amount(known),
        "kinds": diversity(known),
        "answers": answers(known),
        "ways": ways(known),
        "verdict": verdict(known),
        "lesson": lesson(known),
        "limit": limit(known),
    }


def setting(known: Known, seeds: int) -> str:
    share = usual(next(iter(known.values())))
    return f"Replay is {number(share)}% everywhere, unless a name says otherwise; {seeds} seeds each."


def usual(lines: Sequence[Line]) -> float:
    """The share of replay that most of the trial has."""
    return min(line.replay for line in lines if line.replay)


def task_name(task: str) -> str:
    """As it stands in a sentence."""
    return NEW_TASKS[task].short


def ranged(amount: Amount) -> str:
    """The forgetting it removed: `77% (75% to 80%)`."""
    low, high = (f"{edge(amount.all('removed')):.0f}%" for edge in (min, max))
    return f"{amount.mean('removed'):.0f}% ({f'{low} to {high}' if low != high else 'in every run'})"


def all_kinds(lines: Sequence[Line]) -> dict[str, Line]:
    """By source, the line of all kinds at the usual share; whatever has no replay too."""
    return {line.source: line for line in lines if not line.kinds and line.replay in (0, usual(lines))}


# The same amounts of different text


def same_amount(known: Known) -> str:
    """What as many dialogues of each source did."""
    words = {
        OWN: "Pebble’s own removed {} of the forgetting",
        SELF: "as many that it wrote itself {}",
        PUBLIC: "as many of other people’s {}",
    }
    sentences = []
    for task, amounts in shared(known).items():
        each = joined([words[source].format(ranged(amounts[source])) for source in words if source in amounts])
        dialogues = amounts[OWN].mean("dialogues")
        sentences.append(f"After {task_name(task)}, with {dialogues:,.0f} dialogues, {each}.")
    return " ".join(sentences)


def shared(known: Known) -> dict[str, dict[str, Amount]]:
    """By task and source, all kinds: the largest amount that Pebble's own data has in common with another source."""
    largest = {}
    for task, among in known.items():
        lines = [line for line in all_kinds(among).values() if line.replay]
        for mine in lines[0].amounts if lines[0].source == OWN else ():
            same = {line.source: amount for line in lines if mine.pool and (amount := line.at(mine.pool))}
            if len(same) > 1 and len({amount.mean("dialogues") for amount in same.values()}) == 1:
                largest[task] = same
    return largest


def diversity(known: Known) -> str:
    """What more kinds did at the least amount, where it was measured."""
    clauses, apart = [], []
    for task, among in known.items():
        public = [line for line in among if line.source == PUBLIC and line.replay == usual(among)]
        pool = min((amount.pool for line in public for amount in line.amounts if amount.pool), default=0)
        by_kinds = {line.kinds or ALL: amount for line in public if (amount := line.at(pool))}
        if pool and len(by_kinds) > 1:
            few, most = min(by_kinds), max(by_kinds)
            apart.append(clearly_apart(public, few))
            clauses.append(
                f"after {task_name(task)}, {pool} public dialogues of {few} kind{'s' if few > 1 else ''} removed "
                f"{ranged(by_kinds[few])}, of all kinds {ranged(by_kinds[most])}"
            )
    if not clauses:
        return ""
    clear = "Variety helped in every run" if all(apart) else "Whether variety helps does not stand out from the spread"
    return f"{clear}: {'; '.join(clauses)}.{more(known)}"


def clearly_apart(public: Sequence[Line], few: int) -> bool:
    """Whether, at every amount, all kinds did better in their worst run than `few` kinds in their best."""
    one, every = (by_pool(public, kinds) for kinds in (few, 0))
    both = one.keys() & every.keys()
    return bool(both) and all(max(one[pool].all("removed")) < min(every[pool].all("removed")) for pool in both)


def by_pool(lines: Sequence[Line], kinds: int) -> dict[int, Amount]:
    return {amount.pool: amount for line in lines if line.kinds == kinds for amount in line.amounts}


def more(known: Known) -> str:
    """What a larger amount of other people's data did."""
    clauses, helped = [], []
    for task, among in known.items():
        lines = all_kinds(among)
        amounts = lines[PUBLIC].amounts if PUBLIC in lines else ()
        if len(amounts) > 1:
            counts = joined([f"{amount.mean('dialogues'):,.0f}" for amount in amounts])
            shares = joined([f"{amount.mean('removed'):.0f}%" for amount in amounts])
            clauses.append(f"after {task_name(task)}, {counts} public dialogues removed {shares}")
            helped.append(min(amounts[-1].all("removed")) > max(amounts[0].all("removed")))
    if not clauses:
        return ""
    clear = "More of it helped in every run" if all(helped) else "That more of it helps does not stand out either"
    return f" {clear}: {'; '.join(clauses)}."


def answers(known: Known) -> str:
    """How much of what was known can still be asked for, with all the data there is."""
    words = {OWN: "with Pebble’s own", SELF: "with its own words", PUBLIC: "with other people’s", NOBODY: "with none"}
    clauses, lost = [], []
    for task, among in known.items():
        most = {source: line.amounts[-1] for source, line in all_kinds(among).items()}
        if not {OWN, PUBLIC, NOBODY} <= set(most):
            return ""
        each = [f"{most[source].mean('right'):.0f}% {word}" for source, word in words.items() if source in most]
        clauses.append(f"after {task_name(task)} {joined(each)}")
        lost.append(max(most[PUBLIC].all("right")) < min(most[OWN].all("right")))
    why = " The facts that other people’s data does not hold, it cannot keep." if all(lost) else ""
    return f"With all the text there is, old questions were answered right: {'; '.join(clauses)}.{why}"


# How far each way goes, and what that says of the moat

DID = {
    PUBLIC: "other people’s data",
    SELF: "what Pebble says itself",
    SPRING: "a spring to its old weights, without any replay,",
}
NEEDS = {SELF: "what Pebble says itself", SPRING: "the spring", PUBLIC: "other people’s data"}


def far(known: Known, source: str) -> dict[str, float]:
    """By task, how far a source goes of the way that the true data goes, in per cent, with all there is of both."""
    way = {}
    for task, among in known.items():
        lines = all_kinds(among)
        if source in lines and OWN in lines and lines[OWN].amounts[-1].mean("removed") > 0:
            own, other = (lines[name].amounts[-1].mean("removed") for name in (OWN, source))
            way[task] = 100 * other / own
    return way


def across(known: Known, least: float) -> list[str]:
    """The sources that go at least so far, after every task."""
    ways = {source: far(known, source) for source in (SELF, SPRING, PUBLIC)}
    return [source for source, way in ways.items() if way and min(way.values()) >= least]


def ways(known: Known) -> str:
    """How far each went, and what it cost in the new task."""
    clauses = []
    for source in (PUBLIC, SELF, SPRING):
        if way := far(known, source):
            each = joined([f"{how_far(share)} ({task_name(task)})" for task, share in way.items()])
            clauses.append(f"{DID[source]} went {each}")
    if not clauses:
        return ""
    costs = "".join(cost(known, source) for source in (SELF, SPRING))
    return f"Of the way that Pebble’s own old data went, {joined(clauses)}.{costs}"


def how_far(way: float) -> str:
    return f"{way:.0f}%" if way >= 1 else "no way at all"


def cost(known: Known, source: str) -> str:
    """A word where the new task was learned less well than with the true data, in every run of every task."""
    clauses = []
    for task, among in known.items():
        lines = all_kinds(among)
        if source not in lines or OWN not in lines:
            continue
        own, other = lines[OWN].amounts[-1], lines[source].amounts[-1]
        if min(other.all("new")) > max(own.all("new")):
            losses = f"{other.mean('new'):.2f} against {own.mean('new'):.2f} nats per token"
            clauses.append(f"{task_name(task)} {losses}")
    who = {SELF: "its own words", SPRING: "the spring"}[source]
    return f" With {who}, the new task was learned less well in every run: {joined(clauses)}." if clauses else ""


def verdict(known: Known) -> str:
    """What the comparison says of the moat; it is said plainly, whichever way it falls."""
    if not far(known, SELF) and not far(known, PUBLIC):
        return ""
    good, some = across(known, SAME), across(known, PART)
    if bare := [source for source in good if source != PUBLIC]:
        names = joined([NEEDS[source] for source in bare])
        return (
            f"**This speaks against the moat, and it should be said.** With {names}, Pebble kept about as much as with "
            "its own old data, and for that it took the weights alone. Whoever has the weights of a model that can "
            "still say what it has read, has more of its data than the essay allows."
        )
    if good:
        return "On this trial the moat is shallow: other people’s data did about as well as Pebble’s own."
    if some:
        names = joined([NEEDS[source] for source in some])
        return f"So {names} went a good part of the way; the rest of it is what the moat is worth here."
    return "So the larger part of the way is the moat: nothing that we tried without the old data came near it."


def lesson(known: Known) -> str:
    """The verdict in a sentence, for the takeaway."""
    if not far(known, SELF) and not far(known, PUBLIC):
        return ""
    good, some = across(known, SAME), across(known, PART)
    names = joined([NEEDS[source] for source in good or some])
    if good:
        return f"For small Pebble, {names} kept about as much as its old data did."
    if some:
        return f"For small Pebble, {names} went a good part of the way, and no further."
    return "For small Pebble, nothing else came near its own old data."


def limit(known: Known) -> str:
    """Why what Pebble says itself may flatter the method, where it did well."""
    if SELF not in across(known, PART):
        return ""
    return (
        "What Pebble says itself is unusually good: its world is so small that a little talking to itself goes "
        "through most of it. A large model knows far more than it says unasked, and some of what it says is false."
    )
