"""oEmbed and cards: a link pasted into a blog tool or a chat becomes a figure. https://oembed.com

    GET /oembed?url=https://moat.example/live?task=jan%26replay=5%26recorded=1&format=json&maxwidth=600

Knows which address of the app is which figure; the figures themselves are in figures.py.
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
from explainer.web.serving import files
from explainer.web.serving.address import app_root
from explainer.web.takeaway import figures, html
from explainer.web.takeaway.scene import Scene

WIDTH = 720  # px, where nobody says how wide
COMMA = ","  # stays as it is in hide=answers,numbers
LEAST = 200  # px; narrower than this nothing can be read
ABOUT = "A small language model is taught something new and forgets what it knew, in front of your eyes; mix a little "
ABOUT += "of its old data back in, and it forgets far less."
START = ("run", "jan-5")  # the recorded run that the start page plays
HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


async def oembed(request: Request) -> Response:
    try:
        return JSONResponse(await answer(request), headers=HEADERS)
    except (HTTPException, FieldError, DeskError) as error:
        status = error.status_code if isinstance(error, HTTPException) else 404
        told = error.detail if isinstance(error, HTTPException) else str(error)
        return JSONResponse({"error": told}, status, HEADERS)


async def answer(request: Request) -> dict[str, Any]:
    """Raises HTTPException, FieldError, DeskError."""
    query = request.query_params
    if query.get("format", "json") != "json":
        raise HTTPException(501, "format can only be json.")
    most = {name: size(name, query.get(name)) for name in ("maxwidth", "maxheight")}
    root = app_root(request)
    kind, name, asked = figure_at(root, query.get("url", ""))
    figures.check(kind, asked)
    found = figures.KINDS[kind]
    scene = await found.embedded(name, "")
    width = min(WIDTH, most["maxwidth"] or WIDTH)
    height = min(found.height, most["maxheight"] or 10_000)
    where = f"embed/{kind}/{name}".rstrip("/")
    source = f"{root}{where}?{urlencode(asked, safe=COMMA)}".rstrip("?")
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
    """The same line as the snippet builder's (player/share-embed.js)."""
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
    found = embedded(path) or paged(path, query)
    if found is None:
        raise HTTPException(404, "There is no figure at this address of the app.")
    kind, name = found
    return kind, name, query if path.startswith("embed/") else figures.spared(kind, query)


def split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def embedded(path: str) -> tuple[str, str] | None:
    match = re.fullmatch(r"embed/([a-z]+)(?:/([\w.-]+))?", path)
    kind = figures.KINDS.get(match[1]) if match else None
    return (match[1], match[2] or "") if match and kind and kind.named == bool(match[2]) else None


def paged(path: str, query: Mapping[str, str]) -> tuple[str, str] | None:
    """The figure that a page of the app shows first."""
    if path == "":
        return START
    if path in ("ball", "downhill"):
        return ("ball", "")
    if path == "forgetting":
        return START
    if path == "replay":
        return ("dose", "")
    if path == "valley":
        return ("valley", query.get("run") or query.get("valley") or "german-5")
    if path == "live" and query.get("run"):
        return ("run", query["run"])
    name = f"{query.get('task', '')}-{query.get('replay', '')}"
    return ("run", name) if path == "live" and files.path_in(files.RECORDED, name) else None


def card(request: Request, base: str, titles: Mapping[str, str]) -> str:
    """For the head of one of the app's pages: what other sites show of it, and where they can ask for its figure."""
    root = app_root(request, base)
    path = str(request.url.path).removeprefix(urlsplit(root).path).strip("/")
    query = dict(request.query_params)
    url = f"{root}{quote(path)}{f'?{urlencode(query)}' if query else ''}"
    link = f"{root}oembed?{urlencode({'url': url, 'format': 'json'})}" if paged(path, query) else ""
    title = f"{titles[path]} – {html.NAME}" if path in titles else html.NAME
    return f"<title>{html.escape(title)}</title>\n{html.card(title, ABOUT, url, root + pictures.of_page(path), link)}"
