"""This module is what the tests of the desk and of the routes share: a desk with fake jobs, and waiting for things."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from explainer.experiment import Experiment
from explainer.jobs.desk import Desk
from explainer.jobs.settings import Settings
from explainer.jobs.store import Store
from explainer.record import Record


def jobs(train: str = "count", chat: str = "chat", warm: str = "warm", valley: str = "valley") -> dict[str, str]:
    named = {"train": train, "chat": chat, "warm": warm, "valley": valley}
    return {job: f"tests.helpers.fake_jobs:{function}" for job, function in named.items()}


def until(condition: Callable[[], Any], seconds: float = 20.0) -> Any:
    """The first true value of a condition; a test that waits for what never comes fails."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "what the test waits for did not happen"
        time.sleep(0.005)
    return value


def alive(pid: int, zombies: bool = True) -> bool:
    """Whether there is such a process. A zombie, dead and not yet waited for, counts where it would be our own
    neglect; an orphan's is that of whatever runs as process 1."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        return zombies or state != "Z"
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self").exists()  # gone meanwhile, or a system without /proc


@contextmanager
def working_desk(data: Path, named: dict[str, str] | None = None, **settings: Any) -> Iterator[Desk]:
    """A desk with real worker processes. Fails where one of them, or a thread of the desk, is left over at the end."""
    before = set(threading.enumerate())
    store = Store(data)
    desk = Desk(store, Settings(**{"data": data, "workers": 1, **settings}), named or jobs())
    pids: set[int] = set()
    desk.start()
    try:
        yield desk
    finally:
        pids |= set(desk.pids())
        desk.close()
        store.close()
    assert not [pid for pid in pids if alive(pid)]
    assert set(threading.enumerate()) <= before


def ended(desk: Desk, run_id: str) -> Record:
    """The record of a run, once it has ended."""
    until(lambda: desk.status(run_id)["status"] not in ("queued", "running", "paused"))
    record = desk.store.record(run_id)
    assert record is not None
    return record


def trained_pair(desk: Desk, replay: float = 5, steps: int = 2, owner: str = "") -> str:
    """A run that has ended, as has its twin; returns its id."""
    run = ended(desk, desk.submit_pair(Experiment(replay=replay, steps=steps), owner))
    ended(desk, run.get("twin") or "")
    return run["id"]


def events(desk: Desk, run_id: str) -> int:
    """How many events the store has."""
    return len(desk.store.events_after(run_id, 0, -1))
