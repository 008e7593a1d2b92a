"""This module keeps what a sweep has finished in a growing file of JSON Lines: one that is killed goes on from there.

The first line says what the numbers were made with, each other line is one finished cell under its key. Only one
process may have the file at a time.

    with Finished(path, made_with) as finished: finished.add(key, cell)
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from explainer.sweep.plan import SweepError
from explainer.sweep.results import CellResult

MEND = "delete it to start again."


class Finished:
    """`cells` are the finished ones by key. `made_with` must be what an earlier part was made with."""

    def __init__(self, path: Path, made_with: dict[str, Any]) -> None:
        self.path, self.made_with = path, made_with
        self.cells: dict[str, CellResult] = {}

    def __enter__(self) -> Finished:
        """Raises SweepError where another process has the file, or its cells are not of our making."""
        self.file = self.path.open("a+b")
        try:
            if not lock(self.file):
                raise SweepError(f"{self.path.name} is being written by another sweep: wait for it or stop it.")
            self.load()
        except BaseException:
            self.file.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.file.close()

    def load(self) -> None:
        """Reads every whole line; a last one that was cut is dropped from the file too."""
        self.file.seek(0)
        lines = self.file.read().rpartition(b"\n")[0]
        self.file.truncate(len(lines) + 1 if lines else 0)
        if not lines:
            self.write({"made_with": self.made_with})
            return
        try:
            head, *rows = (json.loads(line) for line in lines.split(b"\n"))
            self.cells = {row.pop("key"): row for row in rows}
        except (ValueError, TypeError, KeyError):
            raise SweepError(f"{self.path.name} has a line that is no finished run: {MEND}") from None
        if not isinstance(head, dict) or head.get("made_with") != self.made_with:
            raise SweepError(f"{self.path.name} was begun with another Pebble, other versions or other curves: {MEND}")

    def add(self, key: str, cell: CellResult) -> None:
        self.cells[key] = cell
        self.write({"key": key, **cell})

    def write(self, line: dict[str, Any]) -> None:
        """On the disk before this returns."""
        self.file.write(json.dumps(line, ensure_ascii=False, allow_nan=False).encode() + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())

    def remove(self) -> None:
        self.file.close()
        self.path.unlink()


if sys.platform == "win32":
    import msvcrt

    def lock(file: BinaryIO) -> bool:
        """Whether the file is now ours; the system lets go of it when this process ends, however it ends."""
        file.seek(2**40)  # far behind the text: Windows would keep others from reading what is locked
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def lock(file: BinaryIO) -> bool:
        """Whether the file is now ours; the system lets go of it when this process ends, however it ends."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
