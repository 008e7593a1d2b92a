"""The guard stands before every action: it says who may ask, how much, and in what form.

A page of another site can make a browser send a POST here, but it cannot give it our header (the browser would ask
us first, and we never agree), our content type, or an Origin of ours. All three are asked for. Knows nothing of runs or
the desk.

    await guard.read(request, {"prompt": Text(2_000, "a question"), "step": Maybe(Number(0, 150, "a step"))})
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from explainer.fields import Field, unknown

BODY_LIMIT = 64_000  # bytes


@dataclass(frozen=True)
class Maybe:
    """A field that may be left out of a request, or be null there."""

    field: Field
    default: Any = None

    @property
    def help(self) -> str:
        return self.field.help

    def parse(self, name: str, value: Any) -> Any:
        """Raises FieldError."""
        return self.default if value is None else self.field.parse(name, value)


async def read(request: Request, fields: Mapping[str, Field]) -> dict[str, Any]:
    """The request's values, one for each field. Raises HTTPException or FieldError with one sentence."""
    check_origin(request.headers)
    return parse(await read_body(request), fields)


def check_origin(headers: Mapping[str, str]) -> None:
    """Raises HTTPException."""
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
    """Raises HTTPException as soon as it grows too large."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY_LIMIT:
            raise HTTPException(413, f"The request is too large: it is at most {BODY_LIMIT:,} bytes.")
    return body


def parse(body: bytes, fields: Mapping[str, Field]) -> dict[str, Any]:
    """The values of a JSON object. Raises HTTPException, FieldError."""
    try:
        values = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise HTTPException(422, "The request is not JSON.") from None
    if not isinstance(values, dict):
        raise HTTPException(422, "The request is not a JSON object.")
    for name in values:
        if name not in fields:
            raise unknown(name, fields, "a field", "this request has")
    return {name: field.parse(name, values.get(name)) for name, field in fields.items()}
