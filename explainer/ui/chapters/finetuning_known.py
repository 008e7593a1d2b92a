"""This module is chapter 2's second figure: how often a fact must be read to be known, by the exam of each Pebble."""

from __future__ import annotations

import math
from typing import Any

from explainer import exam
from explainer.plots import finetuning as plots
from explainer.ui import charts

WAY = "as written"
SURE = 1.96  # deviations of a normal distribution on either side of 95% of it


def interval(right: int, total: int) -> tuple[float, float]:
    """The 95% interval of a share, 0 to 1, by Wilson 1927 (J. Am. Stat. Assoc. 22)."""
    share, z = right / total, SURE
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, middle - half), min(1.0, middle + half)


def rows() -> list[dict[str, Any]]:
    """By Pebble and times read: how many of how many facts are answered right."""
    table = []
    for passed in (exam.read(), *exam.siblings()):
        title = f"its sibling of seed {passed['seed']}" if passed["seed"] else "Pebble"
        for row in passed["ways"][WAY]:
            low, high = interval(row["right"], row["total"])
            share = row["right"] / row["total"]
            table.append(
                {
                    "pebble": title,
                    "times": row["times"],
                    "right": share,
                    "low": low,
                    "high": high,
                    "of": row["right"],
                    "total": row["total"],
                }
            )
    return table


def words() -> dict[str, str]:
    """What the text says of the shipped Pebble's exam."""
    passed = exam.read()
    by_times = {row["times"]: row for row in passed["ways"][WAY]}

    def share(times: int) -> str:
        return f"{by_times[times]['right'] / by_times[times]['total']:.0%}"

    return {
        "known_once": share(1),
        "known_often": share(exam.OFTEN),
        "known_most": share(max(by_times)),
        "often": str(exam.OFTEN),
        "most": str(max(by_times)),
        "right_typed": f"{exam.share(passed, 'lower case, no punctuation'):.0%}",
        "right_slip": f"{exam.share(passed, 'one slip'):.0%}",
        "modest": f"{passed['modest']} of {passed['outside']}",
    }


def known() -> None:
    table = rows()
    first = [row for row in table if row["pebble"] == table[0]["pebble"]]
    alt = "Facts answered right, by how often Pebble reads them: " + "; ".join(
        f"{row['times']} times {row['right']:.0%}" for row in first
    )
    charts.figure(plots.known(table, charts.palette()), table, f"{alt}.", "known")
