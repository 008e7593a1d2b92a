"""This module reads and writes what Pebble said to the shipped prompts at four stages, as a page shows it.

Recorded by `python -m explainer answers`. Knows neither torch nor pages: whoever records passes the answers in.

    read()["answers"]["base"]["Hello!"]
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal, TypedDict, cast

from explainer.experiment import ExperimentDict

HOME = Path(__file__).parents[1] / "assets" / "answers.json"
STAGES = ("untrained", "base", "chat", "fine-tuned")
BEGINNINGS = ("The capital of France is", "The opposite of hot is", "Snow is")  # for a model that only goes on


class Provenance(TypedDict):
    """How the answers were made; `experiment` is the fine-tune of the last stage."""

    kind: Literal["recorded"]
    created: str
    device: str
    threads: int
    cores: int | None
    versions: dict[str, str]
    experiment: ExperimentDict


class Answers(TypedDict):
    """What was said, by stage and prompt."""

    provenance: Provenance
    answers: dict[str, dict[str, str]]


class AnswersError(ValueError):
    """A file of recorded answers that cannot be shown; one sentence."""


def read(path: Path = HOME) -> Answers:
    """Raises AnswersError."""
    try:
        recorded: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise AnswersError(f"{path.name} cannot be read: make it with python -m explainer answers.") from None
    answers = recorded.get("answers") if isinstance(recorded, dict) else None
    if not isinstance(answers, dict) or any(not isinstance(answers.get(stage), dict) for stage in STAGES):
        raise AnswersError(f"{path.name} does not hold the answers of {', '.join(STAGES)}.")
    return cast(Answers, recorded)


def write(answers: dict[str, dict[str, str]], provenance: Provenance, path: Path = HOME) -> None:
    recorded: Answers = {"provenance": provenance, "answers": answers}
    path.write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
