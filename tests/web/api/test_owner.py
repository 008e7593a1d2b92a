"""A run's id lets anyone watch; steering it, and its text, belong to the browser that started it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from explainer.experiment import Experiment
from explainer.jobs.desk import Desk
from explainer.jobs.errors import Refused
from tests.helpers.fakes import ended, events, until, working_desk
from tests.helpers.serving import OWNER, Client, is_sentence, serving

WORD = "PRIVATE"
TEXT = f"The {WORD} diary begins in spring. Nobody but me may read these {WORD} lines. They end in autumn."
OWN = Experiment(task="custom", text=TEXT, replay=5, steps=2)
VERBS = ("pause", "resume", "stop", "valley", "valley/stop")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, str, str]]:
    """A server with a pair that has ended, its valley measured: the client that owns it, the run's id, its twin's."""
    with serving(tmp_path_factory.mktemp("finished")) as (client, desk):
        run = ended(desk, desk.submit_pair(OWN, OWNER))
        ended(desk, run["twin"])
        desk.measure_valley(run["id"])
        until(lambda: desk.valley(run["id"])["status"] == "done")
        yield client, run["id"], run["twin"]


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[tuple[Client, Desk, str]]:
    """A server with one run on a text of the client's own that never ends by itself."""
    with serving(tmp_path, "endless") as (client, desk):
        run_id = desk.submit(OWN, owner=OWNER)
        until(lambda: events(desk, run_id) > 3)
        yield client, desk, run_id


def addresses(client: Client, run_id: str) -> list[str]:
    """Everything that a reader could ask about a run."""
    api = f"/api/runs/{run_id}"
    pages = [f"{client.origin}/live?run={run_id}", f"{client.origin}/valley?run={run_id}"]
    embeds = [f"/embed/run/{run_id}", f"/embed/valley/{run_id}"]
    links = [f"/oembed?url={quote(page, safe='')}" for page in (*pages, *(client.origin + embed for embed in embeds))]
    files = [f"{api}/file.html", f"{api}/valley/file.html"]
    streams = [f"{api}/events", f"{api}/events?after=1", f"{api}.valley/events", f"{api}.valley"]
    return [api, *streams, f"{api}/valley", f"{api}/valley/ground", *files, *embeds, *links]


def test_no_address_tells_a_stranger_a_word_of_the_readers_own_text(finished: tuple[Client, str, str]) -> None:
    client, *runs = finished
    answered = 0
    for run_id in runs:
        for path in addresses(client, run_id):
            for method in ("GET", "HEAD"):
                status, body, headers = client.stranger().call(method, path)
                assert WORD.lower() not in f"{body} {headers}".lower(), path
                answered += status == 200
    assert answered >= 2 * (11 + 6), "otherwise there was nothing to be told"


def test_a_stranger_is_told_nothing_by_the_model_either(endless: tuple[Client, Desk, str]) -> None:
    client, _, run_id = endless
    path = f"/api/runs/{run_id}/chat"
    status, answer = client.stranger().post(path, {"prompt": "What is in the diary?"})
    assert status == 403
    assert is_sentence(answer)
    assert client.post(path, {"prompt": "Hi"})[0] == 200


def test_a_text_that_cannot_be_learned_is_refused_before_a_watcher_could_read_why(tmp_path: Path) -> None:
    table = f"{WORD},answer\nWhere?,Here.\nWhen?,Now.\n"
    with working_desk(tmp_path) as desk:
        for submit in (desk.submit, desk.submit_pair):
            with pytest.raises(Refused, match=WORD):
                submit(Experiment(task="custom", text=table))
        assert desk.store._read("SELECT count(*) FROM runs") == [(0,)]


def test_only_the_browser_that_started_a_run_steers_it(endless: tuple[Client, Desk, str]) -> None:
    client, desk, run_id = endless
    for other in (client.stranger(), Client(client.port, "f" * 32), Client(client.port, "x")):
        assert other.get(f"/api/runs/{run_id}")[1]["steerable"] is False
        for verb in VERBS:
            assert other.post(f"/api/runs/{run_id}/{verb}") == (
                403,
                {"error": "Only the browser that started this run can steer it."},
            )
    before = events(desk, run_id)
    until(lambda: events(desk, run_id) > before)
    assert client.get(f"/api/runs/{run_id}")[1]["steerable"] is True
    for verb, status in (("pause", "paused"), ("resume", "running"), ("stop", "stopped")):
        assert client.post(f"/api/runs/{run_id}/{verb}") == (200, {"status": status})


@pytest.mark.parametrize("owner", ["", "nonsense", OWNER[:-1] + "\n"])
def test_a_run_without_an_owner_is_steered_by_nobody_from_outside(tmp_path: Path, owner: str) -> None:
    with serving(tmp_path, "endless") as (client, desk):
        run_id = desk.submit(Experiment(), owner=owner)
        for asker in (client, client.stranger()):
            assert asker.post(f"/api/runs/{run_id}/stop")[0] == 403
            assert asker.get(f"/api/runs/{run_id}")[1]["steerable"] is False
        assert not desk.owns(run_id, owner)
        assert desk.stop(run_id) == "stopped", "the server itself needs no secret"


def test_both_runs_of_a_pair_belong_to_the_same_browser(finished: tuple[Client, str, str]) -> None:
    client, *runs = finished
    assert [client.get(f"/api/runs/{run_id}")[1]["steerable"] for run_id in runs] == [True, True]
    assert [client.stranger().get(f"/api/runs/{run_id}")[1]["steerable"] for run_id in runs] == [False, False]
    assert client.post(f"/api/runs/{runs[0]}/valley")[0] == 409, "it is measured already, which only its owner is told"
