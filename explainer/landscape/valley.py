"""A measured valley is a real model's losses over the plane through three of its weight vectors.

Goodfellow et al. 2015 (arXiv 1412.6544) cut a network's loss along the line between two weight vectors; Li et al. 2018
(arXiv 1712.09913) drew planes and projected training paths on them; Garipov et al. 2018 (arXiv 1802.10026) laid the
plane through three weight vectors, as is done here: the start and the ends of two fine-tunes. Knows parameters and
functions of them; nothing of Pebble, runs or files.

    plane = Plane.through(start, first, second)
    with surface(model.parameters(), losses, plane) as height:  old, new = height(0.0, 0.0)
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explainer.landscape.surfaces import Pair

Height = Callable[[float, float], Pair]  # (x, y) -> (old, new) loss
Grids = NDArray[np.float64]  # (2, n, n): old and new, rows by ascending y, columns by ascending x
COARSEST = 7  # points a side, at least, of the first grid
FLAT = 1e-3  # of the first direction: what is left of another below this is rounding, not a direction


@dataclass(frozen=True)
class Plane:
    """Start and two perpendicular directions of length 1, each (d,) in 64 bit; coordinates are in weight units (L2)."""

    start: Tensor
    across: Tensor
    up: Tensor

    @classmethod
    def through(cls, start: Tensor, first: Tensor, second: Tensor, others: Iterable[Tensor] = ()) -> Plane:
        """The plane through three weight vectors (d,) by Gram-Schmidt: across towards the first, up towards what is
        left of the second. Where that is nothing, up is towards the first of `others` that leaves the line, else in
        a random direction (seed 0). Raises ValueError where neither vector differs from the start."""
        moves = [end.double() - start.double() for end in (first, second)]
        across = next((unit(move) for move in moves if move.norm() > 0), None)
        if across is None:
            raise ValueError("The weights of this pair never moved, so there is no plane through its runs.")
        chance = torch.randn(len(start), dtype=torch.float64, generator=torch.Generator().manual_seed(0))
        candidates = [moves[1], *(other.double() - start.double() for other in others)]
        rests = (aside(move, across) for move in candidates)
        enough = FLAT * max(move.norm().item() for move in moves)
        up = next((rest for rest in rests if rest.norm() > enough), aside(chance, across))
        return cls(start.double(), across, unit(up))

    def coordinates(self, weights: Tensor) -> Pair:
        """Of the point of the plane that is nearest to the weights (d,)."""
        move = weights.double() - self.start
        return (move @ self.across).item(), (move @ self.up).item()

    def share(self, moves: Tensor) -> float:
        """Of the summed squares of some moves (n, d), the share that lies in the plane, 0 to 1."""
        total = moves.double().square().sum().item()
        inside = torch.stack([moves.double() @ self.across, moves.double() @ self.up]).square().sum().item()
        return min(1.0, inside / total) if total else 1.0


def unit(vector: Tensor) -> Tensor:
    length: Tensor = vector.norm()
    return vector / length


def aside(vector: Tensor, across: Tensor) -> Tensor:
    """What is left of a vector beside a direction of length 1; twice, since once leaves rounding behind."""
    for _ in range(2):
        vector = vector - (vector @ across) * across
    return vector


def frame(points: Iterable[Pair], size: int, margin: float = 0.25) -> tuple[Pair, Pair]:
    """A square, so that both axes have one scale, around all points, with a margin (share of its content) on each
    side: x and y from low to high. Moved by half a cell at most, so that the start, at 0, is a point of a grid of
    size x size, and with it the first end where the paths reach from one to the other; unless the grid is coarser
    than any that is shown, whose cells are wider than the margin."""
    lows, highs = zip(*((min(values), max(values)) for values in zip(*points, strict=True)), strict=True)
    half = max(high - low for low, high in zip(lows, highs, strict=True)) * (0.5 + margin)
    cell = 2 * half / (size - 1) if size >= COARSEST else 0.0
    corner = [(low + high) / 2 - half for low, high in zip(lows, highs, strict=True)]
    x, y = (round(low / cell) * cell if cell else low for low in corner)
    return (x, x + 2 * half), (y, y + 2 * half)


@contextmanager
def surface(parameters: Iterable[torch.nn.Parameter], losses: Callable[[], Pair], plane: Plane) -> Iterator[Height]:
    """A function from a point of the plane to the losses there. While it is open, the parameters look into one flat
    vector, which each point fills from the start anew, so that nothing drifts; their own numbers are never written to
    and are theirs again at the end."""
    parameters = list(parameters)
    own = [parameter.data for parameter in parameters]
    start, across, up = (v.to(own[0].dtype).to(own[0].device) for v in (plane.start, plane.across, plane.up))
    flat, place = start.clone(), 0
    for parameter in parameters:
        parameter.data = flat[place : place + parameter.numel()].view_as(parameter)
        place += parameter.numel()

    @torch.no_grad()
    def height(x: float, y: float) -> Pair:
        torch.add(start, across, alpha=x, out=flat).add_(up, alpha=y)
        return losses()

    try:
        yield height
    finally:
        for parameter, data in zip(parameters, own, strict=True):
            parameter.data = data


def survey(heights: Sequence[Height], x: Pair, y: Pair, size: int) -> Iterator[tuple[int, Grids | None]]:
    """Measures size x size points, a coarse grid first, then those between. Yields how many are done after each, and
    with the last of each grid its losses (2, n, n). Several heights, of as many models, are worked on side by side."""
    xs, ys = np.linspace(*x, size).tolist(), np.linspace(*y, size).tolist()
    grids, done = np.full((2, size, size), math.nan), 0
    for stride, places in nested(size):
        measured = side_by_side(heights, [(xs[i], ys[j]) for j, i in places])
        for number, ((j, i), losses) in enumerate(zip(places, measured, strict=True), 1):
            grids[:, j, i] = losses
            done += 1
            yield done, grids[:, ::stride, ::stride].copy() if number == len(places) else None


def tilt(places: Sequence[Pair], missed: Sequence[Pair]) -> NDArray[np.float64]:
    """The plane (3, 2) through what a measurement missed at some places, of the old and the new loss: what to add at
    (x, y) is (1, x, y) times it. Where the places lie on a line, the flattest such plane."""
    known = np.array([(1.0, x, y) for x, y in places])
    found: NDArray[np.float64] = np.linalg.lstsq(known, np.array(missed), rcond=None)[0]
    return found


def lifted(grids: Grids, x: Pair, y: Pair, slant: NDArray[np.float64]) -> Grids:
    """The grids with a tilt added."""
    ys, xs = (np.linspace(*side, grids.shape[-1]) for side in (y, x))
    added = slant[0][:, None, None] + slant[1][:, None, None] * xs + slant[2][:, None, None] * ys[:, None]
    lifted_grids: Grids = grids + added
    return lifted_grids


def nested(size: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """(stride, the places (j, i) that it adds) for each grid, coarse to fine: 25 a side are 7, then 13, then 25."""
    strides = [1]
    while (size - 1) % (2 * strides[0]) == 0 and (size - 1) // (2 * strides[0]) + 1 >= COARSEST:
        strides.insert(0, 2 * strides[0])
    for stride in strides:
        each = [(j, i) for j in range(0, size, stride) for i in range(0, size, stride)]
        known = stride != strides[0]
        yield stride, [(j, i) for j, i in each if not known or j % (2 * stride) or i % (2 * stride)]


def side_by_side(heights: Sequence[Height], points: Iterable[Pair]) -> Iterator[Pair]:
    """The losses at each point, in order. Each height serves one thread at a time; little is begun ahead, so that a
    caller who stops asking soon has a machine at rest."""
    free: SimpleQueue[Height] = SimpleQueue()
    for height in heights:
        free.put(height)

    def measure(point: Pair) -> Pair:
        height = free.get()
        try:
            return height(*point)
        finally:
            free.put(height)

    ahead: deque[Future[Pair]] = deque()
    with ThreadPoolExecutor(len(heights)) as pool:
        for point in points:
            ahead.append(pool.submit(measure, point))
            if len(ahead) > len(heights):
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
