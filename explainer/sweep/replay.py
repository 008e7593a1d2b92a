"""The dose curve says how much forgetting each share of replay removed, and what that cost, run by run. Draws nothing.

Share of forgetting removed = (rise without replay - rise) / rise without replay, in per cent, where the rise is that of
the old loss; each run is held against the one with the same seed, and so the same new text, and no replay. The paper's
runs (Ibrahim et al. 2024, Table 2, one seed each) come in the same form, so that one axis holds both. Beside the curve
stand the floor (old text alone, no lesson) and the rival (no old text, a lower learning rate for more steps).

    curve = doses(read(Path("assets/sweeps/replay.json")), "german");  enough(curve, 80)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, median
from typing import NamedTuple

from explainer import facts
from explainer.sweep.cells import kept
from explainer.sweep.curves import Band, band, measured
from explainer.sweep.plan import SweepError
from explainer.sweep.results import CellResult, Sweep
from explainer.tables.rarity import Rarity
from explainer.tables.tasks import SHIFTS

ALL = 100.0  # per cent: nothing but old text


class Dose(NamedTuple):
    """A share of replay (per cent), and one value a seed of each measure. `right`: the share (0 to 1) of old questions
    that are right after it, where that was counted."""

    replay: float
    removed: tuple[float, ...]  # of the forgetting, per cent
    rise: tuple[float, ...]  # of the old loss, nats per token
    new: tuple[float, ...]  # the new loss after, nats per token
    seeds: tuple[int, ...] = ()  # of the values; none for the paper's runs and a reader's own
    right: tuple[float, ...] = ()

    def by_seed(self, measure: str) -> dict[int, float]:
        """A measure's values, to be compared by pairs; none where they were not taken."""
        values = getattr(self, measure)
        return dict(zip(self.seeds, values, strict=True)) if self.seeds and values else {}


class Rival(NamedTuple):
    """Runs without replay at another learning rate, for so many steps."""

    lr: float
    steps: int
    dose: Dose


class Reading(NamedTuple):
    """What a curve says at any share of replay: mean, least and most. `measured` is false between two runs."""

    mean: float
    low: float
    high: float
    measured: bool


class Gap(NamedTuple):
    """The stability gap: where the old loss began, its peak, and where it ended; nats per token, means over seeds.
    `undone`: of each seed's own climb, the share (0 to 1) that is undone by the end."""

    curve: Band
    start: float
    peak: float
    peak_step: float  # the median over the seeds
    end: float
    steps: int
    undone: tuple[float, ...]


def shifts(sweep: Sweep) -> list[str]:
    """The tasks of SHIFTS that the sweep has runs of; all of them where it has none, so that `doses` says what is
    missing."""
    there = {cell["experiment"]["task"] for cell in sweep["cells"]}
    return [task for task in SHIFTS if task in there] or list(SHIFTS)


def doses(sweep: Sweep, task: str) -> list[Dose]:
    """The curve of a task, by rising share. Raises SweepError where there is none."""
    cells = [cell for cell in ended(sweep, task) if cell["experiment"]["replay"] < ALL]
    bare = without_replay(cells)
    cells = [cell for cell in cells if cell["experiment"]["seed"] in bare]
    if not cells:
        raise SweepError(f"{sweep['title']!r} has no run of {task} without replay that forgot: there is no curve.")
    return [
        dose(replay, [c for c in cells if c["experiment"]["replay"] == replay], bare)
        for replay in sorted({cell["experiment"]["replay"] for cell in cells})
    ]


def of_curve(sweep: Sweep, task: str) -> list[CellResult]:
    """The runs of a task at the learning rate and of the length that those with replay have, the floor's included."""
    cells = [cell for cell in sweep["cells"] if cell["experiment"]["task"] == task]
    usual = {pace(cell) for cell in cells if cell["experiment"]["replay"]}
    return [cell for cell in cells if pace(cell) in usual or not usual]


def ended(sweep: Sweep, task: str) -> list[CellResult]:
    return [cell for cell in of_curve(sweep, task) if measured(cell, "forgetting", "new_after")]


def pace(cell: CellResult) -> tuple[float | None, int | None]:
    """Learning rate and steps."""
    return cell["experiment"].get("lr"), cell["experiment"].get("steps")


def without_replay(cells: Sequence[CellResult]) -> dict[int, float]:
    """By seed, the forgetting of those without replay that forgot."""
    bare = {c["experiment"]["seed"]: c["summary"]["forgetting"] for c in cells if c["experiment"]["replay"] == 0}
    return {seed: rise for seed, rise in bare.items() if rise > 0}


def dose(replay: float, cells: Sequence[CellResult], bare: dict[int, float]) -> Dose:
    twins = [(cell["summary"], bare[cell["experiment"]["seed"]]) for cell in cells]
    return Dose(
        replay,
        tuple(100 * (twin - summary["forgetting"]) / twin for summary, twin in twins),
        tuple(summary["forgetting"] for summary, _ in twins),
        tuple(summary["new_after"] for summary, _ in twins),
        tuple(cell["experiment"]["seed"] for cell in cells),
        tuple(right for summary, _ in twins if (right := summary.get("right_after")) is not None),
    )


def floor(sweep: Sweep, task: str) -> Dose | None:
    """Old text alone: what a fine-tune costs that teaches nothing; None where it was not run."""
    cells = ended(sweep, task)
    bare = without_replay(cells)
    same = [c for c in cells if c["experiment"]["replay"] == ALL and c["experiment"]["seed"] in bare]
    return dose(ALL, same, bare) if same else None


def rival(sweep: Sweep, task: str) -> Rival | None:
    """No old text and a lower learning rate than the curve's; None where it was not run."""
    usual = ended(sweep, task)
    bare, paces = without_replay(usual), {pace(cell) for cell in usual}
    other = [
        cell
        for cell in sweep["cells"]
        if cell["experiment"]["task"] == task
        and measured(cell, "forgetting", "new_after")
        and cell["experiment"]["seed"] in bare
        and not cell["experiment"]["replay"]
        and pace(cell) not in paces
    ]
    if not other:
        return None
    asked = other[0]["experiment"]
    return Rival(asked["lr"], asked["steps"], dose(0.0, [c for c in other if pace(c) == pace(other[0])], bare))


def paper(task: str) -> list[Dose]:
    """The paper's runs under the shift that the task stands for."""
    runs = [run for run in facts.table("replay_table") if run["shift"] == SHIFTS[task].paper and run["replay_pct"]]
    return sorted(
        Dose(float(run["replay_pct"]), (facts.removed(run),), (facts.rise(run),), (float(run["d1_loss"]),))
        for run in runs
    )


def place(replay: float) -> float:
    """Where a share (per cent) stands on the axis: ln(1 + 4 x share), which has a true 0 and then all but doubles."""
    return math.log1p(4 * replay)


def at(curve: Sequence[Dose], replay: float, measure: str) -> Reading | None:
    """A measure (a field of Dose) at a share; between two measured shares on the straight line that the figure draws,
    None beyond them."""
    for below, above in zip(curve, [*curve[1:], curve[-1]], strict=True):
        if not below.replay <= replay <= above.replay:
            continue
        near, far = (stats(getattr(dose, measure)) for dose in (below, above))
        if replay in (below.replay, above.replay):
            return Reading(*(near if replay == below.replay else far), True)
        part = (place(replay) - place(below.replay)) / (place(above.replay) - place(below.replay))
        mean, low, high = (a + part * (b - a) for a, b in zip(near, far, strict=True))
        return Reading(mean, low, high, False)
    return None


def stats(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean, least, most."""
    return fmean(values), min(values), max(values)


def enough(curve: Sequence[Dose], keep: float) -> float | None:
    """The least measured share that removes at least `keep` per cent of the forgetting, on the mean; None where none
    does."""
    return next((dose.replay for dose in curve if fmean(dose.removed) >= keep), None)


def answered(sweep: Sweep, task: str, replay: float, of: Rarity) -> dict[int, float]:
    """By seed, how many old questions about common, middle or rare facts were right after, as a share (0 to 1) of those
    that were before."""
    shares = {cell["experiment"]["seed"]: kept(cell, of) for cell in runs(sweep, task, replay)}
    return {seed: share for seed, share in shares.items() if share is not None}


def gap(sweep: Sweep, task: str, replay: float) -> Gap | None:
    """What the old loss did on the way; None where no run has the curve. The peak is each seed's own, so that seeds
    that peak at different steps do not flatten it."""
    cells = runs(sweep, task, replay)
    curve = band(cells, "old")
    if not curve.step:
        return None
    losses = [cell["curves"]["old"][: len(curve.step)] for cell in cells if cell["curves"].get("old")]
    peaks = [max(old) for old in losses]
    peak_steps = [curve.step[old.index(peak)] for old, peak in zip(losses, peaks, strict=True)]
    undone = (undone_of(old, peak) for old, peak in zip(losses, peaks, strict=True))
    return Gap(curve, curve.mean[0], fmean(peaks), median(peak_steps), curve.mean[-1], curve.step[-1], tuple(undone))


def undone_of(old: Sequence[float], peak: float) -> float:
    """0 where there was no climb."""
    return (peak - old[-1]) / (peak - old[0]) if peak > old[0] else 0.0


def runs(sweep: Sweep, task: str, replay: float) -> list[CellResult]:
    return [cell for cell in of_curve(sweep, task) if cell["experiment"]["replay"] == replay]
