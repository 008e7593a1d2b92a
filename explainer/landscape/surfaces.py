"""A surface in closed form is a sum of terms, each a profile of a quadratic form, with its gradient.

Vectorised numpy. Knows nothing of tasks, grids or balls.

    valley = Sum((Term("hill", -2.0, centre=(1.0, 0.0), width=(0.8, 0.5), angle=30),), base=2.0)
    value, slope_x, slope_y = valley(x, y)      # x, y: floats or arrays of one shape; so are the three
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]  # of any shape, a single number included
Pair = tuple[float, float]


class Surface(Protocol):
    """Height and gradient at (x, y), in true coordinates."""

    def __call__(self, x: Any, y: Any, /) -> tuple[Values, Values, Values]: ...


# A profile and its derivative, both of q = (u / width_u)² + (v / width_v)².
PROFILES: dict[str, Callable[[Values], tuple[Values, Values]]] = {
    "bowl": lambda q: (q / 2, np.full_like(q, 0.5)),
    "hill": lambda q: (np.exp(-q / 2), np.exp(-q / 2) / -2),
    # Round at the bottom, straight further up: "pseudo-Huber", the slope of which stays finite.
    "cone": lambda q: (np.sqrt(1 + q) - 1, 0.5 / np.sqrt(1 + q)),
}


@dataclass(frozen=True)
class Term:
    """height · profile(q) around a centre; the axes u, v are turned anticlockwise by `angle` degrees.
    A width of infinity makes a trough that is level along that axis."""

    profile: str
    height: float
    centre: Pair
    width: Pair
    angle: float = 0.0

    def __call__(self, x: Any, y: Any) -> tuple[Values, Values, Values]:
        cosine, sine = np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))
        right, up = np.asarray(x, float) - self.centre[0], np.asarray(y, float) - self.centre[1]
        u = (cosine * right + sine * up) / self.width[0]
        v = (cosine * up - sine * right) / self.width[1]
        value, derivative = PROFILES[self.profile](u * u + v * v)
        slope_u, slope_v = 2 * u / self.width[0], 2 * v / self.width[1]
        scale = self.height * derivative
        return (
            self.height * value,
            scale * (cosine * slope_u - sine * slope_v),
            scale * (sine * slope_u + cosine * slope_v),
        )


@dataclass(frozen=True)
class Sum:
    """The terms together, lifted by `base`."""

    terms: tuple[Term, ...]
    base: float = 0.0

    def __call__(self, x: Any, y: Any) -> tuple[Values, Values, Values]:
        value, slope_x, slope_y = self.terms[0](x, y)
        for term in self.terms[1:]:
            more, more_x, more_y = term(x, y)
            value, slope_x, slope_y = value + more, slope_x + more_x, slope_y + more_y
        return value + self.base, slope_x, slope_y
