"""The job that measures the valley of a run pair: old and new held-out loss of the real model over the plane through
the start and the two ends, and both training paths on it.

Knows runs by their folders of weights; nothing of processes, queues or the store. Named by the desk, like training's.
"""

from __future__ import annotations

import copy
import functools
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from transformers import LlamaForCausalLM

from explainer.experiment import Experiment
from explainer.fields import number
from explainer.landscape.ground import Grid, Ground
from explainer.landscape.surfaces import Pair
from explainer.landscape.valley import Grids, Height, Plane, frame, surface, survey
from explainer.measures import held_out_losses
from explainer.models import pebble
from explainer.record import Event
from explainer.training.data import held_out
from explainer.training.jobs import pick_device, provenance
from explainer.world import OLD, task

DIGITS = 5  # kept of a loss after the point, however high it is
REPLICAS = 8  # models side by side at most
LESSONS = {"german": "German", "jan": "about Jan", "cooking": "cooking", "custom": "a reader's own text"}
PRUNED = "The weights of this pair are not all there any more, so its valley cannot be measured: train it again."


@dataclass(frozen=True)
class Run:
    """One run of the pair: what it recorded, and the weights it kept, (checkpoints, d)."""

    experiment: Experiment
    summary: dict[str, float]
    steps: list[int]
    weights: Tensor

    @property
    def label(self) -> str:
        return f"{number(self.experiment.replay)}%"


def valley(request: dict[str, Any]) -> Iterator[Event]:
    """Request: pair (the run without replay, then the one with; each experiment, summary and folder), name, size,
    threads, provenance. Yields a progress event a point, {"step", "steps"}, and after each whole grid a ground event,
    {"step", "steps", "ground"}. Raises ValueError, one sentence, where the pair has no plane or no weights."""
    started, size = time.monotonic(), request["size"]
    bare, mixed = pair = [read(run) for run in request["pair"]]
    plane = Plane.through(bare.weights[0], bare.weights[-1], mixed.weights[-1], [*bare.weights, *mixed.weights])
    paths = [path(run, plane) for run in pair]
    x, y = frame([point for found in paths for point in found["points"]], size)
    device = pick_device(mixed.experiment.device)
    threads = request.get("threads") or torch.get_num_threads()
    with ExitStack() as stack:
        heights = [stack.enter_context(height) for height in replicas(mixed.experiment, plane, device, threads)]
        stack.enter_context(one_thread_each())
        made = {**request["provenance"], **provenance(device), "threads": threads, "size": size}
        made |= {"parameters": len(plane.start), **compared(anchors(pair, plane, heights[0]))}
        made["experiment"] = {name: value for name, value in asdict(mixed.experiment).items() if name != "text"}
        for done, grids in survey(heights, x, y, size):
            yield {"type": "progress", "step": done, "steps": size * size}
            if grids is not None:
                made["seconds"] = round(time.monotonic() - started, 1)
                ground = described(request["name"], pair, paths, (x, y), grids, made)
                yield {"type": "ground", "step": done, "steps": size * size, "ground": ground.to_dict()}


def read(run: dict[str, Any]) -> Run:
    """Raises ValueError, one sentence, where weights are missing or broken."""
    files = sorted(Path(run["folder"]).glob("step-*.safetensors"))
    steps = [int(file.stem.removeprefix("step-")) for file in files]
    experiment = Experiment.from_dict(run["experiment"])
    if not {0, experiment.steps} <= set(steps):
        raise ValueError(PRUNED)
    model = pebble.untrained()
    weights = torch.stack([flat(pebble.load_weights(model, file)) for file in files])
    return Run(experiment, run["summary"], steps, weights)


def flat(model: LlamaForCausalLM) -> Tensor:
    """All weights as one vector (d,), in the order of `parameters()`."""
    return torch.cat([parameter.detach().flatten() for parameter in model.parameters()])


def path(run: Run, plane: Plane) -> dict[str, Any]:
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


def replicas(experiment: Experiment, plane: Plane, device: str, threads: int) -> Iterator[Any]:
    """One model a thread, each to be opened: two points side by side take less time than one on two threads."""
    tokenizer, first = pebble.load_tokenizer(), pebble.untrained().to(device)
    old = held_out(OLD, tokenizer).to(device)
    new = held_out(task(experiment.task, experiment.text), tokenizer).to(device)
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


def anchors(pair: list[Run], plane: Plane, height: Height) -> list[dict[str, Any]]:
    """The three points that the plane is laid through: the losses measured there, and those that the runs recorded."""
    bare, mixed = pair
    found = []
    for label, run, weights, when in (
        ("start", bare, bare.weights[0], "before"),
        (bare.label, bare, bare.weights[-1], "after"),
        (mixed.label, mixed, mixed.weights[-1], "after"),
    ):
        old, new = height(*plane.coordinates(weights))
        recorded = {"old_recorded": run.summary[f"old_{when}"], "new_recorded": run.summary[f"new_{when}"]}
        found.append({"label": label, "old": old, "new": new, **recorded})
    return found


def compared(three: list[dict[str, Any]]) -> dict[str, Any]:
    """The anchors, and `apart`: how far measured and recorded losses differ at most, nats per token."""
    apart = max(abs(anchor[loss] - anchor[f"{loss}_recorded"]) for anchor in three for loss in ("old", "new"))
    return {"anchors": three, "apart": apart}


def described(
    name: str,
    pair: list[Run],
    paths: list[dict[str, Any]],
    extent: tuple[Pair, Pair],
    grids: Grids,
    made: dict[str, Any],
) -> Ground:
    """The figure's ground."""
    bare, mixed = pair
    (x, y), (old, new) = extent, np.round(grids, DIGITS)
    ends = [run.summary for run in pair]
    return Ground(
        name=name,
        title=f"Pebble learns {LESSONS[mixed.experiment.task]}: {bare.label} and {mixed.label} replay",
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
        paths=paths,
        provenance=made,
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
