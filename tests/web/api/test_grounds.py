"""The toy landscapes over HTTP: what the figures draw is what the engine describes, and is sent once."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from explainer import web
from explainer.landscape.ground import Ground
from explainer.landscape.presets import PRESETS, ground
from tests.helpers.serving import Client, listening


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """No desk behind it: landscapes are there even where nothing can be trained."""
    with listening(Starlette(routes=web.under())) as client:
        yield client


def test_the_list_names_every_landscape_and_what_to_notice(client: Client) -> None:
    status, listed, _ = client.get("/api/grounds")
    assert status == 200
    assert listed == [{"name": p.name, "title": p.title, "note": p.note} for p in PRESETS.values()]


@pytest.mark.parametrize("name", PRESETS)
def test_each_can_be_read_as_a_ground_and_is_the_engines_own(client: Client, name: str) -> None:
    status, data, headers = client.get(f"/api/grounds/{name}")
    assert status == 200
    assert Ground.from_dict(data).to_dict() == ground(name).to_dict()
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/api/grounds", "/api/grounds/gorge"])
def test_what_a_browser_has_already_is_not_sent_again(client: Client, path: str) -> None:
    _, _, headers = client.get(path)
    assert headers["cache-control"] == "no-cache"
    status, body, again = client.get(path, **{"If-None-Match": headers["etag"]})
    assert (status, body) == (304, "")
    assert again["etag"] == headers["etag"]
    assert client.get(path, **{"If-None-Match": '"older"'})[0] == 200


@pytest.mark.parametrize("name", ["nowhere", "Gorge", "..%2F..%2Fetc%2Fpasswd", "%00", "a" * 5000, "%F0%9F%8C%8D"])
def test_an_unknown_name_gets_one_sentence(client: Client, name: str) -> None:
    status, body, _ = client.get(f"/api/grounds/{name}")
    assert status == 404
    assert body["error"].endswith(".")
    assert body["error"].count(".") == 1
    assert "nowhere" not in body["error"]


def test_landscapes_are_only_read(client: Client) -> None:
    status, body = client.post("/api/grounds/gorge")
    assert status == 405
    assert body["error"].endswith(".")
