"""What the shipped example writes, whole. Renewed by ``make golden``: read the diff before you commit it."""

from __future__ import annotations

import os

import pytest

from personacheck.cli.app import run


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder that the demo writes."""
    folder = tmp_path_factory.mktemp("demo")
    assert run(["demo", "--quiet", "--out", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("name", ["result.json", "report.html"])
def test_golden_file_of_the_demo(root, written, name):
    now = (written / name).read_text(encoding="utf-8")
    golden = root / "tests" / "golden" / name
    if os.environ.get("PERSONACHECK_GOLDEN") == "renew":
        golden.write_text(now, encoding="utf-8")
    assert now == golden.read_text(encoding="utf-8"), "if the change is meant: make golden, and read the diff"
