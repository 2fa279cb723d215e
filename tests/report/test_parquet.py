"""Parquet out: the cells of the CSV files with the types of their columns, and known as ours."""

import io

import pandas as pd
import pytest

from personacheck.load.read.own_file import Own, own_file
from personacheck.report import parquet, tables
from personacheck.report.disk import manifest
from personacheck.report.disk.marks import MARKS, Standing
from personacheck.report.tables import accounts_table, counted_contacts
from personacheck.report.write import write

duckdb = pytest.importorskip("duckdb")


def test_the_tables_are_those_of_the_csv_files(lifelike, tmp_path):
    paths = {path.name: path for path in write(lifelike, tmp_path, ["csv", "parquet"]).paths}
    for name, table in (("contacts", counted_contacts(lifelike)), ("accounts", accounts_table(lifelike))):
        wanted = table.whole()
        with duckdb.connect() as connection:
            told = connection.execute(f"FROM read_parquet('{paths[f'{name}.parquet']}')").df()
        assert list(told.columns) == list(wanted.columns)
        for column in wanted:
            numbers = pd.api.types.is_numeric_dtype(wanted[column])
            assert pd.api.types.is_numeric_dtype(told[column]) == numbers, column
            assert told[column].astype(object).where(told[column].notna(), None).tolist() == [
                None if pd.isna(cell) else cell for cell in wanted[column]
            ], column
        assert len(pd.read_csv(io.BytesIO(paths[f"{name}.csv"].read_bytes()), dtype=str)) == len(told)


def test_it_is_known_as_ours_and_others_are_not(lifelike, tmp_path):
    write(lifelike, tmp_path, ["parquet"])
    ours, other = tmp_path / "contacts.parquet", tmp_path / "other.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 1 AS record_id) TO '{other}' (FORMAT parquet)")
    mark = MARKS["contacts.parquet"]
    assert (mark(ours), mark(other)) == (Standing.OURS, Standing.FOREIGN)


def _rows(*paths):
    with duckdb.connect() as connection:
        return connection.execute(f"FROM read_parquet({[str(path) for path in paths]})").fetchall()


def test_a_large_table_is_told_in_parts_of_the_same_rows(lifelike, tmp_path, monkeypatch):
    whole = write(lifelike, tmp_path / "whole", ["parquet"]).paths
    monkeypatch.setattr(parquet, "PART", 500)
    monkeypatch.setattr(tables, "LOT", 200)
    once, again = (write(lifelike, tmp_path / name, ["parquet"]).paths for name in ("once", "again"))
    parts = [path for path in once if path.name.startswith("contacts-")]
    sizes = [len(_rows(path)) for path in parts]
    assert [path.name for path in parts] == [f"contacts-{n}.parquet" for n in range(1, len(parts) + 1)]
    assert (set(sizes[:-1]), sum(sizes)) == ({500}, len(lifelike.matches))
    assert _rows(*parts) == _rows(whole[0])
    assert [path.name for path in once if path not in parts] == ["accounts.parquet", "run.json"]
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]
    assert [*manifest.read(once[-1]).files] == [path.name for path in once[:-1]]
    assert {own_file(path) for path in once} == {Own.RESULT}


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("rows", [(300, 500), (500, 10_000), (10_000, 500)])
def test_no_part_of_an_earlier_run_stands_beside_those_of_this_one(lifelike, tmp_path, monkeypatch, rows, listed):
    before, after = rows
    monkeypatch.setattr(parquet, "PART", before)
    earlier = {path.name for path in write(lifelike, tmp_path, ["json", "parquet"]).paths}
    if not listed:
        (tmp_path / "run.json").unlink()
    (tmp_path / "contacts-99.parquet").write_bytes(b"somebody's own")
    monkeypatch.setattr(parquet, "PART", after)
    written = write(lifelike, tmp_path, ["parquet"])
    ours = {path.name for path in written.paths if path.name.startswith("contacts")}
    gone = {name for name in earlier if name.startswith("contacts")} - ours
    assert {path.name for path in written.set_aside} == gone > set()
    assert {path.name for path in tmp_path.glob("contacts-*.parquet")} - ours == {"contacts-99.parquet"}
    assert all(path.is_file() for path in written.set_aside.values())
    assert {"result.json", *ours} <= {path.name for path in tmp_path.iterdir()}
