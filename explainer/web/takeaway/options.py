"""This module says what the player is told of a figure: the options of its mount(), as JSON has them.

Addresses lead from the page to the app's root by `root`; a figure that has all its data in hand has none.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from explainer.landscape.ground import GroundDict
from explainer.record import Record


class Place(TypedDict, total=False):
    """Where a figure stands: the way to the app's root, such as "../../", and the app's own page of the figure."""

    root: str
    page: str


class ShownRun(TypedDict):
    """A run of a figure, with its share of replay in per cent: its record, or the address of that."""

    label: str
    name: str
    kind: Literal["recorded", "live"]
    replay: float
    url: NotRequired[str]
    record: NotRequired[Record]


class RunOptions(Place):
    """One run, or twins with the one without replay first."""

    runs: list[ShownRun]
    hide: list[str]


class Identity(TypedDict):
    """What a figure with a landscape is: the ball on toy ones, or a measured valley, recorded or of a live run."""

    kind: Literal["ball", "valley"]
    name: str
    live: bool


class Landscape(TypedDict):
    """A toy landscape to choose from a menu."""

    name: str
    title: str
    note: str
    url: str


class BallOptions(Place):
    """A ball in a landscape: that in hand, or its address, and a menu of others."""

    figure: Identity
    ground: NotRequired[GroundDict]
    groundUrl: NotRequired[str]
    grounds: NotRequired[list[Landscape]]


class DosePoint(TypedDict):
    """A share of replay in per cent, and what came of it, each as mean, least and most: the share of the forgetting
    removed in per cent, the rise of the old loss and the new loss in nats per token."""

    replay: float
    removed: list[float]
    rise: list[float]
    new: list[float]


class DoseShift(TypedDict):
    """Pebble's curve for a new task, over `seeds` seeds, and that of the paper's model, which learned `theirs`."""

    task: str
    title: str
    name: str
    theirs: str
    pebble: list[DosePoint]
    paper: list[DosePoint]
    seeds: int


class DoseSource(TypedDict):
    """The paper as a sentence cites it, and its address."""

    cite: str
    source: str


class DoseOrigin(TypedDict):
    """How Pebble's curves were measured."""

    device: str | None
    command: str | None
    runs: int


class DoseCurves(TypedDict):
    """All that the dose curve is drawn from."""

    shifts: list[DoseShift]
    source: DoseSource
    made: DoseOrigin


class DoseOptions(Place):
    """The dose curve."""

    dose: DoseCurves


Options = RunOptions | BallOptions | DoseOptions
