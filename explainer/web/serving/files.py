"""This module serves files as they are: the player's modules, pictures, the recorded runs and the shipped valleys.

It knows nothing of the desk.
"""

from __future__ import annotations

import functools
import hashlib
import mimetypes
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from explainer.jobs.settings import ROOT
from explainer.landscape import shipped
from explainer.landscape.ground import Ground, GroundError
from explainer.landscape.shipped import VALLEYS
from explainer.pictures import CHARTS, PAGES
from explainer.record import Record, RecordError, read
from explainer.tables.names import is_shipped
from explainer.web.serving import modules

RECORDED = ROOT / "assets" / "runs"
HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}  # kept, but asked for again each time

# Where a system's own table says text/plain, a browser told nosniff would refuse the modules.
for ending, kind in ((".js", "text/javascript"), (".mjs", "text/javascript"), (".css", "text/css")):
    mimetypes.add_type(kind, ending)


class Files(StaticFiles):
    """A folder's files, checked for changes at each use; what is missing is said in JSON."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            sentence = "There is no such file." if error.status_code == 404 else "This cannot be served."
            response = JSONResponse({"error": sentence}, error.status_code)
        response.headers.update(HEADERS)
        return response


class Player(Files):
    """The player: each module with all that it imports, in one file."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD") or not path.endswith(".js"):
            return await super().get_response(path, scope)
        try:
            text = await run_in_threadpool(modules.packed, path)
        except FileNotFoundError:
            return JSONResponse({"error": "There is no such file."}, 404, HEADERS)
        return unless_known(Request(scope), text, "text/javascript")


class Charts(Files):
    """Pictures of charts: opened by themselves, they may draw and no more."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        return response


player = Player(directory=modules.PLAYER)
pictures, charts = Files(directory=PAGES), Charts(directory=CHARTS)


def unless_known(request: Request, text: str, media_type: str = "application/json") -> Response:
    """The text, or 304 where the browser has it already."""
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
    headers = HEADERS | {"ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(text, headers=headers, media_type=media_type)


async def recorded(request: Request) -> Response:
    """A run of assets/runs, if it can be shown."""
    return await asset(request, RECORDED, "recorded run")


async def valley(request: Request) -> Response:
    """A ground of assets/valleys, if it can be shown."""
    return await asset(request, VALLEYS, "measured valley")


async def asset(request: Request, folder: Path, kind: str) -> Response:
    path = path_in(folder, request.path_params["name"])
    if path is None:
        raise HTTPException(404, f"There is no such {kind}.")
    try:
        await run_in_threadpool(record if folder == RECORDED else ground, path, path.stat().st_mtime_ns)
    except (RecordError, GroundError) as error:
        raise HTTPException(500, str(error)) from None
    return await Files(directory=folder).get_response(path.name, request.scope)


def path_in(folder: Path, name: str) -> Path | None:
    """Where a shipped record or ground is; None for what is no name of one."""
    path = folder / f"{name}.json"
    return path if is_shipped(name) and path.is_file() else None


@functools.lru_cache(maxsize=64)
def record(path: Path, changed: int) -> Record:
    """Raises RecordError; remembers records as they were when last changed."""
    return read(path)


@functools.lru_cache(maxsize=8)
def ground(path: Path, changed: int) -> Ground:
    """Raises GroundError; remembers grounds as they were when last changed."""
    return shipped.read(path)
