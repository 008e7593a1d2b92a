"""`python -m explainer export` writes a site without a server, or one run as one HTML file."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from explainer import record as records
from explainer.commands import fields
from explainer.web.api import runs
from explainer.web.api.runs import Run
from explainer.web.serving import files
from explainer.web.takeaway import figures, onefile
from explainer.web.takeaway import run as scene_run

BASE_URL = re.compile(r"https?://[\w.-]+(:\d{1,5})?(/[\w.~/-]*)?")


def add(commands: Any) -> None:
    export = commands.add_parser(
        "export",
        help="write a site that needs no server, or one run as an HTML file",
        description="Without --run: all pages and figures as a folder of files, for any file host. With --run: one "
        "file that plays the run without a server or a network.",
    )
    export.add_argument("--out", metavar="PATH", type=Path, required=True, help="the folder, or with --run the file")
    export.add_argument(
        "--run",
        metavar="RUN",
        nargs="+",
        help="a record's file, or a shipped run such as german-1; of a pair both, the one without replay first",
    )
    export.add_argument(
        "--base-url", metavar="URL", default="", help="where the site will lie, for canonical links and social cards"
    )
    export.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    if options.run:
        return one_file(options.run, options.out, options.base_url)
    if options.base_url and not BASE_URL.fullmatch(options.base_url):
        raise ValueError(
            f"--base-url cannot be {options.base_url!r:.60}: it is an address such as https://moat.example/x."
        )
    from explainer.site.build import build

    pages = build(options.out, options.base_url)
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB: the site is in {options.out}.")
    return 0


def one_file(names: list[str], out: Path, base_url: str) -> int:
    if len(names) > 2:
        raise ValueError(f"--run cannot have {len(names)} runs: it is one, or a pair.")
    if base_url:
        raise ValueError("--base-url goes with a site, not with --run: a single file lies nowhere in particular.")
    fields.check_folder(out)
    is_pair = len(names) == 1 and shipped(names[0])
    pair = runs.recorded_pair(names[0]) if is_pair else [read(name) for name in names]
    text = onefile.page(figures.KINDS["run"], scene_run.packed(pair))
    out.write_text(text, encoding="utf-8")
    print(f"{out} plays without a server or a network ({len(text.encode()) / 1000:.0f} kB).")
    return 0


def shipped(name: str) -> bool:
    return files.path_in(files.RECORDED, name) is not None


def read(name: str) -> Run:
    """Raises RecordError."""
    return runs.recorded(name) if shipped(name) else Run(Path(name).stem, "", records.read(Path(name)))
