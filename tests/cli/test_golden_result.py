"""The result of the shipped example, whole. Renewed by ``make golden``: read the diff before you commit it."""

from __future__ import annotations

import os

from personacheck.cli.app import run


def test_golden_result(root, tmp_path):
    assert run(["demo", "--quiet", "--out", str(tmp_path)]) == 0
    made = (tmp_path / "result.json").read_text(encoding="utf-8")
    golden = root / "tests" / "golden" / "result.json"
    if os.environ.get("PERSONACHECK_GOLDEN") == "renew":
        golden.write_text(made, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == made, "if the change is meant: make golden"
