"""Landscapes as figures to take away: the ball on the toy ones, and a measured valley. Knows no HTML."""

from __future__ import annotations

import functools
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from explainer.landscape import presets
from explainer.landscape.descent import Point, Settings, begin, roll
from explainer.landscape.ground import Ground, GroundError
from explainer.landscape.interpolation import Interpolated
from explainer.landscape.presets import PRESETS
from explainer.landscape.shipped import VALLEYS
from explainer.tables.names import is_id
from explainer.web.api.runs import the_desk
from explainer.web.serving import files
from explainer.web.takeaway.ball_link import DEFAULT
from explainer.web.takeaway.scene import Scene

BALL = "A ball on the ground of two tasks"
NO_VALLEY = "There is no such valley: it is a recorded one, or that of a run pair whose valley was measured."


async def ball(name: str, root: str) -> Scene:
    """The ball with all toy landscapes to choose from."""
    menu = [{"name": p.name, "title": p.title, "note": p.note, "url": f"{root}api/grounds/{p.name}"} for p in toys()]
    options = {"groundUrl": f"{root}api/grounds/{DEFAULT}", "grounds": menu, "page": f"{root}ball"}
    return Scene(BALL, await run_in_threadpool(simulated, DEFAULT), options, "ball", "ball")


def toys() -> list[presets.Preset]:
    return list(PRESETS.values())


async def ball_inside(name: str) -> Scene:
    """One toy landscape, in hand. Raises HTTPException."""
    if name not in PRESETS:
        raise HTTPException(404, f"There is no such landscape: it is one of {', '.join(PRESETS)}.")
    ground = await run_in_threadpool(presets.ground, name)
    text = await run_in_threadpool(simulated, name)
    return Scene(f"{BALL}: {ground.title}", text, {"ground": ground.to_dict()}, f"ball?preset={name}", name)


@functools.cache
def simulated(name: str) -> str:
    """What the ball does on a toy landscape, without replay and with it."""
    land = PRESETS[name]
    paths = {share: roll(land, Settings(share, land.lr), begin(land.start), land.steps) for share in (0, 25)}
    told = "; ".join(f"with {share}% replay {outcome(path)}" for share, path in paths.items())
    return f"{land.title}. {land.note} Simulated: the ball rolls {land.steps} steps from its start; {told}."


def outcome(path: list[Point]) -> str:
    first, last = path[0], path[-1]
    if last.diverged:
        return "it flies off"
    return f"the old loss goes from {first.old:.2f} to {last.old:.2f}, the new from {first.new:.2f} to {last.new:.2f}"


async def valley(name: str, root: str) -> Scene:
    """A measured valley, recorded or a run's own."""
    ground, url, app = await find(name)
    return scene(ground, {"groundUrl": root + url, "page": root + app}, app)


async def valley_inside(name: str) -> Scene:
    ground, _, app = await find(name)
    return scene(ground, {"ground": ground.to_dict()}, app)


def scene(ground: Ground, options: dict[str, Any], app: str) -> Scene:
    return Scene(f"A measured valley: {ground.title}", measured(ground), options, app, f"valley-{ground.name}"[:60])


def measured(ground: Ground) -> str:
    land = Interpolated(ground)
    old, new = (float(surface(*ground.start)[0]) for surface in (land.old, land.new))
    return f"{ground.note} Measured on the real model; at the start {old:.2f} old and {new:.2f} new {ground.unit}."


async def find(name: str) -> tuple[Ground, str, str]:
    """A ground, its address, and the app's page of it, both from the app's root. Raises HTTPException."""
    if path := files.path_in(VALLEYS, name):
        try:
            return files.ground(path, path.stat().st_mtime_ns), f"api/valleys/{name}", f"valley?valley={name}"
        except GroundError as error:
            raise HTTPException(422, str(error)) from None
    if not is_id(name):
        raise HTTPException(404, NO_VALLEY)
    told = await run_in_threadpool((await the_desk()).valley, name)
    if told["ground"] is None:
        raise HTTPException(404, NO_VALLEY)
    return Ground.from_dict(told["ground"]), f"api/runs/{name}/valley/ground", f"valley?run={name}"
