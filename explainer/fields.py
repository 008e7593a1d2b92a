"""This module is the one way to check a value from a stranger: a form, a link, a request, a file, a variable.

A field says what is allowed and parses a value, or raises FieldError with one sentence that names the value and what is
allowed. Knows nothing of experiments, pages or the web.

    Number(0, 100, "replay in per cent").parse("replay", "5")     # 5.0
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class FieldError(ValueError):
    """A value that cannot be used; its text is one sentence for the reader."""


class Field(Protocol):
    """What all fields can do. `help` says in a few words what the value is."""

    @property
    def help(self) -> str: ...
    def parse(self, name: str, value: Any) -> Any:
        """The value as the program uses it. Raises FieldError."""


@dataclass(frozen=True)
class Choice:
    """A field that takes one of a few words; `labels` has what a menu calls those of them that need another name."""

    options: tuple[str, ...]
    help: str
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def label(self, option: str) -> str:
        """What a menu calls an option."""
        return self.labels.get(option, option)

    def parse(self, name: str, value: Any) -> str:
        """Raises FieldError."""
        if isinstance(value, str) and value.strip().lower() in self.options:
            return value.strip().lower()
        raise FieldError(f"{name} cannot be {shown(value)}: it is one of {', '.join(self.options)}.")


@dataclass(frozen=True)
class Number:
    """A field that takes a finite number between two bounds, both allowed."""

    low: float
    high: float
    help: str
    whole: bool = False

    def parse(self, name: str, value: Any) -> float | int:
        """Raises FieldError."""
        allowed = f"it is a {'whole ' if self.whole else ''}number from {self.low:g} to {self.high:g}"
        try:
            number = float(value) if not isinstance(value, bool) else math.nan
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not self.low <= number <= self.high or (self.whole and number != int(number)):
            raise FieldError(f"{name} cannot be {shown(value)}: {allowed}.")
        return int(number) if self.whole else number


@dataclass(frozen=True)
class Text:
    """A field that takes text of at most `limit` characters."""

    limit: int
    help: str

    def parse(self, name: str, value: Any) -> str:
        """Raises FieldError; half of a surrogate pair, which JSON can hold, is no text."""
        if not isinstance(value, str) or re.search("[\ud800-\udfff]", value):
            raise FieldError(f"{name} cannot be {shown(value)}: it is text.")
        if len(value) > self.limit:
            raise FieldError(
                f"{name} cannot be {len(value):,} characters long: it is at most {self.limit:,} characters."
            )
        return value


@dataclass(frozen=True)
class Switch:
    """A field that is on or off, as 1 or 0."""

    help: str

    def parse(self, name: str, value: Any) -> bool:
        """Raises FieldError."""
        known = {"1": True, "true": True, "0": False, "false": False}
        if str(value).lower() in known:
            return known[str(value).lower()]
        raise FieldError(f"{name} cannot be {shown(value)}: it is 1 or 0.")


@dataclass(frozen=True)
class Pattern:
    """A field that takes text of one form; `form` says which, as in "two angles in degrees, as in -58,38"."""

    pattern: str
    form: str
    help: str

    def parse(self, name: str, value: Any) -> str:
        """Raises FieldError."""
        if isinstance(value, str) and re.fullmatch(self.pattern, value):
            return value
        raise FieldError(f"{name} cannot be {shown(value)}: it is {self.form}.")


@dataclass(frozen=True)
class Words:
    """A field that lists some of a few words, with commas between them."""

    options: tuple[str, ...]
    help: str

    def parse(self, name: str, value: Any) -> tuple[str, ...]:
        """Raises FieldError."""
        if not isinstance(value, str):
            raise FieldError(f"{name} cannot be {shown(value)}: it lists some of {', '.join(self.options)}.")
        given = tuple(word.strip() for word in value.split(",") if word.strip())
        for word in given:
            if word not in self.options:
                raise FieldError(f"{name} cannot have {shown(word)}: it lists some of {', '.join(self.options)}.")
        return given


def unknown(name: Any, known: Mapping[str, Any] | tuple[str, ...], where: str, verb: str) -> FieldError:
    """The error for a name that is no field: `'x' is not {where}: {verb} a, b, c.`"""
    return FieldError(f"{shown(name)} is not {where}: {verb} {', '.join(known) or 'none'}.")


def number(value: Any) -> str:
    """A value as a URL shows it: 5 rather than 5.0."""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def shown(value: Any) -> str:
    """A stranger's value, short enough for a sentence, and in ASCII, so that no letter of it can trick a page."""
    text = ascii(value)
    return text if len(text) <= 40 else text[:37] + "…" + text[0]
