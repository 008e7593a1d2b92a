"""This module answers oEmbed (https://oembed.com): a link pasted into a blog tool or a chat becomes a figure or a card.

    GET /oembed?url=https://moat.example/live?task=jan%26replay=5%26recorded=1&format=json&maxwidth=600

Knows which address of the app is which figure; what the kinds of figure are is in figures.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from explainer import pictures
from explainer.fields import FieldError
from explainer.jobs.errors import DeskError
from explainer.tables.figures import VALLEY
from explainer.tables.names import is_run
from explainer.web.serving import files
from explainer.web.serving.address import app_root
from explainer.web.takeaway import figures, html
from explainer.web.takeaway.scene import Scene

WIDTH = 720  # px, where nobody says how wide
LEAST = 200  # px; narrower than this nothing can be read
ABOUT = (
    "A small language model is taught something new and forgets what it knew, in front of your eyes; mix a little of "
    "its old data back in, and it forgets far less."
)
START = ("run", "jan-5")  # the recorded run that the start page plays
SHOWN = {"": START, "forgetting": START, "ball": ("ball", ""), "downhill": ("ball", ""), "replay": ("dose", "")}
HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


async def oembed(request: Request) -> Response:
    """The answer, or what is wrong in one sentence."""
    try:
        return JSONResponse(await answer(request), headers=HEADERS)
    except (HTTPException, FieldError, DeskError) as error:
        status = error.status_code if isinstance(error, HTTPException) else 404
        sentence = error.detail if isinstance(error, HTTPException) else str(error)
        return JSONResponse({"error": sentence}, status, HEADERS)


async def answer(request: Request) -> dict[str, Any]:
    """Raises HTTPException, FieldError, DeskError."""
    query = request.query_params
    if query.get("format", "json") != "json":
        raise HTTPException(501, "format can only be json.")
    most = {name: size(name, query.get(name)) for name in ("maxwidth", "maxheight")}
    root = app_root(request)
    name, subject, asked = figure_at(root, query.get("url", ""))
    figures.check(name, asked)
    kind = figures.KINDS[name]
    scene = await kind.embedded(subject, "")
    width = min(WIDTH, most["maxwidth"] or WIDTH)
    height = min(kind.height, most["maxheight"] or 10_000)
    path = f"embed/{name}/{subject}".rstrip("/")
    source = f"{root}{path}?{urlencode(asked, safe=',')}".rstrip("?")
    return {
        "type": "rich",
        "version": "1.0",
        "title": scene.title,
        "provider_name": html.NAME,
        "provider_url": root,
        "width": width,
        "height": height,
        "html": iframe(source, scene, width, height),
        "thumbnail_url": root + pictures.of_page(scene.app.partition("?")[0]),
        "thumbnail_width": pictures.WIDTH,
        "thumbnail_height": pictures.HEIGHT,
    }


def iframe(source: str, scene: Scene, width: int, height: int) -> str:
    """The same line as the snippet builder's (player/share/embed.js)."""
    values = {"src": source, "title": scene.title, "width": width, "height": height, "loading": "lazy"}
    return html.tag("iframe", values | {"style": "border: 0"})


def size(name: str, value: str | None) -> int | None:
    """Raises HTTPException."""
    if value is None:
        return None
    if not re.fullmatch("[0-9]{1,5}", value) or int(value) < LEAST:
        raise HTTPException(422, f"{name} cannot be {value[:20]!a}: it is a whole number of pixels from {LEAST}.")
    return int(value)


def figure_at(root: str, url: str) -> tuple[str, str, dict[str, str]]:
    """Kind, name and query of the figure at an address of this app. Raises HTTPException."""
    ours, asked = urlsplit(root), split(url)
    if asked is None or asked.netloc != ours.netloc or not asked.path.startswith(ours.path):
        raise HTTPException(404, "There is no figure at this address: it is not one of this app.")
    path, query = asked.path.removeprefix(ours.path).strip("/"), dict(parse_qsl(asked.query))
    if figure := embedded(path):
        return *figure, query
    if figure := paged(path, query):
        kind, name = figure
        return kind, name, figures.embedded_query(kind, query)
    raise HTTPException(404, "There is no figure at this address of the app.")


def split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def embedded(path: str) -> tuple[str, str] | None:
    """Kind and name of the figure of an embed page."""
    folder, _, rest = path.partition("/")
    kind, _, name = rest.partition("/")
    if folder != "embed" or kind not in figures.KINDS:
        return None
    fits = is_run(name) if figures.KINDS[kind].named else not name
    return (kind, name) if fits else None


def paged(path: str, query: Mapping[str, str]) -> tuple[str, str] | None:
    """Kind and name of the figure that a page of the app shows first."""
    if path == "valley":
        name = query.get("run") or query.get("valley") or VALLEY
        return ("valley", name) if is_run(name) else None
    return live(query) if path == "live" else SHOWN.get(path)


def live(query: Mapping[str, str]) -> tuple[str, str] | None:
    """Kind and name of the run that the live page shows."""
    run = query.get("run", "")
    recorded = f"{query.get('task', '')}-{query.get('replay', '')}"
    if run:
        return ("run", run) if is_run(run) else None
    return ("run", recorded) if files.path_in(files.RECORDED, recorded) else None


def card(request: Request, base: str, titles: Mapping[str, str]) -> str:
    """For the head of one of the app's pages: what other sites show of it, and where they can ask for its figure."""
    root = app_root(request, base)
    path = str(request.url.path).removeprefix(urlsplit(root).path).strip("/")
    query = dict(request.query_params)
    url = f"{root}{quote(path)}{f'?{urlencode(query)}' if query else ''}"
    link = f"{root}oembed?{urlencode({'url': url, 'format': 'json'})}" if paged(path, query) else ""
    title = f"{titles[path]} – {html.NAME}" if path in titles else html.NAME
    return f"<title>{html.escape(title)}</title>\n{html.card(title, ABOUT, url, root + pictures.of_page(path), link)}"
