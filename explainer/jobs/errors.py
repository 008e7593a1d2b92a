"""These errors are what the desk answers when it cannot do as asked; every text is one sentence for the reader."""

from __future__ import annotations


class DeskError(Exception):
    """What all of these are."""


class NotFound(DeskError):
    """There is no such run."""


class Forbidden(DeskError):
    """Only another reader may do that."""


class Refused(DeskError):
    """The run is not in a state for that."""


class BadQuestion(DeskError):
    """A prompt that cannot be answered; the reader can mend it."""


class Full(DeskError):
    """Too many runs or questions wait already."""


class Unavailable(DeskError):
    """The training processes cannot answer now."""
