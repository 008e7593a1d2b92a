"""A run's valley over HTTP: how far it is, what came of it, who may start and cancel it; and the shipped ones."""

from explainer.landscape.ground import Ground
from explainer.landscape.shipped import write
from explainer.web.serving import files
from tests.helpers.fake_jobs import valley
from tests.helpers.fakes import trained_pair, until
from tests.helpers.serving import OWNER, is_sentence, serving


def test_the_routes_tell_start_and_cancel(tmp_path):
    with serving(tmp_path) as (client, desk):
        run_id = trained_pair(desk, owner=OWNER)
        address = f"/api/runs/{run_id}/valley"
        status, answer, _ = client.get(address)
        assert status == 404 and is_sentence(answer)
        assert client.call("POST", address, {})[0] == 403, "only the app itself may start it"
        assert client.post(address)[0] == 200
        status, ground, headers = until(lambda: (got := client.get(address))[0] == 200 and got)
        assert Ground.from_dict(ground).name == run_id and headers["cache-control"] == "no-store"
        for path in (address, f"{address}/stop"):
            status, answer = client.post(path)
            assert status == 409 and is_sentence(answer)
        for bad in ("a" * 32, f"{run_id}.valley", "x", "%00"):
            for status, answer in (client.get(f"/api/runs/{bad}/valley")[:2], client.post(f"/api/runs/{bad}/valley")):
                assert status == 404 and is_sentence(answer)
        assert client.get(f"/api/runs/{run_id}.valley")[0] == 404


def test_the_route_tells_how_far_it_is_and_why_it_ended(tmp_path):
    with serving(tmp_path, valley="valley_endless") as (client, desk):
        run_id = trained_pair(desk, owner=OWNER)
        address = f"/api/runs/{run_id}/valley"
        client.post(address)
        status, progress, _ = until(lambda: (got := client.get(address))[1].get("ground") and got)
        assert (status, progress["status"], progress["steps"]) == (202, "running", 625)
        assert 49 <= progress["step"] < 625
        assert client.post(f"{address}/stop") == (200, {"status": "stopped"})
        status, answer, _ = client.get(address)
        assert status == 404 and is_sentence(answer) and "It was cancelled." in answer["error"]


def test_shipped_valleys_are_served_by_strict_names_and_only_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "VALLEYS", tmp_path / "valleys")
    (tmp_path / "valleys").mkdir()
    asked = {"name": "fake", "size": 3, "provenance": {}, "pair": [{"experiment": {"seed": 0}}]}
    ground = list(valley(asked))[-1]["ground"]
    shipped = Ground.from_dict(ground)
    write(shipped, tmp_path / "valleys" / "jan-5.json")
    (tmp_path / "valleys" / "jan-1.json").write_text("{")
    (tmp_path / "secret.json").write_text("{}")
    with serving(tmp_path / "data") as (client, _):
        status, answer, headers = client.get("/api/valleys/jan-5")
        assert (status, answer, headers["cache-control"]) == (200, shipped.to_dict(), "no-cache")
        status, answer, _ = client.get("/api/valleys/jan-1")
        assert status == 500 and is_sentence(answer)
        for name in ("..%2Fsecret", "jan-2", "JAN-5", "a" * 10_000, "jan%00"):
            status, answer, _ = client.get(f"/api/valleys/{name}")
            assert status == 404 and is_sentence(answer)
