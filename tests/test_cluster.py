"""Dask: the result of one process, though a worker is killed in the midst; nothing is sent but where the user said."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pandas as pd
import pytest
from builders import AS_OF, accounts, accounts_of, export
from worlds import world

from personacheck import cluster
from personacheck.cli.app import run
from personacheck.coverage.assess import assess
from personacheck.coverage.count import blocks
from personacheck.errors import UsageError
from personacheck.match import roles
from personacheck.settings.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
COMMAND = ("check", str(ROOT / "fixtures" / "contacts.csv"), "--cast", str(ROOT / "fixtures" / "cast.yaml"))
ASKED = ("--format", "json,csv", "--as-of", "2026-09-30", "--quiet")


def checked(out, *more):
    assert run([*COMMAND, *ASKED, "--out", str(out), *more]) == 0
    result = json.loads((out / "result.json").read_text("utf-8"))
    result.pop("run")
    return json.dumps(result), (out / "contacts.csv").read_bytes(), (out / "accounts.csv").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="processes are killed as POSIX does it")
def test_a_killed_worker_changes_nothing_and_nobody_else_can_listen(tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    psutil = pytest.importorskip("psutil")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(roles, "BATCH", 20)
    monkeypatch.setattr(blocks, "CONTACTS", 20)
    killed, heard = [], set()

    def spread(client, work, batches):
        done = whole(client, work, batches)
        yield next(done)
        for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
            heard.update(each.laddr.ip for each in process.net_connections("tcp") if each.status == psutil.CONN_LISTEN)
        killed.append(next(iter(client.run(os.getpid).values())))
        os.kill(killed[-1], signal.SIGKILL)
        rest = list(done)
        assert rest
        yield from rest

    whole = cluster._spread
    monkeypatch.setattr(cluster, "_spread", spread)
    by_dask = checked(tmp_path / "dask", "--engine", "dask")
    assert len(killed) == 2  # while roles were judged, and while accounts were counted
    assert not any(map(psutil.pid_exists, killed))
    assert heard == {"127.0.0.1"}
    assert not [*temporary.iterdir()]
    assert by_dask == checked(tmp_path / "local")


def shaped(seed, shape):
    """A world with partners and contacts without accounts, in which some accounts are as the shape says."""
    whole, found, cast = world(seed, 120, 30)
    people, settings = whole.contacts, Settings()
    if shape == "one account":
        people = people.assign(account_id=["a1" if n % 15 else name for n, name in enumerate(people["account_id"])])
    if shape == "own axis":
        people = people.assign(region=["north" if n % 3 else "south" for n in range(len(people))])
        settings = Settings.model_validate({"axes": {"region": {"column": "Region"}}})
    firms = accounts_of(people)
    if shape == "nobody known":
        firms = pd.concat([accounts({"account_id": f"b{n}", "channel": "indirect"}) for n in range(9)] + [firms])
    return export(people, firms), found, cast, settings, AS_OF


@pytest.mark.slow
def test_accounts_are_counted_as_on_one_computer_whatever_their_shape(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(blocks, "CONTACTS", 9)
    with cluster.spread_over(None) as spread:
        for seed, shape in enumerate(("as drawn", "one account", "nobody known", "own axis")):
            there, here = assess(*shaped(seed, shape), spread=spread), assess(*shaped(seed, shape))
            pd.testing.assert_frame_equal(there.accounts, here.accounts)
            pd.testing.assert_series_equal(there.main, here.main)
            for told in ("headline", "populations", "segments", "gaps", "personas", "curve"):
                assert getattr(there, told) == getattr(here, told), (shape, told)
        assert list(spread(len, [bytes(11_000_000)])) == [11_000_000]  # of an account so large, Dask would warn


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("10.1.2.3:8786", "is on another computer, and tcp:// is not encrypted"),
        ("tcp://scheduler.example:8786", "is on another computer, and tcp:// is not encrypted"),
        ("http://127.0.0.1:8786", "is not the address of a scheduler"),
        ("://", "is not the address of a scheduler"),
        ("tcp://[::1", "is not the address of a scheduler"),
        ("127.0.0.1", "is not the address of a scheduler"),
        ("tcp://127.0.0.1#other.example:8786", "is not the address of a scheduler"),
    ],
)
def test_no_address_that_is_not_safe(address, said, monkeypatch):
    monkeypatch.setattr(cluster, "find_spec", lambda _name: True)
    with pytest.raises(UsageError, match=said), cluster.spread_over(address):
        pass


def test_without_the_extra_a_message_names_it(monkeypatch):
    monkeypatch.setattr(cluster, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"pip install 'personacheck\[dask\]'"), cluster.spread_over(None):
        pass


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--engine", "abacus"), "--engine: unknown engine: abacus. Use one of: local, dask."),
        (("--scheduler", "127.0.0.1:8786"), "--scheduler: only Dask has schedulers. Add --engine dask."),
    ],
)
def test_flags_that_cannot_be(flags, said, tmp_path, capsys):
    assert run([*COMMAND, *ASKED, "--out", str(tmp_path), *flags]) == 2
    assert said in capsys.readouterr().err


def test_tls_without_certificates(monkeypatch):
    dask = pytest.importorskip("dask")
    pytest.importorskip("distributed")
    with (
        dask.config.set({"distributed.comm.tls.ca-file": None}),
        pytest.raises(UsageError, match="no certificates are configured"),
        cluster.spread_over("tls://scheduler.example:8786"),
    ):
        pass


def test_a_scheduler_that_does_not_answer(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(UsageError, match="no scheduler answers"), cluster.spread_over("127.0.0.1:1"):
        pass


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff" * 4_000])
def test_another_program_at_the_address(answer, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            connection, _ = server.accept()
            with connection:
                connection.sendall(answer)
                while connection.recv(4_000):
                    pass

        other = threading.Thread(target=serve)
        other.start()
        address = f"127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(UsageError, match="no scheduler answers"), cluster.spread_over(address):
            pass
        other.join()


def test_workers_that_do_not_begin(monkeypatch):
    distributed = pytest.importorskip("distributed")

    def lost(**_):
        raise RuntimeError

    monkeypatch.setattr(distributed, "LocalCluster", lost)
    with pytest.raises(UsageError, match="the workers could not be started"), cluster.spread_over(None):
        pass


@pytest.mark.parametrize(
    ("workers", "refused"), [([{}, {}], False), ([{}, {}, {"one": 1}, {}, {}], False), ([{}, {}, {}], True)]
)
def test_workers_that_are_gone_are_waited_for_in_vain_for_some_time_only(workers, refused):
    left = iter(workers)

    class Future:
        def result(self, timeout):
            assert timeout
            try:
                self.seen = next(left)
            except StopIteration:
                return "judged"
            raise TimeoutError

    class Client:
        def scheduler_info(self, n_workers):
            assert n_workers
            return {"workers": future.seen}

    future = Future()
    if refused:
        with pytest.raises(UsageError, match="all workers of the scheduler are gone"):
            cluster._result(Client(), future)
    else:
        assert cluster._result(Client(), future) == "judged"


@pytest.mark.slow
def test_two_works_at_once_do_not_meet_and_nothing_of_them_stays():
    pytest.importorskip("distributed")
    with cluster.spread_over(None) as spread:
        ups, downs = spread(str.upper, iter("abcdefghij")), spread(str.lower, iter("ABCDEFGHIJ"))
        assert "".join(up + down for up, down in zip(ups, downs, strict=True)) == "AaBbCcDdEeFfGgHhIiJj"
        assert not [name for name in spread.args[0].run(_plugins).popitem()[1] if "personacheck" in name]


def _plugins(dask_worker):
    return list(dask_worker.plugins)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
def test_workers_leave_ctrl_c_to_the_program():
    pytest.importorskip("distributed")
    code = """import os, signal
from personacheck import cluster
with cluster.spread_over(None) as spread:
    run = spread.args[0].run
    workers = set(run(os.getpid).values())
    for worker in workers:
        os.kill(worker, signal.SIGINT)
    assert set(run(os.getpid).values()) == workers
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
