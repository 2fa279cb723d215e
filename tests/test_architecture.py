"""The shape of the house holds: floors, sizes, words in data and not in code."""

from __future__ import annotations

import ast
import functools
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from drawing import drawing

PACKAGE = Path(__file__).resolve().parents[1] / "personacheck"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "fixtures" not in path.parts)
ARCHITECTURE = PACKAGE.parent / "docs" / "architecture.md"
WAYS = re.findall(r"^\d+\. `([\w.]+)`", ARCHITECTURE.read_text("utf-8"), re.MULTILINE)


def test_floors_hold(root):
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=root, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_are_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 40 or _is_command(path, node), f"{node.name} is longer than 40 lines"


def _is_command(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A command's flags are its signature: there the body is measured, not the list of flags."""
    first = node.body[0]
    return "cli" in path.parts and node.end_lineno - first.end_lineno <= 40


def test_no_grab_bags():
    names = {path.stem for path in MODULES}
    assert not names & {"utils", "util", "misc", "helpers", "common", "base", "manager", "managers"}


def test_init_files_import_nothing_but_tables():
    for path in MODULES:
        if path.name == "__init__.py" and path.parent.name != "findings":
            tree = ast.parse(path.read_text("utf-8"))  # the package's own imports the library when it is asked for
            nodes = tree.body if path.parent == PACKAGE else ast.walk(tree)
            imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
            assert not imports, path


def test_every_suppressed_rule_has_its_reason():
    for path in MODULES:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if re.search(r"#\s*(noqa|type: ignore|fmt: (skip|off)|pragma)", line):
                reason = re.search(
                    r"(noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\]|fmt: skip|pragma: \w+ \w+)\s+#\s*\w+", line
                )
                assert reason, f"{path.name}:{number}"


def test_help_loads_no_heavy_library():
    code = (
        "import sys\nfrom personacheck.cli.app import run\nrun(['--help'])\n"
        "heavy = {'pandas', 'numpy', 'sklearn', 'scipy'} & set(sys.modules)\nassert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_golden_drawing_of_the_rooms():
    """Renewed by ``make golden``."""
    text = ARCHITECTURE.read_text("utf-8")
    now = re.sub(r"(?<=<!-- drawing -->\n).*?(?=<!-- end -->)", lambda _: f"{drawing()}\n\n", text, flags=re.DOTALL)
    if os.environ.get("PERSONACHECK_GOLDEN") == "renew":
        ARCHITECTURE.write_text(now, encoding="utf-8")
        return
    assert now == text, "the drawing in docs/architecture.md is not that of the imports: make golden"


def test_every_room_is_described():
    text = ARCHITECTURE.read_text("utf-8")
    rooms = {path.parent.relative_to(PACKAGE) for path in MODULES if path.name == "__init__.py"}
    told = {row.split("`")[1] for row in text.splitlines() if row.startswith("| `")}
    inner = {str(room) for room in rooms if len(room.parts) == 2 and room.parts[0] in {"load", "match", "coverage"}}
    assert {str(room) for room in rooms if len(room.parts) == 1} | inner == told


@pytest.mark.parametrize("name", WAYS)
def test_a_container_on_the_way_is_where_it_is_said_to_be(name):
    module, _, container = name.rpartition(".")
    assert isinstance(getattr(importlib.import_module(f"personacheck.{module}"), container), type)
    assert container in _used()


def test_the_way_of_a_title_is_short():
    _, way = ARCHITECTURE.read_text("utf-8").split("## The way of a title")
    assert len(re.findall(r"^\d+\. `", way.split("\n## ")[0], re.MULTILINE)) <= 14


@functools.cache
def _used() -> frozenset[str]:
    """Names that the package uses; the line that defines a class does not use it."""
    nodes = (node for path in MODULES for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return frozenset(getattr(node, "attr", getattr(node, "id", "")) for node in nodes)
