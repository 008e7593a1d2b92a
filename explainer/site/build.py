"""This module writes the site: pages as the app itself makes them, figures by the same table as embed pages.

Data is written as the app's server would answer. What needs a live model is there as recorded.

    build(Path("dist"))
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from explainer import pictures
from explainer.landscape import presets
from explainer.landscape.presets import PRESETS
from explainer.landscape.shipped import VALLEYS
from explainer.site import page, words
from explainer.tables.figures import LANDSCAPE
from explainer.ui.pages import BALL, START, STORY, VALLEY
from explainer.ui.pieces import Pages, Piece
from explainer.web.serving import files, modules
from explainer.web.takeaway import dose, embed, figures, html, oembed, onefile
from explainer.web.takeaway.scene import Scene

MARK = ".explainer"  # a folder that has it was written here, and may be written again
NO_SERVER = (
    "Training, and asking a model of your own, need the app and its server (`make run`). These runs were recorded: "
    "the same trainings, with the losses and the answers that were measured on the way."
)
FOOT = (
    "This site has no server: its runs are recorded, charts other than the player's are pictures with their numbers "
    "beneath, and nothing can be trained here."
)


class SiteError(ValueError):
    """A site that cannot be written; one sentence."""


class Site:
    """`base_url` is where the site will lie, for canonical links and social cards; "" for nowhere in particular."""

    def __init__(self, out: Path, base_url: str = "") -> None:
        self.out, self.base = out, base_url.rstrip("/") + "/" if base_url else ""
        self.written: list[str] = []

    def write(self, name: str, text: str) -> None:
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.written.append(name)

    def copy(self, name: str, path: Path) -> None:
        (self.out / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, self.out / name)
        self.written.append(name)

    def head(self, name: str, title: str, about: str, root: str, kinds: set[str]) -> str:
        """What stands in a page's head; `root` leads from it to the site's."""
        policy = f'<meta http-equiv="Content-Security-Policy" content="{page.POLICY}">'
        needed = [figures.KINDS[kind].module for kind in sorted(kinds)]
        picture = pictures.of_page(name.removesuffix(".html"))
        card = html.card(title, about, self.base + name, self.base + picture) if self.base else ""
        return "\n".join([policy, embed.assets(root, *needed), card])


def build(out: Path, base_url: str = "") -> list[str]:
    """Writes the site; returns its pages. Raises SiteError, PageError."""
    prepare(out)
    site = Site(out, base_url)
    write_data(site)
    asyncio.run(write_figures(site))
    pages = list(pages_of_app())
    for name, title, pieces in pages:
        body = page.body_of(name, pieces) + (contents(pages) if name == START.stem else "")
        write_page(site, page.site_page(name), title, body, page.kinds(pieces))
    write_page(site, "live.html", "Recorded runs", recorded_runs(), set())
    (out / MARK).write_text("\n".join(site.written) + "\n", encoding="utf-8")
    return sorted(name for name in site.written if name.endswith(".html"))


def prepare(out: Path) -> None:
    """Raises SiteError for a folder that holds something else."""
    if out.exists() and not out.is_dir():
        raise SiteError(f"--out cannot be {out}: it is a file.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).exists():
        raise SiteError(f"--out cannot be {out}: the folder is not empty, and no site was written there before.")
    out.mkdir(parents=True, exist_ok=True)
    for name in written_before(out):
        (out / name).unlink(missing_ok=True)
    (out / MARK).write_text("")  # also where the export breaks off


def written_before(out: Path) -> list[str]:
    """The files of an earlier export, which its mark lists; what others put beside them stays."""
    listed = (out / MARK).read_text(encoding="utf-8").splitlines() if (out / MARK).exists() else []
    return [name for name in listed if (out / name).resolve().is_relative_to(out.resolve())]


def write_data(site: Site) -> None:
    """The player, the records and the landscapes."""
    entries = dict.fromkeys(["page.js", *(kind.module for kind in figures.KINDS.values())])
    for name in entries:
        site.write(f"player/{name}", modules.packed(name))
    site.write("player/page.css", modules.source("page.css"))
    for folder, name in ((files.RECORDED, "runs"), (VALLEYS, "valleys")):
        for path in folder.glob("*.json"):
            site.write(f"data/{name}/{path.name}", path.read_text(encoding="utf-8"))
    for name in PRESETS:
        site.write(f"data/grounds/{name}.json", json.dumps(presets.ground(name).to_dict(), separators=(",", ":")))
    for folder in (pictures.PAGES, pictures.CHARTS):
        for path in [*folder.glob("*.png"), *folder.glob("*.svg")]:
            site.copy(f"{folder.name}/{path.name}", path)


def subjects() -> Iterator[tuple[str, str]]:
    """Kind and name of every recorded figure."""
    yield from (("run", path.stem) for path in sorted(files.RECORDED.glob("*.json")))
    yield from (("valley", path.stem) for path in sorted(VALLEYS.glob("*.json")))
    yield ("ball", LANDSCAPE)
    if dose.FILE.exists():
        yield ("dose", "")


async def write_figures(site: Site) -> None:
    """For each: an embed page, a single file, and for runs a page of their own."""
    for kind, name in subjects():
        scene = await figures.KINDS[kind].embedded(name, "")
        inside = await figures.KINDS[kind].inside(name)
        site.write(f"files/{page.file_of(kind, name)}", onefile.page(figures.KINDS[kind], inside))
        write_embed(site, kind, name, scene)
        if kind == "run":
            write_run(site, name, scene)


def write_embed(site: Site, kind: str, name: str, scene: Scene) -> None:
    """The embed page of a figure, which leads to the page that shows it whole."""
    file = page.file_of(kind, name)
    shown_on = file if kind == "run" else page.site_page(scene.app.partition("?")[0])
    options = {**scene.options, "page": f"../{shown_on}"}
    figure = page.figure_of(kind, name, options, scene.text, "../")
    head = site.head(f"embed/{file}", scene.title, scene.text, "../", {kind})
    site.write(f"embed/{file}", embed.page_around(scene.title, figure, head, "auto", f"../{shown_on}"))


def write_run(site: Site, name: str, scene: Scene) -> None:
    """A run's own page, in place of the app's live one."""
    file = page.file_of("run", name)
    options = {**scene.options, "page": file, "autoplay": True}
    figure = page.figure_of("run", name, options, scene.text, "")
    write_page(site, file, scene.title, f"<h1>{html.escape(scene.title)}</h1>\n{figure}", {"run"})


def pages_of_app() -> Iterator[tuple[str, str, tuple[Piece, ...]]]:
    """Name, title and pieces of every page that can do without a server."""
    app = Pages()
    yield START.stem, html.NAME, app.pieces(START.stem)
    for chapter in STORY:
        yield chapter.name, f"{chapter.number}. {chapter.title}", app.pieces(chapter.name)
    yield BALL.stem, "The ball", app.pieces(BALL.stem)
    if any(VALLEYS.glob("*.json")):
        yield VALLEY.stem, "The real valley", app.pieces(VALLEY.stem)


def write_page(site: Site, name: str, title: str, body: str, kinds: set[str]) -> None:
    links = [("index.html", "Start"), (f"{STORY[0].name}.html", "The story"), ("ball.html", "The ball")]
    links.append(("live.html", "Recorded runs"))
    menu = "".join(html.tag("a", {"href": address}, label) for address, label in links)
    top = f'<header><nav aria-label="Pages">{menu}</nav></header>'
    bottom = html.tag("footer", {"class": "piece caption"}, FOOT)
    full = title if title == html.NAME else f"{title} · {html.NAME}"
    head = site.head(name, full, oembed.ABOUT, "", kinds)
    site.write(name, html.document(full, f"{top}\n<main>\n{body}\n</main>\n{bottom}", head, kind="site"))


def contents(pages: list[tuple[str, str, tuple[Piece, ...]]]) -> str:
    items = [html.tag("a", {"href": page.site_page(name)}, html.escape(title)) for name, title, _ in pages[1:]]
    items.append(html.tag("a", {"href": "live.html"}, "Recorded runs"))
    listed = "".join(html.tag("li", {}, item) for item in items)
    return f'<h2>What is here</h2>\n<ul class="piece contents">{listed}</ul>'


def recorded_runs() -> str:
    """What the page Forgetting, live is on a site that cannot train."""
    names = [path.stem for path in sorted(files.RECORDED.glob("*.json"))]
    items = "".join(html.tag("li", {}, html.tag("a", {"href": f"run-{name}.html"}, name)) for name in names)
    sentence = words.render(NO_SERVER, lambda address: None)
    return f'<h1>Recorded runs</h1>\n<div class="piece">{sentence}</div>\n<ul class="piece contents">{items}</ul>'
