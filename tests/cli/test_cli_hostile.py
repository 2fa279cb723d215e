"""Every file of the hostile set through ``check``: assessed, or refused in words, and nothing between."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from personacheck.cli.app import run

pytestmark = [pytest.mark.safety, pytest.mark.shared, pytest.mark.long]

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT.parent / "shared" / "hostile"
CASTS = {".yaml", ".yml"}


def _cases() -> list[object]:
    manifest = HOSTILE / "MANIFEST.csv"
    if not manifest.is_file():
        return []
    with manifest.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if (HOSTILE / row["file"]).is_file()]
    return [pytest.param(row, id=row["file"]) for row in rows]


@pytest.mark.parametrize("case", _cases())
def test_check(case: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = HOSTILE / case["file"]
    is_cast = path.suffix in CASTS
    export, cast = (ROOT / "fixtures" / "contacts.csv", path) if is_cast else (path, ROOT / "fixtures" / "cast.yaml")
    out = tmp_path / "out"
    code = run(["check", str(export), "--cast", str(cast), "--out", str(out), "--as-of", "2026-09-30"])
    told = capsys.readouterr()
    refusal = 2 if is_cast else 3
    assert code in {"load": (0,), "error": (refusal,), "either": (0, refusal)}[case["kind"]], told.err
    assert "canary" not in (told.out + told.err).casefold()
    if code:
        _refused(case, told.err)
        assert not out.exists()
    else:
        _assessed(case, out, is_cast=is_cast)


def _refused(case: dict[str, str], said: str) -> None:
    assert len(said.splitlines()) <= 3
    assert case["file"] in said
    names = [name.strip().casefold() for name in case["error_names"].split("/") if name.strip()]
    assert not names or any(name in said.casefold() for name in names)


def _assessed(case: dict[str, str], out: Path, *, is_cast: bool) -> None:
    rows = json.loads((out / "result.json").read_text(encoding="utf-8"))["run"]["rows"]
    assert rows["read"] == rows["loaded"] + sum(rows["skipped"].values()) + rows["quarantined"]
    if case["rows"] and not is_cast:
        assert rows["loaded"] == int(case["rows"])
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "onerror=" not in page


def test_the_set_is_whole(shared: Path) -> None:
    assert len(_cases()) >= 66, shared
