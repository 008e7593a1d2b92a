"""This module starts the real app, on a free port and with a data folder of its own, and a browser to see it with."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[bytes]


@contextlib.contextmanager
def server(data: Path | None = None, base: str = "", **environment: str) -> Iterator[Server]:
    """The app, started and answering below the path `base`, such as "/moat"; ended with all its workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        variables = os.environ | {"EXPLAINER_DATA": str(data or folder)} | environment
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        command += ["--server.address", "127.0.0.1", "--server.baseUrlPath", base]
        url = f"http://127.0.0.1:{port}{base}"
        process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL)
        try:
            wait_until_it_answers(url, process)
            yield Server(url, process)
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
            return
        time.sleep(0.02)
    raise RuntimeError("The app did not start.")


def training_worker(parent: int) -> int:
    """The child of a server that trains: the only one that is busy, once the others have loaded what they need."""
    lists = [task.joinpath("children").read_text() for task in Path(f"/proc/{parent}/task").iterdir()]
    children = {int(pid) for line in lists for pid in line.split()}
    looks: list[set[int]] = [set(), set(), set()]
    for _ in range(180):
        before = {pid: busy(pid) for pid in children}
        time.sleep(1.0)  # work is measured over time
        looks = [*looks[1:], {pid for pid in children if busy(pid) - before[pid] > 5}]
        if len(looks[0]) == 1 and looks[0] == looks[1] == looks[2]:
            return looks[0].pop()
    raise AssertionError(f"{len(looks[-1])} children of the server are busy")


def busy(pid: int) -> int:
    """The processor time of a process, in hundredths of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return sum(int(field) for field in fields[11:13])


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=60_000)  # ms; a machine that does something else too is slow, not wrong
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()
