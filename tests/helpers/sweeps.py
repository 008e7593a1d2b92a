"""This module invents sweeps of the shipped plans, so that what is said of them can be tested whatever comes out."""

import random
from collections.abc import Callable

from explainer.experiment import Experiment
from explainer.jobs.settings import ROOT
from explainer.sweep import results
from explainer.sweep.plan import read_plan
from explainer.sweep.results import CellResult, Sweep

Nats = Callable[[Experiment], float]


STEPS = [0, 1, 2, 5, 10, 20, 50, 100, 150]


def invented(name: str, forgetting: Nats, gap: Nats | None = None, new: float = 1.5) -> Sweep:
    """A sweep of the shipped plan with invented numbers: `forgetting(experiment)` and `gap(experiment)` in nats, each
    a little different with the seed."""
    plan = read_plan(ROOT / "sweeps" / f"{name}.toml")
    cells: list[CellResult] = []
    for cell in plan.cells:
        experiment = cell.experiment
        wobble = 1 + random.Random(repr(experiment)).uniform(-0.02, 0.02)
        rise, distance = forgetting(experiment) * wobble, (gap(experiment) if gap else 0.5) * wobble
        dialogues = min(experiment.pool or 4000, 4000 if experiment.source == "true" else 1500)
        summary = {
            "old_before": 0.6,
            "old_after": 0.6 + rise,
            "forgetting": rise,
            "new_before": 11.0,
            "new_after": new,
            "new_best": new,
            "fit_after": new - distance,
            "right_before": 1.0,
            "right_after": max(0.0, 1 - rise / 3),
            "pool_dialogues": dialogues,
            "pool_tokens": 30 * dialogues,
        }
        curves = {"step": STEPS, "old": [0.6 + rise * s / 150 for s in STEPS], "new": [11 / (1 + s) for s in STEPS]}
        curves["fit"] = [value / 2 for value in curves["new"]]
        whole = {k: v for k, v in experiment.to_dict().items() if k != "text"}
        rest = {"status": "done", "reason": None, "seconds": 1.0, "skills": None, "matrix": None, "order": None}
        cells.append({"label": cell.label, "experiment": whole, "summary": summary, "curves": curves, **rest})
    return results.sweep_of(plan, cells, {"device": "cpu", "command": "x"})


def only_old_data_helps(experiment: Experiment) -> float:
    return 0.4 if experiment.replay and experiment.source == "true" else 2.0


def dropout_helps_fitting(experiment: Experiment) -> float:
    return 0.2 if experiment.remedy == "dropout" else 1.0


def by_source(experiment: Experiment) -> float:
    if not experiment.replay:
        return 2.0
    own = experiment.source == "true"
    return (0.2 if own else 0.8) + 0.2 * (experiment.pool == 30) + 0.05 * (8 - (experiment.kinds or 8)) * (not own)


def without(sweep: Sweep, keep: Callable[[CellResult], bool]) -> Sweep:
    """The sweep with only the cells that are kept."""
    return {**sweep, "cells": [cell for cell in sweep["cells"] if keep(cell)]}


def lacking(sweep: Sweep, name: str) -> Sweep:
    """The sweep whose runs have not measured `name`."""
    cells = [{**c, "summary": {k: v for k, v in c["summary"].items() if k != name}} for c in sweep["cells"]]
    return {**sweep, "cells": cells}
