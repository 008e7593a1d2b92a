"""This module hands what Python and the player must agree on from Python to JavaScript: `make contract`.

Types of records and events, limits, names, parts that can be left out, and colours are written down once, in Python.
This writes them into player/kit/contract.js, and the colours into page.css; a test fails when either is out of date.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from explainer import events, experiment, record
from explainer.experiment import Experiment
from explainer.fields import Number
from explainer.landscape import ground
from explainer.tables import figures, limits, rarity
from explainer.tables.colours import COLOURS
from explainer.tables.optimisers import BETAS, EPSILON, MOMENTUM, OPTIMISERS
from explainer.tables.tasks import NEW_TASKS

PLAYER = Path(__file__).parent / "player"
FILE = PLAYER / "kit" / "contract.js"
STYLE = PLAYER / "page.css"
HEAD = """\
// This is what the player and the Python side must agree on. `make contract` writes it, from the tables and types that
// explainer/contract.py names: change those, never this file.
"""
TYPES = (
    experiment.ExperimentDict,
    record.Provenance,
    *events.EVENTS[:2],
    events.Answer,
    events.AnswersEvent,
    events.SkillRow,
    *events.EVENTS[3:],
    record.Summary,
    record.Floor,
)
COLOUR_BLOCK = re.compile(r"(/\* colours: written by make contract \*/\n).*?(/\* end of colours \*/)", re.S)


def javascript() -> str:
    """The whole of contract.js."""
    constants = "".join(
        f"/** @type {{{kind}}} */\nexport const {name} = {literal(value)};\n" for name, kind, value in values()
    )
    return f"{HEAD}\n{''.join(map(typedef, TYPES))}{RECORD}\n{constants}"


RECORD = """\
/** @typedef {{ name: string, label: string, spared: boolean }} Part */

/** @typedef {DataEvent | LossEvent | AnswersEvent | SkillsEvent | GradientEvent | CheckpointEvent} RunEvent */

/**
 * A run: what was asked, what happened, what came of it. A live one that waits or trains also says when it will go on.
 * @typedef {{ schema: number, id: string, experiment: ExperimentDict & { task: string, replay: number, steps: number,
 *   seed: number }, provenance: Provenance, events: RunEvent[], status: string, reason: string | null,
 *   summary: Summary, twin?: string | null, steerable?: boolean, eta_seconds?: number | null,
 *   queue?: { position: number | null, eta_seconds: number | null } }} RunRecord
 */
"""


def values() -> Iterator[tuple[str, str, Any]]:
    """The constants: name, type and value."""
    yield "READABLE", "number[]", record.READABLE
    yield "RUNNING", "string[]", record.RUNNING
    yield "ENDED", "string[]", record.ENDED
    yield "NUMBERS", "Record<string, string[]>", events.NUMBERS
    yield "FLOOR", "Floor | null", record.floor()
    yield "TIMES", "number[]", rarity.TIMES
    yield "RARITY", "{ common: number, rare: number }", {"common": rarity.COMMON, "rare": rarity.RARE}
    yield "READ", "Record<string, string>", rarity.READ
    yield "TASKS", "Record<string, string>", {name: task.subject for name, task in NEW_TASKS.items()}
    yield "USUAL", "ExperimentDict", {name: value for name, value in Experiment().to_dict().items() if name != "text"}
    counted = {"prompt": limits.PROMPT, "guess": limits.GUESS, "steps": limits.STEPS}
    yield "LIMITS", "{ prompt: number, guess: number, steps: number }", counted
    parts = {kind: [dataclasses.asdict(part) for part in figures.PARTS[kind]] for kind in ("run", "ball", "dose")}
    yield "PARTS", "Record<string, Part[]>", parts
    yield "BALL_LIMITS", "Record<string, [number, number]>", bounds(figures.BALL)
    yield "DOSE_LIMITS", "Record<string, [number, number]>", bounds(figures.DOSE)
    yield "BALL_STATE", "string[]", ("preset", *figures.BALL)
    yield "RACES", "string[]", figures.RACES
    optimisers = {
        name: {"title": o.title, "move": o.move, "tooFast": o.too_fast, "follows": o.follows}
        for name, o in OPTIMISERS.items()
    }
    kind = "Record<string, { title: string, move: string, tooFast: string, follows: boolean }>"
    yield "OPTIMISERS", kind, optimisers
    yield "MOMENTUM", "number", MOMENTUM
    yield "BETAS", "[number, number]", BETAS
    yield "EPSILON", "number", EPSILON
    yield "GROUND_KINDS", "string[]", ground.KINDS
    yield "GROUND_UNITS", "string[]", ground.UNITS
    yield "COLOURS", "Record<string, Record<string, string>>", COLOURS


def bounds(fields: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """The least and the most of each field that is a number."""
    return {name: (field.low, field.high) for name, field in fields.items() if isinstance(field, Number)}


def literal(value: Any, depth: int = 0) -> str:
    """A value as JavaScript, a long one over several lines."""
    if isinstance(value, Mapping):
        inner = [f"{key(name)}: {literal(one, depth + 1)}" for name, one in value.items()]
        return wrapped("{", inner, "}", depth)
    if isinstance(value, list | tuple):
        return wrapped("[", [literal(one, depth + 1) for one in value], "]", depth)
    return f"{value:.12g}".replace("e-0", "e-") if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def key(name: str) -> str:
    return name if re.fullmatch(r"[a-zA-Z_]\w*", name) else json.dumps(name)


def wrapped(opening: str, inner: list[str], closing: str, depth: int) -> str:
    space = " " if opening == "{" else ""
    line = f"{opening}{space}{', '.join(inner)}{space}{closing}"
    if len(line) <= 80 and "\n" not in line:
        return line
    indent = "  " * (depth + 1)
    return opening + "\n" + "".join(f"{indent}{one},\n" for one in inner) + "  " * depth + closing


def typedef(kind: Any) -> str:
    """A TypedDict as a JSDoc type, with its own words above it."""
    hints = get_type_hints(kind, include_extras=True)
    optional = {name for name, hint in hints.items() if get_origin(hint) is NotRequired or not kind.__total__}
    fields = ", ".join(f"{name}{'?' if name in optional else ''}: {written(hint)}" for name, hint in hints.items())
    words = " ".join((kind.__doc__ or "").split())
    return f"/**\n * {words}\n * @typedef {{{{ {fields} }}}} {kind.__name__}\n */\n\n"


SIMPLE = {int: "number", float: "number", str: "string", bool: "boolean", type(None): "null", Any: "unknown"}


def written(hint: Any) -> str:
    """A Python type as TypeScript writes it."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if origin is NotRequired:
        return written(inner[0])
    if origin is Literal:
        return " | ".join(json.dumps(one) for one in inner)
    if origin in (Union, types.UnionType):
        return " | ".join(map(written, inner))
    if origin is list:
        return f"({written(inner[0])})[]" if "|" in written(inner[0]) else f"{written(inner[0])}[]"
    if origin is dict:
        return f"Record<string, {written(inner[1])}>"
    if typing.is_typeddict(hint):
        return str(hint.__name__)
    raise TypeError(f"The contract has no word for the type {hint}.")


def style(css: str) -> str:
    """page.css with its colours as they are now."""
    light, dark = ("".join(f"  --{name}: {value};\n" for name, value in COLOURS[scheme].items()) for scheme in COLOURS)
    system = "".join(f"  {line}\n" for line in dark.splitlines())
    block = (
        f":root {{\n{light}  color-scheme: light;\n}}\n"
        f':root[data-theme="dark"] {{\n{dark}  color-scheme: dark;\n}}\n'
        f'@media (prefers-color-scheme: dark) {{\n  :root:not([data-theme="light"]) {{\n{system}'
        "    color-scheme: dark;\n  }\n}\n"
    )
    return COLOUR_BLOCK.sub(lambda match: match[1] + block + match[2], css)


def main() -> None:
    FILE.write_text(javascript(), encoding="utf-8")
    STYLE.write_text(style(STYLE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
