"""Parquet: the same table as the CSV of it, whole or in parts; what cannot be read right is refused in words."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from personacheck.cli.app import run
from personacheck.errors import ExportError
from personacheck.files import duck
from personacheck.load.read import parquet as reading
from personacheck.load.read.files import read_table, read_tables
from personacheck.load.read.parts import tables_of

duckdb = pytest.importorskip("duckdb")
ROOT = Path(__file__).resolve().parents[3]
EXAMPLE, CAST = ROOT / "fixtures" / "contacts.csv", ROOT / "fixtures" / "cast.yaml"


def known(text):
    return text in {"Contact ID", "Title"}


def parquet(path, query):
    path.parent.mkdir(exist_ok=True, parents=True)
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def texts(path=EXAMPLE, part=""):
    return f"SELECT * FROM read_csv('{path}', all_varchar = true) {part}"


def read(path):
    return read_table(path, sheet=None, encoding=None, is_known=known)


def refusal(path, **more):
    with pytest.raises(ExportError) as refused:
        read_tables(path, sheet=None, encoding=None, is_known=known, **more)
    assert len(str(refused.value).splitlines()) <= 3
    return str(refused.value)


def checked(export, out):
    arguments = ["check", str(export), "--cast", str(CAST), "--out", str(out), "--format", "json,csv,parquet"]
    assert run([*arguments, "--as-of", "2026-09-30", "--quiet"]) == 0
    result = json.loads((out / "result.json").read_text("utf-8"))
    run_block = result.pop("run")
    return json.dumps(result), run_block["rows"], (out / "contacts.csv").read_bytes()


def test_the_result_is_that_of_the_csv_file(tmp_path):
    one = parquet(tmp_path / "contacts.parquet", texts())
    for at in range(3):
        parquet(tmp_path / "parts" / f"{at}.parquet", texts(part=f"LIMIT 500 OFFSET {at * 500}"))
    wanted = checked(EXAMPLE, tmp_path / "csv")
    assert checked(one, tmp_path / "one") == wanted
    assert checked(tmp_path / "parts" / "*.parquet", tmp_path / "several") == wanted
    assert checked(tmp_path / "parts", tmp_path / "folder") == wanted


def test_ids_flags_and_cells_that_repeat_their_header_are_told_as_they_stand(tmp_path):
    rows = [(f"id {n}" if n % 9 else "", "Title" if n % 5 else "", f"Role {n % 7}") for n in range(3_000)]
    values = ", ".join(map(str, rows))
    path = parquet(tmp_path / "a.parquet", f'SELECT * FROM (VALUES {values}) AS t("Contact ID", "Title", "Role")')
    frame = read(path).frame
    assert list(frame.astype(object).itertuples(index=False, name=None)) == rows


def test_types_are_told_as_a_person_would_type_them(tmp_path):
    query = """SELECT 'a' AS "Contact ID", 'CFO' AS "Title", 250::DOUBLE AS staff, 2.5::DOUBLE AS share,
      'nan'::DOUBLE AS none, NULL::INTEGER AS nothing, DATE '2026-05-01' AS day, true AS yes,
      12.50::DECIMAL(9, 2) AS pay, TIMESTAMPTZ '2026-05-01 10:00:00+02' AS moment, encode('é') AS bytes,
      9007199254740993 AS large"""
    table = read(parquet(tmp_path / "typed.parquet", query))
    assert dict(zip(table.headers, table.frame.iloc[0], strict=True)) == {
        "Contact ID": "a", "Title": "CFO", "staff": "250", "share": "2.5", "none": "", "nothing": "",
        "day": "2026-05-01", "yes": "true", "pay": "12.50", "moment": "2026-05-01 08:00:00+00", "bytes": "é",
        "large": "9007199254740993",
    }  # fmt: skip  # a row


def test_fractions_are_taken_for_no_thousands_and_ids_that_were_rounded_show_it(tmp_path):
    query = """SELECT 'a' AS "Contact ID", 'CFO' AS "Title", 250::DECIMAL(18, 3) AS staff, 12.125::DOUBLE AS share,
      12.125::DECIMAL(18, 3) AS parts, 7::DECIMAL(38, 10) AS number, 5000000000000001::DOUBLE AS long,
      9100000000000001::DOUBLE AS longer, 16777217::FLOAT AS short, 'inf'::DOUBLE AS endless, -0.0::DOUBLE AS nil"""
    table = read(parquet(tmp_path / "numbers.parquet", query))
    assert table.frame.iloc[0].tolist()[2:] == [
        "250", "12.1250", "12.1250", "7", "5000000000000001", "9.100000000000000E+15", "1.677721600000000E+07", "", "0",
    ]  # fmt: skip  # a row


def test_files_of_one_table_may_have_their_columns_in_any_order_and_of_any_type(tmp_path):
    parquet(tmp_path / "1.parquet", """SELECT 1 AS "Contact ID", 'CFO' AS "Title" """)
    parquet(tmp_path / "2.parquet", """SELECT 'Buyer' AS "Title", 'x2' AS "Contact ID" """)
    parquet(tmp_path / "3.parquet", """SELECT 3::DOUBLE AS "Contact ID", 'CEO' AS "Title" """)
    ((path, files),) = tables_of(tmp_path)
    (table,) = read_tables(path, sheet=None, encoding=None, is_known=known, files=files)
    assert table.frame.to_numpy().tolist() == [["1", "CFO"], ["x2", "Buyer"], ["3", "CEO"]]
    assert table.notes[0] == "Read as one table: 3 files."


def test_values_above_a_row_of_headers_are_no_header(tmp_path):
    """The names of Parquet's columns are its header, whatever its first rows hold."""
    query = """SELECT * FROM (VALUES ('Contact ID', 'Title'), ('1', 'CFO')) AS rows(odd, other)"""
    assert read(parquet(tmp_path / "odd.parquet", query)).headers == ("odd", "other")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PAR1", "x.parquet: begins as a Parquet file, but is broken. Export it again."),
        (b"PAR1" + bytes(500) + b"PAR1", "x.parquet: begins as a Parquet file, but is broken. Export it again."),
    ],
)
def test_a_broken_file(tmp_path, content, said):
    path = tmp_path / "x.parquet"
    path.write_bytes(content)
    assert refusal(path) == said


def test_a_file_cut_off(tmp_path):
    path = parquet(tmp_path / "x.parquet", texts())
    path.write_bytes(path.read_bytes()[:-2_000])
    assert refusal(path) == "x.parquet: begins as a Parquet file, but is broken. Export it again."


def test_the_file_that_is_broken_is_named_and_no_other(tmp_path):
    broken = parquet(tmp_path / "1.parquet", texts())
    content = bytearray(broken.read_bytes())
    content[4:400] = bytes(396)
    broken.write_bytes(content)
    parquet(tmp_path / "2.parquet", texts())
    ((path, files),) = tables_of(tmp_path)
    assert refusal(path, files=files) == "1.parquet: begins as a Parquet file, but is broken. Export it again."


@pytest.mark.parametrize("rows", [0, 1, 50])
def test_a_file_that_is_written_anew_while_it_is_read(tmp_path, monkeypatch, rows):
    paths = [parquet(tmp_path / f"{at}.parquet", texts()) for at in range(2)]
    read_column = reading._column

    def column(connection, columns_of, name):
        if name == "Title":
            paths[1].unlink()
            if rows:
                parquet(paths[1], texts(part=f"LIMIT {rows}"))
        return read_column(connection, columns_of, name)

    monkeypatch.setattr(reading, "_column", column)
    ((path, files),) = tables_of(tmp_path)
    assert refusal(path, files=files) == (
        "1.parquet: changed while it was read. Run it again once the export is complete."
    )


def test_columns_of_bytes_that_are_no_text(tmp_path):
    parquet(tmp_path / "1.parquet", """SELECT 1 AS "Contact ID", '\\xFF\\xD8'::BLOB AS photo""")
    parquet(tmp_path / "2.parquet", """SELECT 2 AS "Contact ID", 'none' AS photo""")
    ((path, files),) = tables_of(tmp_path)
    assert refusal(path, files=files) == (
        '1.parquet: 1 column holds bytes that are not text: "photo". Export it without them.'
    )


def test_an_encrypted_file(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PARE" + bytes(500) + b"PARE")
    assert refusal(path) == "x.parquet: is an encrypted Parquet file. Export it without encryption."


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no such bound")
def test_more_files_than_may_be_open(tmp_path):
    import resource

    for at in range(60):
        parquet(tmp_path / f"{at}.parquet", """SELECT 1 AS "Contact ID", 'CFO' AS "Title" """)
    ((path, files),) = tables_of(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (50, before[1]))
    try:
        said = refusal(path, files=files)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert said.endswith(": 60 files are more than may be open at once. Allow more: ulimit -n 10000")


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_a_name_that_looks_like_a_pattern_is_that_of_one_file(tmp_path):
    for at, name in enumerate(("a1.parquet", "a[1].parquet", "a*.parquet", "ab.parquet")):
        parquet(tmp_path / name, f"""SELECT {at} AS "Contact ID", 'CFO' AS "Title" """)
    ((path, files),) = tables_of(tmp_path)
    (table,) = read_tables(path, sheet=None, encoding=None, is_known=known, files=files)
    held = {file.name: key for file, key in zip(files, table.frame[0], strict=True)}
    assert held == {"a1.parquet": "0", "a[1].parquet": "1", "a*.parquet": "2", "ab.parquet": "3"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names of any bytes")
def test_a_name_that_is_not_utf_8(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.parquet")
    path.write_bytes(b"PAR1")
    assert refusal(path).endswith("its path is not in UTF-8, which DuckDB needs. Rename it.")


def test_nested_columns(tmp_path):
    query = """SELECT 1 AS "Contact ID", ['a', 'b'] AS tags, {'city': 'Turku'} AS address"""
    assert refusal(parquet(tmp_path / "x.parquet", query)) == (
        'x.parquet: 2 columns hold lists or records, not single values: "tags" and "address". '
        "Export it without them, or one value to a column."
    )


def test_files_of_other_columns_under_one_pattern(tmp_path):
    parquet(tmp_path / "a.parquet", 'SELECT 1 AS "Contact ID"')
    parquet(tmp_path / "b.parquet", 'SELECT 1 AS "Account ID"')
    ((path, files),) = tables_of(tmp_path / "*.parquet")
    assert refusal(path, files=files) == (
        '*.parquet: a.parquet and b.parquet differ in their columns: "Account ID" and "Contact ID". '
        "Give files with other columns one by one."
    )


def test_more_rows_than_memory_holds(tmp_path, monkeypatch):
    path = parquet(tmp_path / "x.parquet", "SELECT '' AS \"Contact ID\", 'CFO' AS \"Title\" FROM range(3000)")
    monkeypatch.setattr(duck, "memory", lambda: 2_000_000)
    assert refusal(path) == (
        "x.parquet: is too large: 3,000 rows of 2 columns take up to 0.0 GB of memory, "
        "more than the 0.0 GB of this computer. "
        "Export only the columns that are needed, or check it in parts, such as country by country."
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is always text")
def test_a_name_whose_bytes_are_no_text(tmp_path, capsys):
    name = os.fsdecode(b"M\xe4rz.csv")  # as it comes out of an archive that was packed on Windows
    shutil.copy(EXAMPLE, tmp_path / "Mrz.csv")
    shutil.copy(EXAMPLE, tmp_path / name)
    wanted = checked(tmp_path / "Mrz.csv", tmp_path / "text")
    assert checked(tmp_path / name, tmp_path / "bytes") == wanted
    assert "bug" not in capsys.readouterr().err


def test_no_rows(tmp_path):
    path = parquet(tmp_path / "x.parquet", 'SELECT 1 AS "Contact ID" WHERE false')
    assert "no rows below the header" in refusal(path)


def test_no_other_file_can_be_read(tmp_path):
    mine, other = (parquet(tmp_path / name, "SELECT 1 AS a") for name in ("mine.parquet", "other.parquet"))
    with duck.connected([mine]) as connection:
        assert connection.execute(f"FROM read_parquet('{mine}')").fetchall() == [(1,)]
        for forbidden in (f"FROM read_parquet('{other}')", "INSTALL httpfs", "SET enable_external_access = true"):
            with pytest.raises(duckdb.Error):
                connection.execute(forbidden)


def test_without_the_extra_a_message_names_it(tmp_path):
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1")
    code = "import sys; sys.modules['duckdb'] = None; from personacheck.cli.app import run; sys.exit(run(sys.argv[1:]))"
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, "inspect", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    assert said.returncode == 3
    assert "pip install 'personacheck[large]'" in said.stderr


def test_no_output_over_a_part_that_is_read(tmp_path, capsys):
    parquet(tmp_path / "contacts.parquet", texts())
    arguments = ["check", str(tmp_path / "*.parquet"), "--cast", str(CAST), "--out", str(tmp_path)]
    assert run([*arguments, "--format", "parquet", "--force"]) == 2
    assert "an input of this run" in capsys.readouterr().err


def test_no_bar_of_progress_is_printed():
    opened = (
        "import duckdb; print(*duckdb.connect()",
        "from personacheck.files import duck\nwith duck.connected([]) as c: print(*c",
    )
    asked = """.execute("SELECT current_setting('enable_progress_bar')").fetchone())"""
    printed = [
        subprocess.run(
            [sys.executable, "-c", begin + asked], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for begin in opened
    ]
    assert printed == ["True\n", "False\n"]
