"""DuckDB: how much memory it may take, and what becomes of a want of it."""

import os

import pytest

from personacheck.files import duck


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
