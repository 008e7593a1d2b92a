"""This script lists the names in the app that nothing in it uses: `python -m tests.dead_code`, a part of `make check`.

vulture finds names that are written once. What only a test uses is listed too, for the tests are not read. Left out are
the keys of a TypedDict, which are used as strings, and the names of USED, with the reason for each.
"""

from __future__ import annotations

import ast
import functools
import sys
from pathlib import Path

from vulture import Vulture

from explainer.tables.models import MODELS
from explainer.tables.tasks import SHIPPED

ROOT = Path(__file__).parents[1]
READ = ("app.py", "pages", "explainer", "benchmarks")
USED = {
    **{name.upper(): "world.task() finds a task by its name" for name in SHIPPED},
    **{name: "models.family() finds a model by it" for place in MODELS.values() if (name := place.partition(":")[2])},
    "decoder": "tokenizers reads it",
    "encode_special_tokens": "tokenizers reads it",
    "initial": "tqdm reads it",
    "inputs": "torch calls a hook with it",
    "pre_tokenizer": "tokenizers reads it",
    "touched": "the session keeps it",
}


def unused() -> list[str]:
    """A sentence for each name that nothing uses, and for each name in USED that need not stand there."""
    vulture = Vulture()
    vulture.scavenge([str(ROOT / path) for path in READ])
    items = [item for item in vulture.get_unused_code() if (str(item.filename), item.first_lineno) not in keys()]
    left = [item for item in items if item.name not in USED and not item.name.startswith("__")]
    needless = sorted(set(USED) - {item.name for item in items})
    return [
        *(f"{Path(item.filename).relative_to(ROOT)}:{item.first_lineno}: nothing uses {item.name}." for item in left),
        *(f"tests/dead_code.py: USED need not name {name}." for name in needless),
    ]


@functools.cache
def keys() -> set[tuple[str, int]]:
    """The file and line of every TypedDict's keys, those of one that is made from another included."""
    paths = [path for name in READ for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    classes = [
        (path, node) for path, tree in trees.items() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    kinds = {"TypedDict"}
    while new := {node.name for _, node in classes if kinds & set(map(ast.unparse, node.bases))} - kinds:
        kinds |= new
    return {(str(path), line.lineno) for path, node in classes if node.name in kinds for line in node.body}


if __name__ == "__main__":
    sentences = unused()
    print("\n".join(sentences) or "Nothing is left over.")
    sys.exit(bool(sentences))
