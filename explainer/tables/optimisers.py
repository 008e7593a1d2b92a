"""The ball's optimisers by name: what each is called, and why a ball flies off with it. The rules that they step by are
in descent.py and, for the figure, in player/ball/physics.js.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Optimiser:
    """`too_fast` goes on from "With a learning rate of 0.5, "."""

    title: str
    too_fast: str


OPTIMISERS: dict[str, Optimiser] = {
    "gd": Optimiser(
        "Gradient descent",
        "each step overshoots the valley and lands where it is steeper still, so the next one is longer",
    ),
    "momentum": Optimiser("Momentum", "the speed that momentum has gathered carries the ball past the valley and away"),
    "adam": Optimiser("Adam", "Adam's steps are about as long as the learning rate, whatever the slope"),
}
