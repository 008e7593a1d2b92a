"""These errors, and their sentences for the reader, are what the desk answers when it cannot do as asked."""

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


# What readers are told; in braces stands what only the moment knows.

NO_RUN = "There is no such run."
QUESTIONS_FULL = "Too many questions wait for an answer: ask again in a moment."
NOT_READY = "The training processes are not ready yet: ask again in a few seconds."
ANSWERER_GONE = "The process that was answering has ended: ask again."
NOT_OWNER = "Only the browser that started this run can steer it."
NOT_ASKER = "Only the browser that started this run can chat with it: its reader's own text is in it."
NOT_BEGUN = "The run is still waiting for its turn, so it cannot be paused."
NO_WEIGHTS = "The run has kept no weights yet, so there is nobody to chat with."
STOPPING = "The server is stopping."
ELSEWHERE = "It belongs to another server that uses the same data folder."
QUEUE_FULL = "The queue is full ({waiting} runs are waiting already): try again in a few minutes."
TOO_LATE = "It has ended already ({status})."
NO_ANSWER = "No answer came within {seconds:g} seconds: ask again."
