"""This module makes the fields of an experiment options of a command, as in `--task german --replay 5 --warm-up 10`."""

from __future__ import annotations

import argparse
from pathlib import Path

from explainer.experiment import FIELDS, Experiment
from explainer.fields import Choice


def add(command: argparse.ArgumentParser) -> None:
    for name, field in FIELDS.items():
        if name != "text":
            options = f" ({', '.join(field.options)})" if isinstance(field, Choice) else ""
            described = f"{field.help}{options}".replace("%", "%%")  # argparse formats its help with %
            usual = getattr(Experiment, name)
            default = int(usual) if isinstance(usual, bool) else usual
            option = f"--{name.replace('_', '-')}"
            command.add_argument(option, metavar="X", help=f"{described}; default {default}")
    command.add_argument(
        "--text", metavar="FILE", type=Path, help="your own text or question,answer CSV, with --task custom"
    )
    command.add_argument("--threads", metavar="N", type=int, help="CPU threads; default: torch's own choice")


def read(options: argparse.Namespace) -> Experiment:
    """Raises ValueError, one sentence."""
    values = {name: getattr(options, name) for name in FIELDS if getattr(options, name) is not None}
    if options.text:
        values["text"] = read_text(options.text)
    if options.threads is not None and options.threads < 1:
        raise ValueError(f"threads cannot be {options.threads}: it is a whole number from 1.")
    return Experiment.from_dict(values)


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"--text cannot be {path}: it is not a file of UTF-8 text.") from None


def check_folder(out: Path | None) -> None:
    """Raises ValueError where there is no folder for a file."""
    if out and not out.parent.is_dir():
        raise ValueError(f"--out cannot be {out}: there is no folder {out.parent}.")
