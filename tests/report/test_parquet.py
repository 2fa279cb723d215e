"""Parquet out: the cells of the CSV files with the types of their columns, and known as ours."""

import io

import pandas as pd
import pytest

from personacheck.report.disk.marks import MARKS, Standing
from personacheck.report.tables import accounts_table, counted_contacts
from personacheck.report.write import write

duckdb = pytest.importorskip("duckdb")


def test_the_tables_are_those_of_the_csv_files(lifelike, tmp_path):
    paths = {path.name: path for path in write(lifelike, tmp_path, ["csv", "parquet"]).paths}
    for name, wanted in (("contacts", counted_contacts(lifelike)), ("accounts", accounts_table(lifelike))):
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
