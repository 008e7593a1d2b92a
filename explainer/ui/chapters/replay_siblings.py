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


def sentence(found: Mapping[int, Pair]) -> str:
    """How much each forgot over German, and what the old text removed of it; nothing where there is none."""
    if not found:
        return ""
    forgot = " and ".join(f"{bare['summary']['forgetting']:.2f}" for bare, _ in found.values())
    removed = [records.share_removed(mixed, bare) for bare, mixed in found.values()]
    saved = " and ".join(f"{share:.0%}" for share in removed if share is not None)
    number = {1: "One more Pebble was", 2: "Two more Pebbles were"}[len(found)]
    return (
        f"{number} made, from other seeds: the same facts, read by another lot. Over German, with nothing old, the old "
        f"loss rose by {forgot} nats; {SHARE}% of old text removed {saved} of that (one run each)."
    )
