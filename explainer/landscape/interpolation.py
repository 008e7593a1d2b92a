"""This module draws a ground between its grid points: bicubic, as player/ball/ground.js does, which is held to it.

Catmull-Rom weights (Keys 1981, "Cubic convolution interpolation", a = -1/2): the surface goes through every grid
point, its gradient is continuous, and quadratics come out exactly, also at the edges, where each line of values goes
on by the parabola through its last three. Outside the plane the polynomial of the nearest cell goes on.

    land = Interpolated(ground);  value, slope_x, slope_y = land.old(x, y)
"""

from __future__ import annotations

from typing import Any

import numpy as np

from explainer.landscape.ground import Grid, Ground
from explainer.landscape.surfaces import Values


def weights(t: Values) -> tuple[Values, Values]:
    """Of the four neighbours, for the value and for its derivative; shape (4, *t.shape)."""
    t2, t3 = t * t, t * t * t
    value = [(-t + 2 * t2 - t3) / 2, (2 - 5 * t2 + 3 * t3) / 2, (t + 4 * t2 - 3 * t3) / 2, (t3 - t2) / 2]
    slope = [(-1 + 4 * t - 3 * t2) / 2, (-10 * t + 9 * t2) / 2, (1 + 8 * t - 9 * t2) / 2, (3 * t2 - 2 * t) / 2]
    return np.stack(value), np.stack(slope)


def extended(grid: Grid) -> Grid:
    """One more row and column on each side."""
    return along_rows(along_rows(grid).T).T


def along_rows(grid: Grid) -> Grid:
    if grid.shape[1] < 3:  # a straight line through two values
        first, last = 2 * grid[:, 0] - grid[:, 1], 2 * grid[:, 1] - grid[:, 0]
    else:
        first = 3 * grid[:, 0] - 3 * grid[:, 1] + grid[:, 2]
        last = 3 * grid[:, -1] - 3 * grid[:, -2] + grid[:, -3]
    return np.column_stack([first, grid, last])


class Bicubic:
    """One grid of a ground as a Surface."""

    def __init__(self, grid: Grid, ground: Ground) -> None:
        self.cells = extended(grid)
        self.low = ground.x[0], ground.y[0]
        rows, columns = grid.shape
        self.limit = columns - 2, rows - 2  # the last cell's index
        self.per_unit = (columns - 1) / (ground.x[1] - ground.x[0]), (rows - 1) / (ground.y[1] - ground.y[0])

    def __call__(self, x: Any, y: Any) -> tuple[Values, Values, Values]:
        u, v = (np.asarray(x) - self.low[0]) * self.per_unit[0], (np.asarray(y) - self.low[1]) * self.per_unit[1]
        i = np.clip(np.floor(u), 0, self.limit[0]).astype(int)
        j = np.clip(np.floor(v), 0, self.limit[1]).astype(int)
        (across, across_slope), (up, up_slope) = weights(u - i), weights(v - j)
        near = np.array([[self.cells[j + q, i + p] for p in range(4)] for q in range(4)])
        return (
            np.einsum("q...,p...,qp...", up, across, near),
            np.einsum("q...,p...,qp...", up, across_slope, near) * self.per_unit[0],
            np.einsum("q...,p...,qp...", up_slope, across, near) * self.per_unit[1],
        )


class Interpolated:
    """A ground that a ball can roll on: what a Preset is in closed form."""

    def __init__(self, ground: Ground) -> None:
        self.x, self.y, self.start = ground.x, ground.y, ground.start
        self.old, self.new = Bicubic(ground.old, ground), Bicubic(ground.new, ground)
