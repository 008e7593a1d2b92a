"""This module says what every figure that can be taken away is, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.web.takeaway.options import Options


@dataclass(frozen=True)
class Scene:
    """One figure, ready for a page: its title, `text` for those who see no figure, `options` for its mount(), and
    `app`, the address in the app that shows it whole, from the app's root. `name` is what a file of it is called."""

    title: str
    text: str
    options: Options
    app: str
    name: str
