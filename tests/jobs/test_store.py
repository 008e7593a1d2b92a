"""The store keeps every event once and in order, ends a run once, and forgets only what it may."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer import record
from explainer.events import Event
from explainer.experiment import Experiment
from explainer.fields import FieldError
from explainer.jobs.settings import ROOT, Settings
from explainer.jobs.store import Store, StoreError
from explainer.tables.names import is_id

OUTSIDE = ["../" * 8, "../../../../etc/passwd"]
BAD_IDS = ["", "x", "a" * 10_000, *OUTSIDE, "a" * 31 + "\n", "a" * 32 + "\n", "ä" * 32, "٣" * 32]


def loss(step: int, old: float = 0.5) -> Event:
    return {"type": "loss", "step": step, "old": old, "new": 4.0 - step, "train": None}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path)
    yield opened
    opened.close()


def test_a_run_comes_back_as_a_valid_record(store: Store) -> None:
    twin = store.create(Experiment(task="custom", text="Привет 🌍 \u2028", replay=0))
    run_id = store.create(Experiment(replay=1.5), twin, {"kind": "live"})
    for step, old in enumerate((0.5, 0.75, 2.0)):
        assert store.append(run_id, loss(step, old))
    assert store.finish(run_id, "done")
    assert store.model(run_id) == "pebble" and store.model("0" * 32) is None
    run = store.record(run_id)
    assert run is not None
    assert record.check(run) is run
    assert run["events"] == [loss(0, 0.5), loss(1, 0.75), loss(2, 2.0)]
    assert (run["status"], run["reason"], run["twin"]) == ("done", None, twin)
    assert run["summary"]["forgetting"] == 2.0 - 0.5
    assert Experiment.from_dict(run["experiment"]) == Experiment(replay=1.5)
    bare = store.record(twin)
    assert bare is not None
    assert bare["experiment"]["text"] == "Привет 🌍 \u2028"
    assert bare["twin"] is None


def test_every_cut_of_the_events_continues_with_exactly_the_rest(store: Store) -> None:
    run_id = store.create(Experiment())
    for step in range(12):
        store.append(run_id, loss(step))
    every = store.events_after(run_id, 0)
    assert [seq for seq, _ in every] == list(range(1, 13))
    assert [json.loads(data)["step"] for _, data in every] == list(range(12))
    for cut in range(14):
        assert store.events_after(run_id, cut) == every[cut:]
    assert store.events_after(run_id, 3, limit=2) == every[3:5]


def test_what_has_ended_stays_as_it_was(store: Store) -> None:
    run_id = store.create(Experiment())
    store.append(run_id, loss(0))
    assert store.finish(run_id, "stopped", "Enough.")
    before = store.record(run_id)
    assert not store.append(run_id, loss(1))
    assert not store.finish(run_id, "done")
    assert not store.set_status(run_id, "running")
    assert store.record(run_id) == before


def test_threads_lose_nothing_and_keep_their_order(store: Store) -> None:
    run_id, writers, each = store.create(Experiment()), 8, 40

    def write(writer: int) -> None:
        for step in range(each):
            store.append(run_id, {**loss(step), "writer": writer})
            assert len(store.events_after(run_id, 0)) > step

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run = store.record(run_id)
    assert run is not None
    assert len(run["events"]) == writers * each
    for writer in range(writers):
        assert [event["step"] for event in run["events"] if event["writer"] == writer] == list(range(each))


def test_a_number_that_json_has_not_is_refused_and_harms_nothing(store: Store) -> None:
    run_id = store.create(Experiment())
    with pytest.raises(ValueError, match="not JSON compliant"):
        store.append(run_id, loss(0, float("nan")))
    assert store.events_after(run_id, 0) == []


@pytest.mark.parametrize("bad", BAD_IDS, ids=lambda bad: f"{len(bad)}-{bad[:3]!a}")
def test_what_is_no_id_is_no_run_and_makes_no_path(store: Store, bad: str) -> None:
    assert store.state(bad) is None
    assert store.record(bad) is None
    assert not store.exists(bad)
    with pytest.raises(ValueError, match="no such run"):
        store.folder(bad)


def test_ids_are_long_random_and_their_folders_are_inside_the_data(store: Store, tmp_path: Path) -> None:
    ids = [store.create(Experiment()) for _ in range(50)]
    assert len(set(ids)) == 50
    assert all(is_id(run_id) for run_id in ids)
    assert all(store.folder(run_id).is_dir() and tmp_path in store.folder(run_id).parents for run_id in ids)
    assert not store.exists("a" * 32)


LEAVE_OPEN = """
import os, sys
from pathlib import Path
from explainer.experiment import Experiment
from explainer.jobs.store import Store
store = Store(Path(sys.argv[1]))
for status in ("queued", "running", "paused"):
    run_id = store.create(Experiment())
    for step in range(3):
        store.append(run_id, {"type": "loss", "step": step, "old": 1.0 + step, "new": 4.0, "train": None})
    store.set_status(run_id, status)
    print(run_id, flush=True)
os.kill(os.getpid(), 9)
"""


def test_after_kill_9_open_runs_are_interrupted_with_all_their_events(tmp_path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", LEAVE_OPEN, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert died.returncode == -9
    store = Store(tmp_path)
    done = store.create(Experiment())
    store.finish(done, "done")
    assert store.interrupt_running() == 3
    for run_id in died.stdout.split():
        run = store.record(run_id)
        assert run is not None
        assert record.check(run)["status"] == "interrupted"
        assert run["reason"]
        assert len(run["events"]) == 3
        assert run["summary"]["forgetting"] == 2.0
    state = store.state(done)
    assert state is not None
    assert state["status"] == "done"
    store.close()


def test_a_second_server_does_not_interrupt_the_runs_of_the_first(store: Store, tmp_path: Path) -> None:
    run_id = store.create(Experiment())
    second = Store(tmp_path)
    assert second.interrupt_running() == 0
    state = store.state(run_id)
    assert state is not None
    assert state["status"] == "queued"
    second.close()


def age(store: Store, run_id: str, days: float) -> None:
    connection = sqlite3.connect(store.path)
    connection.execute("UPDATE runs SET updated = ? WHERE id = ?", (time.time() - days * 86_400, run_id))
    connection.commit()
    connection.close()


def test_prune_by_age_takes_old_ended_runs_and_their_weights_only(store: Store) -> None:
    old, fresh, running = (store.create(Experiment()) for _ in range(3))
    for run_id in (old, fresh, running):
        store.append(run_id, loss(0))
        (store.folder(run_id) / "step-00000.safetensors").write_bytes(b"w" * 1000)
    store.finish(old, "done")
    store.finish(fresh, "failed", "It failed.")
    age(store, old, 31)
    age(store, running, 400)
    assert store.prune(days=30, megabytes=2000) == [old]
    assert store.record(old) is None
    assert store.events_after(old, 0) == []
    assert not store.folder(old).exists()
    for run_id in (fresh, running):
        assert store.exists(run_id)
        assert list(store.folder(run_id).iterdir())


def test_prune_by_size_takes_the_longest_ended_first_until_the_rest_fits(store: Store) -> None:
    ids = [store.create(Experiment()) for _ in range(5)]
    for place, run_id in enumerate(ids):
        (store.folder(run_id) / "step-00000.safetensors").write_bytes(b"w" * 1_000_000)
        if place != 0:
            store.finish(run_id, "done")
        age(store, run_id, 5 - place)  # the running one is the oldest of all
    assert store.prune(days=30, megabytes=3.1) == ids[1:3]
    assert [store.exists(run_id) for run_id in ids] == [True, False, False, True, True]
    weights = sum(file.stat().st_size for file in (store.data / "weights").rglob("*") if file.is_file())
    assert weights == 3_000_000
    assert store.prune(days=30, megabytes=0) == ids[3:]
    assert store.exists(ids[0])


def test_a_pruned_twin_is_no_longer_named(store: Store) -> None:
    twin = store.create(Experiment(replay=0))
    run_id = store.create(Experiment(), twin)
    store.finish(twin, "done")
    store.prune(days=30, megabytes=0)
    run = store.record(run_id)
    assert run is not None
    assert run["twin"] is None


def test_pruning_gives_the_space_back(store: Store) -> None:
    run_id = store.create(Experiment(task="custom", text="x" * 200_000))
    for step in range(200):
        store.append(run_id, {**loss(step), "padding": "x" * 5000})
    store.finish(run_id, "done")
    pages = "PRAGMA page_count"
    before = store._read(pages)[0][0]
    store.prune(days=30, megabytes=0)
    assert store._read(pages)[0][0] < before / 5


@pytest.mark.parametrize("content", [b"not a database at all " * 100, b"\0" * 4096 + b"x"])
def test_a_broken_file_is_one_sentence_and_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "runs.sqlite").write_bytes(content)
    with pytest.raises(StoreError) as error:
        Store(tmp_path)
    assert str(tmp_path) in str(error.value)
    assert "EXPLAINER_DATA" in str(error.value)
    assert (tmp_path / "runs.sqlite").read_bytes() == content


def test_a_folder_that_cannot_be_made_and_a_newer_file_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="EXPLAINER_DATA"):
        Store(tmp_path / "file")
    newer = sqlite3.connect(tmp_path / "runs.sqlite")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(StoreError, match="newer version"):
        Store(tmp_path)


VERSION_1 = """
CREATE TABLE runs (id TEXT PRIMARY KEY, created REAL NOT NULL, updated REAL NOT NULL, status TEXT NOT NULL, reason TEXT,
    experiment TEXT NOT NULL, provenance TEXT NOT NULL, summary TEXT NOT NULL DEFAULT '{}', twin TEXT);
CREATE TABLE events (run TEXT NOT NULL, seq INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (run, seq)) WITHOUT ROWID;
PRAGMA user_version = 1;
"""


def test_a_file_of_the_first_version_opens_with_its_runs_which_nobody_owns(tmp_path: Path) -> None:
    run_id, now, experiment = "a" * 32, time.time(), json.dumps(Experiment().to_dict())
    older = sqlite3.connect(tmp_path / "runs.sqlite")
    older.executescript(VERSION_1)
    insert = "INSERT INTO runs (id, created, updated, status, experiment, provenance) VALUES (?, ?, ?, 'done', ?, '{}')"
    older.execute(insert, (run_id, now, now, experiment))
    older.execute(insert, (run_id + ".valley", now, now, "{}"))
    older.execute("INSERT INTO events VALUES (?, 1, ?)", (run_id, json.dumps(loss(0))))
    older.commit()
    older.close()
    for _ in range(2):  # the second time it is of this version
        store = Store(tmp_path)
        run = store.record(run_id)
        assert run is not None
        assert record.check(run)["events"] == [loss(0)]
        assert not store.owns(run_id, "")
        assert not store.owns(run_id, "0" * 32)
        assert store._read("SELECT kind, owner FROM runs ORDER BY id") == [("train", ""), ("valley", "")]
        store.close()


def test_the_file_holds_no_secret_with_which_a_run_could_be_steered(store: Store) -> None:
    owner = "0123456789abcdef" * 2
    run_id = store.create(Experiment(), owner=owner)
    assert store.owns(run_id, owner)
    assert not store.owns(run_id, store._read("SELECT owner FROM runs")[0][0])
    assert owner not in str(store._read("SELECT * FROM runs"))


@pytest.mark.parametrize("cores", [1, 2, 3, 4, 6, 8, 64])
@pytest.mark.parametrize("asked", [{}, {"EXPLAINER_WORKERS": "1"}, {"EXPLAINER_THREADS": "1"}])
def test_workers_and_threads_never_ask_for_more_than_the_cores(cores: int, asked: dict[str, str]) -> None:
    settings = Settings.from_environment(asked, cores)
    assert 1 <= settings.workers * settings.threads <= cores
    if not asked:
        assert settings.workers == min(4, cores)
        assert settings.threads == cores // settings.workers


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("EXPLAINER_WORKERS", "0", "from 1 to 2"),
        ("EXPLAINER_WORKERS", "3", "from 1 to 2"),
        ("EXPLAINER_WORKERS", "1.5", "whole number"),
        ("EXPLAINER_THREADS", "nan", "from 1 to 2"),
        ("EXPLAINER_QUEUE", "many", "from 1 to 1000"),
        ("EXPLAINER_KEEP_DAYS", "-1", "from 0"),
        ("EXPLAINER_KEEP_MB", "inf", "from 0"),
        ("EXPLAINER_PAUSE_MINUTES", "x" * 10_000, "from 0"),
    ],
)
def test_a_bad_variable_is_one_sentence_with_its_name_and_what_is_allowed(name: str, value: str, allowed: str) -> None:
    with pytest.raises(FieldError) as error:
        Settings.from_environment({name: value}, cores=2)
    sentence = str(error.value)
    assert sentence.startswith(f"{name} cannot be '{value[:30]}")
    assert allowed in sentence
    assert len(sentence) < 150
    assert sentence.count(". ") == 0
    assert sentence.endswith(".")


def test_threads_fit_beside_the_workers_asked_for() -> None:
    assert Settings.from_environment({"EXPLAINER_WORKERS": "2"}, 8).threads == 4
    with pytest.raises(FieldError, match="EXPLAINER_THREADS"):
        Settings.from_environment({"EXPLAINER_WORKERS": "2", "EXPLAINER_THREADS": "5"}, 8)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_owner_may_look_into_the_data(tmp_path: Path) -> None:
    Store(tmp_path / "data").close()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
