"""This module has the addresses, below /api, from which a figure is downloaded as one HTML file to keep."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explainer.web.takeaway import figures, onefile


def one_file(kind: str) -> Callable[[Request], Awaitable[Response]]:
    """Answers with a figure as a file. It is never opened here, where our own policy would hold for it."""

    async def make(request: Request) -> Response:
        scene = await figures.KINDS[kind].inside(request.path_params.get("name", ""))
        text = await run_in_threadpool(onefile.page, figures.KINDS[kind], scene)
        headers = {"Content-Disposition": f'attachment; filename="{scene.name}.html"', "Cache-Control": "no-store"}
        return HTMLResponse(text, headers=headers)

    return make


ROUTES = [
    Route("/runs/{name}/file.html", one_file("run")),
    Route("/recorded/{name}/file.html", one_file("run")),
    Route("/runs/{name}/valley/file.html", one_file("valley")),
    Route("/valleys/{name}/file.html", one_file("valley")),
    Route("/grounds/{name}/file.html", one_file("ball")),
    Route("/dose/file.html", one_file("dose")),
]
