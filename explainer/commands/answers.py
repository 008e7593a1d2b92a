"""`python -m explainer answers` records what Pebble says to some prompts at each stage, the last one fine-tuned."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer import answers
from explainer.commands.run import with_progress
from explainer.experiment import Experiment
from explainer.tables.tasks import NEW_TASKS

if TYPE_CHECKING:
    from explainer.training.jobs import ChatRequest


def add(commands: Any) -> None:
    record = commands.add_parser(
        "answers",
        help="record what the shipped Pebbles answer",
        description="Fine-tunes Pebble on Jan, asks it the shipped prompts at every stage, keeps the answers.",
    )
    record.add_argument("--out", metavar="FILE", type=Path, help="default assets/answers.json")
    record.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    from explainer.training import jobs
    from explainer.world.split import SHOWN

    prompts = [*SHOWN, *NEW_TASKS["jan"].shown, *answers.BEGINNINGS]
    experiment = Experiment(task="jan", replay=0.0)
    by_stage = dict(ask_stages(experiment, prompts))
    provenance: answers.Provenance = {
        "kind": "recorded",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        **jobs.machine(jobs.pick_device(experiment.device)),
        "experiment": experiment.to_dict(),
    }
    out = options.out or answers.HOME
    answers.write(by_stage, provenance, out)
    print(f"{len(prompts)} prompts, {len(by_stage)} stages: the answers are in {out}.")
    return 0


def ask_stages(experiment: Experiment, prompts: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each stage with its answers, by prompt; the last is fine-tuned for it."""
    from explainer.training import jobs

    with tempfile.TemporaryDirectory() as folder:
        train(experiment, folder)
        for stage in answers.STAGES:
            request: ChatRequest = {"prompts": prompts, "stage": stage}
            if stage == "fine-tuned":
                request = {"prompts": prompts, "folder": folder}
            yield stage, {item["prompt"]: item["text"] for item in next(jobs.chat(request))["items"]}


def train(experiment: Experiment, folder: str) -> None:
    """Fine-tunes with a progress bar and keeps the weights."""
    from explainer.training import jobs

    events = jobs.train({"experiment": experiment.to_dict(), "folder": folder})
    run_events = (event for event in events if event["type"] != "provenance" and event["type"] != "matrix")
    for _ in with_progress(run_events, experiment.steps):
        pass
