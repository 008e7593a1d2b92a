"""These tests are the rules of the house: what may import what, which word leads where, and where state lives."""

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

from explainer.ui.pages import STORY
from explainer.web.serving import modules

ROOT = Path(__file__).parents[1]
EXPLAINER, PLAYER, TESTS = ROOT / "explainer", ROOT / "explainer" / "player", ROOT / "tests"
SOURCES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted(EXPLAINER.rglob("*.py"))]
SCRIPTS = sorted(path.relative_to(PLAYER).as_posix() for path in PLAYER.rglob("*.js"))
# From the ground up: a module may import what stands above it here, its own room included.
ROOMS = [
    "fields",
    "tables",
    "experiment",
    "events",
    "record",
    "answers",
    "facts",
    "text",
    "pictures",
    "world",
    "exam",
    "models",
    "measures",
    "training",
    "landscape",
    "contract",
    "jobs",
    "sweep",
    "web.serving",
    "web.api",
    "web.takeaway",
    "web",
    "plots",
    "ui",
    "ui.chapters",
    "site",
    "commands",
    "__main__",
]
# Of the player: each room may use those of the rows before its own, but none beside it in its row.
SHELVES = [["kit"], ["style"], ["share"], ["run", "ball", "dose"]]
PLAIN_PAGE = ["page.js", "query.js"]  # of the player: the script of a plain page, which knows no figure
# Where a word is no chapter's but shared by several.
SHARED_PLOTS = ["bands", "labels", "palette"]
WORDS = [chapter.name for chapter in STORY]


@functools.cache
def imports(path):
    """Names of all modules that a file imports, wherever in it."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def named(path):
    """explainer.ui.runs, as it is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {named(path): path for path in SOURCES if EXPLAINER in path.parents and named(path) != "explainer"}


def room(module):
    """The room that a module of the package is in: the longest that its name begins with."""
    name = module.removeprefix("explainer.")
    return max((room for room in ROOMS if f"{name}.".startswith(f"{room}.")), key=len)


def needed(path):
    """The modules of ours that a file imports; a package only where nothing in it is imported by name."""
    names = set(imports(path)) & set(MODULES)
    return {name for name in names if not any(other.startswith(f"{name}.") for other in names)}


def users_of(package):
    return {p.relative_to(ROOT).as_posix() for p in SOURCES if any(n.split(".")[0] == package for n in imports(p))}


# Rooms


@pytest.mark.parametrize("module", list(MODULES))
def test_imports_point_downwards(module):
    below = ROOMS[: ROOMS.index(room(module)) + 1]
    used = {room(name) for name in imports(MODULES[module]) if name.startswith("explainer.")}
    assert used <= set(below), f"{module} may import {below}"


def test_the_package_itself_imports_nothing():
    assert not list(imports(EXPLAINER / "__init__.py"))


def test_no_modules_import_each_other_in_a_circle():
    needs = {module: needed(path) - {module} for module, path in MODULES.items()}
    while ready := [module for module, needed in needs.items() if not needed & set(needs)]:
        for module in ready:
            del needs[module]
    assert not needs, "these import each other in a circle, or need those that do"


@pytest.mark.parametrize("script", SCRIPTS)
def test_imports_of_the_player_point_downwards(script):
    folder = script.rpartition("/")[0]
    row = next((number for number, shelf in enumerate(SHELVES) if folder in shelf), None)
    if row is None:
        assert script in PLAIN_PAGE
        allowed = {"", "kit", "style"}
    else:
        allowed = {folder, *(name for shelf in SHELVES[:row] for name in shelf)}
    assert {name.rpartition("/")[0] for name in modules.imports(script)} <= allowed


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_scripts_import_each_other_in_a_circle(script):
    assert modules.needed_by(script)[-1] == script  # and raises where there is one


def test_streamlit_is_used_in_the_pages_and_their_widgets_only():
    assert all(path == "app.py" or path.startswith(("pages/", "explainer/ui/")) for path in users_of("streamlit"))


def test_plotly_is_used_in_the_room_of_plots_only():
    assert all(path.startswith("explainer/plots/") for path in users_of("plotly"))


def test_session_state_and_query_parameters_are_touched_in_one_file():
    touching = {p.name for p in SOURCES if re.search(r"\bst\.(session_state|query_params)\b", p.read_text())}
    assert touching == {"state.py"}


def test_the_desk_names_its_jobs_and_never_imports_them():
    for path in (EXPLAINER / "jobs").glob("*.py"):
        assert not [n for n in imports(path) if n.startswith(("explainer.training", "explainer.models", "torch"))]


# One word a chapter


@pytest.mark.parametrize("word", WORDS)
def test_a_chapters_word_leads_to_its_page_its_text_its_code_and_its_test(word):
    for path in (
        ROOT / "pages" / f"{word}.py",
        ROOT / "assets" / "text" / f"{word}.md",
        EXPLAINER / "ui" / "chapters" / f"{word}.py",
        TESTS / "ui" / "chapters" / f"test_{word}.py",
    ):
        assert path.is_file()


@pytest.mark.parametrize("word", WORDS)
def test_a_chapter_draws_its_charts_with_the_plots_of_its_word(word):
    used = {name for path in (EXPLAINER / "ui" / "chapters").glob(f"{word}*.py") for name in imports(path)}
    plots = {name.split(".")[2] for name in used if name.startswith("explainer.plots.")} - set(SHARED_PLOTS)
    assert not plots or word in plots
    assert (EXPLAINER / "plots" / f"{word}.py").is_file() == bool(plots)


@pytest.mark.parametrize("folder", ["ui/chapters", "plots"])
def test_the_files_of_a_chapter_use_those_of_no_other(folder):
    package = f"explainer.{folder.replace('/', '.')}."
    for path in (EXPLAINER / folder).glob("*.py"):
        used = {name.removeprefix(package).split(".")[0] for name in imports(path) if name.startswith(package)}
        words = {name.split("_")[0] for name in used - set(SHARED_PLOTS)}
        assert words <= {path.stem.split("_")[0]}, path


@pytest.mark.parametrize(
    ("folder", "shared"), [("ui/chapters", []), ("plots", SHARED_PLOTS)], ids=["ui/chapters", "plots"]
)
def test_every_file_of_the_chapters_begins_with_a_chapters_word(folder, shared):
    names = {path.stem for path in (EXPLAINER / folder).glob("*.py")} - {"__init__", *shared}
    assert not {name for name in names if name.split("_")[0] not in WORDS}


# First sentences


def first_paragraph(text):
    return " ".join(text.strip().split("\n\n")[0].split())


def comment_at_the_head(script):
    """The comment that a script begins with, without its marks."""
    lines = []
    for line in (PLAYER / script).read_text(encoding="utf-8").splitlines():
        if not line.startswith("//"):
            break
        lines.append(line.removeprefix("//").removeprefix(" "))
    return "\n".join(lines)


def is_sentence(text):
    """Whether the first paragraph begins with a whole sentence, as far as that can be told from its marks."""
    paragraph = first_paragraph(text)
    sentence = re.match(r"(.*?)\.(\s|$)", paragraph)
    return (
        bool(sentence)
        and (sentence[1][:1].isupper() or sentence[1].startswith("`python -m explainer "))
        and len(sentence[1].split()) >= 5
        and paragraph[-1] != ":"
    )


PYTHON = [*SOURCES, *sorted((ROOT / "benchmarks").glob("*.py")), *sorted(TESTS.rglob("*.py"))]


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_says_first_what_it_is_in_a_whole_sentence(path):
    assert is_sentence(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_says_first_what_it_is_in_a_whole_sentence(script):
    assert is_sentence(comment_at_the_head(script))


# What the app never does


def test_nothing_is_ever_unpickled():
    for path in SOURCES:
        assert not re.search(r"\bpickle\b|torch\.load\(", path.read_text()), path


def heavy_after(code):
    """What a fresh process has imported of that which the web process must do without, once it has run some code."""
    last = "\nimport sys; print([n for n in ('torch', 'transformers', 'tokenizers') if n in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code + last], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()[-1]


def test_no_module_of_the_web_process_imports_torch():
    """None that a page or a route uses; nor does the text of a task."""
    rooms = ("ui", "ui.chapters", "plots", "web", "web.serving", "web.api", "web.takeaway", "site")
    names = [module for module in MODULES if room(module) in rooms and module != "explainer.ui.frame"]
    assert (
        heavy_after(
            f"import importlib, app\nfor name in {names}: importlib.import_module(name)\n"
            "from explainer.world import task; task('german'); task('jan')"
        )
        == "[]"
    )


@pytest.mark.slow
def test_no_page_imports_torch_when_it_runs():
    """Nor does the frame, which is a script and no module."""
    names = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
    run = f"pages = Pages()\nfor name in {names}: pages.pieces(name)"
    assert heavy_after(f"import app\nfrom explainer.ui.pieces import Pages\n{run}") == "[]"


def test_nothing_is_fetched_from_another_host():
    """No script, style, font or record of ours names a host to fetch from; links for people are another matter."""
    for path in [*PLAYER.rglob("*.*"), *SOURCES]:
        text = re.sub(r"http://www\.w3\.org/\S+", "", path.read_text())  # XML name spaces are names, not addresses
        assert not re.search(r"(src|import|fetch|url)\s*\(?\s*[=(]?\s*[\"'`]https?://", text), path


# Tests


def test_tests_import_no_other_test_and_nothing_of_the_benchmarks():
    for path in TESTS.rglob("test_*.py"):
        shared = [name for name in imports(path) if name.startswith(("tests", "benchmarks"))]
        assert all(f"{name}.".startswith("tests.helpers.") or name == "tests" for name in shared), path


def test_tests_wait_for_conditions():
    """Time alone passes in the shared helpers, which say why, and for pictures that people look at."""
    texts = {path.relative_to(TESTS).as_posix(): path.read_text() for path in TESTS.rglob("test_*.py")}
    assert not [name for name, text in texts.items() if re.search(r"\b(wait_for_timeout|time\.sleep)\(", text)]


# What is written about the house

PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_bytes()) <= 12_000


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_links_between_papers_lead_somewhere(paper):
    for address in re.findall(r"\]\(([^)#\s]+)\)", paper.read_text(encoding="utf-8")):
        assert address.startswith(("https:", "?")) or (paper.parent / address).is_file(), address


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_files_that_are_named_are_there(paper):
    names = re.findall(r"`((?:assets|docs|explainer|pages|sweeps|tests)/[\w./-]*)`", paper.read_text(encoding="utf-8"))
    for name in names:
        assert re.search("NAME|WORD", name) or (ROOT / name).exists(), name


def test_the_map_in_the_readme_is_the_real_one():
    rows = re.search(r"```\n(app\.py.*?)```", (ROOT / "README.md").read_text(), re.S)[1].splitlines()
    named, folders = set(), []
    for row in rows:
        name, depth = row.split()[0], (len(row) - len(row.lstrip())) // 2
        folders = [*folders[:depth], name]
        named.add("".join(folders))
        assert len(row.split()) > 2, f"{name} has no line"
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    real = {"/".join(path.split("/")[:depth]) + "/" for path in listed for depth in range(1, path.count("/") + 1)}
    shown = {path for path in real if path.startswith("explainer/") or (path.count("/") == 1 and path[0] != ".")}
    assert named == {"app.py"} | shown


def test_the_readme_names_the_chapters_words_in_their_order():
    line = re.search(r"leads to a chapter everywhere: (.*?)\.", (ROOT / "README.md").read_text(), re.S)[1]
    assert line.split(",") and re.findall(r"(\d+) (\w+)", line) == [(str(c.number), c.name) for c in STORY]
