"""A record is read back as it was written, whole or cut; what is not one gets a sentence."""

import io
import json
from pathlib import Path

import pytest

from explainer import record as records
from explainer.experiment import Experiment
from explainer.record import RecordError


def counted(step, right, broken=0, whole=True):
    """Right answers to eight old questions and three new ones."""
    old = {"skill": "sums", "times": None, "right": right, "broken": broken, "total": 8}
    new = {"skill": "jan", "times": 4, "right": right % 4, "broken": 0, "total": 4}
    return {"type": "skills", "step": step, "whole": whole, "old": [old], "new": [new]}


EVENTS = [
    {"type": "loss", "step": 0, "old": 0.5, "new": 9.0, "train": None, "seen": 0, "seen_old": 0, "seconds": 0.1},
    {"type": "answers", "step": 0, "items": [{"prompt": "Hello!", "text": "Hi!", "right": True, "broken": False}]},
    counted(0, 8),
    counted(0, 5, whole=False),
    counted(5, 4, whole=False),
    {"type": "loss", "step": 10, "old": 1.25, "new": 2.0, "train": 2.1, "seen": 160, "seen_old": 1, "seconds": 1.0},
    counted(10, 2, broken=4),
    counted(10, 3, broken=1, whole=False),
]


def made(events=EVENTS, replay=1.0):
    record = records.new("local", Experiment(replay=replay, steps=10), {"kind": "recorded"})
    return records.finish({**record, "events": list(events)}, "done")


def test_the_summary_is_arithmetic_on_the_first_and_last_measurements():
    summary = made()["summary"]
    assert summary["forgetting"] == pytest.approx(0.75)
    assert (summary["right_before"], summary["right_after"]) == (1.0, 0.25)
    assert (summary["new_right_before"], summary["new_right_after"]) == (0.0, 0.5)
    assert (summary["broken_before"], summary["broken_after"]) == (0.0, 0.5)


def test_ends_are_counted_over_all_questions_and_the_way_over_the_same_hundred():
    assert records.both_ends(EVENTS) == (counted(0, 8), counted(10, 2, broken=4))
    assert [event["step"] for event in records.on_the_way(EVENTS)] == [0, 5, 10]
    assert not any(event["whole"] for event in records.on_the_way(EVENTS))
    begun = EVENTS[:5]
    assert records.both_ends(begun) is None, "what was asked on the way is no end"
    assert records.summarise(begun)["right_after"] is None


def older(step, right):
    """The same as `counted`, as schema 1 had it."""
    row = {"skill": "sums", "frequency": "tail", "right": right, "total": 8}
    return {"type": "skills", "step": step, "old": [row], "new": []}


def test_a_record_of_schema_1_opens_with_all_of_its_counts_whole_and_none_broken():
    events = [EVENTS[0], older(0, 8), older(5, 6), EVENTS[5], older(10, 2)]
    text = json.dumps({**made(events), "schema": 1})
    record = records.parse(text)
    assert record["schema"] == 1 and record["events"] == events
    assert records.both_ends(events) == (older(0, 8), older(10, 2))
    assert records.on_the_way(events) == [older(0, 8), older(5, 6), older(10, 2)]
    assert record["summary"]["right_after"] == 0.25 and "broken_after" not in record["summary"]


def test_the_floor_is_what_a_run_on_old_data_alone_cost(tmp_path):
    path = tmp_path / "alone.json"
    assert records.floor(path) is None
    records.floor.cache_clear()
    records.write(made(replay=100.0), path)
    assert records.floor(path) == {
        "forgetting": 0.75, "right_before": 1.0, "right_after": 0.25, "steps": 10, "lr": Experiment().lr
    }  # fmt: skip
    records.floor.cache_clear()


def test_what_is_replayed_is_measured_before_it_is():
    data = {"type": "data", "step": 0, "length": 64, "old_dialogues": 3, "old_sequences": 2, "old_tokens": 128}
    data |= {"new_dialogues": 3, "new_sequences": 2, "new_tokens": 128}
    assert "pool_loss" not in made([data, *EVENTS])["summary"], "it was not measured in the first records"
    summary = made([{**data, "held_out": 128, "pool_loss": 2.5}, *EVENTS])["summary"]
    assert summary["pool_loss"] == 2.5


def test_share_of_forgetting_removed_follows_the_papers_arithmetic():
    # Ibrahim et al. 2024, Table 2, Pile to German: 0% 3.56, 1% 2.83, baseline 2.17 -> 53% removed
    def run(after):
        start, end = EVENTS[0] | {"old": 2.17}, EVENTS[5] | {"old": after}
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
        replaced(schema="1"),
        replaced(schema=True),
        replaced(experiment={"task": "<script>"}),
        "\x00\x01\x02",
    ],
    ids=lambda text: text[:30],
)
def test_what_is_not_a_record_gets_one_sentence(text):
    with pytest.raises(RecordError) as caught:
        records.parse(text, "It")
    assert str(caught.value).startswith("It ") and str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"skill": None}, "names no skill"),
        ({"right": float("inf")}, "cannot be read"),
        ({"right": -1}, "cannot be read"),
        ({"broken": "1"}, "cannot be read"),
        ({"broken": None}, "cannot be read"),
        ({"total": 0, "right": 0, "broken": 0}, "without a question"),
        ({"right": 3, "broken": 2}, "more answers right or broken than questions asked"),
        ({"times": 3}, "a number of times that is none of"),
        ({"times": 512}, "a number of times that is none of"),
        ({"times": True}, "a number of times that is none of"),
        ({"times": [1]}, "a number of times that is none of"),
        ({"frequency": "often"}, "neither head nor tail"),
        ({"frequency": []}, "neither head nor tail"),
    ],
)
def test_a_bad_count_of_right_answers_gets_one_sentence_that_says_why(wrong, words):
    row = {"skill": "sums", "times": 4, "right": 2, "broken": 1, "total": 4}
    for good in (row, row | {"times": None}, row | {"broken": 2}, row | {"times": 1}, row | {"times": 256}):
        records.check_event({"type": "skills", "step": 3, "whole": True, "old": [good], "new": []})
    with pytest.raises(RecordError) as caught:
        records.check_event({"type": "skills", "step": 3, "whole": True, "old": [row], "new": [row | wrong]}, "It")
    sentence = str(caught.value)
    assert sentence.startswith("It has a count of right answers at step 3 ") and words in sentence
    assert sentence.count(".") == 1


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
