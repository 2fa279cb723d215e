"""Exports at an address: each command says and writes what it would of copies made by hand, and tells no key."""

import signal
import zipfile
from pathlib import Path

import pytest

from personacheck import check
from personacheck.cli.app import run
from personacheck.errors import ExportError
from personacheck.files import interrupt

pytest.importorskip("fsspec")
from elsewhere import lying

from personacheck.load.remote.store import Store

ROOT = Path(__file__).resolve().parents[2]
CAST = ROOT / "fixtures" / "cast.yaml"
AS_OF = ("--as-of", "2026-09-30")
TYPED = "memory://bucket/exports/"
WEB = "https://files.example/k3y/contacts.csv?signature=s3cret"


@pytest.fixture
def there(monkeypatch, tmp_path, every_third):
    """The shipped example in the current folder, and the same at an address; no copies stay."""
    files = {"contacts.csv": every_third.encode(), "accounts.csv": (ROOT / "fixtures" / "accounts.csv").read_bytes()}
    temporary = tmp_path / "tmp"
    for folder in (temporary, tmp_path / "exports"):
        folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.chdir(tmp_path)
    with lying(monkeypatch) as put:
        for name, content in files.items():
            Path("exports", name).write_bytes(content)
            put(f"/bucket/exports/{name}", content)
            put(f"/files.example/k3y/{name}", content, odd=True)
        yield put
    assert not list(temporary.iterdir())


COMMANDS = {
    "check": ("check", "{}contacts.csv", "{}accounts.csv", "--cast", CAST, *AS_OF, "--out", "{out}"),
    "check, a folder": ("check", "{}", "--cast", CAST, *AS_OF, "--out", "{out}"),
    "check, a pattern": ("check", "{}*s.csv", "--cast", CAST, *AS_OF, "--out", "{out}", "--json"),
    "match": ("match", "{}contacts.csv", "--cast", CAST, *AS_OF, "--out", "{out}.csv"),
    "sample": ("sample", "{}contacts.csv", "--cast", CAST, *AS_OF, "--random", "9", "--out", "{out}.xlsx"),
    "suggest": ("suggest", "{}contacts.csv", "--cast", CAST, *AS_OF, "--json"),
    "compare": ("compare", CAST, "other.yaml", "{}contacts.csv", *AS_OF),
    "export": ("export", "{}contacts.csv", "--cast", CAST, *AS_OF, "--crm", "salesforce", "--out", "{out}.csv"),
    "review": ("review", "{}contacts.csv", "--cast", CAST, *AS_OF, "--history", "{out}/h.sqlite3", "--out", "{out}"),
    "inspect": ("inspect", "{}contacts.csv", "{}accounts.csv"),
    "explain": ("explain", "--id", "{id}", "{}contacts.csv", "{}accounts.csv", "--cast", CAST, *AS_OF),
    "init": ("init", "--from", "{}contacts.csv", "{}accounts.csv", "{out}", *AS_OF),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_on_an_address_is_one_on_copies(words, there, capsys):
    Path("other.yaml").write_text(CAST.read_text("utf-8").replace("id: ", "id: x", 1), "utf-8")
    known = Path("exports", "contacts.csv").read_text("utf-8").splitlines()[1].split(",")[0]
    said, written = [], []
    for place, out in ((TYPED, "afar"), ("exports/", "near")):
        typed = [str(word).replace("{out}", out).replace("{id}", known).replace("{}", place) for word in words]
        assert run(typed) == 0
        told = "".join(capsys.readouterr())
        said.append(told.replace(place, "…").replace(place.rstrip("/"), "…").replace(out, "out"))
        files = [path for path in sorted(Path().rglob("*")) if path.is_file() and out in str(path)]
        written.append({str(path).replace(out, "out"): contents(path) for path in files})
    assert said[0] == said[1]
    assert {name: content for name, content in written[0].items() if content != written[1].get(name)} == {}


def contents(path):
    """What a file says, whichever day a workbook was made on; commands in a report name files by their place."""
    if path.suffix == ".sqlite3":
        return None
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return {name: book.read(name) for name in book.namelist() if not name.startswith("docProps")}
    return path.read_bytes()


def test_no_key_of_an_address_is_told_or_written(there, capsys):
    assert run(["check", WEB, "--cast", str(CAST), *AS_OF, "--out", "out", "--history", "out/h.sqlite3"]) == 0
    told = "".join(capsys.readouterr())
    assert 'personacheck sample "https://files.example/…/contacts.csv" --cast' in told
    whole = [told.encode()]
    for path in Path("out").iterdir():
        whole += contents(path).values() if path.suffix == ".xlsx" else [path.read_bytes()]
    assert len(whole) > 20
    for secret in (b"s3cret", b"k3y", b"signature"):
        assert not any(secret in each for each in whole)
    assert not any(b"files.example" in each for each in whole[1:])


def test_what_is_wrong_is_told_in_three_lines_with_the_code_of_an_unreadable_export(there, capsys):
    asked = ["https://me:s3cret@files.example/c.csv", "memory://bucket/no.csv", "file:///etc/passwd", f"{WEB[:-9]}.csv"]
    assert run(["check", *asked, "--cast", str(CAST), "--out", "out"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 3
    assert "s3cret" not in err
    assert "k3y" not in err
    assert not Path("out").exists()


def test_what_is_wrong_with_a_copy_is_told_by_its_address(there, capsys):
    there("/bucket/labels.csv", b"contact_id,title,persona,reviewer,date,source\n")
    assert run(["explain", "--id", "nobody", f"{TYPED}contacts.csv", "--cast", str(CAST)]) == 2
    assert f"personacheck match {TYPED}contacts.csv --cast" in capsys.readouterr().err


def test_ctrl_c_takes_the_copies_away(there, tmp_path, monkeypatch, capsys):
    def read(_store, _file):
        yield b"Contact"
        assert len(list((tmp_path / "tmp").rglob("contacts.csv"))) == 1
        raise interrupt.Stopped(signal.SIGTERM)

    monkeypatch.setattr(Store, "read", read)
    assert run(["inspect", f"{TYPED}contacts.csv"]) == 143
    assert capsys.readouterr().err == "interrupted: nothing was written\n"


def test_what_cannot_be_written_is_told_before_anything_is_copied(there, monkeypatch, capsys):
    monkeypatch.setattr(Store, "__init__", None)
    Path("mine.csv").write_text("mine", "utf-8")
    assert run(["match", f"{TYPED}contacts.csv", "--cast", str(CAST), "--out", "mine.csv"]) == 2
    assert "mine.csv" in capsys.readouterr().err


def test_a_cast_is_read_from_this_computer_and_nothing_is_written_to_an_address(there, capsys):
    assert run(["compare", str(CAST), "memory://bucket/cast.yaml", "exports/contacts.csv"]) == 2
    assert run(["init", "memory://bucket/new/"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "error: init: writes to no address."
        " Name a folder on this computer; to draft from an export: personacheck init --from ADDRESS"
    )


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("check", "exports/contacts.csv", "--cast", "{}.yaml"), "--cast"),
        (("check", "exports/contacts.csv", "--cast", str(CAST), "--out", "{}"), "--out"),
        (("match", "exports/contacts.csv", "--cast", str(CAST), "--out", "{}.csv"), "--out"),
        (("check", "exports/contacts.csv", "--cast", str(CAST), "--labels", "{}.csv"), "--labels"),
        (("learn", "{}.xlsx", "--labels", "labels.csv"), "sheets"),
        (("lint", "{}.yaml"), "cast"),
        (("history", "list", "--history", "{}.sqlite3"), "--history"),
    ],
)
def test_in_no_other_place_does_an_address_stand(words, place, there, capsys):
    before = sorted(Path().iterdir())
    for address in ("https://files.example/k3y/x?signature=s3cret", "s3://bucket/x"):
        assert run([word.replace("{}", address) for word in words]) == 2
        said = f"error: {place}: is an address, and only exports are read from one. Name a place on this computer.\n"
        assert capsys.readouterr().err == said
    assert sorted(Path().iterdir()) == before


def test_python_takes_an_address_as_text(there):
    afar = check([f"{TYPED}contacts.csv", Path("exports/accounts.csv")], CAST, as_of="2026-09-30")
    near = check(["exports/contacts.csv", "exports/accounts.csv"], CAST, as_of="2026-09-30")
    assert afar.to_json() == near.to_json()
    with pytest.raises(ExportError, match=r"no\.csv, memory://bucket: not found"):
        check("memory://bucket/no.csv", CAST)
    with pytest.raises(ExportError, match="memory://…: is an address, and came as a path of this computer"):
        check(Path("memory://bucket/no.csv"), CAST)
