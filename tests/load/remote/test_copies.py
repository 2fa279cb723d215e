"""Files at an address are read as copies made by hand would be; whatever is wrong is told, and nothing stays."""

import contextlib
import shutil
import stat
from pathlib import Path

import pytest

from personacheck.errors import ExportError
from personacheck.files import address
from personacheck.load.exports import inspect_exports
from personacheck.load.read.parts import files_of
from personacheck.load.remote import store
from personacheck.load.remote.copies import Copies
from personacheck.settings.settings import Settings

fsspec = pytest.importorskip("fsspec")
from elsewhere import Odd, lying  # noqa: E402
from fsspec.implementations.memory import MemoryFileSystem  # noqa: E402

TABLE = b"Contact ID,Title\n%d,CFO\n"


@pytest.fixture
def there(monkeypatch):
    """Put tables at addresses, each with the number of its turn."""
    with lying(monkeypatch) as put:
        yield lambda *paths, odd=False: [put(path, TABLE % number, odd=odd) for number, path in enumerate(paths)]


@contextlib.contextmanager
def brought(*texts):
    with Copies() as copies:
        paths = [copies.path_for(text) for text in texts]
        copies.bring(paths)
        yield paths


def refused(*texts):
    with pytest.raises(ExportError) as error, brought(*texts):
        pass
    return [str(problem) for problem in error.value.problems]


def test_a_file_a_folder_and_a_pattern_keep_their_meaning_and_names(there):
    there("/e/b.csv", "/e/a.csv", "/e/.hidden.csv", "/e/~$a.xlsx", "/e/notes.md", "/e/cast.yaml", "/e/more/c.csv")
    with brought("memory://e/b.csv", "memory://e/", "memory://e/[ab].csv", "memory://e/**/*.csv") as paths:
        assert [path.name for path in paths] == ["b.csv", "e", "[ab].csv", "*.csv"]
        meant = [" ".join(path.name for path in files_of(path)) for path in paths]
        assert meant == ["b.csv", "a.csv b.csv", "a.csv b.csv", "a.csv b.csv c.csv"]
        assert [origin.file for origin in inspect_exports(paths, Settings())] == " ".join(meant).split()


def test_two_files_of_one_name_lie_apart(there):
    there("/one/contacts.csv", "/two/contacts.csv")
    with brought("memory://one/contacts.csv", "memory://two/contacts.csv") as paths:
        assert [path.read_bytes() for path in paths] == [TABLE % 0, TABLE % 1]


def test_nobody_else_can_read_the_copies_and_none_stays(there, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    there("/e/a.csv")
    with brought("memory://e/a.csv") as (path,):
        (folder,) = tmp_path.iterdir()
        assert path.is_relative_to(folder)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt), brought("memory://e/a.csv"):
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_a_folder_for_temporary_files_may_be_called_like_a_pattern(there, tmp_path, monkeypatch):
    odd = tmp_path / "[x]*"
    odd.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(odd))
    there("/e/a.csv", "/e/b.csv")
    with brought("memory://e/*.csv", "memory://e/a.csv") as paths:
        assert [len(files_of(path)) for path in paths] == [2, 1]


def test_each_address_is_fetched_once_and_told(there):
    there("/e/a.csv")
    told = []
    with Copies() as copies:
        paths = [copies.path_for("memory://e/a.csv"), Path("here.csv"), None]
        copies.bring(paths, told.append)
        copies.bring(paths, told.append)
    assert told == ["copying 1 file, 23 bytes, from memory://e"]


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_copied(there):
    there("/e/a.csv", "/x/notes.md")
    there("/e/forbidden.csv", odd=True)
    asked = ("memory://e/a.csv", "memory://e/no.csv", "memory://e", "memory://x/", "memory://e/*.tsv")
    assert refused(*asked, "odd://e/forbidden.csv", "file:///etc/passwd", "memory://e/x/../more") == [
        "no.csv, memory://e: not found. Check the address; one of a folder ends in /.",
        "memory://…: names no file. Give a file, a folder that ends in /, or a pattern.",
        "x, memory://x: is a folder without .csv, .parquet, .tsv or .xlsx files."
        " Give another one, or a pattern for the files in its folders: **/*.csv.",
        "*.tsv, memory://e: no file matches this pattern. Check the folder and the ending in it.",
        "forbidden.csv, odd://e: no permission to read it."
        " Check your credentials for it; docs/scale.md says where they belong.",
        "file://…: is not a kind of address that is read."
        " Use s3://, gs://, abfs:// or https://; give files on this computer by their path.",
        "more, memory://e: not found. Check the address; one of a folder ends in /.",
    ]


def test_a_folder_without_its_slash(there):
    there("/e/more/a.csv")
    assert refused("memory://e/more") == ["more, memory://e: is a folder. End its address with /."]


def test_what_is_larger_than_the_disk_is_not_begun(there, monkeypatch):
    there("/e/huge.csv", odd=True)
    monkeypatch.setattr(Odd, "_open", None)
    (told,) = refused("odd://e/huge.csv")
    assert told.startswith("huge.csv, odd://e: is larger than the room for temporary files: 953,674,316,406 MB, and ")
    assert told.endswith(" MB are free. Set TMPDIR to a folder on a larger disk.")


def test_the_room_is_for_all_of_them_together(there, monkeypatch):
    there("/e/a.csv", "/e/b.csv")
    room = shutil.disk_usage("/")._replace(free=len(TABLE) * 3 // 2)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: room)
    with brought("memory://e/a.csv"):
        pass
    (told,) = refused("memory://e/a.csv", "memory://e/b.csv")
    assert told.startswith("b.csv, memory://e: is larger than the room")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lost.csv", "broke off after 4 bytes of 23 bytes"),
        ("short.csv", "broke off after 5 bytes of 23 bytes"),
    ],
)
def test_a_connection_that_is_lost(name, said, there):
    there(f"/e/{name}", odd=True)
    assert refused(f"odd://e/{name}") == [f"{name}, odd://e: {said}. Run it again, or copy it here first."]


def test_a_full_disk_and_names_that_are_one_here(there, monkeypatch):
    there("/e/a.csv")

    def full(*_):
        raise OSError(28, "No space left on device")

    def taken(*_):
        raise FileExistsError(17, "File exists")

    for fault, said in ((full, "is larger than the room for temporary files: the disk is full"),
                        (taken, "cannot be copied here (file exists)")):  # fmt: skip  # a row a kind
        with monkeypatch.context() as patched:
            patched.setattr(Path, "open", fault)
            (told,) = refused("memory://e/a.csv")
        assert told.startswith(f"a.csv, memory://e: {said}. ")


def test_a_name_that_leads_elsewhere_is_refused(there, monkeypatch):
    there("/e/a.csv")
    listed = {"name": "/e/a//b.csv", "size": 1, "type": "file"}
    monkeypatch.setattr(MemoryFileSystem, "glob", lambda *_, **__: {"x": listed})
    assert "stands for files that cannot be called here as they are there" in refused("memory://e/**/*.csv")[0]


def test_what_a_page_names_elsewhere_is_left_alone(there, monkeypatch):
    there("/e/a.csv")
    others = [{"name": name, "size": 1, "type": "file"} for name in ("/f/b.csv", "/eb.csv", "file:///etc/c.csv")]
    whole = MemoryFileSystem.ls
    monkeypatch.setattr(MemoryFileSystem, "ls", lambda *asked, **more: [*whole(*asked, **more), *others])
    with brought("memory://e/") as (folder,):
        assert [path.name for path in folder.iterdir()] == ["a.csv"]


def test_what_is_not_installed_is_named(there, monkeypatch):
    monkeypatch.setattr(address, "PACKAGES", {"s3": "s3fs"})

    def lacking(_kind):
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec, "get_filesystem_class", lacking)
    assert refused("s3://b/c.csv") == [
        "c.csv, s3://b: needs s3fs, which is not installed. Install it: pip install s3fs"
    ]
    monkeypatch.setattr(store, "find_spec", lambda _name: None)
    assert refused("s3://b/c.csv") == [
        "c.csv, s3://b: needs fsspec, which is not installed. Install it: pip install 'personacheck[dask]'"
    ]
