"""This table has every address of the server's own, beside Streamlit's: pages' calls, what is taken away, and files.

`st.App` (Streamlit 1.67) puts these before its own routes and refuses only paths under /_stcore, /media, /component
and /static. It prefixes its own routes with server.baseUrlPath but not ours, hence `under`. Its middleware comes
first: a path with ".." gets its plain 400 and never arrives here; event streams are not compressed.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.fields import FieldError
from explainer.jobs.errors import DeskError
from explainer.web.api import routes as api
from explainer.web.serving import files
from explainer.web.serving.address import prefix
from explainer.web.takeaway import downloads, embed, oembed

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SafeHeaders:
    """Adds to every answer the headers that keep a browser from making something else of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, add)


calls = Starlette(
    routes=[*downloads.ROUTES, *api.ROUTES],
    middleware=[Middleware(SafeHeaders)],
    exception_handlers=dict.fromkeys((HTTPException, FieldError, DeskError, Exception), api.failed),
)


def under(base: str = "") -> list[Route | Mount]:
    """The routes below a base path, as server.baseUrlPath has it."""
    base = prefix(base)
    return [
        Mount(f"{base}/api", app=calls),
        Mount(f"{base}/player", app=files.player),
        Mount(f"{base}/pictures", app=files.pictures),
        Mount(f"{base}/charts", app=files.charts),
        Mount(f"{base}/embed", app=embed.app),
        Route(f"{base}/oembed", oembed.oembed),
    ]
