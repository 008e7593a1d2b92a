"""This module sends a run as a stream of server-sent events, which a browser's EventSource re-opens where it was cut.

    id: 37                                      an event of the record, numbered from 1
    data: {"type": "loss", "step": 18, …}

    event: status                               whenever it changes, and for the time left every 2 seconds
    data: {"status", "reason", "position", "eta_seconds", "summary"}

    event: end                                  after the last event and the last status; the stream closes
    data: {}

A cut stream continues after the event named in Last-Event-ID, or in ?after=.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any

from starlette.requests import Request

from explainer.fields import Pattern
from explainer.jobs.desk import Desk, Status
from explainer.jobs.errors import NotFound
from explainer.record import ENDED
from explainer.web.serving.lifespan import closing

AFTER = Pattern("[0-9]{1,9}", "the number of an event", "the last event that the reader has")
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # a proxy that gathers events would delay them
POLL = 0.05  # seconds; 30 viewers of a run with 20 events a second took 7% of a core together, one took 2%
STATUS_EVERY = 2.0  # seconds between two messages that differ only in the time left
HEARTBEAT = 15.0  # seconds of silence after which proxies begin to close connections


def start_after(request: Request) -> int:
    """The number of the last event that the reader has: the header is what EventSource sends when it reconnects, and
    it is newer than the address that it was opened with. Raises FieldError."""
    number = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
    return int(AFTER.parse("after", number))


async def events(desk: Desk, run_id: str, after: int) -> AsyncIterator[str]:
    """Everything after event number `after`, once and in order, until the run has ended."""
    last: Status | None = None  # the status that was sent last
    last_at = sent_at = time.monotonic()
    yield "retry: 1000\n\n"
    while not closing.is_set():
        try:
            status = desk.status(run_id)  # before the events: none can come after it says that the run has ended
        except NotFound:
            yield message("end", {})  # pruned while somebody watched
            return
        rows = desk.store.events_after(run_id, after)
        if rows:
            after, sent_at = rows[-1][0], time.monotonic()
            yield "".join(f"id: {seq}\ndata: {data}\n\n" for seq, data in rows)
        elif status["status"] in ENDED:
            yield message("status", status) + message("end", {})
            return
        if status["status"] not in ENDED:
            if is_news(last, status, time.monotonic() - last_at):
                last, last_at = status, time.monotonic()
                yield message("status", status)
            elif time.monotonic() - sent_at > HEARTBEAT:
                sent_at = time.monotonic()
                yield ": still here\n\n"
            await asyncio.sleep(POLL)


def is_news(last: Status | None, status: Status, seconds: float) -> bool:
    """Whether a status is worth a message, `seconds` after the last."""
    if last is None or {**last, "eta_seconds": None} != {**status, "eta_seconds": None}:
        return True
    return last["eta_seconds"] != status["eta_seconds"] and seconds > STATUS_EVERY


def message(event: str, data: Mapping[str, Any]) -> str:
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"
