"""What people kept from the first round still opens: links to pages, embed lines, addresses of data, and a record."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, quote

import pytest
from streamlit.testing.v1 import AppTest

from explainer import record as records
from explainer.commands import export
from explainer.tables.rarity import rarity
from tests.helpers.serving import serving

ROOT = Path(__file__).parents[1]
RECORD = (
    Path(__file__).parent / "data" / "run-of-2026-11-24.json"
)  # the first day's: no pool, kinds, schedule or examples
LINKS = (
    "live?task=jan&replay=5&recorded=1",
    "live?task=german&replay=1&steps=60&seed=3&guess=0:0.5,150:1.6",
    "live?mode=add&replay=40&batch=8&lr=0.001&utm_source=class",
    "lab?runs=german-0,german-5&task=jan&replay=12&schedule=ramp&source=proxy&pool=30&kinds=3",
    "lab?remedy=dropout&examples=64&runs=none",
    "ball?preset=gorge&optimiser=momentum&lr=0.43&x=-1.5&y=0.5&view=-58,38",
    "ball?race=replay&hide=noise,tether&slow=0&seed=7",
    "valley?valley=jan-5&replay=25&tether=0.1",
    "moat?type=text&from=2023&to=2025&maker=meta",
    "finetuning?prompt=Hello!",
    "downhill?replay=25",
    "forgetting",
    "replay?replay=5&view=price&keep=90&task=cooking&seed=2",
    "shifts?share=5&schedule=blocks&order=german-jan-cooking&measure=bwt",
    "noise?remedy=dropout",
    "overwhelming?task=cooking&show=right&axis=tokens&price=0.5&against=grok&humaneval=out",
    "open?q=Berlin&skill=colours",
)
EMBEDS = (
    "/embed/run/jan-5?theme=dark&hide=answers,numbers&lang=de",
    "/embed/run/german-1?autoplay=1&step=75",
    "/embed/ball?preset=plateau&replay=5&hide=race,share",
    "/embed/valley/german-5?replay=25&theme=light",
    "/embed/dose?view=price&replay=5&keep=90&hide=numbers",
)
DATA = (
    "/api/recorded/german-5",
    "/api/recorded/jan-5/file.html",
    "/api/valleys/jan-5",
    "/api/valleys/german-5/file.html",
    "/api/grounds",
    "/api/grounds/bowl",
    "/api/grounds/two-valleys/file.html",
    "/api/dose/file.html",
    "/player/page.css",
    "/player/page.js",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("data")) as (client, _):
        yield client


@pytest.mark.parametrize("link", LINKS)
def test_a_link_to_a_page_opens_it_without_a_word_of_complaint(link):
    name, _, query = link.partition("?")
    test = AppTest.from_file(str(ROOT / "explainer" / "ui" / "frame.py"), default_timeout=30)
    test.run()
    test.switch_page(str(ROOT / "pages" / f"{name}.py"))
    for key, value in parse_qsl(query):
        test.query_params[key] = value
    test.run()
    assert not test.exception and not test.error and not test.warning


@pytest.mark.parametrize("address", EMBEDS)
def test_an_embed_line_shows_its_figure(client, address):
    status, page, _ = client.get(address)
    assert status == 200
    assert 'class="figure"' in page and "cannot be shown" not in page


@pytest.mark.parametrize("address", DATA)
def test_an_address_of_data_answers(client, address):
    assert client.get(address)[0] == 200


@pytest.mark.parametrize(
    ("path", "kind"), [("live?task=jan&replay=5&recorded=1", "run/jan-5"), ("replay", "dose"), ("ball", "ball")]
)
def test_a_pasted_link_still_unfolds(client, path, kind):
    status, answer, _ = client.get(f"/oembed?url={quote(f'{client.origin}/{path}', safe='')}")
    assert status == 200 and f"/embed/{kind}" in answer["html"]


def test_a_record_of_the_first_day_is_read_shown_and_exported(tmp_path):
    record = records.read(RECORD)
    assert record["summary"]["forgetting"] > 1
    assert "schedule" not in record["experiment"], "it is from before there were schedules"
    assert record["schema"] == 1 and records.summarise(record["events"]) == record["summary"]
    before, after = records.both_ends(record["events"])
    assert {rarity(row) for row in before["old"]} == {"common", "rare", None}
    assert records.share_right(after["old"]) == record["summary"]["right_after"]
    out = tmp_path / "run.html"
    export.one_file([str(RECORD)], out, "")
    assert json.dumps(record["id"]) in out.read_text(encoding="utf-8").replace("\\u003c", "<")
