"""`python -m explainer sweep` runs a grid of experiments that a TOML file describes, over worker processes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from explainer.commands import fields


def add(commands: Any) -> None:
    sweep = commands.add_parser(
        "sweep",
        help="run a grid of experiments, resumable",
        description="Runs every experiment that a TOML file describes (how is in explainer/sweep/plan.py), keeps each "
        "at once when it ends, and writes one file when all have ended. Killed or stopped, the same command goes on "
        "where it was.",
    )
    sweep.add_argument("file", metavar="FILE.toml", type=Path, help="what to measure; those of the app are in sweeps/")
    sweep.add_argument("--out", metavar="FILE", type=Path, help="where it goes; default assets/sweeps/NAME.json")
    sweep.add_argument("--workers", metavar="N", type=int, help="processes of one thread each; default one a core")
    sweep.add_argument("--list", action="store_true", help="print the runs it would make, and run nothing")
    sweep.add_argument("--add", action="store_true", help="keep the runs of the file there is; make those it lacks")
    sweep.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from explainer.jobs.settings import ROOT, count_cores
    from explainer.sweep import plan, results, run

    the_plan = plan.read_plan(options.file)
    if options.list:
        print(*map(plan.described, the_plan.cells), sep="\n")
        print(f"{len(the_plan.cells)} runs, {sum(cell.steps for cell in the_plan.cells):,} steps.")
        return 0
    cores, home = count_cores(), ROOT / "assets" / "sweeps"
    workers = cores if options.workers is None else options.workers
    if not 1 <= workers <= cores:
        raise ValueError(f"workers cannot be {workers}: it is a whole number from 1 to {cores}, the cores here.")
    fields.check_folder(options.out)
    home.mkdir(exist_ok=True)
    out = options.out or home / f"{the_plan.name}.json"
    there = results.read(out) if options.add else None
    with tqdm(desc=the_plan.name, unit=" steps", smoothing=0.05) as bar:

        def begin(total: int, done: int) -> Callable[[int], None]:
            bar.total, bar.initial, bar.n = total, done, done
            return lambda steps: bar.update(steps) and None

        sweep = run.sweep(the_plan, out, workers, begin, there=there)
    print(results.table(sweep))
    print(f"The sweep is in {out}.")
    return 0
