"""What Pebble at four stages said to the shipped prompts: recorded by `python -m explainer answers`, read by a page.

Knows neither torch nor pages: whoever records passes the answers in.

    read()["answers"]["base"]["Hello!"]
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HOME = Path(__file__).parents[1] / "assets" / "answers.json"
STAGES = ("untrained", "base", "chat", "fine-tuned")
BEGINNINGS = ("The capital of France is", "The opposite of hot is", "Snow is")  # for a model that only goes on


class AnswersError(ValueError):
    """A file of recorded answers that cannot be shown; one sentence."""


def read(path: Path = HOME) -> dict[str, Any]:
    """{"answers": {stage: {prompt: text}}, "provenance": {…}}. Raises AnswersError."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise AnswersError(f"{path.name} cannot be read: make it with python -m explainer answers.") from None
    answers = found.get("answers") if isinstance(found, dict) else None
    if not isinstance(answers, dict) or any(not isinstance(answers.get(stage), dict) for stage in STAGES):
        raise AnswersError(f"{path.name} does not hold the answers of {', '.join(STAGES)}.")
    return found


def write(answers: dict[str, dict[str, str]], provenance: dict[str, Any], path: Path = HOME) -> None:
    record = {"provenance": provenance, "answers": answers}
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
