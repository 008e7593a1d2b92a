"""The desk with real worker processes and fake jobs: queue, order, pause, death, chat. No torch."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from explainer import record
from explainer.experiment import Experiment
from explainer.jobs.errors import BadQuestion, Full, NotFound, Refused, Unavailable
from explainer.jobs.estimate import Progress, until_start
from explainer.jobs.settings import ROOT
from explainer.jobs.store import Store
from tests.helpers.fakes import alive, ended, events, jobs, until, working_desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these tests kill processes by signal")


def test_a_run_is_queued_trained_and_kept_whole(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        run = ended(desk, desk.submit(Experiment(replay=0, steps=30)))
    assert record.check(run)["status"] == "done"
    assert run["reason"] is None
    assert [event["step"] for event in record.of_type(run["events"], "loss")] == list(range(31))
    assert run["summary"]["forgetting"] == pytest.approx(30 / 100)
    made = run["provenance"]
    assert (made["kind"], made["device"], made["threads"], made["versions"]) == ("live", "fake", 1, {"fake": "1"})
    assert made["seconds"] >= 0
    assert made["created"].endswith("+00:00")
    assert not record.of_type(run["events"], "provenance")


def test_two_run_side_by_side_and_the_third_waits_its_turn(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless"), workers=2) as desk:
        first, second, third, fourth = (desk.submit(Experiment(seed=seed)) for seed in range(4))
        until(lambda: events(desk, first) > 3 and events(desk, second) > 3)
        assert [desk.status(run_id)["position"] for run_id in (first, second, third, fourth)] == [None, None, 1, 2]
        assert desk.status(third)["status"] == "queued"
        assert events(desk, third) == 0
        desk.stop(second)
        until(lambda: events(desk, third) > 0)
        assert desk.status(third)["status"] == "running"
        assert desk.status(fourth)["position"] == 1
        assert desk.status(first)["status"] == "running"


def test_a_pair_is_two_runs_the_twin_first_or_one_where_there_is_no_replay(tmp_path: Path) -> None:
    with working_desk(tmp_path) as desk:
        run = ended(desk, desk.submit_pair(Experiment(replay=5, seed=7)))
        twin = ended(desk, run["twin"])
        assert twin["experiment"] == {**run["experiment"], "replay": 0.0}
        assert twin["twin"] is None
        assert ended(desk, desk.submit_pair(Experiment(replay=0)))["twin"] is None


def test_a_full_queue_says_so_and_a_pair_enters_whole_or_not_at_all(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless"), queue=3) as desk:
        until(desk.ready)
        running = desk.submit(Experiment())
        waiting = [desk.submit(Experiment()), desk.submit(Experiment())]
        with pytest.raises(Full, match="queue is full"):
            desk.submit_pair(Experiment(replay=1))
        last = desk.submit(Experiment())  # the one place that the pair could not share
        assert desk.status(last)["position"] == 3
        with pytest.raises(Full, match="3 runs are waiting"):
            desk.submit(Experiment())
        desk.stop(waiting[0])
        desk.submit(Experiment())
        assert desk.status(running)["status"] == "running"
        assert desk.status(last)["position"] == 2


def test_pause_holds_the_run_resume_goes_on_and_stop_keeps_everything(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless")) as desk:
        run_id = desk.submit(Experiment())
        until(lambda: events(desk, run_id) > 5)
        assert desk.pause(run_id) == desk.pause(run_id) == "paused"
        assert desk.status(run_id)["status"] == "paused"
        assert desk.status(run_id)["eta_seconds"] is None
        desk.ask(None, None, ["one"])  # its answer comes after everything that was sent before the pause
        held = events(desk, run_id)
        for _ in range(20):
            desk.ask(None, None, ["again"])
        assert events(desk, run_id) == held
        assert desk.resume(run_id) == desk.resume(run_id) == "running"
        until(lambda: events(desk, run_id) > held + 5)
        assert desk.stop(run_id) == desk.stop(run_id) == "stopped"
        run = desk.store.record(run_id)
        assert run is not None
        assert record.check(run)["status"] == "stopped"
        steps = [event["step"] for event in record.of_type(run["events"], "loss")]
        assert steps == list(range(len(steps)))
        assert len(steps) > held
        assert run["summary"]["forgetting"] == pytest.approx(steps[-1] / 100)
        for verb in (desk.pause, desk.resume):
            with pytest.raises(Refused, match="ended already"):
                verb(run_id)
        after = desk.submit(Experiment())  # the worker is free again
        until(lambda: events(desk, after) > 0)
        assert events(desk, run_id) == len(run["events"])


def test_a_waiting_run_can_be_stopped_but_not_paused(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless")) as desk:
        desk.submit(Experiment())
        waiting = desk.submit(Experiment())
        with pytest.raises(Refused, match="waiting for its turn"):
            desk.pause(waiting)
        assert desk.stop(waiting) == "stopped"
        assert desk.status(waiting)["position"] is None


@pytest.mark.parametrize("bad", ["", "a" * 10_000, "../../x", "ä" * 32, "a" * 32])
def test_what_is_no_run_is_not_found(tmp_path: Path, bad: str) -> None:
    with working_desk(tmp_path) as desk:
        for verb in (desk.status, desk.pause, desk.resume, desk.stop, lambda bad: desk.ask(bad, None, ["Hello"])):
            with pytest.raises(NotFound, match="no such run"):
                verb(bad)


def test_kill_9_fails_the_run_with_a_reason_and_a_new_worker_takes_the_next(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless")) as desk:
        run_id = desk.submit(Experiment())
        waiting = desk.submit(Experiment())
        until(lambda: events(desk, run_id) > 10)
        [pid] = desk.pids()
        os.kill(pid, signal.SIGKILL)
        run = ended(desk, run_id)
        assert (run["status"], run["reason"]) == ("failed", "The training process was killed (signal 9, SIGKILL).")
        assert record.check(run)
        assert len(run["events"]) > 10
        assert run["summary"]["old_before"] == 0.5
        until(lambda: events(desk, waiting) > 0)
        assert desk.pids() != [pid]
        assert not alive(pid)


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        ("raises", "The training process met an error it did not expect (RuntimeError)."),
        ("diverges", "The loss is no longer a number at step 1."),
        ("not_finite", "A number was no longer finite at step 1."),
        ("nonsense", "The run has an event without a known type and step."),
        ("dies", "The training process ended by itself (exit code 3)."),
        ("is_missing", "The training process met an error it did not expect (AttributeError)."),
    ],
)
def test_a_job_that_fails_is_a_failed_run_with_one_sentence_and_what_it_had(
    tmp_path: Path, job: str, reason: str
) -> None:
    with working_desk(tmp_path, jobs(job)) as desk:
        run = ended(desk, desk.submit(Experiment()))
        assert (run["status"], run["reason"]) == ("failed", reason)
        assert len(run["events"]) == (job != "is_missing")
        assert record.check(run)
        until(lambda: desk.ask(None, None, ["still there"]) if desk.ready() else None)


def test_a_job_that_prints_does_not_break_the_protocol(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("prints")) as desk:
        run = ended(desk, desk.submit(Experiment()))
    assert run["status"] == "done"
    assert [event["step"] for event in run["events"]] == [0, 1]


def test_a_worker_knows_its_threads_before_it_imports_a_job(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("threads"), threads=3) as desk:
        assert ended(desk, desk.submit(Experiment()))["provenance"]["versions"] == {"omp": "3"}


def test_chat_is_answered_while_training_while_paused_and_after(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless")) as desk:
        run_id = desk.submit(Experiment())
        until(lambda: events(desk, run_id) > 3)
        reply = desk.ask(run_id, 0, ["Hello"])
        assert reply["items"] == [{"prompt": "Hello", "text": "run: olleH"}]
        assert reply["step"] == 0
        assert desk.status(run_id)["status"] == "running"
        before = events(desk, run_id)
        until(lambda: events(desk, run_id) > before)  # and training went on
        desk.pause(run_id)
        assert desk.ask(None, None, ["<b>"], "base")["items"][0]["text"] == "base: >b<"
        desk.stop(run_id)
        assert desk.ask(run_id, None, ["Hello"])["items"][0]["text"] == "run: olleH"


def test_chat_says_what_is_wrong_with_a_prompt_or_a_run(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("hangs"), stop_seconds=0.2) as desk:
        with pytest.raises(BadQuestion, match="prompt is empty"):
            desk.ask(None, None, [""])
        run_id = desk.submit(Experiment())
        with pytest.raises(Refused, match="no weights yet"):
            desk.ask(run_id, None, ["Hello"])


def test_chat_is_bounded_in_number_and_in_time(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("hangs"), questions=2, answer_seconds=0.1) as desk:
        run_id = desk.submit(Experiment())
        until(lambda: events(desk, run_id) == 1)
        for _ in range(2):
            with pytest.raises(Unavailable, match=r"within 0.1 seconds"):
                desk.ask(None, None, ["Hello"])
        with pytest.raises(Full, match="Too many questions"):
            desk.ask(None, None, ["Hello"])


def test_chat_that_kills_its_worker_is_told_and_the_next_worker_comes(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs(chat="chat_dies")) as desk:
        until(desk.ready)
        before = desk.pids()
        with pytest.raises(Unavailable, match="has ended: ask again"):
            desk.ask(None, None, ["Hello"])
        until(lambda: desk.ready() and desk.pids() != before)
        assert ended(desk, desk.submit(Experiment(steps=1)))["status"] == "done"


def test_a_run_that_does_not_obey_stop_is_ended_at_once_and_its_worker_replaced(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("hangs"), stop_seconds=0.1) as desk:
        run_id, waiting = desk.submit(Experiment()), desk.submit(Experiment())
        until(lambda: events(desk, run_id) == 1)
        before = desk.pids()
        desk.stop(run_id)
        assert desk.status(run_id)["status"] == "stopped"
        until(lambda: events(desk, waiting) == 1)
        assert desk.pids() != before


def test_a_run_without_a_sign_of_life_fails(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("hangs"), silence_minutes=0.005) as desk:
        run = ended(desk, desk.submit(Experiment()))
        assert run["status"] == "failed"
        assert "no sign of life for 0.005 minutes" in run["reason"]
        assert len(run["events"]) == 1


def test_a_pause_that_lasts_too_long_is_a_stop(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless"), pause_minutes=0.005) as desk:
        run_id, waiting = desk.submit(Experiment()), desk.submit(Experiment())
        until(lambda: events(desk, run_id) > 0)
        desk.pause(run_id)
        run = ended(desk, run_id)
        assert (run["status"], run["reason"]) == ("stopped", "It was paused for longer than 0.005 minutes.")
        until(lambda: events(desk, waiting) > 0)


def test_closing_the_desk_interrupts_what_runs_and_what_waits(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless")) as desk:
        running, waiting = desk.submit(Experiment()), desk.submit(Experiment())
        until(lambda: events(desk, running) > 3)
        desk.close()
        with pytest.raises(Unavailable, match="stopping"):
            desk.submit(Experiment())
        for run_id, least in ((running, 3), (waiting, 0)):
            run = desk.store.record(run_id)
            assert run is not None
            assert record.check(run)["status"] == "interrupted"
            assert "server was stopped" in run["reason"]
            assert len(run["events"]) >= least


SERVE = """
import sys, threading
from pathlib import Path
from explainer.experiment import Experiment
from explainer.jobs.desk import Desk
from explainer.jobs.settings import Settings
from explainer.jobs.store import Store
from tests.helpers.fakes import events, jobs, until
data = Path(sys.argv[1])
desk = Desk(Store(data), Settings(data=data), jobs(sys.argv[2]))
desk.start()
run_id = desk.submit(Experiment())
until(lambda: events(desk, run_id) > 0)
print(run_id, *desk.pids(), flush=True)
threading.Event().wait()
"""


@pytest.mark.parametrize("job", ["endless", "hangs"])
def test_a_server_that_is_killed_takes_its_workers_along_and_loses_no_event(tmp_path: Path, job: str) -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVE, tmp_path, job], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    run_id, pid = server.stdout.readline().split()
    server.kill()
    server.communicate()
    until(lambda: not alive(int(pid), zombies=False))
    with working_desk(tmp_path) as desk:
        run = desk.store.record(run_id)
        assert run is not None
        assert record.check(run)["status"] == "interrupted"
        assert run["events"]
        assert ended(desk, desk.submit(Experiment(steps=1)))["status"] == "done"


def test_workers_that_cannot_start_are_tried_ever_more_slowly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "starts"
    monkeypatch.setenv("FAKE_STARTS", str(log))
    with working_desk(tmp_path, jobs(warm="cannot_start")) as desk:
        waiting = desk.submit(Experiment())
        starts = until(lambda: log.exists() and len(lines := log.read_text().split()) >= 3 and lines)
        assert desk.status(waiting)["position"] == 1
        with contextlib.suppress(Unavailable):  # whether one is just starting is chance; that nothing hangs is not
            desk.ask(None, None, ["Hello"])
    times = [float(line) for line in starts]
    assert times[1] - times[0] >= 0.5
    assert times[2] - times[1] >= 1.0


def test_a_head_start_ends_when_somebody_waits_for_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pruned = threading.Event()
    monkeypatch.setattr(Store, "prune", lambda *_: pruned.set())
    with working_desk(tmp_path / "a", head_start=3600) as desk:
        assert pruned.wait(20), "the keeper has made its first round"
        assert desk.pids() == []
        assert ended(desk, desk.submit(Experiment(replay=0, steps=3)))["status"] == "done"
    with working_desk(tmp_path / "b", head_start=3600) as desk:
        with pytest.raises(Unavailable, match="not ready yet"):
            desk.ask(None, None, ["Hello!"])
        until(lambda: desk.pids())


def test_time_left_is_told_where_it_can_be_known(tmp_path: Path) -> None:
    with working_desk(tmp_path, jobs("endless")) as desk:
        running, waiting = desk.submit(Experiment(steps=2000)), desk.submit(Experiment())
        until(lambda: events(desk, running) > 30)
        left, wait = desk.status(running)["eta_seconds"], desk.status(waiting)["eta_seconds"]
        assert 0 < left < 600
        assert wait == pytest.approx(left, rel=0.5)


def test_progress_counts_work_and_not_pauses() -> None:
    progress = Progress(steps=100)
    assert progress.left(0.0) == float("inf")
    progress.go(10.0)
    assert progress.left(11.0) is None
    assert progress.left(11.0, usual=0.5) == 50.0
    progress.step = 20
    assert progress.left(20.0) == pytest.approx(80 * 10 / 20)
    progress.rest(20.0)
    assert progress.seconds(500.0) == 10.0
    progress.go(600.0)
    progress.step = 40
    assert progress.seconds(610.0) == 20.0
    assert progress.left(610.0) == pytest.approx(60 * 20 / 40)


@pytest.mark.parametrize(
    ("busy", "ahead", "expected"),
    [
        ([10.0], [], 10.0),
        ([10.0], [10.0], 20.0),
        ([10.0, 4.0], [], 4.0),
        ([10.0, 4.0], [2.0, 10.0], 10.0),  # the first waits for 4 and takes 2; the second runs 6 to 16
        ([10.0, None], [], None),
        ([10.0], [None], None),
        ([float("inf")], [], None),
        ([float("inf"), 3.0], [1.0], 4.0),
        ([], [], None),
    ],
)
def test_the_wait_is_that_of_a_queue_worked_by_hand(
    busy: list[float | None], ahead: list[float | None], expected: float | None
) -> None:
    assert until_start(busy, ahead) == (None if expected is None else pytest.approx(expected))


def test_a_worker_leaves_when_its_parent_is_gone_in_mid_job() -> None:
    command = [sys.executable, "-m", "explainer.jobs.worker", "1"]
    worker = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert worker.stdin
    assert worker.stdout
    request = {"do": "run", "ticket": 1, "job": "tests.helpers.fake_jobs:hangs", "request": {}}
    worker.stdin.write(json.dumps(request).encode() + b"\n")
    worker.stdin.flush()
    assert json.loads(worker.stdout.readline())["event"]["step"] == 0
    started = time.monotonic()
    worker.stdin.close()
    assert worker.wait(10) == 0
    assert time.monotonic() - started < 5
    worker.stdout.close()


def test_the_desk_never_imports_torch_or_streamlit() -> None:
    check = "import sys, explainer.web; print([name for name in ('torch', 'streamlit') if name in sys.modules])"
    output = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=True)
    assert output.stdout.strip() == "[]"
