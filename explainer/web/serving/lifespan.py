"""This module is what the server does when it starts and when it ends: the desk and its workers live as long as it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from types import FrameType

from explainer.fields import FieldError
from explainer.jobs import desk
from explainer.jobs.store import StoreError

log = logging.getLogger("uvicorn.error")  # the log that the person who started the server reads
closing = threading.Event()  # set when the server shuts down: it waits for its streams to end, and they would not


@contextlib.asynccontextmanager
async def lifespan(app: object, jobs: Mapping[str, str] = desk.JOBS) -> AsyncIterator[None]:
    """Starts the desk without holding up the first page. A server whose desk cannot start still serves the recorded
    runs, and says in the log and at every action why nothing can be trained."""
    closing.clear()
    starting = asyncio.create_task(asyncio.to_thread(start, jobs))
    try:
        with ending_streams():
            yield
    finally:
        await starting
        await asyncio.to_thread(desk.stop)


def start(jobs: Mapping[str, str]) -> None:
    try:
        desk.start(jobs=jobs)
    except (FieldError, StoreError) as error:
        log.error("Nothing can be trained: %s", error)


@contextlib.contextmanager
def ending_streams() -> Iterator[None]:
    """uvicorn waits for open responses before it lets the application end, and an event stream stays open. So the
    streams must learn of the signal at once, ahead of uvicorn's own handler."""
    if threading.current_thread() is not threading.main_thread():
        yield  # under a test client: no signals there
        closing.set()
        return
    signals = (signal.SIGINT, signal.SIGTERM)
    handlers = {number: signal.getsignal(number) for number in signals}

    def close(number: int, frame: FrameType | None) -> None:
        closing.set()
        handler = handlers[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in signals:
        signal.signal(number, close)
    try:
        yield
    finally:
        closing.set()
        for number, handler in handlers.items():
            signal.signal(number, handler)
