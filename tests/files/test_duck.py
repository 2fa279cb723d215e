"""DuckDB: how much memory it may take, and what becomes of a want of it."""

import os
import signal
import threading

import pytest

from personacheck.files import duck, interrupt


@pytest.mark.skipif(not hasattr(os, "sysconf"), reason="Windows has no containers of this kind")
@pytest.mark.parametrize(
    ("told", "bound"), [("3221225472\n", 3 * 1024**3), ("max\n", None), ("9223372036854771712\n", None)]
)
def test_a_container_has_less_memory_than_its_computer(tmp_path, monkeypatch, told, bound):
    monkeypatch.setattr(os, "sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 4 * 1024**2}.get)
    file = tmp_path / "memory.max"
    file.write_text(told)
    monkeypatch.setattr(duck, "BOUNDS", (tmp_path / "missing", file))
    assert duck.memory() == bound or (bound is None and duck.memory() == 16 * 1024**3)


def test_a_want_of_memory_is_one_whoever_lacks_it():
    duckdb = pytest.importorskip("duckdb")
    with pytest.raises(MemoryError), duck.connected([]):
        raise duckdb.OutOfMemoryException


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_a_query_is_one_and_no_error(number):
    pytest.importorskip("duckdb")
    before = {ending: signal.getsignal(ending) for ending in interrupt.ENDING}
    interrupt.begin()
    interrupt.stop_in_order()
    timer = threading.Timer(0.2, os.kill, (os.getpid(), number))
    try:
        with pytest.raises(interrupt.Stopped) as stopped, duck.connected([]) as connection:
            timer.start()
            for _ in range(100_000):
                connection.execute("SELECT sum(hash(range)) FROM range(1000000)").fetchall()
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)
        interrupt.begin()
    assert stopped.value.exit_code == 128 + number
