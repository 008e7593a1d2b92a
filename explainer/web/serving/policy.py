"""This module writes the Content-Security-Policy of the app's own pages, as tight as Streamlit allows.

A page loads nothing from another host, and no text in it can become a script: what a stranger's link puts there, the
browser refuses. Streamlit makes modules and workers of blobs, writes styles as it goes, and reads its messages with a
bit of WebAssembly.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import logging
import re

from explainer.fields import FieldError
from explainer.web.serving.settings import frame_ancestors

INLINE = re.compile("<script>(.*?)</script>", re.S)
log = logging.getLogger("uvicorn.error")  # the log that the person who started the server reads


def policy(ancestors: str, socket: str = "", scripts: str = "") -> str:
    """`ancestors` may frame the page; `socket` is where its web socket is, which older browsers do not take for 'self';
    `scripts` are the digests of what stands in the page as a script."""
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' blob: 'wasm-unsafe-eval' {scripts}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' {socket}",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {sources}".strip() for name, sources in rules.items())


def allowed_ancestors() -> str:
    """A setting that cannot be obeyed is told in the log, and nobody else may frame the pages."""
    try:
        return frame_ancestors()
    except FieldError as error:
        log.error("No other site may frame the app: %s", error)
        return "'self'"


@functools.lru_cache(maxsize=4)
def inline_scripts(page: str) -> str:
    """The digests of the scripts that stand in a page."""
    return " ".join(digest(script) for script in INLINE.findall(page))


def digest(text: str) -> str:
    """What a policy calls a script or a style that stands in a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
