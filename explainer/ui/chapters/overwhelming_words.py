"""What chapter 8 says of its trial, in sentences that the numbers choose. Knows no Streamlit.

said({"german": lines(sweep, "german"), "cooking": lines(sweep, "cooking")}, seeds=2)["verdict"]
"""

from __future__ import annotations

from explainer.fields import number
from explainer.plots.overwhelming import ALL
from explainer.sweep.overwhelming import NOBODY, OWN, PUBLIC, SELF, SPRING, Amount, Line
from explainer.text import joined

TASKS = {"german": "German", "cooking": "cooking"}
NAMES = ("setting", "same", "kinds", "answers", "ways", "verdict", "lesson", "limit")
SAME, PART = 90, 50  # per cent of the way that the true data goes: about as well, and a good part of it
Known = dict[str, tuple[Line, ...]]  # the lines of each task


def said(known: Known, seeds: int) -> dict[str, str]:
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
    share, *_ = map(usual, known.values())
    return f"Replay is {number(share)}% everywhere, unless a name says otherwise; {seeds} seeds each."


def usual(found: tuple[Line, ...]) -> float:
    """The share of replay that most of the trial has."""
    return min(line.replay for line in found if line.replay)


def ranged(amount: Amount) -> str:
    """The forgetting it removed: `77% (75% to 80%)`."""
    low, high = (f"{edge(amount.all('removed')):.0f}%" for edge in (min, max))
    return f"{amount.mean('removed'):.0f}% ({f'{low} to {high}' if low != high else 'in every run'})"


def whole(found: tuple[Line, ...]) -> dict[str, Line]:
    """By source, the line of all kinds at the usual share; whatever has no replay too."""
    return {line.source: line for line in found if not line.kinds and line.replay in (0, usual(found))}


def shared(known: Known) -> dict[str, dict[str, Amount]]:
    """By task and source, all kinds: the largest amount that Pebble's own data has in common with another source."""
    found = {}
    for task, among in known.items():
        lines = [line for line in whole(among).values() if line.replay]
        for mine in lines[0].amounts if lines[0].source == OWN else ():
            same = {line.source: amount for line in lines if mine.pool and (amount := line.at(mine.pool))}
            if len(same) > 1 and len({amount.mean("dialogues") for amount in same.values()}) == 1:
                found[task] = same
    return found


def same_amount(known: Known) -> str:
    words = {OWN: "Pebble’s own removed {} of the forgetting", SELF: "as many that it wrote itself {}"}
    words[PUBLIC] = "as many of other people’s {}"
    told = []
    for task, at in shared(known).items():
        each = joined([words[source].format(ranged(at[source])) for source in words if source in at])
        told.append(f"After {TASKS[task]}, with {at[OWN].mean('dialogues'):,.0f} dialogues, {each}.")
    return " ".join(told)


def diversity(known: Known) -> str:
    """What more kinds did at the least amount, where it was measured."""
    said, apart = [], []
    for task, among in known.items():
        public = [line for line in among if line.source == PUBLIC and line.replay == usual(among)]
        pool = min((amount.pool for line in public for amount in line.amounts if amount.pool), default=0)
        at = [(line.kinds or ALL, amount) for line in public if (amount := line.at(pool))]
        if pool and len(at) > 1:
            (few, one), (_, every) = min(at, key=lambda pair: pair[0]), max(at, key=lambda pair: pair[0])
            apart.append(clearly_apart(public, few))
            kinds = f"{few} kind{'s' if few > 1 else ''}"
            said.append(
                f"after {TASKS[task]}, {pool} public dialogues of {kinds} removed {ranged(one)}, of all kinds "
                f"{ranged(every)}"
            )
    if not said:
        return ""
    clear = "Variety helped in every run" if all(apart) else "Whether variety helps does not stand out from the spread"
    return f"{clear}: {'; '.join(said)}.{more(known)}"


def clearly_apart(public: list[Line], few: int) -> bool:
    """Whether, at every amount, all kinds did better in their worst run than `few` kinds in their best."""
    one, every = ({a.pool: a for line in public if line.kinds == kinds for a in line.amounts} for kinds in (few, 0))
    both = one.keys() & every.keys()
    return bool(both) and all(max(one[p].all("removed")) < min(every[p].all("removed")) for p in both)


def more(known: Known) -> str:
    """What a larger amount of other people's data did."""
    said, helped = [], []
    for task, among in known.items():
        amounts = lines[PUBLIC].amounts if PUBLIC in (lines := whole(among)) else ()
        if len(amounts) > 1:
            counts = [f"{amount.mean('dialogues'):,.0f}" for amount in amounts]
            shares = [f"{amount.mean('removed'):.0f}%" for amount in amounts]
            said.append(f"after {TASKS[task]}, {joined(counts)} public dialogues removed {joined(shares)}")
            helped.append(min(amounts[-1].all("removed")) > max(amounts[0].all("removed")))
    if not said:
        return ""
    clear = "More of it helped in every run" if all(helped) else "That more of it helps does not stand out either"
    return f" {clear}: {'; '.join(said)}."


def answers(known: Known) -> str:
    """How much of what was known can still be asked for, with all the data there is."""
    words = {OWN: "with Pebble’s own", SELF: "with its own words", PUBLIC: "with other people’s", NOBODY: "with none"}
    said, lost = [], []
    for task, among in known.items():
        last = {source: line.amounts[-1] for source, line in whole(among).items()}
        if not {OWN, PUBLIC, NOBODY} <= set(last):
            return ""
        each = [f"{last[source].mean('right'):.0f}% {word}" for source, word in words.items() if source in last]
        said.append(f"after {TASKS[task]} {joined(each)}")
        lost.append(max(last[PUBLIC].all("right")) < min(last[OWN].all("right")))
    why = " The facts that other people’s data does not hold, it cannot keep." if all(lost) else ""
    return f"With all the text there is, old questions were answered right: {'; '.join(said)}.{why}"


# How far each way goes, and what that says of the moat


def far(known: Known, source: str) -> dict[str, float]:
    """By task, how far a source goes of the way that the true data goes, in per cent, with all there is of both."""
    found = {}
    for task, among in known.items():
        lines = whole(among)
        if source in lines and OWN in lines and lines[OWN].amounts[-1].mean("removed") > 0:
            own, other = (lines[name].amounts[-1].mean("removed") for name in (OWN, source))
            found[task] = 100 * other / own
    return found


def across(known: Known, least: float) -> list[str]:
    """The sources that go at least so far, after every task."""
    ways = {source: far(known, source) for source in (SELF, SPRING, PUBLIC)}
    return [source for source, way in ways.items() if way and min(way.values()) >= least]


DID = {
    PUBLIC: "other people’s data",
    SELF: "what Pebble says itself",
    SPRING: "a spring to its old weights, without any replay,",
}


def ways(known: Known) -> str:
    """How far each went, and what it cost in the new task."""
    said = [
        f"{DID[source]} went {joined([f'{how_far(way)} ({TASKS[task]})' for task, way in far(known, source).items()])}"
        for source in (PUBLIC, SELF, SPRING)
        if far(known, source)
    ]
    if not said:
        return ""
    return (
        f"Of the way that Pebble’s own old data went, {joined(said)}.{''.join(map(cost, [known] * 2, (SELF, SPRING)))}"
    )


def how_far(way: float) -> str:
    return f"{way:.0f}%" if way >= 1 else "no way at all"


def cost(known: Known, source: str) -> str:
    """A word where the new task was learned less well than with the true data, in every run of every task."""
    told = []
    for task, among in known.items():
        lines = whole(among)
        if source not in lines or OWN not in lines:
            continue
        own, other = lines[OWN].amounts[-1], lines[source].amounts[-1]
        if min(other.all("new")) > max(own.all("new")):
            told.append(f"{TASKS[task]} {other.mean('new'):.2f} against {own.mean('new'):.2f} nats per token")
    who = {SELF: "its own words", SPRING: "the spring"}[source]
    return f" With {who}, the new task was learned less well in every run: {joined(told)}." if told else ""


NEEDS = {SELF: "what Pebble says itself", SPRING: "the spring", PUBLIC: "other people’s data"}


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
