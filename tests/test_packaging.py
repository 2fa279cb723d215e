"""Wheel, editable install and bare checkout behave alike."""

from __future__ import annotations

import email
import os
import re
import shlex
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_wheel_holds_what_is_not_code(wheel, root):
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {f"personacheck/report/templates/{p.relative_to(root / 'reports/templates').as_posix()}"
                 for p in (root / "reports/templates").rglob("*") if p.is_file()}  # fmt: skip  # one set, one line each
    words = {p.relative_to(root).as_posix() for p in (root / "personacheck/vocabulary").rglob("*.yaml")}
    example = {f"personacheck/fixtures/{name}" for name in ("export.xlsx", "cast.yaml", "personacheck.toml")}
    assert templates
    assert words
    assert templates | words | example <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_wheel_is_complete_for_an_index(wheel):
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
    metadata = email.message_from_string(archive.read(name).decode("utf-8"))
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert {"Typing :: Typed", "Programming Language :: Python :: 3.11"} <= set(metadata.get_all("Classifier"))
    assert archive.read(f"{name.removesuffix('METADATA')}licenses/LICENSE").startswith(b"MIT License")
    assert "personacheck/py.typed" in archive.namelist()


def test_sdist_holds_its_licence_and_all_that_a_wheel_is_made_of(root, tmp_path):
    command = [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, root]
    subprocess.run(command, check=True, capture_output=True)
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "hatch_build.py", "personacheck/py.typed", "fixtures/export.xlsx"} <= names
    assert "reports/templates/report.html" in names


NO_NETWORK = """
import pathlib, socket

class Barred(socket.socket):
    def __init__(self, family=-1, *others, **more):
        if family != getattr(socket, "AF_UNIX", None):
            pathlib.Path(__file__).with_name("asked").touch()
            raise AssertionError("a socket was asked for")
        super().__init__(family, *others, **more)

def look_up(*_):
    Barred()

socket.socket = Barred
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = look_up
"""


class Demo(NamedTuple):
    """The checkout's demo where sockets are barred: what it said, where it wrote to, and whether it asked for one."""

    ran: subprocess.CompletedProcess[str]
    out: Path
    asked: bool
    environment: dict[str, str]


@pytest.fixture(scope="module")
def demo(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(root)])}
    command = [sys.executable, "-m", "personacheck", "demo", "--quiet", "--out", "out"]
    ran = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return Demo(ran, folder / "out", (folder / "asked").exists(), environment)


def test_the_demo_asks_for_no_socket(demo):
    """Nor does a process that it starts: each Python reads ``sitecustomize``."""
    assert (demo.ran.returncode, demo.ran.stderr) == (0, "")
    assert (demo.out / "report.html").is_file()
    assert not demo.asked
    probe = [sys.executable, "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:9')"]
    assert subprocess.run(probe, env=demo.environment, capture_output=True, check=False).returncode != 0
    assert demo.out.with_name("asked").exists()


@pytest.mark.parametrize(
    ("shell", "typed", "offered"),
    [
        ("bash", {"COMP_WORDS": "personacheck insp", "COMP_CWORD": "1"}, "inspect"),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "personacheck check --fail-u"}, "--fail-under"),
    ],
)
def test_a_shell_completes_commands_and_options(root, shell, typed, offered):
    environment = {**os.environ, "PYTHONPATH": str(root), "_PERSONACHECK_COMPLETE": f"complete_{shell}", **typed}
    command = [sys.executable, "-m", "personacheck"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert offered in ran.stdout


def test_the_workflow_runs_what_is_there_on_three_systems(root):
    text = (root / ".github/workflows/tests.yml").read_text("utf-8")
    workflow = YAML(typ="safe").load(text)
    matrix = workflow["jobs"]["systems"]["strategy"]["matrix"]
    assert {system.split("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert all(len(step.keys() & {"run", "uses"}) == 1 for step in steps)
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    commands = [shlex.split(step["run"]) for step in steps if "run" in step]
    targets = re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE)
    for words in commands:
        files = [words[after + 1] for after, word in enumerate(words) if word == "-r"] + [words[0]] * ("/" in words[0])
        assert all((root / file).is_file() for file in files)
        assert words[0] != "make" or set(words[1:]) <= set(targets)
    assert all(job["timeout-minutes"] for job in workflow["jobs"].values())
    assert "://" not in text


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory):
    """Where pip has put the wheel."""
    folder = tmp_path_factory.mktemp("installed") / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", folder, wheel]
    subprocess.run(install, check=True, capture_output=True)
    return folder


def test_wheel_starts_without_reading_yaml(site, tmp_path):
    lines = [
        "import sys",
        "from personacheck.match.title.reading import read",
        "from personacheck.vocabulary.dialects import dialects",
        "assert read('Head of IT').functions == ('it',)",
        "assert dialects()",
        "print(sys.modules['personacheck'].__file__, 'ruamel' in sys.modules)",
    ]
    said = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
    ).stdout.split()
    assert said == [str(site / "personacheck" / "__init__.py"), "False"]


def test_wheel_runs_the_demo_as_the_checkout_does(site, demo, tmp_path):
    command = [sys.executable, "-m", "personacheck", "demo", "--quiet", "--out", "wheel"]
    subprocess.run(command, check=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(site)})
    wheels, checkouts = ({p.name: p.read_bytes() for p in made.iterdir()} for made in (tmp_path / "wheel", demo.out))
    assert len(wheels) == 6
    assert wheels == checkouts
