"""The player's modules, packed: one module that holds an entry and all that it imports, so that a reader on a slow line
asks once and not fifty times. Knows nothing of what a module does.

    packed("run/figure.js")     # exports what explainer/player/run/figure.js exports

Each module becomes a function that is called once and returns its exports, so that no two names can meet. A bundler of
the JavaScript world would need Node on every machine that runs the app; our modules use few forms of import and export,
and any other is refused, which a test notices.
"""

from __future__ import annotations

import functools
import posixpath
import re

from explainer.jobs.settings import ROOT

PLAYER = ROOT / "explainer" / "player"
IMPORT = re.compile(r'^import (\{[^}]*\}) from "([^"]+)";$', re.M)
EXPORT = re.compile(r"^export ((?:async )?function|const|class) (\w+)", re.M)
OTHER = re.compile(r"^(?:import|export)\b.*", re.M)
COMMENT = re.compile(r"^\s*//.*\n", re.M)  # whole lines: they are for whoever reads the project


def packed(entry: str) -> str:
    """The text of one module. Raises FileNotFoundError; ValueError for what cannot be packed."""
    there = {path.relative_to(PLAYER).as_posix(): path.stat().st_mtime_ns for path in PLAYER.rglob("*.js")}
    if entry not in there:
        raise FileNotFoundError(entry)
    return pack(entry, max(there.values()))


@functools.lru_cache(maxsize=16)
def pack(entry: str, changed: int) -> str:
    """Remembers packs as long as no module has changed."""
    names = needed_by(entry)
    place = {name: f"$at{number}" for number, name in enumerate(names)}
    exported = ", ".join(name for _, name in EXPORT.findall(source(entry)))
    return "".join(wrapped(name, place) for name in names) + f"export const {{ {exported} }} = {place[entry]};\n"


def wrapped(name: str, place: dict[str, str]) -> str:
    """A module as a function, called; `place` says what the results of others are called. Raises ValueError."""
    text, exported = source(name), ", ".join(found for _, found in EXPORT.findall(source(name)))
    text = IMPORT.sub(lambda m: f"const {m[1].replace(' as ', ': ')} = {place[resolve(name, m[2])]};", text)
    text = EXPORT.sub(r"\1 \2", text)
    if left := OTHER.search(text):
        raise ValueError(f"{name} cannot be packed: {left[0]}")
    return f"const {place[name]} = (() => {{\n{COMMENT.sub('', text)}return {{ {exported} }};\n}})();\n"


def needed_by(entry: str) -> list[str]:
    """`entry` and all it imports, directly or not, each after those that it imports itself. Raises ValueError where
    modules import each other in a circle: functions that call each other could not be."""
    found: dict[str, None] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"The player's modules import each other in a circle: {' > '.join((*above, name))}.")
        if name not in found:
            for other in imports(name):
                visit(other, (*above, name))
            found[name] = None

    visit(entry, ())
    return list(found)


def imports(name: str) -> list[str]:
    """The modules that one imports, by their path in the player's folder."""
    return [resolve(name, path) for _, path in IMPORT.findall(source(name))]


def resolve(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def source(name: str) -> str:
    return (PLAYER / name).read_text(encoding="utf-8")
