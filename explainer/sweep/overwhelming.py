"""This is what chapter 8 reads off its sweep: forgetting by whose text is replayed, how much, and how varied. Pure.

A line is data of one source, in so many kinds, at one share of replay; along it the amount grows: distinct dialogues in
the pool, and tokens. A share removed compares a run with the one without replay of the same task and seed, in per cent.
The public stand-in has two dials, and `stand_ins` has a place for each of their settings.

    for line in lines(read(path), "german"): print(line.source, line.kinds, [amount.mean("forgetting") for ...])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explainer.experiment import SHARED
from explainer.record import finite
from explainer.sweep.plan import SweepError
from explainer.sweep.results import CellResult, Sweep, number

OWN, PUBLIC, SELF = "true", "proxy", "self"  # whose text: Pebble's old data, other people's, what Pebble says itself
SPRING, NOBODY = "l2sp", "none"  # no replay: a spring to the start weights, and nothing at all
ORDER = (OWN, PUBLIC, SELF, SPRING, NOBODY)
NEEDED = ("forgetting", "right_before", "right_after", "new_after", "pool_dialogues", "pool_tokens")
Setting = tuple[int, bool]  # of the stand-in's dials: how many of Pebble's facts, in per cent; whether in its manner
SETTINGS: tuple[Setting, ...] = tuple((shared, manner) for manner in (False, True) for shared in SHARED)
PUBLIC_DATA = SETTINGS[0]  # none of Pebble's facts, in words of its own: the stand-in that the amounts are of


@dataclass(frozen=True)
class Run:
    """Forgetting in nats per token; `right` old questions, `kept` (right ones, of as many as were right before) and
    `removed` in per cent; dialogues and tokens in the pool; `start` is what Pebble loses on it before any training,
    nats per token, None where there is no replay or nobody measured it."""

    seed: int
    forgetting: float
    right: float
    kept: float
    removed: float
    new: float
    dialogues: int
    tokens: int
    start: float | None


@dataclass(frozen=True)
class Amount:
    """Runs that differ in their seed alone; `pool` is what was asked for, 0 for all there is."""

    pool: int
    runs: tuple[Run, ...]

    def all(self, name: str) -> list[float]:
        return [float(getattr(run, name)) for run in self.runs]

    def by_seed(self, name: str) -> dict[int, float]:
        """To be compared by pairs."""
        return {run.seed: float(getattr(run, name)) for run in self.runs}

    def mean(self, name: str) -> float:
        return sum(self.all(name)) / len(self.runs)


@dataclass(frozen=True)
class Line:
    """`kinds` of dialogue, 0 for all; `replay` in per cent; amounts ascending."""

    source: str
    kinds: int
    replay: float
    amounts: tuple[Amount, ...]

    def at(self, pool: int) -> Amount | None:
        return next((amount for amount in self.amounts if amount.pool == pool), None)


def tasks(sweep: Sweep) -> tuple[str, ...]:
    """The new tasks that were measured, in their order."""
    return tuple(dict.fromkeys(cell["experiment"]["task"] for cell in sweep["cells"]))


def lines(sweep: Sweep, task: str) -> tuple[Line, ...]:
    """Pebble's own data first, then other people's by kinds and replay, then its own words, then what has no replay.
    Raises SweepError."""
    cells = done(sweep, task)
    bare = without_replay(cells)
    by_line: dict[tuple[str, int, float], dict[int, list[Run]]] = {}
    for cell in cells:
        experiment = cell["experiment"]
        if setting_of(cell) == PUBLIC_DATA:
            key = (str(source_of(cell)), experiment["kinds"], experiment["replay"])
            run = run_of(cell, bare, sweep)
            by_line.setdefault(key, {}).setdefault(experiment["pool"], []).append(run)
    every = [Line(*key, ascending(amounts)) for key, amounts in by_line.items()]
    if not any(line.replay for line in every):
        raise SweepError(f"{sweep['title']!r} has no finished run with replay of the task {task}.")
    return tuple(sorted(every, key=lambda line: (ORDER.index(line.source), line.replay, line.kinds or 9)))


def stand_ins(sweep: Sweep, task: str) -> dict[Setting, Amount]:
    """The public stand-in with all the text there is of it, at the least replay, at each of SETTINGS. Raises
    SweepError, also where one of them, or what Pebble loses on it before any training, was not measured."""
    cells = done(sweep, task)
    bare = without_replay(cells)
    public = [cell for cell in cells if source_of(cell) == PUBLIC]
    whole = [cell for cell in public if not cell["experiment"]["pool"] and not cell["experiment"]["kinds"]]
    least = min((cell["experiment"]["replay"] for cell in whole), default=0)
    by_setting: dict[Setting, list[Run]] = {}
    for cell in whole:
        if cell["experiment"]["replay"] == least:
            by_setting.setdefault(setting_of(cell), []).append(run_of(cell, bare, sweep))
    runs = [run for same in by_setting.values() for run in same]
    if set(by_setting) != set(SETTINGS) or any(run.start is None for run in runs):
        raise SweepError(
            f"{sweep['title']!r} has not measured yet how much of Pebble's facts and manner a public stand-in needs."
        )
    return {setting: Amount(0, tuple(by_setting[setting])) for setting in SETTINGS}


def setting_of(cell: CellResult) -> Setting:
    """Of the stand-in's dials; PUBLIC_DATA in a run of another source, or from before there were any."""
    experiment = cell["experiment"]
    return experiment.get("shared", 0), bool(experiment.get("manner", False))


def ascending(amounts: dict[int, list[Run]]) -> tuple[Amount, ...]:
    every = (Amount(pool, tuple(runs)) for pool, runs in amounts.items())
    return tuple(sorted(every, key=lambda amount: amount.mean("dialogues")))


def source_of(cell: CellResult) -> str | None:
    """One of ORDER; None for a run that is none of them, such as one with replay and a spring."""
    experiment = cell["experiment"]
    remedy = experiment.get("remedy", NOBODY)
    if not experiment["replay"]:
        return remedy if remedy in (SPRING, NOBODY) else None
    return experiment["source"] if remedy == NOBODY and experiment["source"] in ORDER else None


def done(sweep: Sweep, task: str) -> list[CellResult]:
    """The task's runs that ended well and were measured for this. Raises SweepError where there are none."""
    cells = [c for c in sweep["cells"] if c["status"] == "done" and c["experiment"]["task"] == task]
    cells = [cell for cell in cells if source_of(cell)]
    for cell in cells:
        if any(not finite(cell["summary"].get(name)) for name in NEEDED):
            raise SweepError(f"{sweep['title']!r} cannot be shown here: a run lacks one of {', '.join(NEEDED)}.")
    if not cells:
        raise SweepError(f"{sweep['title']!r} has no finished run of the task {task}: there is nothing to compare.")
    return cells


def without_replay(cells: Sequence[CellResult]) -> dict[int, float]:
    """Forgetting of the runs with nothing done, by seed."""
    return {c["experiment"]["seed"]: c["summary"]["forgetting"] for c in cells if source_of(c) == NOBODY}


def run_of(cell: CellResult, bare: Mapping[int, float], sweep: Sweep) -> Run:
    """`bare` is the forgetting without replay, by seed. Raises SweepError where there is none to compare with."""
    summary, seed = cell["summary"], cell["experiment"]["seed"]
    if bare.get(seed, 0.0) <= 0:
        raise SweepError(f"{sweep['title']!r} has no run of seed {seed} without replay to compare with.")
    before, right, start = number(summary, "right_before"), number(summary, "right_after"), summary.get("pool_loss")
    return Run(
        seed=seed,
        forgetting=summary["forgetting"],
        right=100 * right,
        kept=100 * right / before if before else 0.0,
        removed=100 * (1 - summary["forgetting"] / bare[seed]),
        new=summary["new_after"],
        dialogues=int(summary["pool_dialogues"]),
        tokens=int(summary["pool_tokens"]),
        start=start if finite(start) else None,
    )


def line(every: Iterable[Line], source: str, kinds: int = 0) -> Line | None:
    """The line of a source with so many kinds (0: all), at the least replay there is."""
    return next((one for one in every if (one.source, one.kinds) == (source, kinds)), None)
