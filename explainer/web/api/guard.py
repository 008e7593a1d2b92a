"""What stands before every action: who may ask, how much, and in what form. Knows nothing of runs or the desk.

A page of another site can make a browser send a POST here, but it cannot give it our header (the browser would ask
us first, and we never agree), our content type, or an Origin of ours. All three are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

BODY_LIMIT = 64_000  # bytes


async def read(request: Request, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The request's JSON object, with defaults from `fields`. Raises HTTPException with one sentence."""
    check_origin(request.headers)
    return parse(await read_body(request), fields)


def check_origin(headers: Mapping[str, str]) -> None:
    if headers.get("x-explainer") != "1":
        raise HTTPException(403, "Actions come only from the app itself: the header X-Explainer is missing.")
    if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise HTTPException(403, "Actions come only from the app itself: the content type is not application/json.")
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    # Plain http on a classroom's network has no Sec-Fetch-Site, so either may be missing, but not both.
    if (site is None and origin is None) or site not in (None, "same-origin") or not is_ours(origin, headers):
        raise HTTPException(403, "Actions come only from the app itself: this request comes from another page.")


def is_ours(origin: str | None, headers: Mapping[str, str]) -> bool:
    """A proxy may name in X-Forwarded-Host the address that the reader sees; no page of another site can."""
    return origin is None or origin.partition("://")[2] in (headers.get("host"), headers.get("x-forwarded-host"))


async def read_body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY_LIMIT:
            raise HTTPException(413, f"The request is too large: it is at most {BODY_LIMIT:,} bytes.")
    return body


def parse(body: bytes, fields: Mapping[str, Any]) -> dict[str, Any]:
    try:
        values = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise HTTPException(422, "The request is not JSON.") from None
    if not isinstance(values, dict):
        raise HTTPException(422, "The request is not a JSON object.")
    for name in values:
        if name not in fields:
            raise HTTPException(422, f"{shown(name)} is not a field: this request has {', '.join(fields) or 'none'}.")
    return {**fields, **values}


def text(name: str, value: Any) -> str:
    try:
        if isinstance(value, str):
            value.encode()  # half of a surrogate pair is valid JSON, but it is no text
            return value
    except UnicodeEncodeError:
        pass
    raise HTTPException(422, f"{name} cannot be {shown(value)}: it is text.")


def choice(name: str, value: Any, options: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in options:
        return value
    raise HTTPException(422, f"{name} cannot be {shown(value)}: it is one of {', '.join(options)}.")


def whole(name: str, value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1_000_000):
        return value
    raise HTTPException(422, f"{name} cannot be {shown(value)}: it is a whole number from 0, or null.")


def shown(value: Any) -> str:
    """A stranger's value, short and plain enough for a sentence."""
    told = ascii(value)
    return told if len(told) <= 40 else told[:39] + "…"
