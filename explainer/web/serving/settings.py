"""This setting says how the server shows itself to other sites; it is read once from the environment.

    EXPLAINER_FRAME_ANCESTORS="https://school.example https://*.blog.example" make run

The variable lists the sites whose pages may show the app's own pages in a frame; embed pages may be framed by anyone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from explainer.fields import FieldError, shown

ANCESTORS = "EXPLAINER_FRAME_ANCESTORS"
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
SITE = re.compile(rf"(?:https?://)?(?:\*\.)?{LABEL}(?:\.{LABEL})*(?::\d{{1,5}})?/?", re.I)


def frame_ancestors(environ: Mapping[str, str] = os.environ) -> str:
    """What a Content-Security-Policy says after frame-ancestors: this server itself, and the sites that are listed,
    with spaces or commas between them. Raises FieldError."""
    sites = environ.get(ANCESTORS, "").replace(",", " ").split()
    for site in sites:
        if not SITE.fullmatch(site):
            raise FieldError(f"{ANCESTORS} cannot have {shown(site)}: it lists sites such as https://school.example.")
    return " ".join(["'self'", *(site.rstrip("/") for site in sites)])
