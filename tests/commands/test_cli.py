"""The command line is the same engine: it writes records, keeps them when stopped, and answers bad input."""

import json
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from explainer import record as records
from explainer.__main__ import COMMANDS, main
from explainer.tables.tasks import NEW_TASKS
from tests.helpers.fakes import until

pytestmark = pytest.mark.filterwarnings("default")
ROOT = Path(__file__).parents[2]
SHORT = ["run", "--task", "jan", "--steps", "6", "--batch", "4", "--replay", "20"]


def test_a_run_writes_a_record_and_weights_that_can_be_asked(tmp_path, capsys):
    out = tmp_path / "run.json"
    assert main([*SHORT, "--out", str(out)]) == 0
    record = records.read(out)
    assert record["status"] == "done" and record["provenance"]["kind"] == "recorded"
    assert record["provenance"]["seconds"] > 0 and record["provenance"]["device"]
    printed = capsys.readouterr().out
    assert "nats per token" in printed and f"{record['summary']['old_after']:.2f}" in printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run.json", "run.weights"]
    assert main(["chat", "--run", str(out), "--step", "6", "Hello!"]) == 0
    answered = capsys.readouterr().out.strip()
    last = records.of_type(record["events"], "answers")[-1]
    assert answered == next(item["text"] for item in last["items"] if item["prompt"] == "Hello!")


def test_pebble_can_be_asked_at_each_stage(capsys):
    assert main(["chat", "--stage", "chat", "What is the capital of France?"]) == 0
    assert "Paris" in capsys.readouterr().out
    assert main(["chat", "--stage", "base", "The capital of France is"]) == 0


BAD = [
    (["run", "--replay", "101"], "replay cannot be '101': it is a number from 0 to 100."),
    (["run", "--replay", "abc"], "replay cannot be 'abc'"),
    (["run", "--replay", "nan"], "replay cannot be 'nan'"),
    (["run", "--replay", "1e9"], "replay cannot be '1e9'"),
    (["run", "--task", "french"], f"task cannot be 'french': it is one of {', '.join(NEW_TASKS)}."),
    (["run", "--steps", "0"], "steps cannot be '0'"),
    (["run", "--seed", "1.5"], "seed cannot be '1.5'"),
    (["run", "--device", "tpu"], "device cannot be 'tpu'"),
    (["run", "--threads", "0"], "threads cannot be 0"),
    (["run", "--task", "custom"], "text"),
    (["run", "--task", "custom", "--text", "/nowhere"], "--text cannot be /nowhere"),
    (["run", "--out", "/nowhere/run.json"], "there is no folder /nowhere"),
    (["chat", ""], "A prompt cannot be empty"),
    (["chat", "x" * 3000], "A prompt cannot be 3,000 characters long"),
    (["chat", "--step", "3", "Hello!"], "--step goes with --run"),
    (["chat", "--run", "/nowhere.json", "Hello!"], "There is no file /nowhere.json."),
]


@pytest.mark.parametrize(("arguments", "sentence"), BAD, ids=lambda v: " ".join(v)[:40] if isinstance(v, list) else "")
def test_bad_input_gets_one_sentence_and_exit_code_2(arguments, sentence, capsys):
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert sentence in error and error.count("\n") == 1 and "Traceback" not in error


def test_a_record_cut_in_half_and_a_run_without_weights_get_one_sentence(tmp_path, capsys):
    text = (ROOT / "assets" / "runs" / "jan-5.json").read_text()
    (tmp_path / "half.json").write_text(text[: len(text) // 2])
    assert main(["chat", "--run", str(tmp_path / "half.json"), "Hello!"]) == 2
    assert "cut short" in capsys.readouterr().err
    (tmp_path / "bare.json").write_text(text)
    assert main(["chat", "--run", str(tmp_path / "bare.json"), "Hello!"]) == 2
    assert "kept no weights" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], *([module.__name__.rpartition(".")[2]] for module in COMMANDS)], ids=" ".join)
def test_help_answers_without_loading_torch(command):
    code = f"import sys, explainer.__main__ as m\ntry: m.main({[*command, '--help']})\nexcept SystemExit: pass\n"
    code += "assert 'torch' not in sys.modules"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "usage: python -m explainer" in result.stdout


@pytest.mark.slow
def test_a_process_that_is_killed_leaves_a_readable_record(tmp_path):
    command = [sys.executable, "-m", "explainer", "run", "--steps", "2000", "--out", str(tmp_path / "run.json")]
    growing = tmp_path / "run.partial.jsonl"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until(lambda: growing.exists() and growing.read_text().count("loss") > 3, seconds=120)
        process.kill()
    record = records.read(growing)
    assert record["status"] == "interrupted"
    assert len(records.of_type(record["events"], "loss")) >= 3


@pytest.mark.slow
def test_ctrl_c_leaves_a_valid_record(tmp_path):
    out = tmp_path / "run.json"
    command = [sys.executable, "-m", "explainer", "run", "--task", "jan", "--steps", "2000", "--out", str(out)]
    listens = partial(signal.signal, signal.SIGINT, signal.default_int_handler)  # a shell's background jobs do not
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listens
    )
    weights = tmp_path / "run.weights"
    until(lambda: list(weights.glob("*.safetensors")), seconds=120)
    process.send_signal(signal.SIGINT)
    printed, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in errors
    record = records.read(out)
    assert record["status"] == "stopped" and record["reason"] == "Stopped at the keyboard."
    assert records.of_type(record["events"], "loss") and "Forgetting" in printed
    assert json.loads(out.read_text()) == record
