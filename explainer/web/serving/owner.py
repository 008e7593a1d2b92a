"""This module gives each reader's browser a secret in a cookie, and with it the right to steer the runs it started.

    owner_of(request)     # 32 hex digits, or "" where the browser has none

The cookie comes with the app's own pages and never with an embed page or an answer of the API. No script can read it.
"""

from __future__ import annotations

import secrets

from starlette.requests import Request

from explainer.tables.names import is_id
from explainer.web.serving.address import origin, prefix

COOKIE = "moat_owner"
YEAR = 365 * 86_400  # seconds


def owner_of(request: Request) -> str:
    """The secret of the browser that asks; "" where it has none, or something that we never gave."""
    secret = request.cookies.get(COOKIE, "")
    return secret if is_id(secret) else ""


def new_cookie(request: Request, base: str, framed: bool) -> str:
    """A Set-Cookie header with a new secret. `framed`: other sites may show the app in a frame, whose cookies a browser
    keeps only over https, and apart for each such site."""
    secure = origin(request).startswith("https:")
    where = "SameSite=None; Partitioned" if secure and framed else "SameSite=Lax"
    cookie = f"{COOKIE}={secrets.token_hex(16)}; Path={prefix(base) or '/'}; Max-Age={YEAR}; HttpOnly; {where}"
    return f"{cookie}; Secure" if secure else cookie
