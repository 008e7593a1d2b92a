"""This module has the toy landscapes: two surfaces in closed form, a start, and settings that show what the note says.

The notes are tested by descents (tests/landscape/test_landscape.py). All planes are [-3, 3] × [-3, 3]; losses have no
unit. The surfaces are drawn by hand, not measured: the measured ones are another kind of ground.

    PRESETS["gorge"].new(x, y);  ground("gorge").to_dict()
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explainer.landscape.ground import Ground
from explainer.landscape.surfaces import Pair, Sum, Surface, Term

PLANE = (-3.0, 3.0)
DIGITS = 6  # kept of each loss: a third of the bytes, and a millionth of a loss is far below a pixel


@dataclass(frozen=True)
class Preset:
    """A toy landscape; `old_valley` and `new_valley` are where the surfaces are lowest (a trough: one such place)."""

    name: str
    title: str
    note: str
    old: Surface
    new: Surface
    start: Pair
    old_valley: Pair
    new_valley: Pair
    lr: float
    steps: int = 200
    x: Pair = PLANE
    y: Pair = PLANE


BOWL = Sum((Term("bowl", 1.0, (0.4, -0.3), (1.1, 1.7), 25),))
PEAKS = Sum(
    (
        Term("bowl", 1.0, (0, 0), (4.0, 4.0)),
        Term("hill", -2.6, (1.3, -1.4), (0.75, 0.6), 20),
        Term("hill", -1.9, (-1.5, -0.7), (0.6, 0.8), -15),
        Term("hill", -1.7, (0.3, 1.7), (0.8, 0.55), 10),
        Term("hill", 1.6, (-0.1, 0.0), (0.7, 0.6), 40),
        Term("hill", 0.9, (2.0, 0.6), (0.6, 0.6)),
    ),
    base=3.0,
)

ALL = (
    Preset(
        name="bowl",
        title="One bowl",
        note="Each step goes straight downhill, far where it is steep, so the ball slows as the ground levels out.",
        old=BOWL,
        new=BOWL,
        start=(-2.3, 1.9),
        old_valley=(0.4, -0.3),
        new_valley=(0.4, -0.3),
        lr=0.12,
        steps=60,
    ),
    Preset(
        name="peaks",
        title="Hills and valleys",
        note="The ball ends in the valley that its start leads down to, which need not be the deepest one.",
        old=PEAKS,
        new=PEAKS,
        start=(-0.75, 0.5),
        old_valley=(1.29, -1.394),
        new_valley=(1.29, -1.394),
        lr=0.05,
        steps=120,
    ),
    Preset(
        name="two-valleys",
        title="Two valleys",
        note="Without replay the ball rolls over the ridge and the old task is lost; 1% of replay holds it back.",
        old=Sum((Term("cone", 1.5, (-1.7, -1.0), (1.1, 1.1)), Term("hill", 2.6, (-0.33, 0.36), (0.35, 1.2), 15))),
        new=Sum(
            (
                Term(
                    "cone", 2.4, (1.7, 0.9), (np.inf, 0.9), 15
                ),  # a floor, along which the old task may be kept or lost
                Term("cone", 0.03, (1.7, 0.9), (1.0, 1.0)),  # ... which falls gently
                Term("hill", -0.25, (1.7, 0.9), (0.7, 0.7)),  # ... to where it is deepest
            ),
            base=0.35,
        ),
        start=(-1.7, -1.0),
        old_valley=(-1.7, -1.0),
        new_valley=(1.7, 0.9),
        lr=0.4,
    ),
    Preset(
        name="overlap",
        title="Two valleys that overlap",
        note="Similar tasks share their valley: learning the new one lowers the old loss too, with no replay at all.",
        old=Sum((Term("cone", 1.5, (0.5, -0.5), (1.0, 1.4), 30),), base=0.1),
        new=Sum((Term("cone", 1.5, (0.9, -0.8), (1.2, 1.0), 10),), base=0.1),
        start=(-2.2, 1.9),
        old_valley=(0.5, -0.5),
        new_valley=(0.9, -0.8),
        lr=0.1,
        steps=120,
    ),
    Preset(
        name="gorge",
        title="A narrow gorge",
        note="Gradient descent jumps from wall to wall and creeps along; momentum gets to the end in the same steps.",
        old=Sum((Term("cone", 2.0, (-2.3, 0.0), (1.0, 1.0)),)),
        new=Sum((Term("cone", 1.8, (2.0, 0.2), (np.inf, 0.6), 12), Term("bowl", 1.0, (2.0, 0.2), (6.0, 6.0)))),
        start=(-2.3, 0.0),
        old_valley=(-2.3, 0.0),
        new_valley=(2.0, 0.2),
        lr=0.43,  # 2.2 over the walls' curvature at the floor: too far for them to let the ball settle
        steps=100,
    ),
    Preset(
        name="plateau",
        title="A plateau",
        note="Where the ground is almost level, gradient descent hardly moves; momentum gathers speed and gets there.",
        old=Sum((Term("hill", -2.0, (-1.9, 0.9), (0.5, 0.5)),), base=2.2),
        new=Sum((Term("hill", -2.4, (1.5, -0.8), (1.0, 0.9), 20),), base=2.5),
        start=(-1.9, 0.9),
        old_valley=(-1.9, 0.9),
        new_valley=(1.5, -0.8),
        lr=0.15,
    ),
    Preset(
        name="trough",
        title="A trough of solutions",
        note="The new task is solved all along the trough; replay finds the place in it that serves the old task too.",
        old=Sum((Term("cone", 1.2, (-1.2, -1.3), (0.5, 4.0), -50),)),
        new=Sum((Term("cone", 1.6, (0.4, 0.4), (np.inf, 0.7), -20),), base=0.1),
        start=(-1.2, -1.3),
        old_valley=(-1.2, -1.3),
        new_valley=(0.4, 0.4),
        lr=0.15,
        steps=300,
    ),
)
PRESETS: dict[str, Preset] = {preset.name: preset for preset in ALL}


def ground(name: str, n: int = 61) -> Ground:
    """A preset on a grid of n × n points. Raises KeyError for a name that is not in PRESETS."""
    preset = PRESETS[name]
    x, y = np.meshgrid(np.linspace(*preset.x, n), np.linspace(*preset.y, n))
    return Ground(
        name=preset.name,
        title=preset.title,
        note=preset.note,
        kind="simulated",
        unit="loss",
        x=preset.x,
        y=preset.y,
        old=np.round(preset.old(x, y)[0], DIGITS),
        new=np.round(preset.new(x, y)[0], DIGITS),
        start=preset.start,
        defaults={"lr": preset.lr, "steps": preset.steps, "replay": 0, "optimiser": "gd"},
        old_valley=preset.old_valley,
        new_valley=preset.new_valley,
    )
