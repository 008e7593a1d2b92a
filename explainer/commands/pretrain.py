"""`python -m explainer pretrain` makes Pebble's tokenizer and weights again, from a seed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from explainer.tables.models import SIBLINGS


def add(commands: Any) -> None:
    pretrain = commands.add_parser(
        "pretrain",
        help="make Pebble's tokenizer and weights again",
        description="Makes Pebble from a seed; about 25 minutes on 2 cores. Goes on after the last whole stage.",
    )
    pretrain.add_argument("--home", metavar="FOLDER", type=Path, help="where to write; default assets/pebble")
    pretrain.add_argument("--seed", type=int, default=0, choices=SIBLINGS, help="0 ships; 1 and 2 are its siblings")
    pretrain.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from explainer import exam
    from explainer.models import pebble
    from explainer.training.pretrain import Recipe, pretrain

    home, bar = options.home or pebble.home(options.seed), None
    for point in pretrain(home, Recipe(seed=options.seed)):
        if bar is None or point["step"] == 1:
            bar = tqdm(total=point["steps"], desc=point["stage"], unit=" steps")
        bar.update(1)
        if point["step"] % 10 == 0:
            bar.set_postfix_str(f"loss {point['loss']:.3f} nats")
    model, tokenizer = pebble.load("chat", home), pebble.load_tokenizer(home)
    passed = exam.examined(lambda questions: pebble.answers(model, tokenizer, questions), options.seed)
    exam.write(passed, home)
    print(f"Pebble is in {home}. Of the facts read {exam.OFTEN} times or more it answers right, by way of typing:")
    for way in passed["ways"]:
        bar = exam.BARS.get(way, 0.0)
        missed = f" (missed: {bar:.0%} was to be)" if exam.share(passed, way) < bar else ""
        print(f"  {exam.share(passed, way):6.1%}  {way}{missed}")
    print(f"It says that it does not know of {passed['modest']} of {passed['outside']} things outside its world,")
    print(f"and of {exam.immodest(passed):.1%} of what it has read.")
    return 0
