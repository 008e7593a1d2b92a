"""`python -m explainer chat` asks the Pebble that ships, or a run's Pebble at a step."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer import record as records
from explainer.commands.run import weights_folder
from explainer.experiment import Experiment

if TYPE_CHECKING:
    from explainer.training.jobs import ChatRequest


def add(commands: Any) -> None:
    chat = commands.add_parser("chat", help="ask Pebble", description="Asks Pebble, or a run's Pebble at a step.")
    chat.add_argument("prompt", nargs="+", help="one or more prompts, each in quotes")
    chat.add_argument(
        "--stage", choices=("untrained", "base", "chat"), default="chat", help="which Pebble; default chat"
    )
    chat.add_argument("--run", metavar="FILE", type=Path, help="ask the Pebble of this run instead")
    chat.add_argument("--step", metavar="N", type=int, help="at or before this step of the run; default the last")
    chat.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    if options.step is not None and not options.run:
        raise ValueError("--step goes with --run: the Pebble that ships has no steps.")
    request: ChatRequest = {"prompts": options.prompt, "stage": options.stage}
    if options.run:
        experiment = Experiment.from_dict(records.read(options.run)["experiment"])
        request = {"prompts": options.prompt, "folder": str(weights_folder(options.run)), "step": options.step}
        request["model"] = experiment.model
    from explainer.training import jobs

    for item in next(jobs.chat(request))["items"]:
        print(f"{item['prompt']}\n  {item['text']}" if len(options.prompt) > 1 else item["text"])
    return 0
