"""This measures how fast a run pair's valley is measured: 25 x 25 points on 2 cores, and against a naive loop.

The naive loop copies the whole model for every point, adds the directions tensor by tensor, and measures one task after
the other with all threads. Both ways take the same points of the same plane, in turns.
"""

from __future__ import annotations

import copy
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import torch
from torch import Tensor
from transformers import LlamaForCausalLM

from benchmarks.table import Row
from explainer.experiment import Experiment
from explainer.jobs.valleys import SIZE
from explainer.landscape.jobs import SEQUENCES, flat, one_thread_each, replicas
from explainer.landscape.surfaces import Pair
from explainer.landscape.valley import Plane, side_by_side, survey
from explainer.measures import held_out_loss
from explainer.models import pebble
from explainer.training.data import held_out
from explainer.world import OLD, task

EXPERIMENT = Experiment(task="german", replay=5)
THREADS, ROUNDS, SOME = 2, 5, 24  # SOME points a round
EXTENT = (-10.0, 40.0)  # in weight units, about that of a run


def measure() -> Iterator[Row]:
    """The loss at a point takes as long wherever it is, so the plane's ends are drawn by chance."""
    before = torch.get_num_threads()
    torch.set_num_threads(THREADS)
    chance, start = torch.Generator().manual_seed(0), flat(pebble.load("chat"))
    plane = Plane.through(start, *(start + 0.02 * torch.randn(len(start), generator=chance) for _ in range(2)))
    try:
        yield Row(
            "valley_seconds", f"valley, {SIZE} x {SIZE}, both tasks, {THREADS} threads", seconds_for_all(plane), "s", 60
        )
        ours, naive, apart = compared(plane)
        yield Row("valley_speed_up", "valley: over a naive loop of whole-model copies", naive / ours, "times")
        yield Row("valley_point", "valley: a point, both tasks", 1000 * ours, "ms")
        yield Row("valley_apart", "valley: greatest difference from the naive loop", apart, "nats", 1e-4)
    finally:
        torch.set_num_threads(before)


def few() -> tuple[Tensor, Tensor]:
    """As many held-out sequences of both tasks as a grid is measured on."""
    return held_out(pebble, OLD)[:SEQUENCES], held_out(pebble, task(EXPERIMENT.task))[:SEQUENCES]


def seconds_for_all(plane: Plane) -> float:
    """For all points of a live valley."""
    started = time.perf_counter()
    with ExitStack() as stack:
        heights = [stack.enter_context(height) for height in replicas(EXPERIMENT, plane, few(), "cpu", THREADS)]
        stack.enter_context(one_thread_each())
        for _ in survey(heights, EXTENT, EXTENT, SIZE):
            pass
    seconds = time.perf_counter() - started
    print(f"  valley, {SIZE} x {SIZE}: {seconds:.1f} s", flush=True)
    return seconds


def compared(plane: Plane) -> tuple[float, float, float]:
    """Seconds a point of ours and of the naive loop, medians over rounds in turns, and how far their losses differ."""
    points = [(EXTENT[0] + 2.0 * i, EXTENT[1] - 1.5 * i) for i in range(SOME)]
    times: dict[str, list[float]] = {"ours": [], "naive": []}
    ways: dict[str, Callable[[], list[Pair]]] = {"ours": lambda: ours(plane, points), "naive": naive_way(plane, points)}
    losses: dict[str, list[Pair]] = {}
    for number in range(ROUNDS + 1):
        for name, way in ways.items():
            started = time.perf_counter()
            losses[name] = way()
            if number:  # the first round warms up
                times[name].append((time.perf_counter() - started) / SOME)
                print(f"  {name}: {1000 * times[name][-1]:.1f} ms a point", flush=True)
    apart = (torch.tensor(losses["ours"]) - torch.tensor(losses["naive"])).abs().max().item()
    return statistics.median(times["ours"]), statistics.median(times["naive"]), apart


def ours(plane: Plane, points: list[Pair]) -> list[Pair]:
    with ExitStack() as stack:
        heights = [stack.enter_context(height) for height in replicas(EXPERIMENT, plane, few(), "cpu", THREADS)]
        stack.enter_context(one_thread_each())
        return list(side_by_side(heights, points))


def naive_way(plane: Plane, points: list[Pair]) -> Callable[[], list[Pair]]:
    start = pebble.load("chat")
    across, up = (directions(start, vector) for vector in (plane.across, plane.up))
    old, new = few()

    def at(x: float, y: float) -> Pair:
        model = copy.deepcopy(start)
        with torch.no_grad():
            for parameter, a, b in zip(model.parameters(), across, up, strict=True):
                parameter += x * a + y * b
        return held_out_loss(model, old), held_out_loss(model, new)

    return lambda: [at(x, y) for x, y in points]


def directions(model: LlamaForCausalLM, vector: Tensor) -> list[Tensor]:
    """A direction (d,) as a tensor for each parameter."""
    sizes = [parameter.numel() for parameter in model.parameters()]
    parts = torch.split(vector.float(), sizes)
    return [part.view_as(parameter) for parameter, part in zip(model.parameters(), parts, strict=True)]
