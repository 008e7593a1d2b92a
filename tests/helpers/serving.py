"""This module is a server for tests, the routes alone or all of it as a process, and plain HTTP to ask it with."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette

from explainer import web
from explainer.jobs import desk as desks
from explainer.jobs.desk import Desk
from explainer.jobs.settings import ROOT, Settings
from explainer.web.api import stream as sse
from explainer.web.serving.owner import COOKIE
from tests.helpers.fakes import jobs, until

OURS = {"X-Explainer": "1", "Content-Type": "application/json"}
OWNER = "0123456789abcdef" * 2  # the secret of the browser that a client stands for


class Client:
    """Plain HTTP, as little between the test and the bytes as can be. `owner` is the secret in its cookie."""

    def __init__(self, port: int, owner: str = OWNER) -> None:
        self.port, self.origin, self.owner = port, f"http://127.0.0.1:{port}", owner

    def open(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        cookie = {"Cookie": f"{COOKIE}={self.owner}"} if self.owner else {}
        connection.request(method, path, body, cookie | (headers or {}))
        return connection, connection.getresponse()

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON (or text) and headers."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        connection, response = self.open(method, path, data, headers)
        with contextlib.closing(connection):
            text = response.read().decode()
            in_json = response.headers.get_content_type() == "application/json" and method != "HEAD" and text
            answered = {name.lower(): value for name, value in response.getheaders()}
            return response.status, json.loads(text) if in_json else text, answered

    def get(self, path: str, **headers: str) -> tuple[int, Any, dict[str, str]]:
        return self.call("GET", path, None, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """As the app's own page does it."""
        return self.call("POST", path, {} if body is None else body, **{**OURS, "Origin": self.origin, **headers})[:2]

    def stranger(self) -> "Client":
        """Another browser, which the server has never seen."""
        return Client(self.port, "")

    @contextlib.contextmanager
    def stream(self, run_id: str, query: str = "", **headers: str) -> Iterator[Iterator[dict[str, str]]]:
        connection, response = self.open("GET", f"/api/runs/{run_id}/events{query}", None, headers)
        assert response.status == 200
        assert response.headers.get_content_type() == "text/event-stream"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Accel-Buffering"] == "no"
        with contextlib.closing(connection), contextlib.closing(response):
            yield messages(response)


def messages(lines: Any) -> Iterator[dict[str, str]]:
    """Server-sent events by the letter of the standard: fields until an empty line; comments are no messages."""
    message: dict[str, str] = {}
    for line in lines:
        name, _, value = line.decode().rstrip("\n").partition(":")
        if name:
            message[name] = message.get(name, "") + value.removeprefix(" ")
        elif line.strip() == b"" and message:
            if "data" in message:
                yield message
            message = {}


def numbered(messages: list[dict[str, str]]) -> list[tuple[int, Any]]:
    """(id, event) of a record's events among the messages."""
    return [(int(message["id"]), json.loads(message["data"])) for message in messages if "id" in message]


@contextlib.contextmanager
def listening(app: Any) -> Iterator[Client]:
    """The app on a free port."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    opened = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([opened],))
    thread.start()
    until(lambda: server.started)
    try:
        yield Client(opened.getsockname()[1])
    finally:
        sse.closing.set()
        server.should_exit = True
        thread.join(20)
        sse.closing.clear()
        assert not thread.is_alive()


@contextlib.contextmanager
def serving(data: Path, train: str = "count", valley: str = "valley", **settings: Any) -> Iterator[tuple[Client, Desk]]:
    """The routes with a desk behind them, whose workers do the fake jobs of these names."""
    around = desks.current()
    with listening(Starlette(routes=web.under())) as client:
        desk = desks.start(Settings(**{"data": data, "workers": 1, **settings}), jobs(train, valley=valley))
        try:
            yield client, desk
        finally:
            sse.closing.set()
            desks.stop()
            desks._current = around


def is_sentence(answer: Any) -> bool:
    """Whether an answer is one error, told in a sentence."""
    return set(answer) == {"error"} and answer["error"].endswith(".") and 10 < len(answer["error"]) < 250


def refused(answer: tuple[int, Any, dict[str, str]]) -> bool:
    """Whether there is nothing at an address."""
    return answer[0] == 404 and is_sentence(answer[1])


@contextlib.contextmanager
def whole_server(data: Path, job: str) -> Iterator[tuple[subprocess.Popen[str], Client]]:
    """A server as a process of its own, with its workers."""
    environ = {**os.environ, "EXPLAINER_DATA": str(data), "EXPLAINER_WORKERS": "1"}
    command = [sys.executable, "-m", "tests.helpers.fake_server", job]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=pipe, stderr=pipe, text=True) as server:
        assert server.stdout
        try:
            yield server, Client(int(server.stdout.readline()))
        finally:
            server.kill()
