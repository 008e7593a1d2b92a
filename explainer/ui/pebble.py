"""This module says what Pebble, the shipped model, is made of: its parameters, and what its training read."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

from explainer.jobs.settings import ROOT

HOME = ROOT / "assets" / "pebble"


@cache
def recipe() -> dict[str, Any]:
    """What Pebble's training read, as its manifest says: raw_documents, dialogues, seed …"""
    recipe: dict[str, Any] = json.loads((HOME / "manifest.json").read_text(encoding="utf-8"))["recipe"]
    return recipe


@cache
def parameters() -> int:
    """Pebble's numbers, counted in the head of its weights' file (safetensors: 8 bytes of length, then JSON)."""
    with (HOME / "chat.safetensors").open("rb") as file:
        head = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    return sum(math.prod(tensor["shape"]) for name, tensor in head.items() if name != "__metadata__")
