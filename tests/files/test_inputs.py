"""What users hand us: an ordinary file, as large as its kind can be and no larger."""

from __future__ import annotations

import os

import pytest

from personacheck.errors import CastError
from personacheck.files.inputs import HISTORY, Kind, check, read

SMALL = Kind("a cast", "cast.yaml", 2_000_000, CastError)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mine.yaml"


@pytest.mark.parametrize("size", [0, 1_999_999, 2_000_000])
def test_a_file_may_be_as_large_as_its_kind(path, size):
    path.write_bytes(b"#" * size)
    assert len(read(path, SMALL)) == size


def test_a_larger_one_is_refused_before_it_is_read(path):
    path.touch()
    os.truncate(path, 2_000_001)
    with pytest.raises(CastError) as refused:
        check(path, SMALL)
    assert str(refused.value) == "mine.yaml: larger than 2 MB, too large for a cast. Is it the export?"


def test_a_history_is_as_large_as_it_is(path):
    path.touch()
    os.truncate(path, 10**9)
    check(path, HISTORY)


@pytest.mark.parametrize("name", ["none.yaml", "mine.yaml/none.yaml"])
def test_what_is_not_there_is_left_to_whoever_asks(path, name):
    path.touch()
    with pytest.raises(FileNotFoundError, match=r"none\.yaml"):
        check(path.parent / name, SMALL)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (os.mkdir, "mine.yaml: a folder, not a cast. Name the file in it: cast.yaml"),
        (os.mkfifo, "mine.yaml: a pipe or a device, not a regular file. Save it to a file and name that."),
        (lambda path: path.symlink_to(path), "mine.yaml: cannot be read (Too many levels of symbolic links). Check"),
    ],
)
def test_what_is_no_file_is_refused(path, make, told):
    make(path)
    with pytest.raises(CastError) as refused:
        read(path, SMALL)
    assert str(refused.value).startswith(told)


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    with pytest.raises(CastError, match="not a possible file name"):
        check(tmp_path / "a\0b", SMALL)
