"""This module has the job that measures the valley of a run pair.

That is the old and the new held-out loss of the real model over the plane through the start and the two ends, and both
training paths on it. The three anchors are measured on all sequences that are held out; the grid on a few of them, and
what these miss at the anchors is added to it, as a plane through the three, so that it holds to what the runs recorded.
Knows runs by their folders of weights; nothing of processes, queues or the store. The desk names the job, like
training's.
"""

from __future__ import annotations

import copy
import functools
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Required, TypedDict

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import PreTrainedModel

from explainer import models
from explainer.experiment import Experiment, ExperimentDict
from explainer.fields import number
from explainer.landscape.ground import Grid, Ground, GroundDict, Track
from explainer.landscape.surfaces import Pair
from explainer.landscape.valley import Grids, Height, Plane, frame, lifted, surface, survey, tilt
from explainer.measures import evenly, held_out_losses, losses_each
from explainer.record import Summary
from explainer.tables.tasks import NEW_TASKS
from explainer.training.data import held_out
from explainer.training.jobs import machine, pick_device
from explainer.world import task

DIGITS = 5  # kept of a loss after the point, however high it is
REPLICAS = 8  # models side by side at most
SEQUENCES = 16  # of each task, on which the points of the grid are measured
PRUNED = "The weights of this pair are not all there any more, so its valley cannot be measured: train it again."


class RunRequest(TypedDict):
    """A run of the pair: what was asked, what came of it, and the folder of its weights."""

    experiment: ExperimentDict
    summary: Summary
    folder: str


class ValleyRequest(TypedDict, total=False):
    """A valley under a name: the run without replay and then the one with, the points a side of the grid, how many
    threads (None: torch's own choice), and what its provenance begins with."""

    id: str
    name: Required[str]
    pair: Required[list[RunRequest]]
    size: Required[int]
    threads: int | None
    provenance: Required[dict[str, Any]]


class ProgressEvent(TypedDict):
    """So many points of the grid are measured, of so many in all."""

    type: Literal["progress"]
    step: int
    steps: int


class GroundEvent(TypedDict):
    """A grid is whole: the ground as it is known by now."""

    type: Literal["ground"]
    step: int
    steps: int
    ground: GroundDict


class Anchor(TypedDict):
    """One of the three points that the plane is laid through: the losses measured there, and those that its run
    recorded, in nats per token."""

    label: str
    old: float
    new: float
    old_recorded: float
    new_recorded: float


Both = tuple[Tensor, Tensor]  # sequences (n, length) of the old and of the new task


@dataclass(frozen=True)
class Run:
    """One run of the pair: what it recorded, and the weights it kept, (checkpoints, d)."""

    experiment: Experiment
    summary: Summary
    steps: list[int]
    weights: Tensor

    @property
    def label(self) -> str:
        return f"{number(self.experiment.replay)}%"


def valley(request: ValleyRequest) -> Iterator[ProgressEvent | GroundEvent]:
    """Yields progress after each point, and a ground after each whole grid, coarse to fine. Raises ValueError, one
    sentence, where the pair has no plane or no weights."""
    started, size = time.monotonic(), request["size"]
    bare, mixed = pair = [read(run) for run in request["pair"]]
    plane = Plane.through(bare.weights[0], bare.weights[-1], mixed.weights[-1], [*bare.weights, *mixed.weights])
    tracks = [track(run, plane) for run in pair]
    x, y = frame([(x, y) for one in tracks for x, y in one["points"]], size)
    device = pick_device(mixed.experiment.device)
    threads = request.get("threads") or torch.get_num_threads()
    held = sequences(mixed.experiment, device)
    three, few = on_all(pair, plane, held, device)
    with ExitStack() as stack:
        heights = [stack.enter_context(height) for height in replicas(mixed.experiment, plane, few, device, threads)]
        stack.enter_context(one_thread_each())
        slant = missing(pair, plane, three, heights[0])
        provenance = {
            **request["provenance"],
            **machine(device),
            "threads": threads,
            "size": size,
            "sequences": SEQUENCES,
        }
        provenance |= {"parameters": len(plane.start), "anchors": three, "apart": apart(three)}
        provenance["experiment"] = {name: value for name, value in asdict(mixed.experiment).items() if name != "text"}
        for done, grids in survey(heights, x, y, size):
            yield {"type": "progress", "step": done, "steps": size * size}
            if grids is not None:
                grids = lifted(grids, x, y, slant)
                provenance["seconds"] = round(time.monotonic() - started, 1)
                ground = described(request["name"], pair, tracks, (x, y), grids, provenance)
                yield {"type": "ground", "step": done, "steps": size * size, "ground": ground.to_dict()}


def read(run: RunRequest) -> Run:
    """Raises ValueError, one sentence, where weights are missing or broken."""
    files = sorted(Path(run["folder"]).glob("step-*.safetensors"))
    steps = [int(file.stem.removeprefix("step-")) for file in files]
    experiment = Experiment.from_dict(run["experiment"])
    if not {0, experiment.steps} <= set(steps):
        raise ValueError(PRUNED)
    family = models.family(experiment.model)
    model = family.untrained()
    weights = torch.stack([flat(family.load_weights(model, file)) for file in files])
    return Run(experiment, run["summary"], steps, weights)


def flat(model: PreTrainedModel) -> Tensor:
    """All weights as one vector (d,), in the order of `parameters()`."""
    return torch.cat([parameter.detach().flatten() for parameter in model.parameters()])


def track(run: Run, plane: Plane) -> Track:
    """The run as a Ground has it. `inside` is the plane's share of the squared distances from the start, summed over
    the checkpoints (the measure of Li et al. 2018, section 7); `inside_legs` that of the moves between them."""
    moves, legs = run.weights[1:] - run.weights[0], run.weights.diff(dim=0)
    return {
        "label": run.label,
        "replay": run.experiment.replay,
        "points": [[round(c, 4) for c in plane.coordinates(weights)] for weights in run.weights],
        "steps": run.steps,
        "inside": round(plane.share(moves), 4),
        "inside_legs": round(plane.share(legs), 4),
    }


def sequences(experiment: Experiment, device: str) -> Both:
    """All that is held out of both tasks."""
    family = models.family(experiment.model)
    old, new = held_out(family, family.OLD), held_out(family, task(experiment.task, experiment.text))
    return old.to(device), new.to(device)


def on_all(pair: list[Run], plane: Plane, held: Both, device: str) -> tuple[list[Anchor], Both]:
    """The anchors, measured on all sequences; and the few that stand for all, by their losses at the start."""
    model = models.family(pair[0].experiment.model).untrained().to(device)
    with surface(model.parameters(), functools.partial(held_out_losses, model, *held), plane) as height:
        three = anchors(pair, plane, height)
        height(0.0, 0.0)
        old, new = (one[evenly(losses_each(model, one), SEQUENCES)] for one in held)
    return three, (old, new)


def missing(pair: list[Run], plane: Plane, three: list[Anchor], height: Height) -> NDArray[np.float64]:
    """What a height on few sequences misses at the anchors, as a tilt."""
    places = [plane.coordinates(weights) for weights in (pair[0].weights[0], *(run.weights[-1] for run in pair))]
    measured = [height(*place) for place in places]
    missed = [(all_["old"] - old, all_["new"] - new) for all_, (old, new) in zip(three, measured, strict=True)]
    return tilt(places, missed)


def replicas(experiment: Experiment, plane: Plane, few: Both, device: str, threads: int) -> Iterator[Any]:
    """One model a thread, each to be opened: two points side by side take less time than one on two threads."""
    first, (old, new) = models.family(experiment.model).untrained().to(device), few
    for model in [first, *(copy.deepcopy(first) for _ in range(1, min(threads, REPLICAS) if device == "cpu" else 1))]:
        yield surface(model.parameters(), functools.partial(held_out_losses, model, old, new), plane)


@contextmanager
def one_thread_each() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def anchors(pair: list[Run], plane: Plane, height: Height) -> list[Anchor]:
    """The start, the end without replay, and the end with it."""
    bare, mixed = pair

    def anchor(label: str, weights: Tensor, old_recorded: float, new_recorded: float) -> Anchor:
        old, new = height(*plane.coordinates(weights))
        return {"label": label, "old": old, "new": new, "old_recorded": old_recorded, "new_recorded": new_recorded}

    return [
        anchor("start", bare.weights[0], bare.summary["old_before"], bare.summary["new_before"]),
        anchor(bare.label, bare.weights[-1], bare.summary["old_after"], bare.summary["new_after"]),
        anchor(mixed.label, mixed.weights[-1], mixed.summary["old_after"], mixed.summary["new_after"]),
    ]


def apart(three: list[Anchor]) -> float:
    """How far measured and recorded losses differ at most, in nats per token."""
    old = (abs(anchor["old"] - anchor["old_recorded"]) for anchor in three)
    new = (abs(anchor["new"] - anchor["new_recorded"]) for anchor in three)
    return max(*old, *new)


def described(
    name: str,
    pair: list[Run],
    tracks: list[Track],
    extent: tuple[Pair, Pair],
    grids: Grids,
    provenance: dict[str, Any],
) -> Ground:
    """The figure's ground."""
    bare, mixed = pair
    (x, y), (old, new) = extent, np.round(grids, DIGITS)
    ends = [run.summary for run in pair]
    return Ground(
        name=name,
        title=f"Pebble learns {NEW_TASKS[mixed.experiment.task].phrase}: {bare.label} and {mixed.label} replay",
        note=f"The old loss ends at {ends[0]['old_after']:.2f} nats per token on the path with {bare.label} replay and "
        f"at {ends[1]['old_after']:.2f} on the one with {mixed.label}; the new loss at {ends[0]['new_after']:.2f} and "
        f"{ends[1]['new_after']:.2f}.",
        kind="measured",
        unit="nats per token",
        x=x,
        y=y,
        old=old,
        new=new,
        start=(0.0, 0.0),
        defaults={"lr": smooth_rate(x, y, grids), "steps": 200, "replay": 0, "optimiser": "gd"},
        old_valley=lowest(x, y, old),
        new_valley=lowest(x, y, new),
        paths=tracks,
        provenance=provenance,
    )


def lowest(x: Pair, y: Pair, grid: Grid) -> Pair:
    """Where the least loss of a grid is."""
    j, i = np.unravel_index(grid.argmin(), grid.shape)
    return round(float(np.linspace(*x, grid.shape[1])[i]), 4), round(float(np.linspace(*y, grid.shape[0])[j]), 4)


def smooth_rate(x: Pair, y: Pair, grids: Grids) -> float:
    """1 / L, L being the greatest curvature found on either grid: the learning rate at which gradient descent still
    goes down at every step (Nesterov 2004, section 1.2.3), to two digits."""
    n = grids.shape[-1]
    h = (x[1] - x[0]) / (n - 1)
    slopes = np.gradient(grids, h, axis=(1, 2))
    (yy, yx), (xy, xx) = (np.gradient(slope, h, axis=(1, 2)) for slope in slopes)
    curvature = np.abs((xx + yy) / 2) + np.hypot((xx - yy) / 2, (xy + yx) / 2)  # of the Hessian's greater eigenvalue
    return float(f"{1 / (curvature.max() or 1.0):.2g}")
