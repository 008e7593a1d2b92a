"""Files served as they are: the player's modules and the recorded runs. Knows nothing of the desk."""

from __future__ import annotations

import functools
import mimetypes
import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from explainer.jobs.settings import ROOT
from explainer.record import RecordError, read

NAME = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")  # german-1, jan-0.5
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


player = Files(directory=ROOT / "explainer" / "player")


async def recorded(request: Request) -> Response:
    """A run of assets/runs, if it can be shown."""
    name = request.path_params["name"]
    path = RECORDED / f"{name}.json"
    if len(name) > 60 or not NAME.fullmatch(name) or not path.is_file():
        raise HTTPException(404, "There is no such recorded run.")
    try:
        await run_in_threadpool(check_once, path, path.stat().st_mtime_ns)
    except RecordError as error:
        raise HTTPException(500, str(error)) from None
    return await Files(directory=RECORDED).get_response(path.name, request.scope)


@functools.lru_cache(maxsize=64)
def check_once(path: Path, changed: int) -> None:
    """Raises RecordError; remembers which files, as they were when last changed, are whole."""
    read(path)
