"""This module holds the outside facts: every number the app prints that it did not measure, with its source and grade.

Reads and checks the CSV files of assets/facts/, in which each row has an id, a source (an address), a name to cite it
by, and a grade. Knows nothing of pages. In a text a fact is written {table.row.column}, and printed with its source:

    fact("replay_table.german-1.d0_pile_loss").value     # "2.83"
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).parents[1] / "assets" / "facts"
NOT_FOUND = "–"  # a grade: looked for, found nowhere; the one case that needs no source
GRADES = {
    "A": "read in the source itself",
    "B": "two independent readings, or the paper’s abstract",
    "C": "one secondary reading: reported",
    NOT_FOUND: "looked for, and not found",
}
EVERY = ("id", "source", "cite", "grade")
COLUMNS = {
    "replay_table": ("shift", "replay_pct", "d0_pile_loss", "d1_loss", "avg_printed", "kind"),
    "instructgpt_table14": ("task", "gpt3_175b", "ppo_175b_no_pretrain_mix", "ppo_ptx_175b_with_pretrain_mix"),
    "openchat_benchmarks": ("model", "params", "average", "mt_bench", "humaneval", "mmlu", "gsm8k"),
    "openchat_vs_grok": ("model", "license", "params", "average", "mmlu", "humaneval", "math", "gsm8k"),
    "openness_index": ("name", "org", "type", "releasedate", "weights_basemodel", "datasources_basemodel"),
    "models": ("model", "maker", "aspect", "value", "note", "index", "pin"),
    "ways_across": ("method", "needs", "reported"),
    "claims": ("draft", "says"),
    "numbers": ("value", "what"),
}
Row = dict[str, str]


class FactsError(ValueError):
    """A facts file that cannot be used; its text is one sentence for whoever edits it."""


class Fact(NamedTuple):
    """A value as it is printed, where it comes from, and how well it is known (a key of GRADES)."""

    value: str
    source: str
    cite: str
    grade: str


@cache
def table(name: str, home: Path = HOME) -> tuple[Row, ...]:
    """The rows of a facts file, checked. Raises FactsError."""
    path = home / f"{name}.csv"
    if name not in COLUMNS or not path.is_file():
        raise FactsError(f"There is no facts file {path.name}: there are {', '.join(COLUMNS)}.")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in EVERY + COLUMNS[name] if column not in (reader.fieldnames or ())]
        if missing:
            raise FactsError(f"{path.name} lacks the column {missing[0]}.")
        rows = tuple(reader)
    for number, row in enumerate(rows, start=2):
        check(row, f"{path.name}, line {number}")
    twice = [id for id, count in Counter(row["id"] for row in rows).items() if count > 1]
    if twice:
        raise FactsError(f"{path.name} has the id {twice[0]} more than once.")
    return rows


def check(row: Row, where: str) -> None:
    """Raises FactsError when a row lacks its id, source, citation or grade, or has more cells than columns."""
    if None in row or None in row.values():
        raise FactsError(f"{where}: the row does not have as many cells as the file has columns.")
    if not re.fullmatch(r"[a-z0-9_-]+", row["id"]):
        raise FactsError(f"{where}: the id cannot be {row['id']!r:.40}: it is lower-case letters, digits, - and _.")
    if row["grade"] not in GRADES:
        raise FactsError(f"{where}: the grade cannot be {row['grade']!r:.40}: it is one of {', '.join(GRADES)}.")
    if row["grade"] == NOT_FOUND:
        return
    if not re.fullmatch(r"https://[^\s()]+", row["source"]):
        raise FactsError(f"{where}: the source cannot be {row['source']!r:.40}: it is an address, https://….")
    if not row["cite"].strip():
        raise FactsError(f"{where}: the source has no name to cite it by (column cite).")


def row(name: str, id: str, home: Path = HOME) -> Row:
    """One row of a table. Raises FactsError."""
    for candidate in table(name, home):
        if candidate["id"] == id:
            return candidate
    raise FactsError(f"{name}.csv has no row {id!r:.40}.")


def fact(reference: str) -> Fact:
    """`table.row.column`, or `numbers.row` for its value. Raises FactsError."""
    if reference.count(".") not in (1, 2):
        raise FactsError(f"A fact is written table.row.column, not {reference!r:.60}.")
    name, id, column = (*reference.split("."), "value")[:3]
    cells = row(name, id)
    source = Fact("", cells["source"], cells["cite"], cells["grade"])
    if (name, column) in DERIVED:
        return source._replace(value=DERIVED[name, column](cells), cite=f"{source.cite}; our arithmetic")
    if not cells.get(column):
        raise FactsError(f"{name}.csv has nothing in the column {column!r:.40} of the row {id}.")
    return source._replace(value=cells[column])


# What we compute from the tables


def rise(run: Row) -> float:
    """Forgetting in nats per token: the old loss after the second training, less the old loss before it."""
    return float(run["d0_pile_loss"]) - float(row("replay_table", "pile")["d0_pile_loss"])


def removed(run: Row) -> float:
    """Share of forgetting that replay removed, in per cent: (rise without replay - rise) / rise without replay."""
    twins = (row for row in table("replay_table") if row["shift"] == run["shift"] and row["replay_pct"] == "0")
    bare = rise(next(twins))
    return 100 * (bare - rise(run)) / bare


# The benchmarks of each table, in its order and as people write them
BENCHMARKS: dict[str, dict[str, str]] = {
    "openchat_benchmarks": {
        "mt_bench": "MT-Bench × 10",
        "humaneval": "HumanEval",
        "bbh_mc": "BBH (multiple choice)",
        "agieval": "AGIEval",
        "truthfulqa": "TruthfulQA",
        "mmlu": "MMLU",
        "gsm8k": "GSM8K",
        "bbh_cot": "BBH (chain of thought)",
    },
    "openchat_vs_grok": {"mmlu": "MMLU", "humaneval": "HumanEval", "math": "MATH", "gsm8k": "GSM8K"},
}


def score(model: Row, benchmark: str) -> float | None:
    """0 to 100; MT-Bench (0 to 10) times 10, as the model card averages it. None where nobody reported it."""
    return float(model[benchmark]) * (10 if benchmark == "mt_bench" else 1) if model[benchmark] else None


def average(model: Row, benchmarks: Iterable[str]) -> float | None:
    """The mean over these benchmarks; None where there are none, or one that was not reported."""
    scores = [score(model, benchmark) for benchmark in benchmarks]
    known = [value for value in scores if value is not None]
    return sum(known) / len(known) if known and len(known) == len(scores) else None


def without_humaneval(model: Row) -> float:
    """Mean of the other seven benchmarks."""
    mean = average(model, [name for name in BENCHMARKS["openchat_benchmarks"] if name != "humaneval"])
    if mean is None:
        raise FactsError(f"openchat_benchmarks.csv has not all benchmarks of {model['id']}, so there is no mean.")
    return mean


def recovered(task: Row) -> float:
    """Share of what fine-tuning cost that mixing the pretraining data back in undid, in per cent."""
    before, without = float(task["gpt3_175b"]), float(task["ppo_175b_no_pretrain_mix"])
    mixed = float(task["ppo_ptx_175b_with_pretrain_mix"])
    return 100 * (mixed - without) / (before - without)


DERIVED: dict[tuple[str, str], Callable[[Row], str]] = {
    ("replay_table", "rise"): lambda run: f"{rise(run):.2f}",
    ("replay_table", "removed"): lambda run: f"{removed(run):.0f}%",
    ("replay_table", "perplexity"): lambda run: f"{math.exp(float(run['d0_pile_loss'])):.1f}",
    ("openchat_benchmarks", "without_humaneval"): lambda model: f"{without_humaneval(model):.1f}",
    ("instructgpt_table14", "recovered"): lambda task: f"{recovered(task):.0f}%",
}


@dataclass(frozen=True)
class Openness:
    """How many systems of the index there are, and how many have open (and gated) weights and open data."""

    systems: int
    open_weights: int
    gated: int
    both: int


def openness(rows: tuple[Row, ...] | list[Row]) -> Openness:
    """Counts rows of the index. `both`: weights to be had, gated ones included, and the data open."""
    to_be_had = [r for r in rows if r["weights_basemodel"] in ("open", "partial")]
    return Openness(
        len(rows),
        sum(r["weights_basemodel"] == "open" for r in rows),
        sum(r["weights_basemodel"] == "partial" for r in rows),
        sum(r["datasources_basemodel"] == "open" for r in to_be_had),
    )
