"""The packer over real HTTP and by itself: what it keeps, what it leaves out, what it refuses."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from explainer import web
from explainer.web.serving import files, modules
from explainer.web.takeaway import figures
from tests.helpers.serving import Client, listening, refused

ENTRIES = sorted({"page.js", *(kind.module for kind in figures.KINDS.values())})


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with listening(Starlette(routes=web.under())) as client:
        yield client


def test_a_figure_is_one_module_with_all_that_it_needs(client: Client) -> None:
    every = {path.relative_to(modules.PLAYER).as_posix() for path in modules.PLAYER.rglob("*.js")}
    used: set[str] = set()
    for entry in ENTRIES:
        needed = modules.needed_by(entry)
        assert needed[-1] == entry
        for name in needed:
            assert set(modules.imports(name)) <= set(needed[: needed.index(name)]), f"{entry}: {name} comes too early"
        status, text, headers = client.get(f"/player/{entry}")
        assert status == 200
        if entry != "page.js":
            assert text.endswith(f"export const {{ mount }} = $at{len(needed) - 1};\n")
        assert not re.search(r'^import |import\("', text, re.M), "nothing more is asked for"
        assert client.get(f"/player/{entry}", **{"If-None-Match": headers["etag"]})[0] == 304
        used |= set(needed)
    assert used == every


def test_the_players_files_are_modules_a_browser_will_take(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "run.js").write_text("export const one = 1;\n")
    monkeypatch.setattr(modules, "PLAYER", tmp_path)
    (tmp_path / "run.css").write_text("p { color: red }\n")
    monkeypatch.setattr(files.player, "all_directories", [tmp_path])
    status, _, headers = client.get("/player/run.js")
    assert (status, headers["content-type"].split(";")[0]) == (200, "text/javascript")
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/player/run.js", **{"If-None-Match": headers["etag"]})[0] == 304
    (tmp_path / "run.js").write_text("export const two = 1;\n")
    os.utime(tmp_path / "run.js", (0, 2e9))
    assert client.get("/player/run.js", **{"If-None-Match": headers["etag"]})[0] == 200, "changed: no restart needed"
    assert client.get("/player/run.css")[2]["content-type"].startswith("text/css")
    for path in ("nothing.js", "..%2F..%2Fapp.py", "%2e%2e/experiment.py", ""):
        assert refused(client.get(f"/player/{path}")), path


def given(monkeypatch: pytest.MonkeyPatch, **sources: str) -> str:
    """The pack of a.js, where these are all the modules."""
    monkeypatch.setattr(modules, "source", lambda name: sources[name.removesuffix(".js").replace("/", "_")])
    return modules.pack.__wrapped__("a.js", 0)


def test_a_pack_keeps_what_modules_call_things(monkeypatch: pytest.MonkeyPatch) -> None:
    text = given(
        monkeypatch,
        a='import {\n  one as first,\n  two,\n} from "./deep/b.js";\n\nexport const sum = first + two();\n'
        "export async function later() {\n  return first;\n}\n",
        deep_b="export const one = 1;\nexport function two() {\n  return 2;\n}\n",
    )
    assert "const {\n  one: first,\n  two,\n} = $at0;" in text
    assert text.endswith("export const { sum, later } = $at1;\n")
    assert "export" not in given(monkeypatch, a="document.title = 1;\n")


@pytest.mark.parametrize(
    "form", ["export default 1;", 'import "./c.js";', 'export * from "./c.js";', "export let a = 1;"]
)
def test_any_other_form_of_import_and_export_is_refused(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    with pytest.raises(ValueError, match=r"a\.js cannot be packed: (import|export)"):
        given(monkeypatch, a=form)


def test_modules_that_import_each_other_in_a_circle_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match=r"in a circle: a\.js > b\.js > a\.js"):
        given(monkeypatch, a='import { b } from "./b.js";', b='import { a } from "./a.js";')


TYPED = """\
// What this module does.
/** @import { Run } from "./run.js" */

/**
 * Twice a number.
 * @param {number} value
 */
export function twice(value) {
  // whole lines
  const run = /** @type {Run} */ (value); // and the rest of one
  return run /** twice */ * 2; /* or more */
}
"""
BARE = """\

export function twice(value) {
  const run = (value);
  return run * 2; 
}
"""


def test_comments_and_types_cost_no_byte() -> None:
    assert modules.without_comments(TYPED) == BARE


@pytest.mark.parametrize(
    "code",
    [
        'const address = "http://a.example/"; const end = "*/";\n',
        "const quoted = 'it\\'s // no comment';\n",
        "const pattern = /^https?:\\/\\/[\"'`/*]/.test(text) ? a / b : c / d;\n",
        "const css = /* css */ `\n/* a rule */\n// none\n.a { color: ${b ? `${c}/* d */` : '//'}; }\n`;\n",
        "const many = `${list.map((one) => { return `<${one}>`; })} // to read`;\n",
        "const escaped = `\\` // still inside`;\n",
    ],
)
def test_what_only_looks_like_a_comment_stays(code: str) -> None:
    assert modules.without_comments(code) == code.replace("/* css */ ", "")


@pytest.mark.skipif(shutil.which("node") is None, reason="Node reads the packs here, and it is not installed")
@pytest.mark.parametrize("entry", ENTRIES)
def test_a_pack_can_be_read_and_holds_no_comment(entry: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.mjs"
    path.write_text(modules.packed(entry), encoding="utf-8")
    assert "@param" not in path.read_text(encoding="utf-8")
    subprocess.run(["node", "--check", path], check=True)
