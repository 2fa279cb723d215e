"""Wheel, editable install and bare checkout behave alike."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest


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


def test_wheel_starts_without_reading_yaml(wheel, tmp_path):
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
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


def test_wheel_runs_the_demo_as_the_checkout_does(wheel, root, tmp_path):
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", tmp_path / "site", wheel],
        check=True,
        capture_output=True,
    )
    for name, path in (("wheel", tmp_path / "site"), ("checkout", root)):
        subprocess.run(
            [sys.executable, "-m", "personacheck", "demo", "--quiet", "--out", tmp_path / name],
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(path)},
        )
    wheels, checkouts = (
        {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("wheel", "checkout")
    )
    assert wheels == checkouts
