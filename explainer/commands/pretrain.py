"""`python -m explainer pretrain` makes Pebble's tokenizer and weights again, from a seed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    pretrain = commands.add_parser(
        "pretrain",
        help="make Pebble's tokenizer and weights again",
        description="Makes Pebble from a seed; about 15 minutes on 2 cores. Goes on after the last whole stage.",
    )
    pretrain.add_argument("--home", metavar="FOLDER", type=Path, help="where to write; default assets/pebble")
    pretrain.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from explainer.models.pebble import HOME
    from explainer.training.pretrain import pretrain, read_manifest

    home, bar = options.home or HOME, None
    for point in pretrain(home):
        if bar is None or point["step"] == 1:
            bar = tqdm(total=point["steps"], desc=point["stage"], unit=" steps")
        bar.update(1)
        if point["step"] % 10 == 0:
            bar.set_postfix_str(f"loss {point['loss']:.3f} nats")
    print(f"Pebble is in {home}; it answers {read_manifest(home)['old_probes_right']:.0%} of the old questions right.")
    return 0
