"""This middleware makes Streamlit's own scripts and styles smaller on the wire: a class asks for the same megabytes.

Streamlit sends them as they are, because its server would compress them anew for each reader. Here whoever asks first
gets a file as it is; it is then compressed once, beside the event loop, and stays in memory for all who come later. The
names hold a hash of what is in the files, so that what stays never grows old.
"""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explainer.web.serving.address import prefix

TEXTS = ("text/javascript", "application/javascript", "text/css", "image/svg+xml")
LEAST = 1024  # bytes; smaller ones gain nothing
LEVEL = 6  # 4.7 MB of Plotly become 1.4 in a tenth of a second; level 9 saves another 3 kB


@dataclass(frozen=True)
class Small:
    """A response whose body is compressed."""

    head: Message
    body: bytes


class Statics:
    """`base` is server.baseUrlPath."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app, self.place = app, f"{prefix(base)}/static/"
        self.small: dict[str, Small] = {}  # by path
        self.begun: set[str] = set()
        self.work: set[asyncio.Task[None]] = set()  # so that it is not collected before it is done

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or not path.startswith(self.place):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        in_full = not {"range", "if-none-match", "if-modified-since"} & set(headers.keys())
        small = self.small.get(path) if in_full and "gzip" in headers.get("accept-encoding", "") else None
        if small:
            await send(small.head)
            await send({"type": "http.response.body", "body": small.body})
        elif in_full and path not in self.begun:
            await self.first(path, scope, receive, send)
        else:
            await self.app(scope, receive, varying(send))

    async def first(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a response on, and keeps what it sends if that is a text worth compressing."""
        self.begun.add(path)
        head: list[Message] = []
        parts: list[bytes] = []
        ended = False

        async def watch(message: Message) -> None:
            nonlocal ended
            if message["type"] == "http.response.start" and worth_it(message):
                head.append(message)
            elif head and message["type"] == "http.response.body":
                parts.append(message.get("body", b""))
                ended = not message.get("more_body")
            await send(message)

        try:
            await self.app(scope, receive, varying(watch))
        finally:
            if ended:
                self.work.add(task := asyncio.create_task(self.keep(path, head[0], b"".join(parts))))
                task.add_done_callback(self.work.discard)
            elif head:
                self.begun.discard(path)  # the reader left: the next one is the first

    async def keep(self, path: str, head: Message, body: bytes) -> None:
        """Compresses a body, and has it ready for the next reader."""
        compressed = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
        headers = MutableHeaders(raw=list(head["headers"]))
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(compressed))
        for name in ("etag", "accept-ranges"):  # of the file as it is
            if name in headers:
                del headers[name]
        self.small[path] = Small({**head, "headers": headers.raw}, compressed)


def worth_it(message: Message) -> bool:
    """Whether a response is a text that is long enough to gain from it."""
    headers = Headers(raw=message["headers"])
    text = headers.get("content-type", "").startswith(TEXTS) and "content-encoding" not in headers
    return message["status"] == 200 and text and int(headers.get("content-length", 0)) >= LEAST


def varying(send: Send) -> Send:
    """Tells caches on the way that there are two of it."""

    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return add
