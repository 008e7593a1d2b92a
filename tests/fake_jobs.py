"""Small jobs that stand in for training, so that the desk can be tested without torch. Run by real workers, by name."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Event = dict[str, Any]


def loss(step: int) -> Event:
    return {"type": "loss", "step": step, "old": 0.5 + step / 100, "new": 4.0, "train": None}


def warm(request: Event) -> Iterator[Event]:
    yield {"type": "ready"}


def count(request: Event) -> Iterator[Event]:
    """A run that works: a loss a step, weights kept at the end."""
    yield {"type": "provenance", "device": "fake", "versions": {"fake": "1"}}
    steps = request["experiment"]["steps"]
    for step in range(steps + 1):
        yield loss(step)
    name = f"step-{steps:05d}.safetensors"
    (Path(request["folder"]) / name).write_bytes(b"weights")
    yield {"type": "checkpoint", "step": steps, "file": name}


def endless(request: Event) -> Iterator[Event]:
    """Never ends by itself, but obeys between two steps."""
    yield {"type": "checkpoint", "step": 0, "file": "step-00000.safetensors"}
    step = 0
    while True:
        yield loss(step)
        step += 1
        time.sleep(0.002)


def hangs(request: Event) -> Iterator[Event]:
    """Never ends, and never looks up."""
    yield loss(0)
    while True:
        time.sleep(1)


def raises(request: Event) -> Iterator[Event]:
    yield loss(0)
    raise RuntimeError("a secret path /home/somebody")


class Diverged(ValueError):
    """As the training loop's own."""


def diverges(request: Event) -> Iterator[Event]:
    yield loss(0)
    raise Diverged("The loss is no longer a number at step 1.")


def not_finite(request: Event) -> Iterator[Event]:
    yield loss(0)
    yield {**loss(1), "old": float("nan")}


def nonsense(request: Event) -> Iterator[Event]:
    yield loss(0)
    yield {"type": "surprise"}


def dies(request: Event) -> Iterator[Event]:
    yield loss(0)
    os._exit(3)


def prints(request: Event) -> Iterator[Event]:
    """Writes to standard output in every way there is, and reads standard input."""
    yield loss(0)
    print('{"ticket": 1, "event": "not ours"}')
    sys.stdout.flush()
    os.write(1, b"from below Python\n")
    subprocess.run([sys.executable, "-c", "print('from a child')"], check=True)
    assert sys.stdin.read() == ""
    yield loss(1)


def threads(request: Event) -> Iterator[Event]:
    """Tells what the environment said about threads before this module was imported."""
    yield {"type": "provenance", "versions": {"omp": os.environ["OMP_NUM_THREADS"]}}
    yield loss(0)


def chat(request: Event) -> Iterator[Event]:
    """Answers with the prompt backwards, and with who was asked."""
    if not all(request["prompts"]):
        raise ValueError("The prompt is empty: write something.")
    who = "run" if request["folder"] else request["stage"]
    items = [{"prompt": prompt, "text": f"{who}: {prompt[::-1]}"} for prompt in request["prompts"]]
    yield {"type": "reply", "items": items, "step": request["step"] or 0}


def chat_dies(request: Event) -> Iterator[Event]:
    yield from ()
    os._exit(4)


def cannot_start(request: Event) -> Iterator[Event]:
    yield from ()
    with Path(os.environ["FAKE_STARTS"]).open("a") as starts:
        starts.write(f"{time.monotonic()}\n")
    os._exit(5)
