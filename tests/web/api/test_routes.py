"""The routes over real HTTP: actions come from the app, errors are sentences, files are what they say."""

import contextlib
import http.client
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from explainer import record, web
from explainer.experiment import Experiment
from explainer.jobs import desk as desks
from explainer.jobs.desk import Desk
from explainer.jobs.settings import Settings
from explainer.web.serving import files
from tests.helpers.fakes import events, jobs, until
from tests.helpers.serving import OURS, OWNER, Client, is_sentence, listening, refused, serving, whole_server

BAD_IDS = ["a" * 10_000, "..%2F..%2Fetc%2Fpasswd", "%C3%A4" * 32, "a" * 32, "%00", "x", "%F0%9F%8C%8D"]


@pytest.fixture(scope="module")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Desk, str]]:
    """A server with one run that never ends."""
    with serving(tmp_path_factory.mktemp("endless"), "endless", workers=2) as (client, desk):
        run_id = desk.submit(Experiment(), owner=OWNER)
        until(lambda: events(desk, run_id) > 3)
        yield client, desk, run_id


def test_a_record_is_whole_and_names_its_twin_and_its_place_in_the_queue(tmp_path: Path) -> None:
    with serving(tmp_path, "endless") as (client, desk):
        until(desk.ready)
        run_id = desk.submit_pair(Experiment(replay=1))
        _, waiting, _ = client.get(f"/api/runs/{run_id}")
        assert record.check(waiting)["status"] == "queued"
        assert waiting["queue"]["position"] == 1
        until(lambda: events(desk, waiting["twin"]) > 3)
        status, running, headers = client.get(f"/api/runs/{waiting['twin']}")
        assert status == 200
        assert record.check(running)["status"] == "running"
        assert running["eta_seconds"] > 0
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert not [name for name in headers if name.startswith("access-control")]


@pytest.mark.parametrize("bad", BAD_IDS, ids=lambda bad: bad[:12])
def test_what_is_no_run_is_404_in_json(endless: tuple[Client, Desk, str], bad: str) -> None:
    client = endless[0]
    for suffix in ("", "/events"):
        status, answer, _ = client.get(f"/api/runs/{bad}{suffix}")
        assert status == 404
        assert is_sentence(answer)
    for verb, body in (("pause", {}), ("resume", {}), ("stop", {}), ("chat", {"prompt": "Hello"})):
        status, answer = client.post(f"/api/runs/{bad}/{verb}", body)
        assert status == 404
        assert is_sentence(answer)


FOREIGN: list[Callable[[Client], dict[str, str]]] = [
    lambda client: {**OURS, "Origin": "https://elsewhere.example"},
    lambda client: {**OURS, "Origin": "null"},
    lambda client: {**OURS, "Origin": f"{client.origin}.elsewhere.example"},
    lambda client: {**OURS, "Origin": f"https://elsewhere.example/{client.origin}"},
    lambda client: {**OURS, "Origin": client.origin, "Sec-Fetch-Site": "cross-site"},
    lambda client: {**OURS, "Origin": client.origin, "Sec-Fetch-Site": "same-site"},
    lambda client: {**OURS, "Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
    lambda client: {**OURS, "Sec-Fetch-Site": "none"},
    lambda client: OURS,
    lambda client: {"Content-Type": "application/json", "Origin": client.origin},
    lambda client: {"X-Explainer": "1", "Content-Type": "text/plain", "Origin": client.origin},
    lambda client: {"X-Explainer": "1", "Origin": client.origin},
]


@pytest.mark.parametrize("number", range(len(FOREIGN)))
def test_an_action_from_elsewhere_is_refused_and_does_nothing(endless: tuple[Client, Desk, str], number: int) -> None:
    client, desk, run_id = endless
    for verb in ("stop", "pause", "chat"):
        status, answer, _ = client.call(
            "POST", f"/api/runs/{run_id}/{verb}", {"prompt": "Hi"}, **FOREIGN[number](client)
        )
        assert status == 403
        assert is_sentence(answer)
    assert desk.status(run_id)["status"] == "running"
    before = events(desk, run_id)
    until(lambda: events(desk, run_id) > before)


def test_the_apps_own_actions_are_let_in(endless: tuple[Client, Desk, str]) -> None:
    client, _, run_id = endless
    behind_a_proxy = {"Origin": "https://moat.org", "X-Forwarded-Host": "moat.org"}
    for headers in ({}, {"Sec-Fetch-Site": "same-origin"}, behind_a_proxy):
        assert client.post(f"/api/runs/{run_id}/resume", None, **headers) == (200, {"status": "running"})
    only = {**OURS, "Sec-Fetch-Site": "same-origin"}
    assert client.call("POST", f"/api/runs/{run_id}/resume", {}, **only)[0] == 200


def test_a_body_is_bounded_whether_it_tells_its_size_or_not(endless: tuple[Client, Desk, str]) -> None:
    client, _, run_id = endless
    large = json.dumps({"prompt": "x" * 70_000}).encode()
    status, answer = client.post(f"/api/runs/{run_id}/chat", large)
    assert status == 413
    assert "64,000 bytes" in answer["error"]
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=20)
    with contextlib.closing(connection):
        chunks = iter([large[:35_000], large[35_000:]])
        headers = {**OURS, "Origin": client.origin}
        connection.request("POST", f"/api/runs/{run_id}/chat", chunks, headers, encode_chunked=True)
        assert connection.getresponse().status == 413


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 50_000, "not JSON"),
        (b'{"prompt": ' + b"9" * 10_000 + b"}", "not JSON"),
        (b"[]", "not a JSON object"),
        (b'"Hello"', "not a JSON object"),
        (b"{}", "prompt cannot be None: it is text."),
        (b'{"prompt": 3}', "prompt cannot be 3: it is text."),
        (b'{"prompt": "\\ud800"}', "it is text."),
        (b'{"prompt": "Hi", "step": -1}', "step cannot be -1: it is a whole number from 0"),
        (b'{"prompt": "Hi", "step": NaN}', "step cannot be nan"),
        (b'{"prompt": "Hi", "step": true}', "step cannot be True"),
        (b'{"prompt": "Hi", "step": 1e400}', "step cannot be inf"),
        (b'{"prompt": "Hi", "stop": 1}', "'stop' is not a field: this request has prompt, step."),
        (b'{"prompt": ""}', "The prompt is empty: write something."),
    ],
    ids=range(15),
)
def test_a_bad_request_is_422_with_one_sentence(endless: tuple[Client, Desk, str], body: bytes, sentence: str) -> None:
    client, _, run_id = endless
    status, answer = client.post(f"/api/runs/{run_id}/chat", body)
    assert status == 422
    assert sentence in answer["error"]
    assert is_sentence(answer)


@pytest.mark.parametrize("after", ["-1", "abc", "1.5", "9" * 30, "%D9%A3", "1;2"])
def test_a_place_in_a_stream_is_a_number_or_422(endless: tuple[Client, Desk, str], after: str) -> None:
    client, _, run_id = endless
    status, answer, _ = client.get(f"/api/runs/{run_id}/events?after={after}")
    assert status == 422
    assert is_sentence(answer)


def test_chat_answers_before_and_after_while_the_run_goes_on(endless: tuple[Client, Desk, str]) -> None:
    client, _, run_id = endless
    odd = "<script>alert(1)</script> 🌍 \x07 \u2028"
    status, answer = client.post(f"/api/runs/{run_id}/chat", {"prompt": odd, "step": 7})
    assert status == 200
    assert answer == {"before": f"chat: {odd[::-1]}", "after": f"run: {odd[::-1]}", "step": 7}
    assert client.post("/api/chat", {"prompt": "abc", "stage": "base"}) == (200, {"text": "base: cba"})
    status, answer = client.post("/api/chat", {"prompt": "abc", "stage": "expert"})
    assert status == 422
    assert answer["error"] == "stage cannot be 'expert': it is one of chat, base, untrained."


def test_chat_with_a_run_that_has_no_weights_is_409_and_a_worker_that_is_stuck_503(tmp_path: Path) -> None:
    with serving(tmp_path, "hangs", stop_seconds=0.1, answer_seconds=0.1, questions=2) as (client, desk):
        run_id = desk.submit(Experiment())
        until(lambda: events(desk, run_id))
        assert client.post(f"/api/runs/{run_id}/chat", {"prompt": "Hi"})[0] == 409
        assert [client.post("/api/chat", {"prompt": "Hi"})[0] for _ in range(3)] == [503, 503, 429]


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/api/runs", 404),
        ("GET", "/api/runs/", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/chat", 405),
        ("POST", "/api/runs/AAAAAAAAAAAAAAAAAAAAAA", 405),
        ("DELETE", "/api/runs/AAAAAAAAAAAAAAAAAAAAAA", 405),
    ],
)
def test_nothing_lists_runs_and_every_error_is_json(
    endless: tuple[Client, Desk, str], method: str, path: str, code: int
) -> None:
    status, answer, _ = endless[0].call(method, path)
    assert status == code
    assert is_sentence(answer)


def test_an_unexpected_error_tells_the_reader_nothing_of_the_inside(
    endless: tuple[Client, Desk, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, desk, run_id = endless

    def break_down(run_id: str) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(desk.store, "record", break_down)
    status, answer, _ = client.get(f"/api/runs/{run_id}")
    assert status == 500
    assert is_sentence(answer)
    assert "secret" not in answer["error"]


def test_without_a_desk_the_reason_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(desks, "_current", None)
    monkeypatch.setattr(desks, "_problem", None)
    (tmp_path / "runs.sqlite").write_bytes(b"no database" * 500)
    with listening(Starlette(routes=web.under())) as client:
        with pytest.raises(ValueError, match="cannot be opened"):
            desks.start(Settings(data=tmp_path), jobs())
        status, answer, _ = client.get("/api/runs/" + "a" * 32)
        assert status == 503
        assert "EXPLAINER_DATA" in answer["error"]
        assert desks.problem() == answer["error"]
        assert client.get("/player/nothing.js")[0] == 404


def test_recorded_runs_are_served_by_strict_names_and_only_whole(
    endless: tuple[Client, Desk, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = endless[0]
    monkeypatch.setattr(files, "RECORDED", tmp_path / "runs")
    (tmp_path / "runs").mkdir()
    (tmp_path / "secret.json").write_text("{}")
    (tmp_path / "runs" / ".hidden.json").write_text("{}")
    shipped = record.finish(record.new("x", Experiment(), {"kind": "recorded"}), "done")
    record.write(shipped, tmp_path / "runs" / "jan-0.5.json")
    text = (tmp_path / "runs" / "jan-0.5.json").read_text()
    (tmp_path / "runs" / "jan-1.json").write_text(text[: len(text) // 2])
    status, answer, headers = client.get("/api/recorded/jan-0.5")
    assert (status, answer, headers["cache-control"]) == (200, shipped, "no-cache")
    assert client.get("/api/recorded/jan-0.5", **{"If-None-Match": headers["etag"]})[0] == 304
    status, answer, _ = client.get("/api/recorded/jan-1")
    assert status == 500
    assert "cut short" in answer["error"]
    assert is_sentence(answer)
    out = ("..%2Fsecret", "%2e%2e%2fsecret", "..", ".", ".hidden", "jan%00")
    for name in ("jan-2", "jan-0.5.json", "JAN-0.5", "a" * 10_000, *out):
        assert refused(client.get(f"/api/recorded/{name}")), name


@pytest.mark.parametrize("base", ["/moat/", "moat", "/moat"])
def test_the_routes_can_live_below_a_base_path(endless: tuple[Client, Desk, str], base: str) -> None:
    run_id = endless[2]
    with listening(Starlette(routes=web.under(base))) as client:
        assert client.get(f"/moat/api/runs/{run_id}")[0] == 200
        assert client.get(f"/api/runs/{run_id}")[0] == 404


def test_a_server_whose_desk_cannot_start_says_why_and_still_serves_files(tmp_path: Path) -> None:
    (tmp_path / "runs.sqlite").write_bytes(b"no database" * 500)
    with whole_server(tmp_path, "endless") as (server, client):
        status, answer, _ = client.get("/api/runs/" + "a" * 32)
        assert status == 503
        assert "EXPLAINER_DATA" in answer["error"]
        assert client.get("/player/nothing.js")[0] == 404
        server.terminate()
        _, log = server.communicate(timeout=10)
    assert answer["error"] in log
    assert "Traceback" not in log
