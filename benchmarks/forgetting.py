"""This measures what the runs show: German, 150 steps, seeds 0, 1 and 2. The bars are expectations, not promises.

python -m benchmarks forgetting     prints the table and puts it into docs/measures.md (about 6 minutes on 2 cores)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Row
from explainer.experiment import Experiment
from explainer.record import Record, finish, new, share_removed
from explainer.training import jobs

SEEDS, REPLAYS = (0, 1, 2), (0.0, 1.0, 5.0, 25.0)
MEASURES = Path(__file__).parents[1] / "docs" / "measures.md"


def measure() -> Iterator[Row]:
    runs = {(r, s): run(Experiment(task="german", replay=r, seed=s)) for s in SEEDS for r in REPLAYS}
    text = "\n".join([HEAD, *(line(runs, replay) for replay in REPLAYS)])
    MEASURES.write_text(
        re.sub(r"(<!-- forgetting -->\n).*(<!-- end -->)", rf"\g<1>{text}\n\g<2>", MEASURES.read_text(), flags=re.S)
    )

    def least(values: Iterator[float]) -> float:
        return min(values)

    summaries = {key: record["summary"] for key, record in runs.items()}
    bare = [summaries[0.0, s] for s in SEEDS]
    yield Row(
        "rise_0",
        "German, 0%: rise of the old loss, least of 3 seeds",
        least(b["forgetting"] for b in bare),
        "nats",
        0.8,
        True,
    )
    yield Row(
        "right_0",
        "German, 0%: right old answers after, most of 3 seeds",
        max(share(b["right_after"]) for b in bare),
        "of 1",
        0.5,
    )
    for replay, bar in ((1.0, 0.35), (25.0, 0.85)):
        removed = [share_removed(runs[replay, s], runs[0.0, s]) or 0.0 for s in SEEDS]
        cost = max(summaries[replay, s]["new_after"] - summaries[0.0, s]["new_after"] for s in SEEDS)
        yield Row(
            f"removed_{replay:g}",
            f"German, {replay:g}%: share of forgetting removed, least of 3 seeds",
            min(removed),
            "of 1",
            bar,
            True,
        )
        yield Row(
            f"cost_{replay:g}", f"German, {replay:g}%: new loss above the 0% run's, most of 3 seeds", cost, "nats", 0.3
        )


HEAD = """| German, replay | old loss after (nats per token) | forgetting removed | right old answers | new loss after |
|---|---|---|---|---|"""


def line(runs: dict[tuple[float, int], Record], replay: float) -> str:
    of_seeds = [runs[replay, seed]["summary"] for seed in SEEDS]
    removed = [share_removed(runs[replay, seed], runs[0.0, seed]) or 0.0 for seed in SEEDS]
    columns = [
        spread([summary["old_after"] for summary in of_seeds]),
        "–" if replay == 0 else spread([100 * part for part in removed], "{:.0f}%"),
        spread([100 * share(summary["right_after"]) for summary in of_seeds], "{:.0f}%"),
        spread([summary["new_after"] for summary in of_seeds]),
    ]
    return f"| {replay:g}% | {' | '.join(columns)} |"


def share(value: float | None) -> float:
    """Of right answers, which the shipped tasks always have."""
    assert value is not None
    return value


def spread(values: list[float], form: str = "{:.2f}") -> str:
    """Mean, and the least and the most over the seeds."""
    mean, low, high = (form.format(v) for v in (sum(values) / len(values), min(values), max(values)))
    return f"{mean} ({low} to {high})"


def run(experiment: Experiment) -> Record:
    record = new("bench", experiment, {})
    for event in jobs.train({"experiment": experiment.to_dict()}):
        if event["type"] != "provenance" and event["type"] != "matrix":
            record["events"].append(event)
    record = finish(record, "done")
    print(f"  {experiment.task} {experiment.replay:g}% seed {experiment.seed}: {record['summary']}", flush=True)
    return record
