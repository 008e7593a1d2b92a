"""This module answers with embed pages: one figure each, for a frame in someone's article.

    /embed/run/jan-5?theme=dark&hide=answers,numbers&lang=de

An embed page has no cookie, nothing from another host and no inline script. What cannot be shown is one sentence on it,
never a blank page. Knows the table of kinds, no kind.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explainer import pictures
from explainer.fields import FieldError
from explainer.jobs.errors import DeskError
from explainer.web.serving.address import app_root
from explainer.web.takeaway import figures, html
from explainer.web.takeaway.figures import Kind
from explainer.web.takeaway.scene import Scene

# Scripts, styles and data come from this server; nothing inline, nothing evaluated, no text that becomes HTML.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *; require-trusted-types-for 'script'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cache-Control": "no-cache",
}


async def embed(request: Request) -> Response:
    """Raises HTTPException, FieldError, DeskError."""
    name = request.path_params.get("name", "")
    kind = figures.KINDS.get(request.path_params["kind"])
    if kind is None or kind.named != bool(name):
        raise HTTPException(404, f"There is no such figure: an embedded figure is {listed()}.")
    asked = figures.check(request.path_params["kind"], request.query_params)
    root = "../" * (2 if kind.named else 1)
    scene = await kind.embedded(name, root)
    page = await run_in_threadpool(page_of, request, kind, scene, root, asked.get("theme", "auto"))
    return HTMLResponse(page, headers=HEADERS)


def listed() -> str:
    return " or ".join(f"{name}/NAME" if kind.named else name for name, kind in figures.KINDS.items())


def page_of(request: Request, kind: Kind, scene: Scene, root: str, theme: str) -> str:
    base = app_root(request)
    here = f"{base}{own_path(request)}?{request.url.query}".rstrip("?")  # as the reader has it, not as a proxy asks
    ask = f"{base}oembed?{urlencode({'url': here, 'format': 'json'})}"
    picture = pictures.of_page(scene.app.partition("?")[0])
    card = html.card(scene.title, scene.text, base + own_path(request), base + picture, ask)
    figure = html.figure(f"./{kind.module}", kind.fields, scene.options, scene.text)
    return page_around(scene.title, figure, f"{assets(root, kind.module)}\n{card}", theme, root + scene.app)


def page_around(title: str, figure: str, head: str, theme: str, app: str) -> str:
    """The page around a figure; `app` is the address that shows it whole."""
    link = html.tag("a", {"href": app, "target": "_blank", "rel": "noopener"}, f"Open in {html.NAME}")
    body = f'<main>\n<h1>{html.escape(title)}</h1>\n{figure}\n</main>\n<p class="from">{link}</p>'
    return html.document(title, body, head, theme, "embed")


def own_path(request: Request) -> str:
    """This page's address below the app's root, without the query: the one that canonical links name."""
    return "embed/" + "/".join(str(value) for value in request.path_params.values())


def assets(root: str, *entries: str) -> str:
    """The page's style and scripts, asked for at once."""
    links = [f'<link rel="modulepreload" href="{root}player/{name}">' for name in entries]
    style = f'<link rel="stylesheet" href="{root}player/page.css">'
    return "\n".join([style, *links, f'<script type="module" src="{root}player/page.js"></script>'])


def failed(request: Request, error: Exception) -> Response:
    """Whatever went wrong, as one sentence on a page."""
    status, sentence = 500, "The server met an error that it did not expect."
    if isinstance(error, HTTPException):
        ours = error.detail != HTTPStatus(error.status_code).phrase  # which is what Starlette says by itself
        status, sentence = error.status_code, error.detail if ours else "There is nothing at this address."
    elif isinstance(error, FieldError):
        status, sentence = 422, str(error)
    elif isinstance(error, DeskError):
        status, sentence = 503, str(error)
    root = "../" * max(1, request.url.path.rpartition("/embed/")[2].count("/") + 1)
    page = page_around("This figure cannot be shown", f"<p>{html.escape(sentence)}</p>", assets(root), "auto", root)
    return HTMLResponse(page, status, HEADERS)


app = Starlette(
    routes=[Route("/{kind}", embed), Route("/{kind}/{name}", embed)],
    exception_handlers={HTTPException: failed, FieldError: failed, DeskError: failed, Exception: failed},
)
