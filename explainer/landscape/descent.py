"""This module rolls a ball, step by step: the reference that player/ball/physics.js is held against. Pure.

Knows no figure. The ground under the ball is the mix (1 - r) new + r old, r being the share of replay, and with a
tether also lambda/2 |p - start|², which is what L2 to the start (and EWC, which weighs the directions) adds to a
fine-tune's loss.

    settings = Settings(replay=5, lr=0.1)
    path = roll(land, settings, begin(land.start), steps=200)     # land: a Preset, or Interpolated(ground)
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from explainer.landscape.noise import normals
from explainer.landscape.surfaces import Pair, Surface
from explainer.tables.optimisers import BETAS, EPSILON, MOMENTUM

MARGIN = 0.1  # of the plane's width (or height) that a ball may leave it by before it counts as flown off


class Land(Protocol):
    """Two surfaces over a plane, and where the ball lies at first."""

    @property
    def x(self) -> Pair: ...
    @property
    def y(self) -> Pair: ...
    @property
    def start(self) -> Pair: ...
    @property
    def old(self) -> Surface: ...
    @property
    def new(self) -> Surface: ...


@dataclass(frozen=True)
class Settings:
    replay: float = 0.0  # per cent
    lr: float = 0.1
    optimiser: str = "gd"
    noise: float = 0.0  # standard deviation of the gradient's noise, per coordinate
    tether: float = 0.0  # lambda
    seed: int = 0


@dataclass(frozen=True)
class State:
    """Where the ball is, and the optimiser's memory: first moment (for momentum, the velocity) and second moment."""

    step: int
    x: float
    y: float
    first: Pair = (0.0, 0.0)
    second: Pair = (0.0, 0.0)
    diverged: bool = False


@dataclass(frozen=True)
class Point:
    """A place on a path, with both losses. Of a ball that flew off: those of the nearest place in the plane."""

    step: int
    x: float
    y: float
    old: float
    new: float
    diverged: bool


# How an optimiser goes on from (step counted from 1, moments, gradient): the new moments, and the move for lr = 1.
# One coordinate at a time: none of them mixes them.
Rule = Callable[[int, float, float, float], tuple[float, float, float]]


def gd(step: int, first: float, second: float, slope: float) -> tuple[float, float, float]:
    return first, second, -slope


def momentum(step: int, first: float, second: float, slope: float) -> tuple[float, float, float]:
    """Polyak 1964, in the form of Sutskever et al. 2013 as PyTorch has it: v = MOMENTUM v + g, p = p - lr v."""
    velocity = MOMENTUM * first + slope
    return velocity, second, -velocity


def adam(step: int, first: float, second: float, slope: float) -> tuple[float, float, float]:
    """Kingma & Ba 2015, algorithm 1, with its bias correction."""
    first = BETAS[0] * first + (1 - BETAS[0]) * slope
    second = BETAS[1] * second + (1 - BETAS[1]) * slope * slope
    mean, square = first / (1 - BETAS[0] ** step), second / (1 - BETAS[1] ** step)
    return first, second, -mean / (math.sqrt(square) + EPSILON)


RULES: dict[str, Rule] = {"gd": gd, "momentum": momentum, "adam": adam}  # the names are tables/optimisers.py's


def begin(place: Pair) -> State:
    return State(0, float(place[0]), float(place[1]))


def phases(land: Land, settings: Settings, state: State) -> dict[str, Pair]:
    """What one step is made of: the gradients of old, new and their mix, what tether and noise add, and the move."""
    (_, *old), (_, *new) = land.old(state.x, state.y), land.new(state.x, state.y)
    share = settings.replay / 100
    parts = {
        "old": pair(old),
        "new": pair(new),
        "mix": pair((1 - share) * n + share * o for n, o in zip(new, old, strict=True)),
        "tether": pair(settings.tether * (p - s) for p, s in zip((state.x, state.y), land.start, strict=True)),
        "noise": pair(settings.noise * n for n in normals(settings.seed, state.step)) if settings.noise else (0.0, 0.0),
    }
    slope = [sum(parts[name][axis] for name in ("mix", "tether", "noise")) for axis in (0, 1)]
    rule = RULES[settings.optimiser]
    x, y = (rule(state.step + 1, state.first[axis], state.second[axis], slope[axis]) for axis in (0, 1))
    return {**parts, "first": (x[0], y[0]), "second": (x[1], y[1]), "move": (settings.lr * x[2], settings.lr * y[2])}


def advance(land: Land, settings: Settings, state: State) -> State:
    """The next state. A ball that has flown off, or whose step is no number, stays where it was last."""
    if state.diverged:
        return state
    parts = phases(land, settings, state)
    x, y = state.x + parts["move"][0], state.y + parts["move"][1]
    if not (math.isfinite(x) and math.isfinite(y)):
        return dataclasses.replace(state, step=state.step + 1, diverged=True)
    return State(state.step + 1, x, y, parts["first"], parts["second"], not inside(land, x, y))


def inside(land: Land, x: float, y: float) -> bool:
    """Whether a place lies in the plane or within the margin around it."""
    return all(
        low - MARGIN * (high - low) <= place <= high + MARGIN * (high - low)
        for place, (low, high) in ((x, land.x), (y, land.y))
    )


def roll(land: Land, settings: Settings, state: State, steps: int) -> list[Point]:
    """The path from `state` on, itself included: at most steps + 1 points, the last one flown off where it diverged."""
    path = [point(land, state)]
    while len(path) <= steps and not state.diverged:
        state = advance(land, settings, state)
        path.append(point(land, state))
    return path


def point(land: Land, state: State) -> Point:
    x, y = state.x, state.y
    if state.diverged:
        x, y = float(np.clip(x, *land.x)), float(np.clip(y, *land.y))
    return Point(state.step, state.x, state.y, float(land.old(x, y)[0]), float(land.new(x, y)[0]), state.diverged)


def pair(values: Iterable[Any]) -> Pair:
    x, y = (float(value) for value in values)
    return x, y
