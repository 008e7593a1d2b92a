"""This module makes gradient noise that any language can repeat: two normal numbers for every (seed, step).

mulberry32 (Tommy Ettinger, 2017; public domain) makes the uniform numbers, Box & Muller (1958) the normal ones. Balls
with one seed meet the same noise at the same step, so that what differs between them is what was set differently. The
twin of this module is player/ball/random.js.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

MASK = 0xFFFFFFFF


def mulberry32(state: int) -> Iterator[float]:
    """Uniform numbers in [0, 1) from a 32-bit state."""
    while True:
        state = (state + 0x6D2B79F5) & MASK
        t = ((state ^ (state >> 15)) * (state | 1)) & MASK
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & MASK)) & MASK
        yield (t ^ (t >> 14)) / 2**32


def normals(seed: int, step: int) -> tuple[float, float]:
    """Two independent standard normal numbers."""
    uniform = mulberry32((seed * 0x9E3779B9 + step * 0x85EBCA6B) & MASK)
    radius, angle = math.sqrt(-2 * math.log(1 - next(uniform))), 2 * math.pi * next(uniform)
    return radius * math.cos(angle), radius * math.sin(angle)
