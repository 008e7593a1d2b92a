"""This runs every measurement, prints a table and one JSON line, and puts the table into RESULTS.md.

python -m benchmarks            everything (about 16 minutes on 2 cores)
python -m benchmarks training   one or more of: training, web, story, embed, ball, valley, forgetting
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from datetime import date
from pathlib import Path

from benchmarks import ball, embed, forgetting, story, training, valley, web
from benchmarks.table import Row

RESULTS = Path(__file__).with_name("RESULTS.md")
PARTS = {
    "training": training.measure,
    "web": web.measure,
    "story": story.measure,
    "ball": ball.measure,
    "embed": embed.measure,
    "valley": valley.measure,
    "forgetting": forgetting.measure,
}


def main(names: list[str]) -> None:
    rows = [row for name in names or PARTS for row in PARTS[name]()]
    lines = ["| what | measured | bar | met |", "|---|---|---|---|", *map(table_line, rows)]
    print("\n".join(lines))
    print(json.dumps({"date": date.today().isoformat(), "machine": machine()} | {row.key: row.value for row in rows}))
    if not names:
        write("\n".join([f"{date.today()}, {machine()}.", "", *lines]))


def table_line(row: Row) -> str:
    bar = "–" if row.bar is None else f"{'at least' if row.more_is_better else 'at most'} {row.bar:g} {row.unit}"
    return f"| {row.what} | {row.value:.3g} {row.unit}{row.note} | {bar} | {row.verdict()} |"


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def write(table: str) -> None:
    """Replaces what stands between the markers; the words around it are written by people."""
    text = RESULTS.read_text()
    RESULTS.write_text(re.sub(r"(<!-- table -->\n).*(\n<!-- end -->)", rf"\g<1>{table}\g<2>", text, flags=re.S))


if __name__ == "__main__":
    main(sys.argv[1:])
