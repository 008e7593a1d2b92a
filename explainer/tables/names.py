"""This module says what runs and other shipped files are called in addresses, and which names in one are not ours.

is_run("german-5") and is_run("0123456789abcdef0123456789abcdef")
"""

from __future__ import annotations

import re

NOT_OURS = ("utm_", "fbclid", "gclid", "ref")  # how names begin that sites add to a link; ignored
LONGEST = 60  # characters of a shipped name
ID = re.compile(r"[0-9a-f]{32}")  # of a live run: 128 random bits; no "_", as Streamlit refuses keys with "__"
SHIPPED = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")  # german-1, jan-0.5, two-valleys


def is_id(name: str) -> bool:
    """Whether a live run could be called this."""
    return ID.fullmatch(name) is not None


def is_shipped(name: str) -> bool:
    """Whether a shipped file could be called this, without its ending."""
    return len(name) <= LONGEST and SHIPPED.fullmatch(name) is not None


def is_run(name: str) -> bool:
    """Whether any run, live or recorded, could be called this."""
    return is_id(name) or is_shipped(name)
