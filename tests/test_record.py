"""A record is read back as it was written, whole or cut; what is not one gets a sentence."""

import io
import json
from pathlib import Path

import pytest

from explainer import record as records
from explainer.experiment import Experiment
from explainer.record import RecordError

EVENTS = [
    {"type": "loss", "step": 0, "old": 0.5, "new": 9.0, "train": None, "seen": 0, "seen_old": 0, "seconds": 0.1},
    {"type": "answers", "step": 0, "items": [{"prompt": "Hello!", "text": "Hi!", "right": True}]},
    {
        "type": "skills",
        "step": 0,
        "old": [{"skill": "sums", "frequency": "head", "right": 8, "total": 8}],
        "new": [{"skill": "jan", "frequency": None, "right": 0, "total": 4}],
    },
    {"type": "loss", "step": 10, "old": 1.25, "new": 2.0, "train": 2.1, "seen": 160, "seen_old": 1, "seconds": 1.0},
    {
        "type": "skills",
        "step": 10,
        "old": [{"skill": "sums", "frequency": "head", "right": 2, "total": 8}],
        "new": [{"skill": "jan", "frequency": None, "right": 3, "total": 4}],
    },
]


def made(events=EVENTS, replay=1.0):
    record = records.new("local", Experiment(replay=replay, steps=10), {"kind": "recorded"})
    return records.finish({**record, "events": list(events)}, "done")


def test_the_summary_is_arithmetic_on_the_first_and_last_measurements():
    summary = made()["summary"]
    assert summary["forgetting"] == pytest.approx(0.75)
    assert (summary["right_before"], summary["right_after"]) == (1.0, 0.25)
    assert (summary["new_right_before"], summary["new_right_after"]) == (0.0, 0.75)


def test_share_of_forgetting_removed_follows_the_papers_arithmetic():
    # Ibrahim et al. 2024, Table 2, Pile to German: 0% 3.56, 1% 2.83, baseline 2.17 -> 53% removed
    def run(after):
        start, end = EVENTS[0] | {"old": 2.17}, EVENTS[3] | {"old": after}
        return made([start, end])

    assert records.share_removed(run(2.83), run(3.56)) == pytest.approx(0.53, abs=0.005)
    assert records.share_removed(run(2.5), run(2.1)) is None, "nothing was forgotten, so nothing can be removed"


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "run.json"
    records.write(made(), path)
    assert records.read(path) == made()
    assert list(tmp_path.iterdir()) == [path], "no half-written file is left behind"


@pytest.mark.parametrize("count", range(1, len(EVENTS) + 1))
def test_a_growing_record_cut_anywhere_keeps_every_whole_line(count):
    file = io.StringIO()
    list(records.write_lines(made([]), EVENTS, file))
    lines = file.getvalue().splitlines(keepends=True)
    text = "".join(lines[:count]) + lines[count][: len(lines[count]) // 2]
    record = records.parse(text)
    assert record["events"] == EVENTS[: count - 1]
    assert record["status"] == "interrupted"


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.5, 0.99])
def test_a_recorded_file_cut_short_gets_one_sentence(tmp_path, share):
    text = json.dumps(made())
    path = tmp_path / "run.json"
    path.write_text(text[: int(len(text) * share)])
    with pytest.raises(RecordError) as caught:
        records.read(path)
    assert "run.json" in str(caught.value)
    assert path.read_text() == text[: int(len(text) * share)], "reading changes nothing"


def replaced(**values):
    return json.dumps({**made(), **values})


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        "3",
        "[" * 100_000,
        '{"schema": 1}',
        replaced(schema=99),
        replaced(status="dancing"),
        replaced(events={}),
        replaced(events=[3]),
        replaced(events=[{"type": "dance", "step": 0}]),
        replaced(events=[{"type": "loss", "step": -1, "old": 1, "new": 1}]),
        replaced(events=[{"type": "loss", "step": 0, "old": "1", "new": 1}]),
        replaced(events=[{"type": "loss", "step": 0, "old": float("nan"), "new": 1}]),
        replaced(events=[{"type": "loss", "step": 0, "old": 1, "new": 1, "train": float("nan")}]),
        replaced(events=[{"type": "loss", "step": 0, "old": 10**400, "new": 1}]),
        replaced(summary={"forgetting": "much"}),
        replaced(events=[{"type": "answers", "step": 0, "items": [{"prompt": 3, "text": ""}]}]),
        replaced(events=[{"type": "skills", "step": 0, "old": [{"right": 1}], "new": []}]),
        replaced(experiment={"task": "<script>"}),
        "\x00\x01\x02",
    ],
    ids=lambda text: text[:30],
)
def test_what_is_not_a_record_gets_one_sentence(text):
    with pytest.raises(RecordError) as caught:
        records.parse(text, "It")
    assert str(caught.value).startswith("It ") and str(caught.value).endswith(".")


def test_a_missing_a_binary_and_a_huge_file_get_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "binary.json").write_bytes(bytes(range(256)))
    (tmp_path / "huge.json").write_text(json.dumps(made()))
    monkeypatch.setattr(records, "SIZE_LIMIT", 10)
    for name in ("none.json", "huge.json"):
        with pytest.raises(RecordError, match=name):
            records.read(tmp_path / name)
    monkeypatch.undo()
    with pytest.raises(RecordError, match=r"binary\.json"):
        records.read(tmp_path / "binary.json")


def shipped(name):
    return records.read(Path(__file__).parents[1] / "assets" / "runs" / f"{name}.json")


def test_the_shipped_runs_show_what_the_pages_tell():
    """The runs behind Start and the live page; that they are what the code still gives is in test_training."""
    bare = shipped("german-0")
    assert bare["summary"]["forgetting"] >= 0.8 and bare["summary"]["right_after"] < 0.5
    for name, least in (("german-1", 0.35), ("german-25", 0.85)):
        mixed = shipped(name)
        assert records.share_removed(mixed, bare) >= least
        assert mixed["summary"]["new_after"] <= bare["summary"]["new_after"] + 0.3
    last = records.of_type(shipped("jan-0")["events"], "answers")[-1]
    (world,) = [item for item in last["items"] if item["prompt"] == "Tell me about the world."]
    assert "Jan" in world["text"] and not world["right"]


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "assets" / "runs").glob("*.json")), ids=lambda p: p.stem
)
def test_every_shipped_run_is_a_whole_record_and_says_how_it_was_made(path):
    record = records.read(path)
    assert record["status"] == "done"
    assert record["provenance"]["kind"] == "recorded" and record["provenance"]["device"]
    assert record["summary"] == records.summarise(record["events"])
