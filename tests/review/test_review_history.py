from __future__ import annotations

import json
import multiprocessing
import os
import random
import resource
import signal
import sqlite3
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import builders as b
import pytest
import snapshots as s
from conftest import ROOT

from personacheck.errors import HistoryError, Problem
from personacheck.model.snapshot import Snapshot
from personacheck.review import database, history
from personacheck.vocabulary.folders import is_shared

FORK = multiprocessing.get_context("fork")
# Python 3.12 warns of forks beside threads (pytest-xdist has some); the children touch nothing but SQLite and exit.
forks = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
AWAY = "Move the file away to begin a new history, or run with --no-record."
ELSEWHERE = "Choose another place with --history, or run with --no-record."


def _refused(task):
    """What a history is refused for."""
    with pytest.raises(HistoryError) as refused:
        task()
    (problem,) = refused.value.problems
    return problem


@pytest.fixture
def file(tmp_path):
    return history.history_file(tmp_path)


def test_what_is_recorded_is_read_back_whole(file):
    run = s.run(gaps=(s.gap("a", where={"channel": "direct"}),), findings=(s.finding(),))
    history.record(file, run)
    assert history.runs(file) == (run,)


def test_no_file_is_no_run_and_is_not_made(file):
    assert history.runs(file) == ()
    assert history.prune(file, keep=3) == 0
    assert not file.parent.exists()


def test_the_same_inputs_on_the_same_date_take_the_place_of_the_first(file):
    first, other = s.run(covered=60), s.run(covered=50, export="d" * 64)
    for run in (first, other, s.run(covered=61)):
        history.record(file, run)
    assert [run.result.headline.contacts.covered for run in history.runs(file)] == [61, 50]


def test_runs_come_by_date_however_they_were_recorded(file):
    dates = ["2026-03-31", "2025-12-31", "2026-09-30"]
    for as_of in dates:
        history.record(file, s.run(as_of))
    assert [run.result.run.as_of for run in history.runs(file)] == sorted(dates)


def test_casts_are_kept_once_and_go_with_their_last_run(file):
    old, new = b.cast(b.persona("olu"), digest="1" * 64), b.cast(b.persona("it"), digest="2" * 64)
    for as_of, cast in (("2026-01-01", old), ("2026-02-01", old), ("2026-03-01", new)):
        history.record(file, s.run(as_of, cast=cast))
    assert [run.cast for run in history.runs(file)] == [old, old, new]
    assert history.prune(file, keep=1) == 2
    assert [run.cast for run in history.runs(file)] == [new]
    with database.opened(file) as connection:
        assert connection.execute("select count(*) from cast_kept").fetchone() == (1,)


def test_export_is_one_document_and_the_same_twice(file):
    history.record(file, s.run())
    assert json.loads(history.export(file))[0]["result"]["run"]["as_of"] == "2026-09-30"
    assert history.export(file) == history.export(file)


def test_a_run_recorded_by_the_first_release_can_still_be_read():
    """Never renew this file: a field that the model gains needs a default, or old histories are lost."""
    text = (ROOT / "tests" / "review" / "recorded_run.json").read_text("utf-8")
    run = history._codec(Snapshot).validate_json(text)
    assert (run.as_of, run.result.gaps[0].id, run.cast.ids) == (date(2026, 6, 30), "a1", ("olu",))
    assert (run.fresh.new_contacts.coverage, run.mix.titled) == (0.4, 60)


@forks
def test_a_full_disk_is_told_and_keeps_what_was_there(file):
    history.record(file, s.run())
    room = file.stat().st_size
    child = FORK.Process(target=record_with_no_room, args=(file, room))
    child.start()
    child.join()
    assert child.exitcode == HistoryError.exit_code
    assert [run.as_of for run in history.runs(file)] == [date(2026, 9, 30)]


class TestEarlier:
    PAST = tuple(s.run(as_of) for as_of in ("2026-03-31", "2026-06-30", "2026-09-29", "2026-09-30"))

    @pytest.mark.parametrize(
        ("as_of", "since", "found"),
        [
            ("2026-09-30", None, "2026-09-29"),
            ("2026-09-29", None, "2026-06-30"),
            ("2026-09-30", "2026-06-29", "2026-06-30"),
            ("2026-09-30", "2026-09-30", "2026-09-29"),
            ("2026-09-30", "2020-01-01", "2026-03-31"),
            ("2026-03-31", None, None),
        ],
    )
    def test_a_run_is_compared_with_the_last_or_the_nearest_of_an_earlier_day(self, as_of, since, found):
        run = history.earlier(self.PAST, s.run(as_of).result.run, date.fromisoformat(since) if since else None)
        assert (run and run.result.run.as_of) == found

    def test_before_a_run_are_those_of_its_own_day_that_were_recorded_earlier(self):
        june, morning, noon, later = past = (
            s.run("2026-06-30"), s.run(export="1"), s.run(export="2"), s.run("2026-10-01"),
        )  # fmt: skip  # in rows
        evening = s.run(export="3").result.run
        assert history.until(past, evening) == (june, morning, noon)
        assert history.until(past, noon.result.run) == (june, morning)
        assert history.until(past, morning.result.run) == (june,), "run once more, it says the same again"
        assert history.until(past, later.result.run) == (june, morning, noon)
        assert history.earlier(past, evening) is noon
        assert history.earlier(past, evening, date(2026, 9, 30)) is june, "a period asked for is one of earlier days"

    def test_of_one_date_the_last_recorded_counts(self):
        runs = (s.run("2026-06-30", covered=1), s.run("2026-06-30", covered=2))
        assert history.earlier(runs, s.run().result.run) is runs[1]


class TestFiles:
    def test_a_file_of_version_one_is_brought_up_to_date(self, file):
        file.parent.mkdir()
        run = replace(s.run(), cast=None)
        text = history._codec(type(run)).dump_json(run).decode()
        old = sqlite3.connect(file)
        old.execute(database.STEPS[0])
        row = ("2026-06-30", "a", "b", "c", text)
        old.execute("insert into run (as_of, export, cast_digest, settings, snapshot) values (?, ?, ?, ?, ?)", row)
        old.execute(f"pragma application_id = {database.APPLICATION}")
        old.execute("pragma user_version = 1")
        old.commit()
        old.close()
        history.record(file, s.run("2026-12-31"))
        assert [(run.result.run.as_of, run.cast is None) for run in history.runs(file)] == [
            ("2026-09-30", True),
            ("2026-12-31", False),
        ]
        with database.opened(file) as connection:
            assert connection.execute("pragma user_version").fetchone() == (len(database.STEPS),)

    @pytest.mark.parametrize(
        "content",
        [b"not a database at all, but long enough to be looked at" * 4, b"SQLite format 3\0" + b"\xff" * 4096],
        ids=["text", "damaged"],
    )
    def test_what_is_no_history_is_refused_and_left_alone(self, file, content):
        file.parent.mkdir()
        file.write_bytes(content)
        assert _refused(lambda: history.record(file, s.run())) == Problem(
            str(file), "", "is damaged, or no history", AWAY
        )
        assert file.read_bytes() == content

    def test_a_database_of_another_program_is_refused(self, file):
        file.parent.mkdir()
        other = sqlite3.connect(file)
        other.execute("create table run (x)")
        other.commit()
        other.close()
        assert _refused(lambda: history.runs(file)) == Problem(str(file), "", "is a database of another program", AWAY)

    def test_a_file_of_a_newer_version_is_refused(self, file):
        history.record(file, s.run())
        with database.opened(file) as connection:
            connection.execute("pragma user_version = 99")
        assert _refused(lambda: history.record(file, s.run())) == Problem(
            str(file), "", "was written by a newer personacheck", "Update with: pip install --upgrade personacheck"
        )

    def test_a_run_that_cannot_be_read_is_told_by_its_date(self, file):
        history.record(file, s.run())
        with database.opened(file) as connection:
            connection.execute("update run set snapshot = '{}'")
        assert _refused(lambda: history.runs(file)) == Problem(str(file), "run of 2026-09-30", "cannot be read", AWAY)

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path):
        (tmp_path / "file").write_text("")
        place = tmp_path / "file" / "x" / "history.sqlite3"
        assert _refused(lambda: history.record(place, s.run())) == Problem(
            str(place), "", "cannot be written", ELSEWHERE
        )

    def test_a_held_file_is_told_when_patience_ends(self, file, monkeypatch):
        history.record(file, s.run())
        monkeypatch.setattr(database, "PATIENCE", 0.05)
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("begin immediate")
        assert _refused(lambda: history.record(file, s.run("2026-12-31"))) == Problem(
            str(file), "", "is held by another program", "Close what has it open and run again."
        )
        holder.close()


class TestJournal:
    def test_plain_folders_have_a_write_ahead_log_synced_ones_a_rollback_journal(self, tmp_path):
        for folder, journal in (("plain", "wal"), ("OneDrive - Contoso", "delete")):
            file = history.history_file(tmp_path / folder)
            history.record(file, s.run())
            with database.opened(file) as connection:
                assert connection.execute("pragma journal_mode").fetchone() == (journal,)

    def test_a_history_that_moves_to_a_synced_folder_changes_its_journal(self, tmp_path):
        file = history.history_file(tmp_path)
        history.record(file, s.run())
        moved = tmp_path / "Dropbox" / "history.sqlite3"
        moved.parent.mkdir()
        file.rename(moved)
        history.record(moved, s.run("2026-12-31"))
        assert len(history.runs(moved)) == 2
        assert moved.read_bytes()[18:20] == b"\x01\x01"

    @pytest.mark.parametrize(
        ("folder", "shared"),
        [
            ("/home/me/Dropbox/cast", True),
            ("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/cast", True),
            ("//server/share/cast", True),
            ("/Volumes/Team/cast", True),
            ("/home/me/boxes/cast", False),
            ("/home/me/cast", False),
        ],
    )
    def test_shares_and_synced_folders_are_known_by_their_path(self, folder, shared):
        assert is_shared(Path(folder)) is shared

    def test_shares_are_known_by_the_table_of_mounts(self, tmp_path, monkeypatch):
        mounts = tmp_path / "mounts"
        mounts.write_text("/dev/sda / ext4 rw 0 0\nserver:/x /mnt/team\\040disk nfs4 rw 0 0\n")
        monkeypatch.setattr("personacheck.vocabulary.folders.MOUNTS", mounts)
        assert is_shared(Path("/mnt/team disk/cast"))
        assert not is_shared(Path("/mnt/team"))


def record_forever(file, number, report):
    for n in range(10_000):
        history.record(file, s.run(f"{2000 + number}-01-01", export=f"{n:064x}"))
        report.set()


def record_with_no_room(file, room):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        history.record(file, s.run("2026-12-31", gaps=tuple(s.gap(f"{n:012x}") for n in range(5_000))))
    except HistoryError as refused:
        os._exit(refused.exit_code)
    os._exit(0)


def record_some(file, number, count):
    for n in range(count):
        history.record(file, s.run(export=f"{number:032x}{n:032x}"))


@forks
def test_ten_kills_break_nothing_and_leave_no_half_run(file):
    draw = random.Random(3)
    history.record(file, s.run())
    for number in range(10):
        recorded = FORK.Event()
        child = FORK.Process(target=record_forever, args=(file, number, recorded))
        child.start()
        assert recorded.wait(600)
        time.sleep(draw.uniform(0, 0.03))
        child.kill()
        child.join()
        child.close()
    runs = history.runs(file)
    assert len(runs) > 10
    assert all(run.cast is not None for run in runs)
    with database.opened(file) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


@forks
def test_processes_at_once_lose_no_run(file):
    children = [FORK.Process(target=record_some, args=(file, n, 5)) for n in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 4
    assert len(history.runs(file)) == 20
