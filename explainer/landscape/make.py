"""Makes a valley from nothing: trains a run and its twin, and measures. What ships was made by this.

for event in make("german-5", Experiment(replay=5), size=61): print(event["stage"], event["step"])
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from explainer.experiment import Experiment
from explainer.fields import number
from explainer.landscape.jobs import valley
from explainer.record import Event, summarise
from explainer.training.jobs import train


def make(name: str, experiment: Experiment, size: int, threads: int | None = None) -> Iterator[Event]:
    """Yields the events of the valley job, and before them {"step", "steps"} of both runs; each with the stage it
    belongs to. Raises ValueError, one sentence, where there is no pair or a run diverges."""
    if experiment.replay == 0:
        raise ValueError("replay cannot be 0 here: a valley is that of a run and its twin, which has no replay.")
    with tempfile.TemporaryDirectory() as folder:
        pair: list[dict[str, Any]] = []
        for one in (experiment.twin(), experiment):
            place, stage = str(Path(folder) / str(len(pair))), f"training with {number(one.replay)}% replay"
            request = {"experiment": one.to_dict(), "folder": place, "threads": threads}
            events: list[Event] = []
            for event in train(request):
                if event["type"] == "loss":
                    events.append(event)
                    yield {"stage": stage, "step": event["step"], "steps": one.steps}
            pair.append({"experiment": one.to_dict(), "summary": summarise(events), "folder": place})
        made = {"kind": "recorded", "created": datetime.now(UTC).isoformat(timespec="seconds")}
        for event in valley({"name": name, "pair": pair, "size": size, "threads": threads, "provenance": made}):
            yield {"stage": "measuring the valley", **event}
