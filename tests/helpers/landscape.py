"""This module has each toy landscape twice: in closed form, and as the grid that the reader's browser has."""

import functools

from explainer.landscape.interpolation import Interpolated
from explainer.landscape.presets import PRESETS, Preset, ground


@functools.cache
def lands(name: str) -> tuple[Preset, Interpolated]:
    return PRESETS[name], Interpolated(ground(name))
