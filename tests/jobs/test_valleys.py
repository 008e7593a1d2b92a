"""The valley through the desk: fake jobs, real workers; turn, progress, cancel, death, bad input."""

import os
import signal

import pytest

from explainer import record
from explainer.experiment import Experiment
from explainer.jobs.errors import Full, NotFound, Refused
from explainer.jobs.store import Store
from explainer.landscape.ground import Ground
from tests.helpers.fakes import jobs, trained_pair, until, working_desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these tests kill processes by signal")


def over(desk, run_id):
    return until(lambda: (measured := desk.valley(run_id))["status"] not in record.RUNNING and measured)


def test_a_valley_is_measured_and_becomes_a_face_of_the_run(tmp_path):
    with working_desk(tmp_path) as desk:
        run_id = trained_pair(desk)
        with pytest.raises(NotFound, match="has not been measured"):
            desk.valley(run_id)
        before = desk.store.record(run_id)
        assert desk.measure_valley(run_id) in record.RUNNING
        measured = over(desk, run_id)
        assert measured["status"] == "done" and (measured["step"], measured["steps"]) == (625, 625)
        assert Ground.from_dict(measured["ground"]).name == run_id
        provenance = measured["ground"]["provenance"]
        assert provenance["kind"] == "live" and provenance["created"].endswith("+00:00")
        assert desk.store.record(run_id) == before, "what the run recorded stays as it was"
        with pytest.raises(Refused, match="is there already"):
            desk.measure_valley(run_id)
    store = Store(tmp_path)  # the server comes back
    assert store.last_event(f"{run_id}.valley", "ground")["ground"] == measured["ground"]
    (store.folder(run_id) / "step-00002.safetensors").write_bytes(b"w")
    store.prune(days=0, megabytes=0)
    assert store.state(f"{run_id}.valley") is None and store.events_after(f"{run_id}.valley", 0) == []
    store.close()


def test_while_it_is_measured_progress_time_left_and_a_coarse_ground_are_told(tmp_path):
    with working_desk(tmp_path, jobs(valley="valley_endless")) as desk:
        run_id = trained_pair(desk)
        desk.measure_valley(run_id)
        measured = until(lambda: (now := desk.valley(run_id))["step"] > 60 and now)
        assert measured["status"] == "running" and measured["steps"] == 625 and measured["eta_seconds"] > 0
        assert len(measured["ground"]["old"]) == 7
        with pytest.raises(Refused, match="being measured already"):
            desk.measure_valley(run_id)
        waiting = desk.submit(Experiment())
        assert desk.status(waiting)["position"] == 1, "it takes its turn like a run"
        assert desk.ask(None, None, ["Hello"])["items"][0]["text"] == "chat: olleH"


def test_a_valley_waits_its_turn(tmp_path):
    with working_desk(tmp_path) as desk:
        run_id = trained_pair(desk)
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
        run_id = trained_pair(desk)
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
        run_id = trained_pair(desk)
        if when == "queued":
            other = trained_pair(desk, replay=7)
            desk.measure_valley(other)
        desk.measure_valley(run_id)
        until(lambda: desk.valley(run_id)["status"] == when)
        assert desk.stop_valley(run_id) == "stopped"
        measured = desk.valley(run_id)
        assert (measured["status"], measured["reason"]) == ("stopped", "It was cancelled.")
        assert desk.measure_valley(run_id) in ("queued", "running")
        assert desk.valley(run_id)["step"] < 625
        desk.stop_valley(run_id)
        assert desk.stop_valley(run_id) == "stopped"
        state = desk.store.state(run_id)
        assert state and state["status"] == "done", "the run itself is left alone"


def test_kill_9_fails_the_valley_with_a_reason_and_it_can_be_measured_again(tmp_path):
    with working_desk(tmp_path, jobs(valley="valley_endless")) as desk:
        run_id = trained_pair(desk)
        desk.measure_valley(run_id)
        until(lambda: desk.valley(run_id)["step"] > 3)
        os.kill(desk.pids()[0], signal.SIGKILL)
        measured = over(desk, run_id)
        assert (measured["status"], measured["reason"]) == (
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
        run_id = trained_pair(desk)
        desk.measure_valley(run_id)
        measured = over(desk, run_id)
        assert measured["status"] == "failed" and reason in measured["reason"] and measured["reason"].endswith(".")


def test_closing_the_server_interrupts_it_and_a_restart_finds_it_interrupted(tmp_path):
    with working_desk(tmp_path, jobs(valley="valley_endless")) as desk:
        run_id = trained_pair(desk)
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
        run_id = trained_pair(desk)
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
        run_id = trained_pair(desk)
        desk.measure_valley(run_id)
        assert desk.store.record(f"{run_id}.valley") is None
        assert not desk.store.exists(f"{run_id}.valley")
        with pytest.raises(Refused, match="ended"):
            desk.pause(run_id)
        with pytest.raises(NotFound):
            desk.ask(f"{run_id}.valley", None, ["Hello"])
