"""This table says which parts of each figure can be left out, and what a link may set of it.

Embed pages, links, Share and the player itself all go by these tables. How a figure is found and drawn is not known
here: that is web/takeaway/figures.py and the player.

    [part.name for part in PARTS["run"]];  BALL["lr"].parse("lr", "0.5")
"""

from __future__ import annotations

from dataclasses import dataclass

from explainer.fields import Choice, Field, Number, Pattern, Switch
from explainer.tables import limits
from explainer.tables.optimisers import OPTIMISERS


@dataclass(frozen=True)
class Part:
    """`spared`: whether a line to copy leaves it out at first, as a frame is best no higher than a screen."""

    name: str
    label: str
    spared: bool = False


SHARE = Part("share", "This Share button")
PARTS: dict[str, tuple[Part, ...]] = {
    "run": (
        Part("captions", "Captions"),
        Part("timeline", "Timeline"),
        Part("answers", "Answers", spared=True),
        Part("numbers", "Numbers", spared=True),
        Part("commands", "Command and table", spared=True),
        SHARE,
    ),
    "ball": (
        Part("preset", "Landscapes"),
        Part("replay", "Replay"),
        Part("lr", "Learning rate"),
        Part("optimiser", "Optimiser", spared=True),
        Part("noise", "Noise", spared=True),
        Part("tether", "Tether", spared=True),
        Part("seed", "Seed"),
        Part("race", "Race", spared=True),
        Part("slow", "Slow motion", spared=True),
        Part("losses", "Curves"),
        SHARE,
    ),
    "dose": (Part("controls", "Sliders"), Part("numbers", "Table", spared=True), SHARE),
}
PARTS["valley"] = PARTS["ball"]

LANDSCAPE, VALLEY = "two-valleys", "german-5"  # that the pages of the ball and of measured valleys open with
RACES = ("replay", "optimiser")  # what several balls at once may differ in
STEP = Number(0, limits.STEPS, "the step it stands at", whole=True)
BALL: dict[str, Field] = {  # beside the preset, which the landscapes name
    "replay": Number(0, 100, "percentage of the old task in the ground"),
    "lr": Number(1e-4, 1000, "learning rate"),
    "optimiser": Choice(tuple(OPTIMISERS), "how a step follows from the slope"),
    "noise": Number(0, 1000, "standard deviation of the gradient's noise"),
    "tether": Number(0, 1000, "lambda of the pull to the start"),
    "seed": Number(0, 999_999, "seed of the noise", whole=True),
    "x": Number(-1e6, 1e6, "where the ball is let go"),
    "y": Number(-1e6, 1e6, "where the ball is let go"),
    "race": Choice(RACES, "several balls at once"),
    "slow": Switch("whether a step is shown in parts"),
    "view": Pattern(r"-?\d{1,3},\d{1,3}", "two angles in degrees, as in -58,38", "from where it is seen"),
}
DOSE: dict[str, Field] = {
    "replay": Number(0, 50, "replay in per cent"),
    "view": Choice(("kept", "price"), "what the curve shows"),
    "keep": Number(50, 99, "per cent of the forgetting to be removed"),
}


def hideable(kind: str) -> tuple[str, ...]:
    """The names of the parts that `hide=` may list."""
    return tuple(part.name for part in PARTS[kind])


def spared(kind: str) -> tuple[str, ...]:
    """The parts that an embedded figure leaves out where nobody says otherwise."""
    return tuple(part.name for part in PARTS[kind] if part.spared)
