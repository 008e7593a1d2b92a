"""This measures what the runs show: German, 150 steps, seeds 0, 1 and 2. The bars are expectations, not promises.

python -m benchmarks forgetting     prints the table and puts it into docs/measures.md (about 15 minutes on 2 cores)

With the runs come what they are to be read by: how many questions Pebble answers, typed in one way or another; how many
an echo of the question and the best constant answer would get; what training costs without any lesson (100% old data),
with and without a warm-up; and what a lower learning rate does instead.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.table import Row
from explainer import exam, models
from explainer.experiment import Experiment
from explainer.record import Record, finish, new, share_removed
from explainer.training import jobs
from explainer.training.data import training_documents
from explainer.world import OLD, Dialogue, Probe

SEEDS, REPLAYS = (0, 1, 2), (0.0, 1.0, 5.0, 25.0, 100.0)
FLOOR = 100.0  # per cent old: no lesson at all
WARM_UP = 15  # steps, a tenth of a run
SLOWLY, LONGER = 5e-4, 450  # a quarter of the learning rate, three times the steps
CONSTANTS = 300  # answers that Pebble has read most often, each tried as the answer to everything
MEASURES = Path(__file__).parents[1] / "docs" / "measures.md"
LESSON = Experiment(task="german")
Runs = list[Record]  # one a seed


def measure() -> Iterator[Row]:
    yield from typed()
    yield from floors()
    runs = {replay: of_seeds(dataclasses.replace(LESSON, replay=replay)) for replay in REPLAYS}
    text = "\n".join([HEAD, *(line(runs[replay], runs[0.0]) for replay in REPLAYS)])
    MEASURES.write_text(
        re.sub(r"(<!-- forgetting -->\n).*(<!-- end -->)", rf"\g<1>{text}\n\g<2>", MEASURES.read_text(), flags=re.S)
    )
    yield from bare(runs[0.0])
    for replay, bar in ((1.0, 0.35), (25.0, 0.85)):
        yield from removed(runs[replay], runs[0.0], bar)
    yield from no_lesson(runs[FLOOR])
    yield from slowly(runs[0.0])


def typed() -> Iterator[Row]:
    """A row a way of typing, and how modest Pebble is."""
    family = models.family(LESSON.model)
    model, tokenizer = family.load("chat"), family.load_tokenizer()

    def ask(questions: Sequence[str]) -> list[str]:
        return family.answers(model, tokenizer, questions)

    passed = exam.examined(ask, seed=0)
    for way in passed["ways"]:
        what = f"facts read {exam.OFTEN} times or more, right, typed: {way}"
        yield Row(f"typed_{way.replace(' ', '_')}", what, exam.share(passed, way), "of 1", exam.BARS.get(way), True)
    outside = passed["modest"] / passed["outside"]
    yield Row("modest", "says that it does not know what it never met", outside, "of 1", exam.MODEST, True)
    yield Row("immodest", "says so of facts it read often", exam.immodest(passed), "of 1", exam.IMMODEST)


def floors() -> Iterator[Row]:
    """What would get right answers without any knowledge."""
    facts = [probe for probe in OLD.probes if probe.times is not None]
    yield Row("floor_echo", "an echo of the question: right old answers", echo(OLD.probes), "of 1", 0.02)
    read = Counter(one.answer for one in training_documents(OLD) if isinstance(one, Dialogue))
    answers = [answer for answer, _ in read.most_common(CONSTANTS)]
    for name, probes, words in (("all", OLD.probes, "old questions"), ("facts", facts, "facts")):
        value, answer = max((constant(probes, answer), answer) for answer in answers)
        yield Row(f"floor_constant_{name}", f"the best constant answer to {words}: {answer}", value, "of 1")


def echo(probes: Sequence[Probe]) -> float:
    return sum(probe.right(probe.question) for probe in probes) / len(probes)


def constant(probes: Sequence[Probe], answer: str) -> float:
    return sum(probe.right(answer) for probe in probes) / len(probes)


def bare(runs: Runs) -> Iterator[Row]:
    rise = min(run["summary"]["forgetting"] for run in runs)
    right = max(share(run["summary"]["right_after"]) for run in runs)
    yield Row("rise_0", "German, 0%: rise of the old loss, least of 3 seeds", rise, "nats", 0.8, True)
    yield Row("right_0", "German, 0%: right old answers after, most of 3 seeds", right, "of 1", 0.1)


def removed(runs: Runs, twins: Runs, bar: float) -> Iterator[Row]:
    replay, pairs = runs[0]["experiment"]["replay"], list(zip(runs, twins, strict=True))
    least = min(share_removed(run, twin) or 0.0 for run, twin in pairs)
    cost = max(run["summary"]["new_after"] - twin["summary"]["new_after"] for run, twin in pairs)
    what = f"German, {replay:g}%: share of forgetting removed, least of 3 seeds"
    yield Row(f"removed_{replay:g}", what, least, "of 1", bar, True)
    what = f"German, {replay:g}%: new loss above the 0% run's, most of 3 seeds"
    yield Row(f"cost_{replay:g}", what, cost, "nats", 0.3)


def no_lesson(runs: Runs) -> Iterator[Row]:
    """The floor, and what a warm-up makes of it and of forgetting."""
    warm = {replay: of_seeds(dataclasses.replace(LESSON, replay=replay, warm_up=WARM_UP)) for replay in (0.0, FLOOR)}
    for key, words, these in (
        ("floor", "no lesson, 100% old data", runs),
        ("floor_warm", f"the same with {WARM_UP} steps of warm-up", warm[FLOOR]),
        ("warm", f"German, 0%, with {WARM_UP} steps of warm-up", warm[0.0]),
    ):
        yield Row(f"{key}_rise", f"{words}: rise of the old loss, mean of 3 seeds", mean(these, "forgetting"), "nats")
        lost = mean(these, "right_before") - mean(these, "right_after")
        yield Row(f"{key}_lost", f"{words}: right old answers lost, mean of 3 seeds", lost, "of 1")


def slowly(fast: Runs) -> Iterator[Row]:
    """A lower learning rate for longer is a rival of replay: both losses, less those of the usual one."""
    slow = of_seeds(dataclasses.replace(LESSON, replay=0.0, lr=SLOWLY, steps=LONGER))
    words = f"German, 0%, at {SLOWLY:g} for {LONGER} steps"
    for name in ("old", "new"):
        change = mean(slow, f"{name}_after") - mean(fast, f"{name}_after")
        yield Row(f"slow_{name}", f"{words}: {name} loss above the usual run's, mean of 3 seeds", change, "nats")


HEAD = """| German, replay | old loss (nats a token) | forgetting removed | right old answers | broken | new loss |
|---|---|---|---|---|---|"""


def line(runs: Runs, twins: Runs) -> str:
    summaries = [run["summary"] for run in runs]
    parts = [share_removed(run, twin) or 0.0 for run, twin in zip(runs, twins, strict=True)]
    replay = runs[0]["experiment"]["replay"]
    columns = [
        spread([summary["old_after"] for summary in summaries]),
        "–" if replay == 0 else spread([100 * part for part in parts], "{:.0f}%"),
        spread([100 * share(summary["right_after"]) for summary in summaries], "{:.0f}%"),
        spread([100 * share(summary["broken_after"]) for summary in summaries], "{:.0f}%"),
        spread([summary["new_after"] for summary in summaries]),
    ]
    return f"| {replay:g}%{', no lesson' if replay == FLOOR else ''} | {' | '.join(columns)} |"


def share(value: float | None) -> float:
    """Of right answers, which the shipped tasks always have."""
    assert value is not None
    return value


def mean(runs: Runs, name: str) -> float:
    """Of a number of the summary, over the seeds."""
    values: list[Any] = [run["summary"][name] for run in runs]  # type: ignore[literal-required]  # one of its names
    return float(sum(values) / len(values))


def spread(values: list[float], form: str = "{:.2f}") -> str:
    """Mean, and the least and the most over the seeds."""
    middle, low, high = (form.format(v) for v in (sum(values) / len(values), min(values), max(values)))
    return f"{middle} ({low} to {high})"


def of_seeds(experiment: Experiment) -> Runs:
    return [run(dataclasses.replace(experiment, seed=seed)) for seed in SEEDS]


def run(experiment: Experiment) -> Record:
    record = new("bench", experiment, {})
    for event in jobs.train({"experiment": experiment.to_dict(), "light": True}):
        if event["type"] != "provenance" and event["type"] != "matrix":
            record["events"].append(event)
    record = finish(record, "done")
    print(f"  {experiment.to_query()}: {record['summary']}", flush=True)
    return record
