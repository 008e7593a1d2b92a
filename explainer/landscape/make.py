"""This module makes a valley from nothing: it trains a run and its twin, and measures. What ships was made by it.

for event in make("german-5", Experiment(replay=5), size=61): print(event["stage"], event["step"])
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NotRequired, TypedDict

from explainer.events import Event
from explainer.experiment import Experiment
from explainer.fields import number
from explainer.landscape.ground import GroundDict
from explainer.landscape.jobs import RunRequest, ValleyRequest, valley
from explainer.record import summarise
from explainer.training.jobs import train


class StageEvent(TypedDict):
    """How far a stage has come, in steps of training or points of the grid; after each whole grid with the ground."""

    stage: str
    step: int
    steps: int
    ground: NotRequired[GroundDict]


def make(name: str, experiment: Experiment, size: int, threads: int | None = None) -> Iterator[StageEvent]:
    """Yields how far both runs have come, and then the measuring. Raises ValueError, one sentence, where there is no
    pair or a run diverges."""
    if experiment.replay == 0:
        raise ValueError("replay cannot be 0 here: a valley is that of a run and its twin, which has no replay.")
    with tempfile.TemporaryDirectory() as folder:
        pair: list[RunRequest] = []
        for one in (experiment.twin(), experiment):
            weights, stage = str(Path(folder) / str(len(pair))), f"training with {number(one.replay)}% replay"
            events: list[Event] = []
            for event in train({"experiment": one.to_dict(), "folder": weights, "threads": threads}):
                if event["type"] == "loss":
                    events.append(event)
                    yield {"stage": stage, "step": event["step"], "steps": one.steps}
            pair.append({"experiment": one.to_dict(), "summary": summarise(events), "folder": weights})
        provenance = {"kind": "recorded", "created": datetime.now(UTC).isoformat(timespec="seconds")}
        request: ValleyRequest = {
            "name": name,
            "pair": pair,
            "size": size,
            "threads": threads,
            "provenance": provenance,
        }
        for point in valley(request):
            progress: StageEvent = {"stage": "measuring the valley", "step": point["step"], "steps": point["steps"]}
            yield progress if point["type"] == "progress" else {**progress, "ground": point["ground"]}
