"""The shape of the house holds: floors, sizes, words in data and not in code."""

from __future__ import annotations

import ast
import functools
import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from drawing import drawing

PACKAGE = Path(__file__).resolve().parents[1] / "personacheck"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "fixtures" not in path.parts)
ARCHITECTURE = PACKAGE.parent / "docs" / "architecture.md"
WAYS = re.findall(r"^\d+\. `([\w.]+)`", ARCHITECTURE.read_text("utf-8"), re.MULTILINE)

LAYERS = [
    contract
    for contract in tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    if contract["type"] == "layers"
]
EXTENSIONS = ("csv", "html", "ipynb", "json", "parquet", "py", "pyi", "sqlite3", "toml", "txt", "xlsx", "xml", "yaml")


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
    above = {module for floor in LAYERS[0]["layers"][1:5] for module in floor.split(" | ")}
    assert {room.as_posix() for room in rooms if room.parts} | above == told


def test_tests_mirror_the_rooms():
    """Each room has a folder of tests by its name, and no folder of tests is of anything else."""
    rooms = {path.parent.relative_to(PACKAGE) for path in MODULES if path.name == "__init__.py"} - {Path()}
    tests = PACKAGE.parent / "tests"
    assert rooms == {path.parent.relative_to(tests) for path in tests.rglob("*/test_*.py")} - {Path()}


def test_every_room_has_its_floors():
    """All but the findings, which are one floor that anybody may add to."""
    rooms = {path.parent.relative_to(PACKAGE.parent) for path in MODULES if path.name == "__init__.py"}
    floors = {".".join(room.parts) for room in rooms if room.name != "findings"}
    assert floors == {room for contract in LAYERS for room in contract["containers"]}
    assert all(contract["exhaustive"] for contract in LAYERS)


@pytest.mark.parametrize("name", WAYS)
def test_a_container_on_the_way_is_where_it_is_said_to_be(name):
    module, _, container = name.rpartition(".")
    assert isinstance(getattr(importlib.import_module(f"personacheck.{module}"), container), type)
    assert container in _used()


def test_the_way_of_a_title_is_short():
    _, way = ARCHITECTURE.read_text("utf-8").split("## The way of a title")
    assert len(re.findall(r"^\d+\. `", way.split("\n## ")[0], re.MULTILINE)) <= 14


def _defined(module: str) -> set[str]:
    """Names that a module defines, or that stand in the folder of a room."""
    path = PACKAGE.joinpath(*module.split("."))
    if path.is_dir():
        return {entry.stem for entry in path.iterdir()} | _defined(f"{module}.__init__")
    tree = ast.parse(path.with_suffix(".py").read_text("utf-8"))
    targets = {ast.unparse(target) for node in tree.body for target in getattr(node, "targets", ())}
    return targets | {getattr(node, "name", ast.unparse(getattr(node, "target", node))) for node in tree.body}


def _attributes() -> dict[str, set[str]]:
    """Class, in small letters, to what it has: ``export.accounts`` is the ``accounts`` of an ``Export``."""
    has: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                names = {getattr(part, "name", ast.unparse(getattr(part, "target", part))) for part in node.body}
                has.setdefault(node.name.lower(), set()).update(names)
    return has


def test_docstrings_name_what_is_there():
    """``room.module`` and ``module.name`` in double backticks; names of files aside."""
    parts = {path.relative_to(PACKAGE).with_suffix("").parts for path in MODULES}
    modules = {".".join(part for part in names if part != "__init__") for names in parts} - {""}
    has, wrong = _attributes(), []
    for path in MODULES:
        for named in re.findall(r"(?<!`)``([A-Za-z_]+(?:\.\w+)+)", path.read_text("utf-8")):
            owner, _, name = named.removeprefix("personacheck.").rpartition(".")
            owners = [module for module in modules if f".{module}".endswith(f".{owner}")]
            known = set().union(*map(_defined, owners)) | has.get(
                owner.rpartition(".")[2].replace("_", "").lower(), set()
            )
            if name not in known | {*EXTENSIONS}:
                wrong.append(f"{path.relative_to(PACKAGE)}: {named}")
    assert wrong == []


def test_yaml_is_read_by_python_whatever_is_installed_beside():
    """A safe ruamel.yaml takes libyaml where ``ruamel.yaml.clib`` is, and that refuses texts that ours reads."""
    calls = [node for path in MODULES for node in ast.walk(ast.parse(path.read_text("utf-8"))) if _is_safe_yaml(node)]
    assert len(calls) > 3
    assert [ast.unparse(call) for call in calls if "pure" not in {word.arg for word in call.keywords}] == []


def _is_safe_yaml(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "YAML" and "typ='safe'" in ast.unparse(node)


@functools.cache
def _used() -> frozenset[str]:
    """Names that the package uses; the line that defines a class does not use it."""
    nodes = (node for path in MODULES for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return frozenset(getattr(node, "attr", getattr(node, "id", "")) for node in nodes)
