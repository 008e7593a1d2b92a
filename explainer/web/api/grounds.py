"""These routes serve the toy landscapes, as figures ask for them: their list, and one with its two grids.

A browser keeps them and asks each time whether they have changed: a landscape is 130 kB, the answer "no" is nothing.
Nothing here knows of runs.
"""

from __future__ import annotations

import functools
import json

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from explainer.landscape.presets import PRESETS, ground
from explainer.web.serving.files import unless_known


async def every(request: Request) -> Response:
    """A list of {name, title, note}, in the order of a menu."""
    return unless_known(
        request, json.dumps([{"name": p.name, "title": p.title, "note": p.note} for p in PRESETS.values()])
    )


async def one(request: Request) -> Response:
    """A landscape as explainer/landscape/ground.py describes it."""
    name = request.path_params["name"]
    if name not in PRESETS:
        raise HTTPException(404, f"There is no such landscape: it is one of {', '.join(PRESETS)}.")
    return unless_known(request, await run_in_threadpool(text_of, name))


@functools.lru_cache(maxsize=len(PRESETS))
def text_of(name: str) -> str:
    return json.dumps(ground(name).to_dict(), separators=(",", ":"), allow_nan=False)
