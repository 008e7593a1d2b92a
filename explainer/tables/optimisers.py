"""This table holds the ball's optimisers by name: what each is called, how it moves, why a ball flies off with it.

The rules that they step by are in landscape/descent.py and, for the figure, in player/ball/physics.js; the numbers in
those rules stand here.
"""

from __future__ import annotations

from dataclasses import dataclass

MOMENTUM = 0.9  # share of its speed that a ball keeps at each step: how heavy it is
BETAS = (0.9, 0.999)  # Adam's, of its two running means
EPSILON = 1e-8  # Adam's


@dataclass(frozen=True)
class Optimiser:
    """`move` goes on from "The move: ", and {rate} is the learning rate in it; `too_fast` goes on from "With a learning
    rate of 0.5, ". Where plain descent would fly off too, that is the reason told, unless its steps do not
    follow the slope (`follows`)."""

    title: str
    move: str
    too_fast: str
    follows: bool = True


OPTIMISERS: dict[str, Optimiser] = {
    "gd": Optimiser(
        "Gradient descent",
        "learning rate {rate} times the mix",
        "each step overshoots the valley and lands where it is steeper still, so the next one is longer",
    ),
    "momentum": Optimiser(
        "Momentum",
        f"learning rate {{rate}} times the mix, and {MOMENTUM:.0%} of the speed it already had",
        "the speed that momentum has gathered carries the ball past the valley and away",
    ),
    "adam": Optimiser(
        "Adam",
        "about the learning rate {rate} along each axis, whatever the slope",
        "Adam's steps are about as long as the learning rate, whatever the slope",
        follows=False,
    ),
}
