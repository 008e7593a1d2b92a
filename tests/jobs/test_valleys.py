"""The valley through the desk and over HTTP: fake jobs, real workers; turn, progress, cancel, death, bad input."""

import os
import signal

import pytest

from explainer import record
from explainer.experiment import Experiment
from explainer.jobs.errors import Full, NotFound, Refused
from explainer.jobs.store import Store
from explainer.landscape.ground import Ground
from explainer.landscape.shipped import write
from explainer.web.serving import files
from tests.helpers.fake_jobs import valley
from tests.helpers.fakes import ended, jobs, until, working_desk
from tests.helpers.serving import OWNER, is_sentence, serving

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these tests kill processes by signal")


def a_pair(desk, replay=5, steps=2):
    run = ended(desk, desk.submit_pair(Experiment(replay=replay, steps=steps), OWNER))
    ended(desk, run["twin"])
    return run["id"]


def over(desk, run_id):
    return until(lambda: (found := desk.valley(run_id))["status"] not in record.RUNNING and found)


def test_a_valley_is_measured_and_becomes_a_face_of_the_run(tmp_path):
    with working_desk(tmp_path) as desk:
        run_id = a_pair(desk)
        with pytest.raises(NotFound, match="has not been measured"):
            desk.valley(run_id)
        before = desk.store.record(run_id)
        assert desk.measure_valley(run_id) in record.RUNNING
        found = over(desk, run_id)
        assert found["status"] == "done" and (found["step"], found["steps"]) == (625, 625)
        assert Ground.from_dict(found["ground"]).name == run_id
        told = found["ground"]["provenance"]
        assert told["kind"] == "live" and told["created"].endswith("+00:00")
        assert desk.store.record(run_id) == before, "what the run recorded stays as it was"
        with pytest.raises(Refused, match="is there already"):
            desk.measure_valley(run_id)
    store = Store(tmp_path)  # the server comes back
    assert store.last_event(f"{run_id}.valley", "ground")["ground"] == found["ground"]
    (store.folder(run_id) / "step-00002.safetensors").write_bytes(b"w")
    store.prune(days=0, megabytes=0)
    assert store.state(f"{run_id}.valley") is None and store.events_after(f"{run_id}.valley", 0) == []
    store.close()


def test_while_it_is_measured_progress_time_left_and_a_coarse_ground_are_told(tmp_path):
    with working_desk(tmp_path, jobs(valley="valley_endless")) as desk:
        run_id = a_pair(desk)
        desk.measure_valley(run_id)
        found = until(lambda: (told := desk.valley(run_id))["step"] > 60 and told)
        assert found["status"] == "running" and found["steps"] == 625 and found["eta_seconds"] > 0
        assert len(found["ground"]["old"]) == 7
        with pytest.raises(Refused, match="being measured already"):
            desk.measure_valley(run_id)
        waiting = desk.submit(Experiment())
        assert desk.status(waiting)["position"] == 1, "it takes its turn like a run"
        assert desk.ask(None, None, ["Hello"])["items"][0]["text"] == "chat: olleH"


def test_a_valley_waits_its_turn(tmp_path):
    with working_desk(tmp_path) as desk:
        run_id = a_pair(desk)
    with working_desk(tmp_path, jobs("endless"), queue=1) as desk:
        until(desk.ready)
        other = desk.submit(Experiment())
        assert desk.measure_valley(run_id) == "queued"
        assert desk.valley(run_id)["position"] == 1
        with pytest.raises(Full):
            desk.submit(Experiment())
        desk.stop(other)
        assert over(desk, run_id)["status"] == "done"


def test_a_full_queue_leaves_no_valley_behind(tmp_path):
    with working_desk(tmp_path) as desk:
        run_id = a_pair(desk)
    with working_desk(tmp_path, jobs("endless"), queue=1) as desk:
        until(desk.ready)
        for _ in range(2):
            desk.submit(Experiment())
        with pytest.raises(Full, match="queue is full"):
            desk.measure_valley(run_id)
        with pytest.raises(NotFound, match="has not been measured"):
            desk.valley(run_id)


@pytest.mark.parametrize("when", ["running", "queued"])
def test_it_can_be_cancelled_and_measured_again(tmp_path, when):
    with working_desk(tmp_path, jobs("count", valley="valley_endless")) as desk:
        run_id = a_pair(desk)
        if when == "queued":
            other = a_pair(desk, replay=7)
            desk.measure_valley(other)
        desk.measure_valley(run_id)
        until(lambda: desk.valley(run_id)["status"] == when)
        assert desk.stop_valley(run_id) == "stopped"
        found = desk.valley(run_id)
        assert (found["status"], found["reason"]) == ("stopped", "It was cancelled.")
        assert desk.measure_valley(run_id) in ("queued", "running")
        assert desk.valley(run_id)["step"] < 625
        desk.stop_valley(run_id)
        assert desk.stop_valley(run_id) == "stopped"
        state = desk.store.state(run_id)
        assert state and state["status"] == "done", "the run itself is left alone"


def test_kill_9_fails_the_valley_with_a_reason_and_it_can_be_measured_again(tmp_path):
    with working_desk(tmp_path, jobs(valley="valley_endless")) as desk:
        run_id = a_pair(desk)
        desk.measure_valley(run_id)
        until(lambda: desk.valley(run_id)["step"] > 3)
        os.kill(desk.pids()[0], signal.SIGKILL)
        found = over(desk, run_id)
        assert (found["status"], found["reason"]) == (
            "failed",
            "The training process was killed (signal 9, SIGKILL).",
        )
        until(desk.ready)
        assert desk.measure_valley(run_id) in ("queued", "running")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("valley_broken", "is not a finite number"), ("valley_refuses", "never moved"), ("nonsense", "known type")],
)
def test_a_job_that_fails_is_a_failed_valley_with_one_sentence(tmp_path, name, reason):
    with working_desk(tmp_path, jobs(valley=name)) as desk:
        run_id = a_pair(desk)
        desk.measure_valley(run_id)
        found = over(desk, run_id)
        assert found["status"] == "failed" and reason in found["reason"] and found["reason"].endswith(".")


def test_closing_the_server_interrupts_it_and_a_restart_finds_it_interrupted(tmp_path):
    with working_desk(tmp_path, jobs(valley="valley_endless")) as desk:
        run_id = a_pair(desk)
        desk.measure_valley(run_id)
        until(lambda: desk.valley(run_id)["step"] > 3)
    store = Store(tmp_path)
    state = store.state(f"{run_id}.valley")
    assert state and state["status"] == "interrupted" and "server was stopped" in state["reason"]
    store.create_beside(run_id, "valley")  # as a server leaves it that is killed
    assert store.interrupt_running() == 1
    assert store.state(f"{run_id}.valley")["status"] == "interrupted"
    store.close()


def test_what_has_no_valley_is_refused_in_one_sentence(tmp_path):
    with working_desk(tmp_path, jobs("endless")) as desk:
        running = desk.submit_pair(Experiment(replay=5))
        alone = desk.submit(Experiment(replay=0))
        for bad in ("", "x", "../../etc", "a" * 32, f"{'a' * 32}.valley", "ä" * 32):
            for verb in (desk.valley, desk.measure_valley, desk.stop_valley):
                with pytest.raises(NotFound, match="no such run"):
                    verb(bad)
        with pytest.raises(Refused, match=r"^The run has not ended yet.*\.$"):
            desk.measure_valley(running)
        with pytest.raises(Refused, match=r"^A run without replay has no twin.*\.$"):
            desk.measure_valley(alone)
        desk.stop(running)
        with pytest.raises(Refused, match=r"did not come to its end \(stopped\)"):
            desk.measure_valley(running)
    with working_desk(tmp_path / "other") as desk:
        run_id = a_pair(desk)
        twin = desk.store.record(run_id)["twin"]
        for file in desk.store.folder(twin).iterdir():
            file.unlink()
        with pytest.raises(Refused, match=r"^The weights of the twin of this run were deleted.*\.$"):
            desk.measure_valley(run_id)
        desk.store._remove(twin)
        with pytest.raises(Refused, match=r"^The twin of this run was deleted.*\.$"):
            desk.measure_valley(run_id)


def test_an_open_valley_is_no_run_of_its_own(tmp_path):
    with working_desk(tmp_path, jobs(valley="valley_endless")) as desk:
        run_id = a_pair(desk)
        desk.measure_valley(run_id)
        assert desk.store.record(f"{run_id}.valley") is None
        assert not desk.store.exists(f"{run_id}.valley")
        with pytest.raises(Refused, match="ended"):
            desk.pause(run_id)
        with pytest.raises(NotFound):
            desk.ask(f"{run_id}.valley", None, ["Hello"])


# Over HTTP


def test_the_routes_tell_start_and_cancel(tmp_path):
    with serving(tmp_path) as (client, desk):
        run_id = a_pair(desk)
        address = f"/api/runs/{run_id}/valley"
        status, said, _ = client.get(address)
        assert status == 404 and is_sentence(said)
        assert client.call("POST", address, {})[0] == 403, "only the app itself may start it"
        assert client.post(address)[0] == 200
        status, ground, headers = until(lambda: (got := client.get(address))[0] == 200 and got)
        assert Ground.from_dict(ground).name == run_id and headers["cache-control"] == "no-store"
        for path in (address, f"{address}/stop"):
            status, said = client.post(path)
            assert status == 409 and is_sentence(said)
        for bad in ("a" * 32, f"{run_id}.valley", "x", "%00"):
            for status, said in (client.get(f"/api/runs/{bad}/valley")[:2], client.post(f"/api/runs/{bad}/valley")):
                assert status == 404 and is_sentence(said)
        assert client.get(f"/api/runs/{run_id}.valley")[0] == 404


def test_the_route_tells_how_far_it_is_and_why_it_ended(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.helpers.serving.jobs", lambda train: jobs(train, valley="valley_endless"))
    with serving(tmp_path) as (client, desk):
        run_id = a_pair(desk)
        address = f"/api/runs/{run_id}/valley"
        client.post(address)
        status, told, _ = until(lambda: (got := client.get(address))[1].get("ground") and got)
        assert status == 202 and told["status"] == "running" and told["steps"] == 625 and 49 <= told["step"] < 625
        assert client.post(f"{address}/stop") == (200, {"status": "stopped"})
        status, said, _ = client.get(address)
        assert status == 404 and is_sentence(said) and "It was cancelled." in said["error"]


def test_shipped_valleys_are_served_by_strict_names_and_only_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "VALLEYS", tmp_path / "valleys")
    (tmp_path / "valleys").mkdir()
    ground = list(valley({"name": "fake", "size": 3, "provenance": {}, "pair": [{"experiment": {"seed": 0}}]}))[-1][
        "ground"
    ]
    write(Ground.from_dict(ground), tmp_path / "valleys" / "jan-5.json")
    (tmp_path / "valleys" / "jan-1.json").write_text("{")
    (tmp_path / "secret.json").write_text("{}")
    with serving(tmp_path / "data") as (client, _):
        status, said, headers = client.get("/api/valleys/jan-5")
        assert (status, said, headers["cache-control"]) == (200, ground, "no-cache")
        status, said, _ = client.get("/api/valleys/jan-1")
        assert status == 500 and is_sentence(said)
        for name in ("..%2Fsecret", "jan-2", "JAN-5", "a" * 10_000, "jan%00"):
            status, said, _ = client.get(f"/api/valleys/{name}")
            assert status == 404 and is_sentence(said)
