"""This module is a worker as the desk sees it: a process, the pipes to it, and two threads that keep them moving.

It knows the worker's protocol (see worker.py) and nothing of runs, queues or the store.
"""

from __future__ import annotations

import contextlib
import json
import math
import queue
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import IO, Any

from explainer.jobs.settings import ROOT

Message = dict[str, Any]


@dataclass
class Question:
    """A chat request on its way; `reply` is the job's last event."""

    future: Future[Message] = field(default_factory=Future)
    reply: Message = field(default_factory=dict)


class Process:
    """`heard(process, message)` is called for each line it sends, `died(process, reason)` once at its end; both from
    its own thread. The public attributes are the crew's notes, changed under its lock."""

    def __init__(
        self, threads: int, heard: Callable[[Process, Message], None], died: Callable[[Process, str], None]
    ) -> None:
        self.task: int | None = None  # the ticket of what it runs now; None when idle
        self.ready = False  # its first task, warming up, has ended
        self.doomed_at = math.inf  # when it is killed if its task has not ended by then
        self.questions: dict[int, Question] = {}  # those it has yet to answer
        self._heard, self._died = heard, died
        self._outbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        command = [sys.executable, "-m", "explainer.jobs.worker", str(threads)]
        self._popen = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
        assert self._popen.stdin
        assert self._popen.stdout
        self._threads = [
            threading.Thread(target=self._write, args=(self._popen.stdin,), name="worker-writer", daemon=True),
            threading.Thread(target=self._read, args=(self._popen.stdout,), name="worker-reader", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        return self._popen.pid

    def send(self, **message: Any) -> None:
        """Never waits, even for a process that has stopped reading: a thread does the writing."""
        self._outbox.put(message)

    def kill(self) -> None:
        self._popen.kill()

    def hang_up(self) -> None:
        """Closes the pipe to the process once all is sent, which ends it."""
        self._outbox.put(None)

    def close(self, seconds: float = 2.0) -> None:
        """Ends the process, by force where it must be, and waits for both threads."""
        self.hang_up()
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self._popen.kill()
        for thread in self._threads:
            thread.join()

    def _write(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError), pipe:  # it died: the reader sees that too, and tells
            while (message := self._outbox.get()) is not None:
                pipe.write(json.dumps(message).encode() + b"\n")
                pipe.flush()

    def _read(self, pipe: IO[bytes]) -> None:
        try:
            with pipe:
                for line in pipe:
                    if line.endswith(b"\n"):  # else it died in the middle of a line
                        self._heard(self, json.loads(line))
        except Exception:  # a full disk, say: without this thread nobody would hear the process
            traceback.print_exc()
            self._popen.kill()
        self.hang_up()
        self._died(self, end(self._popen.wait()))


def end(code: int) -> str:
    """Why a process is gone, in a sentence."""
    if code >= 0:
        return f"The training process ended by itself (exit code {code})."
    name = f", {signal.Signals(-code).name}" if -code in signal.valid_signals() else ""
    return f"The training process was killed (signal {-code}{name})."
