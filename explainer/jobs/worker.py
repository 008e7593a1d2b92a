"""This program is a worker process: it runs the jobs it is named, one line of JSON in, one line of JSON out.

It knows nothing of the desk, the store or torch, and imports whatever module a job is named in. By hand:

    echo '{"do": "run", "ticket": 1, "job": "tests.fake_jobs:count", "request": {}}' | python -m explainer.jobs.worker 1

A job is "module:function", called with a request (a dict), and yields events (dicts). In:
    {"do": "run", "ticket": 7, "job": "…", "request": {…}}    one at a time: the next after the end of this one
    {"do": "ask", "ticket": 8, "job": "…", "request": {…}}    worked on at once, between two events of the run
    {"do": "pause" | "resume" | "stop", "ticket": 7}          obeyed between two events
Out: {"ticket": 7, "event": {…}} for each event, and at last one of
    {"ticket": 7, "end": "done" | "stopped"}
    {"ticket": 7, "failed": "one sentence", "mendable": true where it is the reader who can mend it}
A process whose standard input closes has lost its parent and exits at once, in mid-job too.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import sys
import threading
import traceback
from typing import Any, BinaryIO

Message = dict[str, Any]
SENTENCE_LIMIT = 300  # characters


class Stopped(Exception):
    """The run was asked to stop."""


class Worker:
    """`inbox` holds what has arrived; `out` takes what is to be sent."""

    def __init__(self, inbox: queue.SimpleQueue[Message], out: BinaryIO) -> None:
        self.inbox, self.out = inbox, out

    def work(self) -> None:
        """Never returns: the process ends when the inbox's reader sees its parent gone."""
        while True:
            message = self.inbox.get()
            if message["do"] in ("run", "ask"):
                self.answer(message)

    def answer(self, message: Message) -> None:
        """Runs a job to its end and says which that is. A run listens between its events; an ask does not."""
        ticket = message["ticket"]
        try:
            self.run(message)
            self.send({"ticket": ticket, "end": "done"})
        except Stopped:
            self.send({"ticket": ticket, "end": "stopped"})
        except (Exception, SystemExit) as error:
            if not isinstance(error, ValueError):
                traceback.print_exc()  # for the server's log; the reader gets a sentence
            self.send({"ticket": ticket, "failed": sentence(error), "mendable": isinstance(error, ValueError)})

    def run(self, message: Message) -> None:
        events = load(message["job"])(message["request"])
        try:
            for event in events:
                self.send({"ticket": message["ticket"], "event": event})
                if message["do"] == "run":
                    self.listen(message["ticket"])
        finally:
            events.close()

    def listen(self, ticket: int) -> None:
        """Obeys all that has arrived; comes back when the run may go on. Raises Stopped."""
        paused = False
        while paused or not self.inbox.empty():
            message = self.inbox.get()
            if message["do"] == "ask":
                self.answer(message)
            elif message["ticket"] == ticket:
                paused = self.obey(message["do"])

    def obey(self, verb: str) -> bool:
        """Whether the run is now paused."""
        if verb == "stop":
            raise Stopped
        return verb == "pause"

    def send(self, message: Message) -> None:
        """Raises NotFinite, and sends nothing, where a number is NaN or infinite: JSON has no such numbers."""
        try:
            line = json.dumps(message, allow_nan=False)
        except ValueError:
            step = message.get("event", {}).get("step")
            raise NotFinite(f"A number was no longer finite{'' if step is None else f' at step {step}'}.") from None
        try:
            self.out.write(line.encode() + b"\n")
            self.out.flush()
        except BrokenPipeError:
            os._exit(0)  # the parent is gone, and the inbox's reader is about to see it too


class NotFinite(ValueError):
    """An event holds NaN or infinity."""


def sentence(error: BaseException) -> str:
    """What a reader is told. A ValueError's text is written for readers; any other is for the log."""
    text = " ".join(str(error).split()) if isinstance(error, ValueError) else ""
    if not text:
        return f"The training process met an error it did not expect ({type(error).__name__})."
    return text if len(text) <= SENTENCE_LIMIT else text[: SENTENCE_LIMIT - 1] + "…"


def load(name: str) -> Any:
    """The function behind "module:function"."""
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def read(lines: BinaryIO, inbox: queue.SimpleQueue[Message]) -> None:
    """Fills the inbox; ends the process, busy or not, when its parent is gone."""
    for line in lines:
        inbox.put(json.loads(line))
    os._exit(0)


def private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the desk, taken off descriptors 0 and 1, so that no stray print or input() can reach them."""
    lines, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return lines, out


def main(threads: str) -> None:
    for name in ("OMP", "MKL", "OPENBLAS", "VECLIB_MAXIMUM", "NUMEXPR"):
        os.environ[f"{name}_NUM_THREADS"] = threads  # before any job's module is imported: they read it once
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server tells us when to go
    lines, out = private_pipes()
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=read, args=(lines, inbox), daemon=True).start()
    Worker(inbox, out).work()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1")
