"""How the server shows itself to other sites, read once from the environment. Knows nothing of pages.

    EXPLAINER_FRAME_ANCESTORS="https://school.example https://*.blog.example" make run

The variable lists the sites whose pages may show the app's own pages in a frame; embed pages may be framed by anyone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from explainer.jobs.settings import SettingsError

ANCESTORS = "EXPLAINER_FRAME_ANCESTORS"
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
SITE = re.compile(rf"(?:https?://)?(?:\*\.)?{LABEL}(?:\.{LABEL})*(?::\d{{1,5}})?/?", re.I)


def frame_ancestors(environ: Mapping[str, str] = os.environ) -> str:
    """What a Content-Security-Policy says after frame-ancestors: this server itself, and the sites that are listed,
    with spaces or commas between them. Raises SettingsError."""
    sites = environ.get(ANCESTORS, "").replace(",", " ").split()
    for site in sites:
        if not SITE.fullmatch(site):
            told = ascii(site if len(site) <= 40 else site[:39] + "…")
            raise SettingsError(f"{ANCESTORS} cannot have {told}: it lists sites such as https://school.example.")
    return " ".join(["'self'", *(site.rstrip("/") for site in sites)])
