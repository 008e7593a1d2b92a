"""Event streams over real HTTP: they lose and repeat nothing, whatever ends first."""

import contextlib
import http.client
import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from explainer import record
from explainer.experiment import Experiment
from explainer.jobs.store import Store
from explainer.web.api import stream as sse
from tests.helpers.fakes import alive, ended, until
from tests.helpers.serving import OWNER, numbered, serving, whole_server


def test_the_whole_stream_is_the_stored_events_then_one_status_then_the_end(tmp_path: Path) -> None:
    with serving(tmp_path) as (client, desk):
        run = ended(desk, desk.submit(Experiment(steps=40)))
        with client.stream(run["id"]) as stream:
            messages = list(stream)
    assert numbered(messages) == list(enumerate(run["events"], 1))
    status, end = messages[-2:]
    assert len(messages) == len(run["events"]) + 2
    assert (status["event"], end["event"]) == ("status", "end")
    last = json.loads(status["data"])
    assert last["status"] == "done"
    assert last["reason"] is None
    assert last["summary"] == run["summary"]
    assert "id" not in status
    assert "id" not in end


def test_from_every_cut_the_stream_goes_on_with_exactly_the_rest(tmp_path: Path) -> None:
    with serving(tmp_path) as (client, desk):
        run = ended(desk, desk.submit(Experiment(steps=9)))
        every = list(enumerate(run["events"], 1))
        for cut in range(len(every) + 2):
            with client.stream(run["id"], **{"Last-Event-ID": str(cut)}) as stream:
                assert numbered(list(stream)) == every[cut:]
            with client.stream(run["id"], f"?after={cut}") as stream:
                assert numbered(list(stream)) == every[cut:]
            with client.stream(run["id"], "?after=1", **{"Last-Event-ID": str(cut or 1)}) as stream:
                assert numbered(list(stream)) == every[cut or 1 :]  # the header is the newer of the two


def test_a_living_stream_cut_again_and_again_loses_and_repeats_nothing(tmp_path: Path) -> None:
    events: list[tuple[int, Any]] = []
    with serving(tmp_path, "endless") as (client, desk):
        run_id = desk.submit(Experiment())
        for part in range(5):
            with client.stream(run_id, **({"Last-Event-ID": str(events[-1][0])} if events else {})) as stream:
                for message in stream:
                    events += numbered([message])
                    if len(events) >= 7 * (part + 1):
                        break
        desk.stop(run_id)
        with client.stream(run_id, **{"Last-Event-ID": str(events[-1][0])}) as stream:
            events += numbered(list(stream))
        run = desk.store.record(run_id)
    assert run is not None
    assert events == list(enumerate(run["events"], 1))
    assert len(events) >= 35


def test_a_stream_tells_of_waiting_running_pausing_and_stopping(tmp_path: Path) -> None:
    with serving(tmp_path, "endless") as (client, desk):
        until(desk.ready)
        first, second = (desk.submit(Experiment(), owner=OWNER) for _ in range(2))
        with client.stream(second) as stream:
            statuses = (json.loads(message["data"]) for message in stream if message.get("event") == "status")
            waiting = next(statuses)
            assert (waiting["status"], waiting["position"]) == ("queued", 1)
            client.post(f"/api/runs/{first}/stop")
            assert next(status for status in statuses if status["status"] == "running")["position"] is None
            assert client.post(f"/api/runs/{second}/pause") == (200, {"status": "paused"})
            assert next(status for status in statuses if status["status"] == "paused")["eta_seconds"] is None
            assert client.post(f"/api/runs/{second}/resume") == (200, {"status": "running"})
            assert next(status for status in statuses if status["status"] == "running")
            assert client.post(f"/api/runs/{second}/stop") == (200, {"status": "stopped"})
            last = list(statuses)[-1]
            assert last["status"] == "stopped"
            assert last["summary"]["old_before"] == 0.5
        assert client.post(f"/api/runs/{second}/resume")[0] == 409


def test_a_quiet_stream_is_kept_alive_by_comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "HEARTBEAT", 0.1)
    with serving(tmp_path, "hangs", stop_seconds=0.1) as (client, desk):
        run_id = desk.submit(Experiment())
        connection, response = client.open("GET", f"/api/runs/{run_id}/events")
        with contextlib.closing(connection), contextlib.closing(response):
            until(lambda: response.readline().startswith(b":"))


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_signal_ends_the_server_its_streams_and_its_workers_and_no_event_is_lost(tmp_path: Path, number: int) -> None:
    messages: list[dict[str, str]] = []
    with whole_server(tmp_path, "endless") as (server, client):
        run = client.get("/submit")[1]
        with client.stream(run["id"]) as stream:
            while len(numbered(messages)) <= 3:
                messages.append(next(stream))
            server.send_signal(number)
            with contextlib.suppress(http.client.HTTPException, ConnectionError):
                messages += list(stream)  # it ends
        _, log = server.communicate(timeout=10)
        assert "Traceback" not in log
    until(lambda: not any(alive(pid, zombies=False) for pid in run["pids"]))
    store = Store(tmp_path)
    assert store.interrupt_running() == (number == signal.SIGKILL)
    stored = store.record(run["id"])
    store.close()
    assert stored is not None
    assert record.check(stored)["status"] == "interrupted"
    seen = numbered(messages)
    assert seen == list(enumerate(stored["events"], 1))[: len(seen)]
    assert len(seen) > 3
