"""This module is landscapes as figures to take away: the ball on the toy ones, and a measured valley.

Knows no HTML.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from explainer.fields import Choice, Field
from explainer.landscape import presets
from explainer.landscape.descent import Point, Settings, begin, roll
from explainer.landscape.ground import Ground, GroundError
from explainer.landscape.interpolation import Interpolated
from explainer.landscape.presets import PRESETS
from explainer.landscape.shipped import VALLEYS
from explainer.tables.figures import BALL, LANDSCAPE
from explainer.tables.names import is_id
from explainer.web.api.runs import the_desk
from explainer.web.serving import files
from explainer.web.takeaway.options import BallOptions, Identity, Landscape
from explainer.web.takeaway.scene import Scene

FIELDS: dict[str, Field] = {  # what a link may set of the ball
    "preset": Choice(tuple(PRESETS), "the landscape"),
    **BALL,
}
TITLE = "A ball on the ground of two tasks"
NO_VALLEY = "There is no such valley: it is a recorded one, or that of a run pair whose valley was measured."


async def ball_embedded(name: str, root: str) -> Scene:
    """The ball with all toy landscapes to choose from; `root` is the way to the app's root. There is only one such
    figure, so `name` is ""."""
    text = await run_in_threadpool(simulated, LANDSCAPE)
    return Scene(TITLE, text, {**ball_options(root), "root": root, "page": f"{root}ball"}, "ball", "ball")


def ball_options(root: str = "") -> BallOptions:
    """The first landscape at its address, and the menu of all."""
    return {
        "figure": {"kind": "ball", "name": LANDSCAPE, "live": False},
        "groundUrl": f"{root}api/grounds/{LANDSCAPE}",
        "grounds": [listed(preset, root) for preset in PRESETS.values()],
    }


def listed(preset: presets.Preset, root: str) -> Landscape:
    """A landscape as an entry of the menu."""
    return {
        "name": preset.name,
        "title": preset.title,
        "note": preset.note,
        "url": f"{root}api/grounds/{preset.name}",
    }


async def ball_inside(name: str) -> Scene:
    """One toy landscape, in hand. Raises HTTPException."""
    if name not in PRESETS:
        raise HTTPException(404, f"There is no such landscape: it is one of {', '.join(PRESETS)}.")
    ground = await run_in_threadpool(presets.ground, name)
    text = await run_in_threadpool(simulated, name)
    options: BallOptions = {
        "figure": {"kind": "ball", "name": name, "live": False},
        "ground": ground.to_dict(),
    }
    return Scene(f"{TITLE}: {ground.title}", text, options, f"ball?preset={name}", name)


@functools.cache
def simulated(name: str) -> str:
    """What the ball does on a toy landscape, without replay and with it."""
    land = PRESETS[name]
    paths = {share: roll(land, Settings(share, land.lr), begin(land.start), land.steps) for share in (0, 25)}
    outcomes = "; ".join(f"with {share}% replay {outcome(path)}" for share, path in paths.items())
    told = f"{land.title}. {land.note} What this toy gets wrong: {land.limits}"
    return f"{told} Simulated: the ball rolls {land.steps} steps from its start; {outcomes}."


def outcome(path: list[Point]) -> str:
    first, last = path[0], path[-1]
    if last.diverged:
        return "it flies off"
    return f"the old loss goes from {first.old:.2f} to {last.old:.2f}, the new from {first.new:.2f} to {last.new:.2f}"


@dataclass(frozen=True)
class Valley:
    """A measured ground, recorded or a live run's own; `url` is its address and `app` its page, from the app's root."""

    name: str
    live: bool
    ground: Ground

    @property
    def url(self) -> str:
        return f"api/runs/{self.name}/valley/ground" if self.live else f"api/valleys/{self.name}"

    @property
    def app(self) -> str:
        return f"valley?{'run' if self.live else 'valley'}={self.name}"

    @property
    def identity(self) -> Identity:
        return {"kind": "valley", "name": self.name, "live": self.live}


async def valley_embedded(name: str, root: str) -> Scene:
    """A measured valley, recorded or a run's own. Raises HTTPException."""
    valley = await find(name)
    options: BallOptions = {
        "figure": valley.identity,
        "groundUrl": root + valley.url,
        "root": root,
        "page": root + valley.app,
    }
    return valley_scene(valley, options)


async def valley_inside(name: str) -> Scene:
    """The same with its ground in hand. Raises HTTPException."""
    valley = await find(name)
    return valley_scene(valley, {"figure": valley.identity, "ground": valley.ground.to_dict()})


def valley_scene(valley: Valley, options: BallOptions) -> Scene:
    title, name = f"A measured valley: {valley.ground.title}", f"valley-{valley.ground.name}"[:60]
    return Scene(title, measured(valley.ground), options, valley.app, name)


def measured(ground: Ground) -> str:
    """The figure for those without it."""
    land = Interpolated(ground)
    old, new = (float(surface(*ground.start)[0]) for surface in (land.old, land.new))
    return f"{ground.note} Measured on the real model; at the start {old:.2f} old and {new:.2f} new {ground.unit}."


async def find(name: str) -> Valley:
    """Raises HTTPException."""
    if path := files.path_in(VALLEYS, name):
        try:
            return Valley(name, False, files.ground(path, path.stat().st_mtime_ns))
        except GroundError as error:
            raise HTTPException(422, str(error)) from None
    if not is_id(name):
        raise HTTPException(404, NO_VALLEY)
    status = await run_in_threadpool((await the_desk()).valley, name)
    if status["ground"] is None:
        raise HTTPException(404, NO_VALLEY)
    return Valley(name, True, Ground.from_dict(status["ground"]))
