"""This module has the toy landscapes: two surfaces in closed form, a start, and settings that show what the note says.

The surfaces are drawn by hand: `limits` says what a drawing gets wrong, beside what was measured. Notes and limits are
tested by descents (tests/landscape/test_landscape.py), and print only digits that hold in closed form and on the grid.
All planes are [-3, 3] × [-3, 3]; losses have no unit.

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
    limits: str
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
        note="Each step goes straight downhill, as far as the ground is steep, so the ball slows as the ground levels "
        "out: the loss falls from 2.65 to 0.85 in 10 steps and to 0.01 in 60.",
        limits="Old and new task are one surface, so nothing is forgotten and replay changes nothing; Pebble learns "
        "from small batches with AdamW, whose steps are seldom straight downhill.",
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
        note="The ball ends in the valley that its start leads down to, at 1.30, though the deepest one lies at 0.52.",
        limits="Old and new task are one surface, so replay changes nothing; and the places where trainings of a "
        "network end are joined by paths of low loss (Garipov et al. 2018), not parted by hills.",
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
        note="Without replay the ball crosses the old task's ridge and the old loss ends at 4.0; 1% of replay stops it "
        "before the ridge, at 1.3, but the new loss ends at 0.41 instead of 0.10.",
        limits="Where it was measured, 1% had no such price: in Ibrahim et al. 2024, on German, it removed 53% of the "
        "forgetting at a new loss of 1.12 instead of 1.11, and Pebble's new loss is much the same with it as without.",
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
        note="The valleys overlap, so learning the new task lowers the old loss with no replay at all: from 2.92 it "
        "falls to 0.11 on the way and ends at 0.21.",
        limits="The ball starts outside both valleys, with the old task unlearned; let go in the old valley, as in a "
        "fine-tune, it forgets, from 0.10 to 0.21, as even a mild shift did in Ibrahim et al. 2024, from 2.17 to "
        "2.44.",
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
        note="Gradient descent jumps from wall to wall and in 100 steps takes the new loss from 1.22 to 0.17, momentum "
        "to 0.00; 1% of replay saves little: an old loss of 3.6 instead of 4.3, with momentum 5.6 instead of 6.9.",
        limits="Here 1% of replay removes less than a fifth of the forgetting; it removes far more in Pebble, and 53% "
        "in Ibrahim et al. 2024, on German.",
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
        note="On almost level ground gradient descent hardly moves in 200 steps, while momentum gathers speed and "
        "takes the new loss from 2.50 to 0.10; with 1% of replay neither gets away, and it stays at 2.50.",
        limits="Here 1% of replay prevents all learning, as the new task's slope at the start is next to nothing; in "
        "Pebble, and on German in Ibrahim et al. 2024 (1.12 instead of 1.11), the new loss is much the same with 1% "
        "as without.",
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
        note="After 300 steps the ball lies in the trough, without replay at an old loss of 1.7, with 1% at 0.56, with "
        "5% at 0.21, the least along it; the new loss is 0.10 each time.",
        limits="Here old data costs nothing: with 25% of replay the new loss is 0.10, as without; in Ibrahim et al. "
        "2024, on German, it was 1.16 instead of 1.11.",
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
        limits=preset.limits,
    )
