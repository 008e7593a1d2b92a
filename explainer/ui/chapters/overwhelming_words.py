"""This module writes what chapter 8 says of its trial, in sentences that the numbers choose.

What counts as more, less or as much is for explainer/sweep/comparison.py to say; runs are compared by pairs of a seed.

measured({"german": lines(sweep, "german"), "cooking": lines(sweep, "cooking")}, seeds=3)["verdict"]
"""

from __future__ import annotations

from collections.abc import Sequence

from explainer.fields import number
from explainer.plots.overwhelming import ALL
from explainer.sweep.comparison import Word, around, capital, difference
from explainer.sweep.overwhelming import NOBODY, OWN, PUBLIC, SELF, Amount
from explainer.text import joined
from explainer.ui.chapters.overwhelming_moat import (
    Known,
    against,
    all_kinds,
    lesson,
    limit,
    task_name,
    usual,
    verdict,
    ways,
)

NAMES = ("setting", "same", "kinds", "answers", "ways", "verdict", "lesson", "limit")


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
    return (
        f"Replay is {number(share)}% everywhere, unless a name says otherwise; {seeds} seeds each, and behind every ± "
        "their 95% interval."
    )


def ranged(amount: Amount) -> str:
    """The forgetting it removed: `77 ± 3%`."""
    return around(amount.all("removed"), "percent")


def agreed(words: Sequence[Word]) -> Word | None:
    """One word for several comparisons: theirs where it is one; None where they differ."""
    return words[0] if len(set(words)) == 1 else None


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
    clauses, words = [], []
    for task, among in known.items():
        public = [line for line in among if line.source == PUBLIC and line.replay == usual(among)]
        pool = min((amount.pool for line in public for amount in line.amounts if amount.pool), default=0)
        by_kinds = {line.kinds or ALL: amount for line in public if (amount := line.at(pool))}
        if pool and len(by_kinds) > 1:
            few, most = by_kinds[min(by_kinds)], by_kinds[max(by_kinds)]
            compared = against(most, few, "removed", "percent")
            words.append(compared.plain)
            clauses.append(
                f"after {task_name(task)}, {pool} public dialogues of {min(by_kinds)} "
                f"kind{'s' if min(by_kinds) > 1 else ''} removed {ranged(few)}, of all kinds {ranged(most)} "
                f"({difference(compared, 'percent')})"
            )
    if not clauses:
        return ""
    return f"{capital(HELPED[agreed(words)].format('variety'))}: {'; '.join(clauses)}.{more(known)}"


HELPED: dict[Word | None, str] = {
    "more": "{} helped",
    "less": "{} did harm",
    "as much": "{} made no difference",
    "cannot tell": "{} may have helped or not, the seeds cannot tell",
    None: "Whether {} helped, the lessons and seeds do not agree",
}


def more(known: Known) -> str:
    """What a larger amount of other people's data did."""
    clauses, words = [], []
    for task, among in known.items():
        lines = all_kinds(among)
        amounts = lines[PUBLIC].amounts if PUBLIC in lines else ()
        if len(amounts) > 1:
            counts = joined([f"{amount.mean('dialogues'):,.0f}" for amount in amounts])
            compared = against(amounts[-1], amounts[0], "removed", "percent")
            removed = joined([ranged(one) for one in amounts])
            clauses.append(
                f"after {task_name(task)}, {counts} public dialogues removed {removed} "
                f"(last less first {difference(compared, 'percent')})"
            )
            words.append(compared.plain)
    return f" {capital(HELPED[agreed(words)].format('more of it'))}: {'; '.join(clauses)}." if clauses else ""


def answers(known: Known) -> str:
    """How much of what was known can still be asked for, with all the data there is."""
    words = {OWN: "with Pebble’s own", SELF: "with its own words", PUBLIC: "with other people’s", NOBODY: "with none"}
    clauses = []
    for task, among in known.items():
        most = {source: line.amounts[-1] for source, line in all_kinds(among).items()}
        if not {OWN, PUBLIC, NOBODY} <= set(most):
            return ""
        each = [
            f"{around(most[source].all('right'), 'percent')} {word}" for source, word in words.items() if source in most
        ]
        clauses.append(f"after {task_name(task)} {joined(each)}")
    return f"With all the text there is, old questions were answered right: {'; '.join(clauses)}."
