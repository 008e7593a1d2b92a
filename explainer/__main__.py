"""The command line: `python -m explainer …`. The same engine as the app, in this process, without a server.

Knows no torch until a command needs it, so that --help and a bad value answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from explainer import record as records
from explainer.commands import export, fields, sweep, valley
from explainer.experiment import Experiment
from explainer.fields import FieldError
from explainer.record import Event, Record, RecordError

HELP = """\
Fine-tunes Pebble, a language model of 1.7 million parameters, and shows what it forgets.

  python -m explainer run --task german --replay 1 --out run.json   learn German, practise 1% English
  python -m explainer chat "What is the capital of France?"         ask the Pebble that ships
  python -m explainer chat --run run.json --step 150 "Hello!"       ask the one you made
  python -m explainer answers                                       record what its stages say
  python -m explainer sweep sweeps/replay.toml                        measure a figure: many runs, one file
  python -m explainer valley --replay 5 --out valley.json           measure the real landscape of a run
  python -m explainer export --out dist                             the pages as a site without a server
  python -m explainer export --run german-1 --out run.html          one run as one HTML file
  python -m explainer pretrain                                      make Pebble itself again
"""


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 1 the run failed, 2 bad input, 130 stopped with Ctrl-C (what was recorded is kept)."""
    options = parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except (FieldError, RecordError, ValueError) as error:
        print(f"explainer: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m explainer", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = top.add_subparsers(required=True, metavar="command")

    run = commands.add_parser(
        "run", help="fine-tune Pebble on a new task", description="Fine-tunes Pebble and writes the run's record."
    )
    fields.add(run)
    run.add_argument("--out", metavar="FILE", type=Path, help="where the record goes; its weights go beside it")
    run.add_argument(
        "--thorough", action="store_true", help="ask all questions at every checkpoint, not only before and after"
    )
    run.set_defaults(command=run_command)

    chat = commands.add_parser("chat", help="ask Pebble", description="Asks Pebble, or a run's Pebble at a step.")
    chat.add_argument("prompt", nargs="+", help="one or more prompts, each in quotes")
    chat.add_argument(
        "--stage", choices=("untrained", "base", "chat"), default="chat", help="which Pebble; default chat"
    )
    chat.add_argument("--run", metavar="FILE", type=Path, help="ask the Pebble of this run instead")
    chat.add_argument("--step", metavar="N", type=int, help="at or before this step of the run; default the last")
    chat.set_defaults(command=chat_command)

    answers = commands.add_parser(
        "answers",
        help="record what the shipped Pebbles answer",
        description="Fine-tunes Pebble on Jan, asks it the shipped prompts at every stage, keeps the answers.",
    )
    answers.add_argument("--out", metavar="FILE", type=Path, help="default assets/answers.json")
    answers.set_defaults(command=answers_command)
    sweep.add(commands)
    valley.add(commands)
    export.add(commands)
    pretrain = commands.add_parser(
        "pretrain",
        help="make Pebble's tokenizer and weights again",
        description="Makes Pebble from a seed; about 15 minutes on 2 cores. Goes on after the last whole stage.",
    )
    pretrain.add_argument("--home", metavar="FOLDER", type=Path, help="where to write; default assets/pebble")
    pretrain.set_defaults(command=pretrain_command)
    return top


def run_command(options: argparse.Namespace) -> int:
    experiment = fields.read(options)
    fields.check_folder(options.out)
    provenance = {"kind": "recorded", "created": datetime.now(UTC).isoformat(timespec="seconds")}
    record = records.new("local", experiment, provenance)
    how = {"threads": options.threads, "thorough": options.thorough}
    record = follow(record, experiment, how, options.out)
    if options.out:
        records.write(record, options.out)
        growing_path(options.out).unlink()
        print(f"The record is in {options.out}, the weights are in {weights_folder(options.out)}.")
    print(table(record))
    if record["reason"]:
        print(f"explainer: {record['reason']}", file=sys.stderr)
    return {"done": 0, "stopped": 130}.get(record["status"], 1)


def follow(record: Record, experiment: Experiment, how: dict[str, Any], out: Path | None) -> Record:
    """Trains with a progress bar; the record as far as it got, whatever ended it."""
    from explainer.training import jobs
    from explainer.training.loop import Diverged

    folder = str(weights_folder(out)) if out else None
    request = {"experiment": experiment.to_dict(), "folder": folder, **how}
    status, reason = "done", None
    try:
        with growing_path(out).open("w", encoding="utf-8") as file:
            events = without_provenance(jobs.train(request), record)
            for event in with_progress(records.write_lines(record, events, file), experiment.steps):
                record["events"].append(event)
    except Diverged as error:
        status, reason = "failed", str(error)
    except KeyboardInterrupt:
        status, reason = "stopped", "Stopped at the keyboard."
    losses = records.of_type(record["events"], "loss")
    record["provenance"]["seconds"] = losses[-1]["seconds"] if losses else 0.0
    return records.finish(record, status, reason)


def without_provenance(events: Iterator[Event], record: Record) -> Iterator[Event]:
    """The events of the record; the job's word on where it runs goes into the provenance."""
    for event in events:
        if event["type"] == "provenance":
            record["provenance"] |= {key: value for key, value in event.items() if key != "type"}
        else:
            yield event


def with_progress(events: Iterator[Event], steps: int) -> Iterator[Event]:
    from tqdm import tqdm

    with tqdm(total=steps, unit=" steps", leave=False) as bar:
        for event in events:
            if event["type"] == "loss":
                bar.update(event["step"] - bar.n)
                bar.set_postfix_str(f"old {event['old']:.2f}, new {event['new']:.2f} nats")
            yield event


def table(record: Record) -> str:
    """Before and after, in words and units."""
    summary = record["summary"]
    if not summary:
        return "Nothing was measured."
    rows = [("", "before", "after")]
    for title, key, form in (
        ("old task, held-out loss (nats per token)", "old", "{:.2f}"),
        ("new task, held-out loss (nats per token)", "new", "{:.2f}"),
        ("old questions answered right", "right", "{:.0%}"),
        ("new questions answered right", "new_right", "{:.0%}"),
    ):
        cells = [summary[f"{key}_before"], summary[f"{key}_after"]]
        before, after = ("–" if cell is None else form.format(cell) for cell in cells)
        rows.append((title, before, after))
    lines = [f"{title:42} {before:>8} {after:>8}" for title, before, after in rows]
    return "\n".join([*lines, f"Forgetting: {summary['forgetting']:.2f} nats per token."])


def chat_command(options: argparse.Namespace) -> int:
    if options.step is not None and not options.run:
        raise ValueError("--step goes with --run: the Pebble that ships has no steps.")
    request = {"prompts": options.prompt, "stage": options.stage, "folder": None, "step": options.step}
    if options.run:
        records.read(options.run)
        request["folder"] = str(weights_folder(options.run))
    from explainer.training import jobs

    for item in next(jobs.chat(request))["items"]:
        print(f"{item['prompt']}\n  {item['text']}" if len(options.prompt) > 1 else item["text"])
    return 0


def answers_command(options: argparse.Namespace) -> int:
    from explainer import answers
    from explainer.training import jobs
    from explainer.world.split import SHOWN, SHOWN_NEW

    prompts = [*SHOWN, *(prompt for prompt in SHOWN_NEW if "Jan" in prompt), *answers.BEGINNINGS]
    experiment = Experiment(task="jan", replay=0.0)
    with tempfile.TemporaryDirectory() as folder:
        training = jobs.train({"experiment": experiment.to_dict(), "folder": folder})
        for _ in with_progress((event for event in training if event["type"] != "provenance"), experiment.steps):
            pass
        found = {}
        for stage in answers.STAGES:
            asked = {"folder": folder, "step": None} if stage == "fine-tuned" else {"stage": stage}
            items = next(jobs.chat(asked | {"prompts": prompts}))["items"]
            found[stage] = {item["prompt"]: item["text"] for item in items}
    created = {"kind": "recorded", "created": datetime.now(UTC).isoformat(timespec="seconds")}
    provenance = created | jobs.provenance(jobs.pick_device(experiment.device)) | {"experiment": experiment.to_dict()}
    out = options.out or answers.HOME
    answers.write(found, provenance, out)
    print(f"{len(prompts)} prompts, {len(found)} stages: the answers are in {out}.")
    return 0


def pretrain_command(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from explainer.models.pebble import HOME
    from explainer.training.pretrain import pretrain, read_manifest

    home, bar = options.home or HOME, None
    for point in pretrain(home):
        if bar is None or point["step"] == 1:
            bar = tqdm(total=point["steps"], desc=point["stage"], unit=" steps")
        bar.update(1)
        if point["step"] % 10 == 0:
            bar.set_postfix_str(f"loss {point['loss']:.3f} nats")
    print(f"Pebble is in {home}; it answers {read_manifest(home)['old_probes_right']:.0%} of the old questions right.")
    return 0


def growing_path(out: Path | None) -> Path:
    """Where a run is kept line by line while it grows: what is left of it if this process is killed."""
    return out.with_suffix(".partial.jsonl") if out else Path(os.devnull)


def weights_folder(path: Path) -> Path:
    return path.with_suffix(".weights")


if __name__ == "__main__":
    sys.exit(main())
