"""This module knows where the reader's browser finds the app: absolute addresses, also behind a proxy.

A proxy says in X-Forwarded-Proto and X-Forwarded-Host what the reader's address begins with; a path prefix is in the
request itself, because Streamlit wants it there (server.baseUrlPath).
"""

from __future__ import annotations

import re

from starlette.requests import Request

HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?")
PLACES = ("/embed/", "/oembed", "/api/", "/player/", "/pictures/", "/charts/")  # before them stands the app's root


def prefix(base: str) -> str:
    """A base path, as server.baseUrlPath may have it, as addresses begin with it: /moat, or nothing."""
    return f"/{base.strip('/')}".rstrip("/")


def origin(request: Request) -> str:
    """Scheme and host, such as https://moat.example."""
    forwarded = request.headers.get
    scheme = forwarded("x-forwarded-proto", "").split(",")[0].strip().lower()
    host = forwarded("x-forwarded-host", "").split(",")[0].strip()
    if scheme not in ("http", "https"):
        scheme = request.url.scheme
    if not HOST.fullmatch(host):
        host = forwarded("host", "")
    return f"{scheme}://{host if HOST.fullmatch(host) else 'localhost'}"


def app_root(request: Request, base: str | None = None) -> str:
    """The app's own address, with a slash at its end; `base` is its path prefix, which our own routes need not say."""
    path = request.url.path
    if base is None:
        ends = [at for place in PLACES if (at := path.find(place)) >= 0]
        base = path[: min(ends)] if ends else ""
    return f"{origin(request)}{prefix(base)}/"
