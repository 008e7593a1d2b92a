"""This module says whether Pebble's siblings, of other seeds and another lot, forget and are saved as Pebble is.

sentence(records())
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from explainer import record as records
from explainer.jobs.settings import ROOT
from explainer.record import Record
from explainer.tables.models import SIBLINGS
from explainer.text import joined
from explainer.ui import recorded

HOME = ROOT / "assets"
SHARE = "5"  # per cent of old text that they were saved with

Pair = tuple[Record, Record]  # German without old text, and with it


def pairs(home: Path = HOME) -> dict[int, Pair]:
    """The recorded runs of each sibling, by its seed; of those that ship."""
    found: dict[int, Pair] = {}
    for seed in SIBLINGS[1:]:
        bare, mixed = (home / f"pebble-{seed}" / f"german-{share}.json" for share in ("0", SHARE))
        if bare.exists() and mixed.exists():
            found[seed] = records.read(bare), records.read(mixed)
    return found


def ours() -> Pair:
    """The same of the Pebble that ships."""
    return recorded.load("german-0"), recorded.load(f"german-{SHARE}")


def sentence(found: Mapping[int, Pair], own: Pair) -> str:
    """How much each forgot over German, and what the old text removed of it, beside the Pebble that ships; nothing
    where there is no sibling."""
    if not found:
        return ""
    forgot = joined([f"{bare['summary']['forgetting']:.2f}" for bare, _ in found.values()])
    saved = joined([removed(pair) for pair in found.values()])
    number = {1: "One more Pebble was made, from another seed", 2: "Two more Pebbles were made, from other seeds"}
    return (
        f"{number[len(found)]}: the same facts, read by another lot. Over German, with nothing old, the old loss rose "
        f"by {forgot} nats, and {SHARE}% of old text removed {saved} of that; with this Pebble it was "
        f"{own[0]['summary']['forgetting']:.2f} nats and {removed(own)} (one run each)."
    )


def removed(pair: Pair) -> str:
    """The share of the forgetting that old text removed: `74%`."""
    bare, mixed = pair
    share = records.share_removed(mixed, bare)
    return "–" if share is None else f"{share:.0%}"
