"""This module says what Pebble, the shipped model, is made of: its parameters, and what its training read."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

from explainer.jobs.settings import ROOT

HOME = ROOT / "assets" / "pebble"


@cache
def manifest() -> dict[str, Any]:
    """How Pebble was made: recipe, documents of a reading by stage, stages, hashes."""
    manifest: dict[str, Any] = json.loads((HOME / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def readings(stage: str) -> int:
    """How often a stage read its library, from the first document to the last."""
    return int(manifest()["recipe"][f"{stage}_readings"])


def documents(stage: str) -> int:
    """How many documents one reading of a stage has."""
    return int(manifest()["documents"][stage])


def seed() -> int:
    return int(manifest()["recipe"]["seed"])


@cache
def parameters() -> int:
    """Pebble's numbers, counted in the head of its weights' file (safetensors: 8 bytes of length, then JSON)."""
    with (HOME / "chat.safetensors").open("rb") as file:
        head = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    return sum(math.prod(tensor["shape"]) for name, tensor in head.items() if name != "__metadata__")
