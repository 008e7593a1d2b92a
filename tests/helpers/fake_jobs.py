"""These small jobs stand in for training, so that the desk can be tested without torch; real workers run them."""

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


def valley(request: Event) -> Iterator[Event]:
    """A valley like a bowl: coarse, then whole."""
    total, half = request["size"] ** 2, (request["size"] + 1) // 2
    for step in range(1, total + 1):
        yield {"type": "progress", "step": step, "steps": total}
        side = {half * half: half, total: request["size"]}.get(step)
        if side:
            yield {"type": "ground", "step": step, "steps": total, "ground": bowl(side, request)}


def bowl(side: int, request: Event) -> Event:
    rows = [[1.0 + x * x + y * y for x in range(side)] for y in range(side)]
    places = {key: [0.0, 0.0] for key in ("start", "old_valley", "new_valley")}
    return {
        "name": request["name"],
        "title": "A bowl",
        "note": "It is round.",
        "kind": "measured",
        "unit": "nats per token",
        "x": [0.0, 1.0],
        "y": [0.0, 1.0],
        "old": rows,
        "new": rows,
        **places,
        "defaults": {"lr": 0.1, "steps": 200, "replay": 0, "optimiser": "gd"},
        "paths": [],
        "provenance": {
            **request["provenance"],
            "experiment": request["pair"][-1]["experiment"],
            **{"device": "fake", "threads": 1, "seconds": 1.0, "parameters": 3, "apart": 1e-6},
        },
    }


def valley_endless(request: Event) -> Iterator[Event]:
    """Gets no further than half-way, but obeys between two points."""
    step = 0
    while True:
        step = min(300, step + 1)
        yield {"type": "progress", "step": step, "steps": request["size"] ** 2}
        if step == 49:
            yield {"type": "ground", "step": 49, "steps": request["size"] ** 2, "ground": bowl(7, request)}
        time.sleep(0.002)


def valley_broken(request: Event) -> Iterator[Event]:
    ground = bowl(3, request)
    ground["old"][1][1] = "high"
    yield {"type": "ground", "step": 1, "steps": 9, "ground": ground}


def valley_refuses(request: Event) -> Iterator[Event]:
    yield {"type": "progress", "step": 1, "steps": 9}
    raise ValueError("The weights of this pair never moved, so there is no plane through its runs.")


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


def cell(request: Event) -> Iterator[Event]:
    """A sweep's run: notes its seed in the file SWEEP_LOG when it begins, and takes SWEEP_PAUSE seconds a step."""
    experiment = request["experiment"]
    with Path(os.environ["SWEEP_LOG"]).open("a") as log:
        log.write(f"{experiment['seed']} {os.getpid()}\n")
    for step in range(experiment["steps"] + 1):
        time.sleep(float(os.environ.get("SWEEP_PAUSE", "0")))
        yield {**loss(step), "seconds": 0.1}


def unlucky_cell(request: Event) -> Iterator[Event]:
    """Seed 1 diverges, seed 2 meets a bug, seed 3 dies at its first try, seed 4 at every try."""
    seed = request["experiment"]["seed"]
    tries = Path(os.environ["SWEEP_LOG"])
    yield {**loss(0), "seconds": 0.1}
    with tries.open("a") as log:
        log.write(f"{seed} {os.getpid()}\n")
    if seed == 1:
        raise Diverged("The run diverged at step 1.")
    if seed == 2:
        raise RuntimeError("a secret path /home/somebody")
    if seed == 4 or (seed == 3 and tries.read_text().count("3 ") == 1):
        os._exit(7)
    for step in range(1, request["experiment"]["steps"] + 1):
        yield {**loss(step), "seconds": 0.2}
