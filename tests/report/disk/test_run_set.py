"""What a folder holds after a run: its own files, what people edited, what others wrote."""

from __future__ import annotations

import json
import os
import socket
import sys

import pytest

from personacheck.errors import OutputError, UsageError
from personacheck.report.disk import lock, manifest, run_set
from personacheck.report.disk.manifest import Manifest, Source, digest
from personacheck.report.disk.run_set import is_whole, mend, put_set

pytestmark = pytest.mark.safety

PAIR = ("report.html", "result.json")


def source(run: str, as_of: str = "2026-09-30") -> Source:
    return Source("0.1", as_of, {"export": run})


def put(folder, run="a", names=PAIR, as_of="2026-09-30", **options):
    return put_set(folder, {name: f"{run} {name}".encode() for name in names}, source(run, as_of), **options)


def texts(folder) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir()) if path.name != manifest.RUN}


def listed(folder) -> Manifest:
    found = manifest.read(folder / manifest.RUN)
    assert found is not None
    return found


def test_the_manifest_holds_the_digest_of_each_file_and_no_time(tmp_path):
    put(tmp_path / "one")
    put(tmp_path / "two")
    text = (tmp_path / "one" / "run.json").read_text()
    assert text == (tmp_path / "two" / "run.json").read_text()
    assert json.loads(text) == {
        "schema": "personacheck/run/1",
        "run": listed(tmp_path / "one").run,
        "version": "0.1",
        "as_of": "2026-09-30",
        "inputs": {"export": "a"},
        "files": {name: digest(f"a {name}".encode()) for name in PAIR},
    }


def test_the_id_follows_from_every_digest():
    whole = Manifest(source("a"), {"report.html": "1"})
    others = [Manifest(source("b"), {"report.html": "1"}), Manifest(source("a"), {"report.html": "2"})]
    others += [Manifest(source("a", "2026-10-01"), {"report.html": "1"}), Manifest(source("a"), {"result.json": "1"})]
    assert Manifest(source("a"), {"report.html": "1"}).run == whole.run
    assert len({whole.run, *(other.run for other in others)}) == 5


def test_a_file_that_people_edited_is_kept_under_another_name(tmp_path):
    put(tmp_path)
    for number, edit in enumerate(("first", "second"), start=1):
        (tmp_path / "report.html").write_text(edit)
        kept = put(tmp_path, "b").set_aside
        name = "report (edited).html" if number == 1 else "report (edited 2).html"
        assert kept == {tmp_path / "report.html": tmp_path / name}
        assert (tmp_path / name).read_text() == edit
    assert put(tmp_path, "c").set_aside == {}
    assert texts(tmp_path)["report.html"] == "c report.html"


@pytest.mark.parametrize("name", [*PAIR, "run.json"])
def test_a_file_of_others_stops_the_run_and_nothing_is_changed(tmp_path, name):
    (tmp_path / name).write_text("somebody else's")
    with pytest.raises(UsageError, match=name) as refusal:
        put(tmp_path)
    assert "--force" in refusal.value.problems[0].step
    assert [path.name for path in tmp_path.iterdir()] == [name]
    written = put(tmp_path, force=True)
    assert (written.set_aside[tmp_path / name]).read_text() == "somebody else's"
    assert (tmp_path / name).read_text() != "somebody else's"


def test_a_folder_in_the_way_is_refused_even_with_force(tmp_path):
    (tmp_path / "report.html").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        put(tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_other_formats_of_the_same_run_join_its_set(tmp_path):
    put(tmp_path, names=["report.html"])
    assert put(tmp_path, names=["result.json"]).set_aside == {}
    assert list(listed(tmp_path).files) == [*PAIR]
    put(tmp_path / "both")
    assert (tmp_path / "run.json").read_bytes() == (tmp_path / "both" / "run.json").read_bytes()


def test_files_of_an_earlier_run_never_stand_beside_those_of_another(tmp_path):
    put(tmp_path, as_of="2026-06-30")
    kept = put(tmp_path, "b", ["result.json"]).set_aside
    assert kept == {tmp_path / "report.html": tmp_path / "report (2026-06-30).html"}
    assert list(listed(tmp_path).files) == ["result.json"]
    assert texts(tmp_path) == {"report (2026-06-30).html": "a report.html", "result.json": "b result.json"}


def test_check_and_review_may_share_a_folder(tmp_path):
    put(tmp_path)
    page = {"review.html": b"page"}
    put_set(tmp_path, page, source("b"), name=manifest.REVIEW)
    assert put(tmp_path, "c").set_aside == {}
    assert {path.name for path in tmp_path.iterdir()} == {*PAIR, "run.json", "review.html", "review-run.json"}


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A folder whose second run was broken off after its first file."""
    put(tmp_path)
    moved = []

    def once(*arguments):
        if moved:
            raise SystemExit
        moved.append(arguments)
        return move(*arguments)

    move = run_set._move
    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(run_set, "_move", once)
        put(tmp_path, "b", as_of="2026-12-31")
    return tmp_path


def test_a_set_that_is_not_whole_is_known_and_brought_to_its_end(broken):
    assert not is_whole(broken)
    assert {path.name for path in broken.iterdir()} == {*PAIR, "run.json", run_set.MOVING}
    assert mend(broken) == {}
    assert is_whole(broken)
    assert mend(broken) is None
    assert texts(broken) == {name: f"b {name}" for name in PAIR}
    assert listed(broken).source == source("b", "2026-12-31")


def test_an_edit_between_the_break_and_the_next_run_is_kept(broken):
    (broken / "result.json").write_text("edited")
    written = put(broken, "c")
    assert written.mended
    assert written.set_aside == {broken / "result.json": broken / "result (edited).json"}
    assert texts(broken)["result (edited).json"] == "edited"


def test_a_run_of_fewer_formats_after_a_break_mixes_nothing(broken):
    put(broken, "c", ["result.json"])
    assert texts(broken) == {"report (2026-12-31).html": "b report.html", "result.json": "c result.json"}


def test_a_lock_that_comes_up_at_the_first_move_leaves_all_as_it_was(tmp_path, monkeypatch):
    put(tmp_path)
    locked(monkeypatch, "report.html")
    with pytest.raises(OutputError, match="Close it in Excel, or"):
        put(tmp_path, "b")
    assert is_whole(tmp_path)
    assert texts(tmp_path) == {name: f"a {name}" for name in PAIR}


def test_a_lock_that_comes_up_later_is_told_and_put_right_by_the_next_run(tmp_path, monkeypatch):
    put(tmp_path)
    with monkeypatch.context() as patched:
        locked(patched, "result.json")
        with pytest.raises(OutputError, match=r"are from two runs\. Close it in Excel and run again"):
            put(tmp_path, "b")
    assert not is_whole(tmp_path)
    assert put(tmp_path, "b").mended
    assert texts(tmp_path) == {name: f"b {name}" for name in PAIR}


def locked(monkeypatch, name):
    replace = type(run_set.files.Path()).replace

    def refuse(self, target):
        if target.name == name:
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(run_set.files.Path, "replace", refuse)


def test_a_manifest_that_names_other_folders_is_not_ours(tmp_path):
    put(tmp_path)
    text = (tmp_path / "run.json").read_text().replace("report.html", "../report.html")
    (tmp_path / "run.json").write_text(text)
    assert manifest.read(tmp_path / "run.json") is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": "other"}', "[" * 100_000])
def test_what_is_no_manifest_is_none(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    assert manifest.read(tmp_path / "run.json") is None


def test_whoever_waits_too_long_for_the_folder_is_told_who_holds_it(tmp_path):
    with (
        lock.locked(tmp_path),
        pytest.raises(OutputError, match=f"process {os.getpid()} on {socket.gethostname()}") as refusal,
        lock.locked(tmp_path, patience=0.05),
    ):
        pytest.fail("two hold the lock")
    assert refusal.value.exit_code == 5
    assert not list(tmp_path.iterdir()), "the lock leaves no file behind"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks bytes, and always can")
def test_a_disk_without_locks_does_without(tmp_path, monkeypatch):
    import errno

    def unsupported(*_):
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(lock.fcntl, "flock", unsupported)
    put(tmp_path)
    assert is_whole(tmp_path)


@pytest.mark.parametrize("date", ["../../x", "yesterday", ""])
def test_a_manifest_without_a_date_is_not_ours(tmp_path, date):
    put(tmp_path)
    place = tmp_path / manifest.RUN
    place.write_text(place.read_text().replace("2026-09-30", date))
    assert manifest.read(place) is None
    with pytest.raises(UsageError, match="not written by personacheck"):
        put(tmp_path, "b")
    put(tmp_path, "b", force=True)
    assert is_whole(tmp_path)


def test_a_move_of_a_later_version_is_brought_to_its_end(tmp_path):
    moving = tmp_path / run_set.MOVING
    moving.mkdir()
    later = {"poster.svg": digest(b"new")}
    (moving / "poster.svg").write_text("new")
    (moving / manifest.RUN).write_bytes(Manifest(source("a"), later).render())
    (tmp_path / "poster.svg").write_text("mine")
    assert mend(tmp_path) == {tmp_path / "poster.svg": tmp_path / "poster (kept).svg"}
    assert (tmp_path / "poster.svg").read_text() == "new"
