"""The crew is the worker processes, held warm and at their number, and the chat questions they answer.

It knows tickets (numbers of tasks) and jobs by name; nothing of runs, queues or the store.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, InvalidStateError
from typing import Protocol

from explainer.jobs import errors
from explainer.jobs.errors import BadQuestion, DeskError, Full, Unavailable
from explainer.jobs.process import Message, Process, Question
from explainer.jobs.settings import Settings

BACK_OFF_MOST = 60.0  # seconds between two tries to start a worker


class Boss(Protocol):
    """Whoever hears from the crew; always in a worker's own thread, without the lock."""

    def event(self, ticket: int, event: Message) -> None: ...
    def ended(self, ticket: int, status: str, reason: str | None) -> None: ...
    def freed(self) -> None: ...


class Crew:
    """Everything here is done under `lock`, which is the boss's own."""

    def __init__(self, lock: threading.RLock, settings: Settings, jobs: Mapping[str, str], boss: Boss) -> None:
        self._lock, self._settings, self._jobs, self._boss = lock, settings, jobs, boss
        self._tickets = itertools.count(1)
        self._processes: list[Process] = []
        self._gone: list[Process] = []  # dead, their threads not yet joined
        self._failures, self._not_before = 0, time.monotonic() + settings.head_start
        self._closing = False

    def grow(self) -> None:
        """Starts a worker if one is missing. One after the other: importing torch takes a core for seconds, and a
        server that has just started has a first page to paint."""
        with self._lock:
            missing = len(self._processes) < self._settings.workers and all(p.ready for p in self._processes)
            if missing and not self._closing and time.monotonic() >= self._not_before:
                process = Process(self._settings.threads, self._heard, self._died)
                self._processes.append(process)
                self.give(process, "warm", {"threads": self._settings.threads})

    def hurry(self) -> None:
        """Somebody waits for a worker: the head start is over. The pause after a failed start is not."""
        with self._lock:
            if self._failures == 0:
                self._not_before = time.monotonic()

    def idle(self) -> list[Process]:
        """Workers that can take a task now, the one with the fewest questions first."""
        ready = [process for process in self._processes if process.ready and process.task is None]
        return sorted(ready, key=lambda process: len(process.questions))

    def give(self, process: Process, job: str, request: Message) -> int:
        """Starts a task; returns its ticket."""
        process.task = next(self._tickets)
        process.send(do="run", ticket=process.task, job=self._jobs[job], request=request)
        return process.task

    def tell(self, ticket: int, verb: str) -> None:
        """Pause, resume or stop a task. One that does not stop in time is killed by `tick`."""
        with self._lock:
            for process in self._processes:
                if process.task == ticket:
                    process.send(do=verb, ticket=ticket)
                    if verb == "stop":
                        process.doomed_at = time.monotonic() + self._settings.stop_seconds

    def kill(self, ticket: int) -> None:
        with self._lock:
            for process in self._processes:
                if process.task == ticket:
                    process.kill()

    def ask(self, request: Message) -> Future[Message]:
        """A question for the chat job, to an idle worker or else to one that answers between two steps of its run.
        The future holds the job's reply or a DeskError. Raises Full, Unavailable."""
        with self._lock:
            if sum(len(process.questions) for process in self._processes) >= self._settings.questions:
                raise Full(errors.QUESTIONS_FULL)
            if not self._processes:
                self.hurry()
                raise Unavailable(errors.NOT_READY)
            process = min(self._processes, key=lambda p: (not p.ready, len(p.questions), p.task is not None))
            ticket, question = next(self._tickets), Question()
            process.questions[ticket] = question
            process.send(do="ask", ticket=ticket, job=self._jobs["chat"], request=request)
            return question.future

    def pids(self) -> list[int]:
        with self._lock:
            return [process.pid for process in self._processes]

    def ready(self) -> int:
        """How many workers are warm."""
        return sum(process.ready for process in self._processes)

    def tick(self) -> None:
        """Housekeeping, a few times a second."""
        with self._lock:
            gone, self._gone = self._gone, []
            for process in self._processes:
                if time.monotonic() > process.doomed_at:
                    process.kill()
        for process in gone:
            process.close()
        self.grow()

    def close(self) -> None:
        """Ends every worker; returns when all processes and threads are gone."""
        with self._lock:
            self._closing = True
            processes = self._processes + self._gone
        for process in processes:
            process.hang_up()
        for process in processes:
            process.close()

    def _heard(self, process: Process, message: Message) -> None:
        question = process.questions.get(message["ticket"])
        if question:
            self._answered(process, question, message)
        elif "event" in message:
            self._boss.event(message["ticket"], message["event"])
        else:
            self._ended(process, message)

    def _answered(self, process: Process, question: Question, message: Message) -> None:
        if "event" in message:
            question.reply = message["event"]
            return
        with self._lock:
            del process.questions[message["ticket"]]
        if "failed" in message:
            error = BadQuestion if message["mendable"] else Unavailable
            settle(question, error(message["failed"]))
        else:
            settle(question, question.reply)

    def _ended(self, process: Process, message: Message) -> None:
        status = "failed" if "failed" in message else message["end"]
        self._boss.ended(message["ticket"], status, message.get("failed"))
        with self._lock:
            process.task, process.doomed_at = None, float("inf")
            if not process.ready:
                process.ready, self._failures = True, 0
        self.grow()
        self._boss.freed()

    def _died(self, process: Process, reason: str) -> None:
        with self._lock:
            ticket, closing = process.task, self._closing
            self._processes.remove(process)
            self._gone.append(process)
            if not process.ready:  # a worker that cannot even start: try ever more slowly
                self._failures += 1
                self._not_before = time.monotonic() + min(BACK_OFF_MOST, 0.25 * 2 ** min(self._failures, 10))
        for question in process.questions.values():
            settle(question, Unavailable(errors.ANSWERER_GONE))
        if ticket is not None and not closing:
            self._boss.ended(ticket, "failed", reason)
        self.grow()


def settle(question: Question, result: Message | DeskError) -> None:
    """Gives the asker the reply or the error; one who no longer waits misses nothing."""
    with contextlib.suppress(InvalidStateError):
        if isinstance(result, DeskError):
            question.future.set_exception(result)
        else:
            question.future.set_result(result)


def wait(future: Future[Message], seconds: float) -> Message:
    """The answer, for a thread that can wait. Raises DeskError."""
    try:
        return future.result(seconds)
    except TimeoutError:
        raise Unavailable(errors.NO_ANSWER.format(seconds=seconds)) from None
