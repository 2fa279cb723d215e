"""Whole files or none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from personacheck.errors import OutputError, UsageError
from personacheck.report.disk import files
from personacheck.report.formats import FORMATS, names, usual
from personacheck.report.write import write

ALL = (*names(usual()), "run.json")


def test_write_makes_the_folder_and_every_file(tmp_path, lifelike):
    written = write(lifelike, tmp_path / "new" / "folder").paths
    assert tuple(path.name for path in written) == ALL
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(ALL)


def test_formats_are_written_in_their_own_order_each_once(tmp_path, lifelike):
    written = write(lifelike, tmp_path, ["csv", "json", "csv"]).paths
    assert [path.name for path in written] == ["result.json", "contacts.csv", "accounts.csv", "run.json"]


def test_unknown_format_is_refused_by_name(tmp_path, lifelike):
    with pytest.raises(UsageError, match="pdf"):
        write(lifelike, tmp_path, ["pdf"])
    assert not list(tmp_path.iterdir())


def test_a_locked_file_leaves_everything_as_it_was(tmp_path, lifelike, monkeypatch):
    write(lifelike, tmp_path, ["xlsx"])
    old = tmp_path / "workbook.xlsx"
    before = old.read_bytes()
    opened = Path.open

    def locked(path, mode="r", *args, **kwargs):
        if path == old and "+" in mode:
            raise PermissionError(13, "in use")
        return opened(path, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(OutputError, match=r"Close it in Excel") as refusal:
        write(lifelike, tmp_path)
    assert refusal.value.exit_code == 5
    assert old.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run.json", "workbook.xlsx"]


def test_a_lock_that_comes_up_late_leaves_no_draft(tmp_path, monkeypatch):
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")

    def refuse(self, target):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError):
        files.put({target: b"new"})
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_where_the_folder_should_be_is_told(tmp_path, lifelike):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="out"):
        write(lifelike, tmp_path / "out")


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    monkeypatch.setattr(files.os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OutputError, match="no space left"):
        files.put({target: b"new"})
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_drafts_of_killed_runs_are_swept_after_an_hour(tmp_path):
    stale, fresh = tmp_path / ".personacheck-a.tmp", tmp_path / ".personacheck-b.tmp"
    stale.write_bytes(b"")
    fresh.write_bytes(b"")
    long_ago = fresh.stat().st_mtime - 2 * files.HOUR
    os.utime(stale, (long_ago, long_ago))
    files.prepare(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".personacheck-b.tmp"]


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_files_can_be_read_by_whom_the_umask_allows(tmp_path):
    umask = os.umask(0o022)
    try:
        (path,) = files.put({tmp_path / "a.csv": b"x"})
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.parametrize("name", FORMATS)
def test_same_assessment_same_bytes(name, lifelike, tmp_path):
    if FORMATS[name].extra:
        pytest.importorskip("duckdb")
    first, second = (write(lifelike, tmp_path / run, [name]).paths for run in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
