"""The store keeps every run and its events in one SQLite file, and a folder of weights for each run.

Other work on a run, such as the measuring of its valley, has a row of its own beside the run's, with the same life:
queued, running, ended; events; gone with it. Knows nothing of workers, torch or the web. Safe to use from any thread.
Whoever holds a run's id may read the run; nothing here lists ids.

    store = Store(Path(".data"));  run_id = store.create(Experiment());  store.append(run_id, event)
    store.finish(run_id, "done");  store.record(run_id)["summary"]
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict

from explainer.experiment import Experiment
from explainer.record import ENDED, RUNNING, SCHEMA, Provenance, Record, Summary, summarise
from explainer.tables.names import is_id

OPEN = "status IN (" + ", ".join(f"'{status}'" for status in RUNNING) + ")"
STOPPED = "The server was stopped before this had ended."
UPGRADES = (  # the n-th brings a file of version n to version n + 1; an empty file has version 0
    (
        "CREATE TABLE runs (id TEXT PRIMARY KEY, created REAL NOT NULL, updated REAL NOT NULL, status TEXT NOT NULL, "
        "reason TEXT, experiment TEXT NOT NULL, provenance TEXT NOT NULL, summary TEXT NOT NULL DEFAULT '{}', "
        "twin TEXT)",
        "CREATE TABLE events (run TEXT NOT NULL, seq INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (run, seq)) "
        "WITHOUT ROWID",
    ),
    (
        "ALTER TABLE runs ADD COLUMN owner TEXT NOT NULL DEFAULT ''",  # what `key` makes of the owner's secret
        "ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'train'",
        "UPDATE runs SET kind = 'valley' WHERE id LIKE '%.valley'",
    ),
)
VERSION = len(UPGRADES)


class StoreError(ValueError):
    """A data folder that cannot be used; its text is one sentence for whoever starts the server."""


class State(TypedDict):
    """Where a run, or other work, stands."""

    status: str
    reason: str | None
    summary: Summary


class Store:
    """One connection writes and another reads, so that no reader ever waits for a write to reach the disk."""

    def __init__(self, data: Path) -> None:
        """Raises StoreError."""
        self.data, self.path = data, data / "runs.sqlite"
        self._writing, self._reading = threading.RLock(), threading.Lock()
        try:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds readers' own texts
            self._writer, self._reader = self._open(), self._open()
            self._claim = claim(data / "owner.sqlite")
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"The runs in {data} cannot be opened ({error}): choose another EXPLAINER_DATA.") from None

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # before WAL: it counts only in an empty file
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last second, never the file
            upgrade(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        for connection in (self._writer, self._reader, self._claim):
            if connection:
                connection.close()

    def create(
        self, experiment: Experiment, twin: str | None = None, provenance: Provenance | None = None, owner: str = ""
    ) -> str:
        """A new run, queued, with a folder for its weights; returns its id."""
        run_id = secrets.token_hex(16)
        described = {"experiment": json.dumps(experiment.to_dict()), "provenance": json.dumps(provenance or {})}
        self._insert(id=run_id, kind="train", twin=twin, owner=key(owner), **described)
        self.folder(run_id).mkdir(parents=True)
        return run_id

    def create_beside(self, run_id: str, kind: str) -> str:
        """Other work on a run, queued, in place of any of its kind that came to nothing; returns its id."""
        work_id = beside(run_id, kind)
        with self._writing:
            self._forget(work_id)
            self._insert(id=work_id, kind=kind, experiment="{}", provenance="{}")
        return work_id

    def _insert(self, **row: str | None) -> None:
        now = time.time()
        values = {"created": now, "updated": now, "status": "queued", **row}
        self._write(f"INSERT INTO runs ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", *values.values())

    def append(self, work_id: str, event: Mapping[str, Any]) -> bool:
        """Keeps an event. False, and nothing kept, when the work has ended: what viewers saw end stays as it was."""
        return self._write(
            "INSERT INTO events (run, seq, data) SELECT id, (SELECT coalesce(max(seq), 0) + 1 FROM events "
            f"WHERE run = runs.id), ? FROM runs WHERE id = ? AND {OPEN}",
            json.dumps(event, allow_nan=False),
            work_id,
        )

    def set_status(self, work_id: str, status: str) -> bool:
        """Moves work that has not ended between queued, running and paused. False when it has ended."""
        change = f"UPDATE runs SET status = ?, updated = ? WHERE id = ? AND {OPEN}"
        return self._write(change, status, time.time(), work_id)

    def set_provenance(self, work_id: str, fields: Mapping[str, Any]) -> None:
        """Adds to what is known of how a run was made."""
        with self._writing:
            row = self._writer.execute("SELECT provenance FROM runs WHERE id = ?", (work_id,)).fetchone()
            if row:
                merged = json.dumps({**json.loads(row[0]), **fields}, allow_nan=False)
                self._write("UPDATE runs SET provenance = ? WHERE id = ?", merged, work_id)

    def finish(self, work_id: str, status: str, reason: str | None = None) -> bool:
        """Ends work, with the summary of what it recorded. False when it had ended before."""
        with self._writing:
            rows = self._writer.execute("SELECT data FROM events WHERE run = ? ORDER BY seq", (work_id,)).fetchall()
            summary = json.dumps(summarise([json.loads(row[0]) for row in rows]))
            return self._write(
                f"UPDATE runs SET status = ?, reason = ?, summary = ?, updated = ? WHERE id = ? AND {OPEN}",
                *(status, reason, summary, time.time(), work_id),
            )

    def interrupt_running(self) -> int:
        """Closes what an earlier server left open, all events kept; returns how much work that was. Does nothing
        while another server uses the same folder, because what is open is that server's."""
        if not self._claim:
            return 0
        rows = self._read(f"SELECT id FROM runs WHERE {OPEN}")
        return sum(self.finish(work_id, "interrupted", STOPPED) for (work_id,) in rows)

    def exists(self, run_id: str) -> bool:
        """Whether there is such a run."""
        return is_id(run_id) and self.state(run_id) is not None

    def owns(self, run_id: str, owner: str) -> bool:
        """Whether this secret is the one that the run was started with; never, for a run that was started without."""
        rows = self._read("SELECT owner FROM runs WHERE id = ?", run_id)
        return bool(rows) and is_id(owner) and secrets.compare_digest(rows[0][0], key(owner))

    def state(self, work_id: str) -> State | None:
        """Where a run, or other work, stands; None when there is no such thing."""
        if not is_id(run_of(work_id)):
            return None
        rows = self._read("SELECT status, reason, summary FROM runs WHERE id = ?", work_id)
        return {"status": rows[0][0], "reason": rows[0][1], "summary": json.loads(rows[0][2])} if rows else None

    def events_after(self, work_id: str, seq: int, limit: int = 500) -> list[tuple[int, str]]:
        """(number, JSON) of the events that follow event number `seq`; the first event is number 1."""
        return self._read(
            "SELECT seq, data FROM events WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?", work_id, seq, limit
        )

    def last_event(self, work_id: str, type: str) -> dict[str, Any] | None:
        """The newest event of a type."""
        newest = "SELECT data FROM events WHERE run = ? AND json_extract(data, '$.type') = ? ORDER BY seq DESC LIMIT 1"
        rows = self._read(newest, work_id, type)
        return json.loads(rows[0][0]) if rows else None

    def record(self, run_id: str) -> Record | None:
        """The run's record so far, with its twin's id while there is such a run; None when there is no such run."""
        state = self.state(run_id) if is_id(run_id) else None
        if state is None:
            return None
        twin = "SELECT id FROM runs AS other WHERE other.id = runs.twin"
        [row] = self._read(f"SELECT experiment, provenance, ({twin}) FROM runs WHERE id = ?", run_id)
        return {
            "schema": SCHEMA,
            "id": run_id,
            "experiment": json.loads(row[0]),
            "provenance": json.loads(row[1]),
            "events": [json.loads(data) for _, data in self.events_after(run_id, 0, -1)],
            **state,
            "twin": row[2],
        }

    def keeps_weights(self, run_id: str) -> bool:
        """Whether a checkpoint was recorded, so that there is somebody to chat with."""
        checkpoint = "SELECT 1 FROM events WHERE run = ? AND json_extract(data, '$.type') = 'checkpoint' LIMIT 1"
        return bool(self._read(checkpoint, run_id))

    def model(self, run_id: str) -> str | None:
        """The name of the model that a run trains."""
        rows = self._read("SELECT json_extract(experiment, '$.model') FROM runs WHERE id = ?", run_id)
        return str(rows[0][0]) if rows and rows[0][0] else None

    def has_text(self, run_id: str) -> bool:
        """Whether the run is trained on a reader's own text."""
        text = "SELECT 1 FROM runs WHERE id = ? AND json_extract(experiment, '$.text') != ''"
        return bool(self._read(text, run_id))

    def folder(self, run_id: str) -> Path:
        """Where the run's weights are kept. Raises ValueError for what is no run id, before any path is made of it."""
        if not is_id(run_id):
            raise ValueError("There is no such run.")
        return self.data / "weights" / run_id

    def prune(self, days: float, megabytes: float) -> list[str]:
        """Removes ended runs: those older than `days`, then the longest ended until the rest fits in `megabytes`."""
        rows = self._read(
            "SELECT id, updated, status, length(experiment) + (SELECT coalesce(sum(length(data)), 0) FROM events "
            "WHERE run >= runs.id AND run < runs.id || '/') FROM runs WHERE kind = 'train' ORDER BY updated"
        )
        sizes = {run_id: size + weigh(self.folder(run_id)) for run_id, _, _, size in rows}
        total, removed = sum(sizes.values()), []
        for run_id, updated, status, _ in rows:
            if status in ENDED and (updated < time.time() - days * 86_400 or total > megabytes * 1_000_000):
                self._remove(run_id)
                removed.append(run_id)
                total -= sizes[run_id]
        with self._writing:
            self._writer.executescript("PRAGMA incremental_vacuum")  # execute() would free one page and stop
        return removed

    def _remove(self, run_id: str) -> None:
        # The folder first: what dies half-way leaves a row, and the next prune finds it again.
        shutil.rmtree(self.folder(run_id), ignore_errors=True)
        self._forget(run_id)

    def _forget(self, work_id: str) -> None:
        """Drops work, and what is beside it."""
        self._write("DELETE FROM events WHERE run >= ? AND run < ? || '/'", work_id, work_id)
        self._write("DELETE FROM runs WHERE id >= ? AND id < ? || '/'", work_id, work_id)

    def _write(self, statement: str, *values: Any) -> bool:
        with self._writing:
            return self._writer.execute(statement, values).rowcount > 0

    def _read(self, statement: str, *values: Any) -> list[Any]:
        with self._reading:
            return self._reader.execute(statement, values).fetchall()


def beside(run_id: str, kind: str) -> str:
    """The id of other work on a run; "." is the sign before "/", so what is beside a run is sorted between it and
    its id with a "/"."""
    return f"{run_id}.{kind}"


def run_of(work_id: str) -> str:
    """The id of the run that work is on: its own, or what stands before the dot."""
    return work_id.partition(".")[0]


def upgrade(connection: sqlite3.Connection) -> None:
    """Brings a file to this version, all of it or nothing. Raises sqlite3.DatabaseError for one of a newer version."""
    if version_of(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")  # two servers may open one file at once
    try:
        if version_of(connection) > VERSION:
            raise sqlite3.DatabaseError("a newer version of this program wrote it")
        for statements in UPGRADES[version_of(connection) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def key(owner: str) -> str:
    """What is kept of an owner's secret: its SHA-256, so that who reads the file cannot steer; "" for no secret."""
    return hashlib.sha256(owner.encode()).hexdigest() if is_id(owner) else ""


def claim(path: Path) -> sqlite3.Connection | None:
    """A lock that this process holds while the connection is open and that ends with the process, however it
    ends; None when another process holds it. SQLite's own locks are the ones that work on every system."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        return connection
    except sqlite3.OperationalError:
        connection.close()
        return None


def weigh(folder: Path) -> int:
    """Bytes in a folder; 0 when there is none."""
    with contextlib.suppress(OSError):
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return 0
