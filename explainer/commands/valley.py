"""`python -m explainer valley` trains a run and its twin, measures their valley, and writes it as a ground."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import Any

from explainer.commands import fields
from explainer.landscape.ground import Ground, GroundDict
from explainer.landscape.shipped import write

SIZES = (2, 201)


def add(commands: Any) -> None:
    valley = commands.add_parser(
        "valley",
        help="measure the real landscape of a run and its twin",
        description="Fine-tunes Pebble twice, without replay and with it, and measures both losses on the plane "
        "through the start and the two ends.",
    )
    fields.add(valley)
    valley.add_argument("--size", metavar="N", type=int, default=61, help="points a side of the grid; default 61")
    valley.add_argument("--out", metavar="FILE", type=Path, required=True, help="where the landscape goes (JSON)")
    valley.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    experiment = fields.read(options)
    fields.check_folder(options.out)
    if not SIZES[0] <= options.size <= SIZES[1]:
        raise ValueError(f"--size cannot be {options.size}: it is a whole number from {SIZES[0]} to {SIZES[1]}.")
    from tqdm import tqdm

    from explainer.landscape.make import make

    with contextlib.ExitStack() as bars:
        shown: dict[str, tqdm[Any]] = {}
        ground: GroundDict | None = None
        for event in make(options.out.stem, experiment, options.size, options.threads):
            stage = event["stage"]
            if stage not in shown:
                shown[stage] = bars.enter_context(tqdm(desc=stage, total=event["steps"], leave=False))
            shown[stage].update(event["step"] - shown[stage].n)
            ground = event.get("ground", ground)
    assert ground, "the last event has the whole ground"
    write(Ground.from_dict(ground), options.out)
    print(summary(ground))
    print(f"The valley is in {options.out}.")
    return 0


def summary(ground: GroundDict) -> str:
    provenance = ground["provenance"]
    size, threads = provenance["size"], provenance["threads"]
    legs = ", ".join(f"{path['inside_legs']:.0%} ({path['label']})" for path in ground["paths"])
    distances = ", ".join(f"{path['inside']:.0%} ({path['label']})" for path in ground["paths"])
    return (
        f"{size} x {size} points in {provenance['seconds']:.0f} s (threads: {threads}). "
        f"The plane holds {legs} of the paths' squared steps from checkpoint to checkpoint, and {distances} of the "
        f"paths' squared distances from the start, as their ends lie in it. At its three anchors the losses are within "
        f"{provenance['apart']:.1e} nats per token of those the runs recorded."
    )
