"""This measures how fast the instrumented loop trains, beside a bare PyTorch loop and transformers' Trainer, in turns.

All three take the same model, batches, optimiser and number of steps. Ours also measures both losses, on a part of what
is held out at every one of the first 20 steps and every 5th after, on all of it at both ends; gradients; all questions
at the end and a fixed hundred at the checkpoints; and keeps weights. What the shipped model loses and says before its
lesson is worked out before the clock runs, as the app's workers do while nobody waits.
"""

from __future__ import annotations

import dataclasses
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from torch.utils.data import Dataset

from benchmarks.table import Row
from explainer.experiment import Experiment
from explainer.models import pebble
from explainer.training import data as pools
from explainer.training.loop import train
from explainer.training.mixing import batches

STEPS, ROUNDS = 150, 3
EXPERIMENT = Experiment(task="german", replay=5, steps=STEPS)


def measure() -> Iterator[Row]:
    data = pools.load(EXPERIMENT)
    feed = [torch.from_numpy(batch.sequences) for batch in batches(data.new, data.old, EXPERIMENT)]
    ways: dict[str, Callable[[], None]] = {
        "ours": ours,
        "bare": lambda: bare(feed),
        "Trainer": lambda: hugging_face(feed),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in train(pebble.load("chat"), dataclasses.replace(EXPERIMENT, steps=1)):
        pass
    for _ in range(ROUNDS):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - started)
            print(f"  {name}: {STEPS / seconds[name][-1]:.2f} steps/s", flush=True)
    best = [min(bare, trainer) for bare, trainer in zip(seconds["bare"], seconds["Trainer"], strict=True)]
    ratio = statistics.median(b / o for b, o in zip(best, seconds["ours"], strict=True))
    threads = torch.get_num_threads()
    yield Row(
        "loop_ratio", "our loop, all measuring included, over the better of the two", ratio, "of its steps/s", 0.8, True
    )
    yield Row(
        "run_seconds", f"150 steps with everything, {threads} threads", statistics.median(seconds["ours"]), "s", 40
    )
    for name in ways:
        yield Row(f"steps_{name}", f"steps a second, {name}", STEPS / statistics.median(seconds[name]), "steps/s")
    yield from arithmetic(statistics.median(seconds["bare"]))


def ours() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for _ in train(pebble.load("chat"), EXPERIMENT, Path(folder)):
            pass


def bare(feed: list[torch.Tensor]) -> None:
    model = pebble.load("chat").train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=EXPERIMENT.lr, weight_decay=0.0, fused=True)
    for sequences in feed:
        model(input_ids=sequences, labels=sequences, use_cache=False).loss.backward()
        optimiser.step()
        optimiser.zero_grad()


class Rows(Dataset[dict[str, torch.Tensor]]):
    def __init__(self, feed: list[torch.Tensor]) -> None:
        self.rows = torch.cat(feed)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> dict[str, torch.Tensor]:
        return {"input_ids": self.rows[index], "labels": self.rows[index]}


def hugging_face(feed: list[torch.Tensor]) -> None:
    from transformers import Trainer, TrainingArguments

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        arguments = TrainingArguments(
            folder,
            per_device_train_batch_size=EXPERIMENT.batch,
            max_steps=STEPS,
            learning_rate=EXPERIMENT.lr,
            lr_scheduler_type="constant",
            weight_decay=0.0,
            max_grad_norm=0.0,
            optim="adamw_torch_fused",
            save_strategy="no",
            logging_strategy="no",
            report_to=[],
            disable_tqdm=True,
            log_level="error",
            use_cpu=True,
        )
        Trainer(model=pebble.load("chat"), args=arguments, train_dataset=Rows(feed)).train()


def arithmetic(bare_seconds: float) -> Iterator[Row]:
    """Achieved FLOP/s of the bare loop (6 x parameters x tokens) against a large matrix product."""
    parameters = sum(p.numel() for p in pebble.load("chat").parameters())
    achieved = 6 * parameters * EXPERIMENT.batch * pebble.LENGTH * STEPS / bare_seconds / 1e9
    left, right = torch.randn(2048, 2048), torch.randn(2048, 2048)
    times = []
    for _ in range(8):
        started = time.perf_counter()
        left @ right
        times.append(time.perf_counter() - started)
    product = 2 * 2048**3 / statistics.median(times[2:]) / 1e9
    yield Row("gflops_training", "arithmetic of the bare loop", achieved, "GFLOP/s")
    yield Row("gflops_product", "a 2048 x 2048 matrix product", product, "GFLOP/s")
    yield Row("gflops_share", "the loop's share of that", achieved / product, "")
