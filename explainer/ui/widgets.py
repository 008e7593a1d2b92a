"""This module draws the widget for a value by the field that checks it, and hands on what the reader puts into it.

A choice becomes a menu, or `segments` side by side; a number a box with its bounds, a menu of some `options`, or a
slider of `stops`; a text a line. The widget shows the value that the page has, whoever has set it.

    dial(dials, "share", "Old text, of all that is read", segments=True)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import streamlit as st

from explainer.fields import Choice, Field, Number, Text
from explainer.ui import state


class Dialled(Protocol):
    """What a page shows, as far as widgets set it: a View or Dials."""

    def field(self, name: str) -> Field: ...
    def value(self, name: str) -> Any: ...
    def key(self, name: str) -> str: ...
    def choose(self, name: str, value: Any) -> bool: ...


def dial(page: Dialled, name: str, label: str, *, key: str = "", **look: Any) -> None:
    """Draws the widget that sets a value of the page; `look` are the options of `widget`, and Streamlit's own."""
    widget(
        page.field(name), page.value(name), lambda value: page.choose(name, value), label, key or page.key(name), **look
    )


def widget(
    field: Field,
    value: Any,
    choose: Callable[[Any], object],
    label: str,
    key: str,
    *,
    place: Any = st,
    segments: bool = False,
    options: Sequence[Any] = (),
    stops: Sequence[float] = (),
    shown: Callable[[Any], str] | None = None,
    **look: Any,
) -> None:
    """Draws the widget of a field at a place; `choose` is called with what the reader puts into it, and `shown` says an
    option in words."""
    look |= {"key": state.fill(key, value), "on_change": take, "args": (key, choose)}
    if isinstance(field, Choice):
        options, shown = options or field.options, shown or field.label
    if options:
        draw = place.segmented_control if segments else place.selectbox
        draw(label, options, format_func=shown or str, **look)
    elif isinstance(field, Text):
        place.text_input(label, max_chars=field.limit, **look)
    elif stops:
        place.select_slider(label, stops, format_func=shown or str, **look)
    elif isinstance(field, Number):
        place.number_input(label, *bounds(field), **look)


def bounds(field: Number) -> tuple[float, float]:
    """The least and the most, as whole numbers where only those are taken: Streamlit goes by their type."""
    kind = int if field.whole else float
    return kind(field.low), kind(field.high)


def tick(page: Dialled, name: str, label: str, key: str, on: str, off: str) -> None:
    """Draws a box to tick for a choice of two words."""

    def choose(ticked: bool) -> None:
        page.choose(name, on if ticked else off)

    filled = state.fill(key, page.value(name) == on)
    st.checkbox(label, key=filled, on_change=take, args=(key, choose), width="content")


def take(key: str, choose: Callable[[Any], object]) -> None:
    """Hands on what is in the widget: before the page is drawn again, and knowing that it was no link."""
    state.touch()
    value = state.filled(key)
    if value is not None:  # segments give None where the chosen one is clicked again
        choose(value)
