"""The rules of the architecture, each a short test: what may import what, and where state lives."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "explainer").rglob("*.py")]
# From the ground up: a module may import what stands above it here, its own folder included.
ORDER = [
    "experiment",
    "record",
    "answers",
    "facts",
    "text",
    "pictures",
    "world",
    "models",
    "measures",
    "training",
    "landscape",
    "jobs",
    "sweep",
    "web",
    "plots",
    "ui",
    "site",
    "commands",
    "__main__",
]


def imports(path):
    """Names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(path):
    """`plots` for plots_noise.py too."""
    name = path.relative_to(ROOT / "explainer").with_suffix("").parts[0]
    return "plots" if name.startswith("plots_") else name


def users_of(package):
    return {p.relative_to(ROOT).as_posix() for p in SOURCES if any(n.split(".")[0] == package for n in imports(p))}


def test_streamlit_is_used_in_the_pages_and_their_widgets_only():
    assert all(path == "app.py" or path.startswith(("pages/", "explainer/ui/")) for path in users_of("streamlit"))


def test_plotly_is_used_in_the_files_of_plots():
    assert users_of("plotly") == {p.relative_to(ROOT).as_posix() for p in (ROOT / "explainer").glob("plots*.py")}


def test_session_state_and_query_parameters_are_touched_in_one_file():
    found = {p.name for p in SOURCES if re.search(r"\bst\.(session_state|query_params)\b", p.read_text())}
    assert found == {"state.py"}


@pytest.mark.parametrize("path", [p for p in SOURCES if (ROOT / "explainer") in p.parents], ids=lambda p: p.stem)
def test_imports_point_downwards(path):
    if path.parent == ROOT / "explainer" and path.stem == "__init__":
        assert not list(imports(path))
        return
    below = ORDER[: ORDER.index(part(path)) + 1]
    names = [name.split(".")[1] for name in imports(path) if name.startswith("explainer.")]
    used = {"plots" if name.startswith("plots_") else name for name in names}
    assert used <= set(below), f"{path.name} may import {below}"


def test_the_desk_names_its_jobs_and_never_imports_them():
    for path in (ROOT / "explainer" / "jobs").glob("*.py"):
        assert not [n for n in imports(path) if n.startswith(("explainer.training", "explainer.models", "torch"))]


def test_nothing_is_ever_unpickled():
    for path in SOURCES:
        assert not re.search(r"\bpickle\b|torch\.load\(", path.read_text()), path


def test_the_web_process_never_imports_torch():
    code = (
        "import sys, app, explainer.ui.runs, explainer.ui.controls, explainer.ui.captions\n"
        "import explainer.ui.openness, explainer.ui.stages, explainer.ui.shelves\n"
        "from explainer.world import task; task('german'); task('jan')\n"
        "print([name for name in ('torch', 'transformers', 'tokenizers') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_nothing_is_fetched_from_another_host():
    """No script, style, font or record of ours names a host to fetch from; links for people are another matter."""
    files = [*(ROOT / "explainer" / "player").rglob("*.*"), *SOURCES]
    for path in files:
        text = re.sub(r"http://www\.w3\.org/\S+", "", path.read_text())  # XML name spaces are names, not addresses
        assert not re.search(r"(src|import|fetch|url)\s*\(?\s*[=(]?\s*[\"'`]https?://", text), path


def test_the_tree_in_the_readme_is_the_real_one():
    tree = re.search(r"```\n(app\.py.*?)```", (ROOT / "README.md").read_text(), re.S)[1]
    named, folders = set(), []
    for line in tree.splitlines():
        name = line.split()[0] if line.strip() else ""
        depth = (len(line) - len(line.lstrip())) // 2
        if name:
            folders = [*folders[:depth], name]
            named.add("".join(folders))
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    real = {p for p in tracked if p.startswith(("explainer/", "pages/", "benchmarks/")) or p == "app.py"}
    missing = {p for p in real if p not in named and not p.endswith("__init__.py")}
    assert not missing, "not in the README's tree"
    assert not {p for p in named if not (ROOT / p).exists()}, "in the README's tree only"
