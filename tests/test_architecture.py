"""The shape of the house holds: floors, sizes, words in data and not in code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "personacheck"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "fixtures" not in path.parts)


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
        if path.name == "__init__.py" and path.parent.name not in {"report", "findings"}:
            imports = [
                n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Import | ast.ImportFrom)
            ]
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
