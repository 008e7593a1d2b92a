"""This middleware stands around the whole app and says what its own pages, served by Streamlit, may do and be.

They load nothing from another host and run no script of a stranger's, only listed sites may frame them, and each brings
the reader's browser its secret. Into Streamlit's index page, which is the same for every address, goes the card of the
address that was asked for. A response with a policy of its own, such as an embed page, keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.web.serving.address import PLACES, origin, prefix
from explainer.web.serving.owner import new_cookie, owner_of
from explainer.web.serving.policy import allowed_ancestors, inline_scripts, policy


class Frames:
    """`base` is server.baseUrlPath; `card` makes what stands in the head of a page for other sites, as HTML."""

    def __init__(self, app: ASGIApp, base: str, card: Callable[[Request], str]) -> None:
        self.app, self.base, self.card = app, base, card
        self.ancestors = allowed_ancestors()
        self.framed = self.ancestors != "'self'"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if is_page(scope, self.base):  # as it is, and whole: compressed or unchanged it could not be added to
            names = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
            scope["headers"] = [pair for pair in scope["headers"] if pair[0].lower() not in names]
            await self.app(scope, receive, Page(self, scope, send))
        else:
            await self.app(scope, receive, self.guarded(send))

    def guarded(self, send: Send) -> Send:
        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", policy(self.ancestors))
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
            await send(message)

        return add


def is_page(scope: Scope, base: str) -> bool:
    """Whether a browser, or a site that looks at a link, asks for a page of Streamlit's: those names have no ending."""
    last = scope["path"].rpartition("/")[2]
    if scope["path"].removeprefix(prefix(base)).startswith(PLACES):
        return False
    wants = Headers(scope=scope).get("accept", "*/*")
    return scope["method"] == "GET" and "." not in last and ("text/html" in wants or "*/*" in wants)


class Page:
    """Passes a response on; holds back the head of Streamlit's index page until its body can be added to."""

    def __init__(self, frames: Frames, scope: Scope, send: Send) -> None:
        self.frames, self.request, self.send = frames, Request(scope), frames.guarded(send)
        self.head: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self.is_index(message):
            self.head = message
        elif message["type"] == "http.response.body" and self.head is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self.finish(self.head)
        else:
            await self.send(message)

    def is_index(self, message: Message) -> bool:
        """Our own pages have a policy and a card of their own."""
        headers = Headers(raw=message["headers"])
        html = headers.get("content-type", "").startswith("text/html")
        return html and message["status"] == 200 and "content-security-policy" not in headers

    async def finish(self, head: Message) -> None:
        card = self.frames.card(self.request).encode()
        body = self.body.replace(b"<title>Streamlit</title>", card, 1)
        headers = MutableHeaders(raw=head["headers"])
        headers["Content-Length"] = str(len(body))
        headers["Content-Security-Policy"] = self.policy()
        headers["Cache-Control"] = "private, no-cache"  # a cache on the way would give one reader's secret to many
        if not owner_of(self.request):
            headers.append("Set-Cookie", new_cookie(self.request, self.frames.base, self.frames.framed))
        for name in ("etag", "last-modified"):  # of the file, not of what it has become
            if name in headers:
                del headers[name]
        await self.send({**head, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})

    def policy(self) -> str:
        """With what Streamlit put into its page; the card, which holds words of the address, adds no script."""
        socket = re.sub("^http", "ws", origin(self.request))
        return policy(self.frames.ancestors, socket, inline_scripts(self.body.decode()))
