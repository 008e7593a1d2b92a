"""This module reads and writes the measured valleys that ship in assets/valleys/, a ground a file.

Knows nothing of how one is measured.

read(VALLEYS / "german-5.json").provenance["anchors"]
"""

from __future__ import annotations

import json
from pathlib import Path

from explainer.landscape.ground import Ground, GroundError

VALLEYS = Path(__file__).parents[2] / "assets" / "valleys"


def read(path: Path) -> Ground:
    """Raises GroundError."""
    try:
        return Ground.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise GroundError(f"There is no file {path}.") from None
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        if isinstance(error, GroundError):
            raise
        raise GroundError(f"{path.name} is not a landscape: it is cut short or is not JSON.") from None


def write(ground: Ground, path: Path) -> None:
    """One JSON object; replaces the file whole."""
    beside = path.with_name(path.name + ".new")
    text = json.dumps(ground.to_dict(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    beside.write_text(text + "\n", encoding="utf-8")
    beside.replace(path)
