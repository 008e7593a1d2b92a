"""The packer makes one module of an entry and all that it imports, so that a reader on a slow line asks once and not
fifty times; comments, and with them the types, stay here. It knows nothing of what a module does.

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
# Comments, and what may look as if it held one. A slash with a space after it divides: the formatter sees to that.
CODE = re.compile(
    r"""
    (?P<comment> ^[ \t]*(?://[^\n]* | /\*(?:(?!\*/).)*\*/[ \t]*)\n | [ \t]*//[^\n]* | /\*.*?\*/[ ]? )
    | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'
    | /(?![\s/*])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[])+/
    | [`{}]
    """,
    re.M | re.S | re.X,
)
TEMPLATE = re.compile(r"\\.|\$\{|(?P<comment>(?!))|`", re.S)  # inside one nothing is a comment
ENDS = {"{": "}", "${": "}", "`": "`"}


def packed(entry: str) -> str:
    """The text of one module. Raises FileNotFoundError; ValueError for what cannot be packed."""
    changes = {path.relative_to(PLAYER).as_posix(): path.stat().st_mtime_ns for path in PLAYER.rglob("*.js")}
    if entry not in changes:
        raise FileNotFoundError(entry)
    return pack(entry, max(changes.values()))


@functools.lru_cache(maxsize=16)
def pack(entry: str, changed: int) -> str:
    """Remembers packs as long as no module has changed."""
    names = needed_by(entry)
    places = {name: f"$at{number}" for number, name in enumerate(names)}
    text = "".join(wrapped(name, places) for name in names)
    exports = exported(code(entry))
    return text + (f"export const {{ {exports} }} = {places[entry]};\n" if exports else "")


def wrapped(name: str, places: dict[str, str]) -> str:
    """A module as a function, called; `places` says what the results of others are called. Raises ValueError."""
    text = code(name)
    exports = exported(text)
    text = IMPORT.sub(lambda m: f"const {m[1].replace(' as ', ': ')} = {places[resolve(name, m[2])]};", text)
    text = EXPORT.sub(r"\1 \2", text)
    if left := OTHER.search(text):
        raise ValueError(f"{name} cannot be packed: {left[0]}")
    return f"const {places[name]} = (() => {{\n{text}return {{ {exports} }};\n}})();\n"


def exported(text: str) -> str:
    """The names that a module exports, with commas between them."""
    return ", ".join(name for _, name in EXPORT.findall(text))


def needed_by(entry: str) -> list[str]:
    """`entry` and all it imports, directly or not, each after those that it imports itself. Raises ValueError where
    modules import each other in a circle: functions that call each other could not be."""
    needed: dict[str, None] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"The player's modules import each other in a circle: {' > '.join((*above, name))}.")
        if name not in needed:
            for other in imports(name):
                visit(other, (*above, name))
            needed[name] = None

    visit(entry, ())
    return list(needed)


def imports(name: str) -> list[str]:
    """The modules that one imports, by their path in the player's folder."""
    return [resolve(name, path) for _, path in IMPORT.findall(code(name))]


def resolve(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def code(name: str) -> str:
    """A module without its comments, which are for whoever reads the project."""
    return without_comments(source(name))


def source(name: str) -> str:
    return (PLAYER / name).read_text(encoding="utf-8")


@functools.lru_cache(maxsize=256)
def without_comments(text: str) -> str:
    """JavaScript without comments. Strings, patterns and templates stay; inside a template's ${…} code goes on."""
    parts: list[str] = []
    ends: list[str] = []  # of the braces and templates that are open
    at = 0
    while token := (TEMPLATE if ends[-1:] == ["`"] else CODE).search(text, at):
        parts += text[at : token.start()], "" if token["comment"] else token[0]
        at = token.end()
        if token[0] in ends[-1:]:
            ends.pop()
        elif token[0] in ENDS:
            ends.append(ENDS[token[0]])
    return "".join(parts) + text[at:]
