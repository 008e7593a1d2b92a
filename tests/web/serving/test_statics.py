"""Streamlit's own files on the wire: the first reader gets them as they are, the next ones compressed, all the same."""

import asyncio
import gzip

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from explainer.web.serving.statics import Statics
from tests.helpers.fakes import until
from tests.helpers.serving import listening

SCRIPT = "export const loss = 0.5;\n" * 4000


class Immutable(StaticFiles):
    async def get_response(self, path, scope):
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, immutable, max-age=31536000"
        return response


@pytest.fixture(params=["", "moat"])
def client(request, tmp_path):
    base = f"/{request.param}" if request.param else ""
    (tmp_path / "a.js").write_text(SCRIPT)
    (tmp_path / "small.js").write_text("1")
    (tmp_path / "a.png").write_bytes(b"\x89PNG" + bytes(5000))
    routes = [
        Mount(f"{base}/static", app=Immutable(directory=tmp_path)),
        Mount(f"{base}/other", app=Immutable(directory=tmp_path)),
    ]
    statics = Statics(Starlette(routes=routes), request.param)
    with listening(statics) as client:
        client.base, client.statics = base, statics
        yield client


def ask(client, name, place="static", **headers):
    connection, response = client.open("GET", f"{client.base}/{place}/{name}", None, headers)
    body = response.read()
    connection.close()
    return response, body


def compressed(client, name="a.js"):
    """The file once it comes compressed: it is made so after the first answer."""
    until(lambda: f"{client.base}/static/{name}" in client.statics.small)
    response, body = ask(client, name, **{"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "gzip"
    return response, body


def test_the_first_reader_gets_it_as_it_is_and_the_next_compressed(client):
    first, body = ask(client, "a.js", **{"Accept-Encoding": "gzip"})
    assert body.decode() == SCRIPT and first.headers.get("Content-Encoding") is None
    later, small = compressed(client)
    assert gzip.decompress(small).decode() == SCRIPT and len(small) < len(body) / 10
    assert int(later.headers["Content-Length"]) == len(small)
    for response in (first, later):
        assert response.headers["Vary"] == "Accept-Encoding"
        assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
        assert response.headers.get_content_type() in ("text/javascript", "application/javascript")
    assert later.headers.get("ETag") is None, "which is the whole file's"


def test_who_cannot_unpack_it_still_gets_it_as_it_is(client):
    ask(client, "a.js")
    compressed(client)
    for headers in ({}, {"Accept-Encoding": "identity"}):
        response, body = ask(client, "a.js", **headers)
        assert body.decode() == SCRIPT and response.headers.get("Content-Encoding") is None


def test_parts_and_what_a_browser_has_already_are_answered_as_before(client):
    first, _ = ask(client, "a.js")
    compressed(client)
    part, body = ask(client, "a.js", **{"Accept-Encoding": "gzip", "Range": "bytes=0-5"})
    assert part.status == 206 and body == SCRIPT[:6].encode()
    known, body = ask(client, "a.js", **{"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert known.status == 304 and body == b""


@pytest.mark.parametrize(("name", "place"), [("small.js", "static"), ("a.png", "static"), ("a.js", "other")])
def test_what_gains_nothing_or_is_not_streamlits_is_left_alone(client, name, place):
    for _ in range(3):
        response, _ = ask(client, name, place, **{"Accept-Encoding": "gzip"})
        assert response.status == 200 and response.headers.get("Content-Encoding") is None
        until(lambda: not client.statics.work)


def test_a_missing_file_is_missing(client):
    for _ in range(2):
        assert ask(client, "nothing.js", **{"Accept-Encoding": "gzip"})[0].status == 404


def test_a_reader_who_leaves_in_the_middle_does_not_count_as_the_first():
    readers = []

    async def app(scope, receive, send):
        head = [(b"content-type", b"text/javascript"), (b"content-length", str(len(SCRIPT)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": SCRIPT[:100].encode(), "more_body": True})
        readers.append(1)
        if len(readers) == 1:
            raise OSError("the connection is gone")
        await send({"type": "http.response.body", "body": SCRIPT[100:].encode()})

    async def read(statics):
        scope = {"type": "http", "method": "GET", "path": "/static/a.js", "headers": [(b"accept-encoding", b"gzip")]}
        parts = []

        async def send(message):
            parts.append(message.get("body", b""))

        await statics(scope, None, send)
        await asyncio.gather(*statics.work)
        return b"".join(parts)

    async def story():
        statics = Statics(app)
        with pytest.raises(OSError, match="gone"):
            await read(statics)
        assert (await read(statics)).decode() == SCRIPT
        assert gzip.decompress(await read(statics)).decode() == SCRIPT
        assert len(readers) == 2

    asyncio.run(story())
