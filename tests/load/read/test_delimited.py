"""Text tables: separators, quotes, ends of lines, and the strict count of fields."""

from __future__ import annotations

from time import process_time

import pytest
from books import HEADER, PEOPLE, delimited, known, write

from personacheck.errors import ExportError
from personacheck.load.read.files import read_table

CLEAN = (HEADER, *PEOPLE)


def read(tmp_path, content, name="export.csv"):
    table = read_table(write(tmp_path / name, content), sheet=None, encoding=None, is_known=known)
    assert table.read == len(table.frame) + sum(table.skipped.values()) + table.quarantined
    return table


def refused(tmp_path, content) -> str:
    with pytest.raises(ExportError) as caught:
        read(tmp_path, content)
    assert len(caught.value.lines()) <= 3
    return str(caught.value)


def cells(table) -> list[tuple[str, ...]]:
    return list(table.frame.itertuples(index=False, name=None))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_ends_of_lines(tmp_path, separator, end):
    table = read(tmp_path, delimited(CLEAN, separator, end))
    assert cells(table) == list(PEOPLE)
    assert table.row_numbers.tolist() == [2, 3, 4, 5, 6]
    assert (table.kind, table.encoding, table.sheet, table.header_row) == ("csv", "utf-8", None, 1)


def test_a_separator_inside_fields_is_not_taken(tmp_path):
    text = "Last Name;Job Title\nQuist;VP, Sales, EMEA\nMoriya;Head, IT, Ops\nDell;CTO\n"
    assert read(tmp_path, text).frame[1].tolist() == ["VP, Sales, EMEA", "Head, IT, Ops", "CTO"]


def test_a_single_column_is_not_split(tmp_path):
    text = "Job Title\nVP Sales, EMEA\nHead of IT\nCTO\nCFO\n"
    assert read(tmp_path, text).frame[0].tolist() == ["VP Sales, EMEA", "Head of IT", "CTO", "CFO"]


@pytest.mark.parametrize("first", ["sep=^", "SEP=^", '"sep=^"'])
def test_a_stated_separator_is_believed(tmp_path, first):
    table = read(tmp_path, f"{first}\r\n" + delimited(CLEAN, "^"))
    assert cells(table) == list(PEOPLE)
    assert (table.header_row, table.skipped) == (2, {"above the header": 1})


def test_mixed_ends_of_lines(tmp_path):
    text = delimited(CLEAN[:3], end="\n") + delimited(CLEAN[3:], end="\r\n")
    assert cells(read(tmp_path, text)) == list(PEOPLE)


def test_a_carriage_return_inside_a_field_ends_no_line(tmp_path):
    text = delimited(CLEAN, end="\n").replace("Leiter Einkauf", "Leiter\rEinkauf")
    assert cells(read(tmp_path, text)) == list(PEOPLE)


def test_old_mac_files_may_hold_line_feeds_inside_fields(tmp_path):
    text = delimited(CLEAN, end="\r").replace("Leiter Einkauf", '"Leiter\nEinkauf"')
    assert read(tmp_path, text).frame[4].tolist()[1] == "Leiter\nEinkauf"


def test_quotes_hold_separators_quotes_and_lines(tmp_path):
    text = 'Last Name,Job Title\n"Quist, Ada","VP ""EMEA""\nand APAC"\nMoriya,CFO\n'
    table = read(tmp_path, text)
    assert cells(table) == [("Quist, Ada", 'VP "EMEA"\nand APAC'), ("Moriya", "CFO")]
    assert table.row_numbers.tolist() == [2, 4]


def test_quotes_after_a_space(tmp_path):
    text = 'Last Name, Job Title\n"Quist", "VP, Sales"\n"Moriya", "CFO"\n'
    assert cells(read(tmp_path, text)) == [("Quist", "VP, Sales"), ("Moriya", "CFO")]


@pytest.mark.parametrize(
    "tail",
    ["", '0017,Bo,"Quist",bo@example.com,CFO,Finance,Bo AG,SE\n', '0017,Bo,"",bo@example.com,"CFO",Finance,Bo AG,SE\n'],
)
def test_an_open_quote_is_told_with_its_line(tmp_path, tail):
    text = delimited(CLEAN, end="\n").replace("Leiter Einkauf", '"Leiter Einkauf') + tail
    assert "line 3" in refused(tmp_path, text)


def test_an_open_quote_that_closes_by_chance_is_told(tmp_path):
    rows = [("Contact ID", "Last Name", "Job Title"), *((str(at), "Quist", "CTO") for at in range(9))]
    text = delimited(rows, end="\n").replace("2,Quist", '2,"Quist').replace("7,Quist,CTO", '7,Quist,CTO"')
    assert "line 4" in refused(tmp_path, text)


def test_an_undoubled_quote_is_told_with_its_line(tmp_path):
    assert "line 3" in refused(tmp_path, 'Last Name,Job Title\nQuist,CTO\n"Ada "Boss" Quist",CFO\n')


def test_a_quote_within_a_plain_field_is_text(tmp_path):
    assert read(tmp_path, 'Last Name,Job Title\nQuist,24" screens\n').frame[1].tolist() == ['24" screens']


def test_a_long_row_among_few_is_refused_with_its_line(tmp_path):
    told = refused(tmp_path, delimited(CLEAN).replace("Leiter Einkauf", "Leiter Einkauf, EMEA"))
    assert "line 3: 9 fields, expected 8" in told


def test_a_long_row_among_many_is_set_aside(tmp_path):
    text = delimited((HEADER, *(PEOPLE * 40))).replace("Leiter Einkauf", "Leiter,Einkauf", 1)
    table = read(tmp_path, text)
    assert (len(table.frame), table.quarantined) == (199, 1)
    assert any(note.startswith("Line 3 holds more than 8 fields") for note in table.notes)


def test_rows_that_are_all_too_long_are_refused(tmp_path):
    text = delimited((HEADER, *((*row, "x") for row in PEOPLE)))
    assert "9 fields, expected 8" in refused(tmp_path, text)


def test_fields_that_came_apart_at_a_comma_and_a_space_are_joined(tmp_path):
    rows = [("Last Name", "City", "Country")]
    rows += [(f"Quist{at}", "24, place Haute" if at % 2 else "Kiel", "FR") for at in range(8)]
    table = read(tmp_path, delimited(rows))
    assert cells(table) == rows[1:]
    assert any("joined" in note and "Line" in note for note in table.notes)


def test_short_rows_are_filled_and_told(tmp_path):
    table = read(tmp_path, delimited((HEADER, PEOPLE[0], PEOPLE[1][:5])))
    assert table.frame.iloc[1].tolist() == [*PEOPLE[1][:5], "", "", ""]
    assert any(note.startswith("Line 3 holds fewer than 8 fields") for note in table.notes)


def test_empty_columns_at_the_end_are_left_out(tmp_path):
    table = read(tmp_path, delimited((*row, "", "") for row in CLEAN))
    assert table.headers == HEADER
    assert cells(table) == list(PEOPLE)


def test_empty_fields_beyond_the_header_do_no_harm(tmp_path):
    assert cells(read(tmp_path, delimited([HEADER, *((*row, "", "") for row in PEOPLE)]))) == list(PEOPLE)


def test_blank_lines_are_counted(tmp_path):
    blank = "," * 7 + "\r\n"
    text = blank.join(delimited([row]) for row in CLEAN) + blank
    assert read(tmp_path, text).skipped == {"blank": 6}


def test_titles_above_and_footers_below_are_left_out(tmp_path):
    text = '"Contacts"\n"As of 2026-09-30"\n\n' + delimited(CLEAN) + '\n"Confidential"\n"Copyright © 2026 x, inc."\n'
    table = read(tmp_path, text)
    assert (table.header_row, cells(table)) == (4, list(PEOPLE))
    assert table.skipped == {"above the header": 3, "blank": 1, "footer": 2}


def test_a_preamble_with_quotes_and_commas_is_left_out(tmp_path):
    text = 'Notes:\n"When you export, you may notice, ""that"" some are missing, such as these."\n\n' + delimited(CLEAN)
    table = read(tmp_path, text)
    assert (table.header_row, table.read, len(table.frame)) == (4, 8, 5)


def test_comments_above_the_header_are_left_out(tmp_path):
    assert read(tmp_path, "# made by hand\nName,City\nAda,Kiel\n").headers == ("Name", "City")


def test_unknown_headers_are_read_all_the_same(tmp_path):
    table = read(tmp_path, "alpha,beta\nx,y\n1,2\n")
    assert (table.headers, cells(table)) == (("alpha", "beta"), [("x", "y"), ("1", "2")])


def test_text_is_never_retyped(tmp_path):
    rows = [
        ("Contact ID", "Last Name", "Country"),
        ("0001234", "Null", "NA"),
        ("1E5", "None", "nan"),
        ("9" * 20, "", "TRUE"),
    ]
    assert cells(read(tmp_path, delimited(rows))) == rows[1:]


def test_nul_bytes_are_taken_out_and_said(tmp_path):
    table = read(tmp_path, delimited(CLEAN).replace("CTO", "C\0TO"))
    assert cells(table) == list(PEOPLE)
    assert any("NUL" in note and "1 cell" in note for note in table.notes)


def test_a_giant_field_is_cut_and_told(tmp_path):
    table = read(tmp_path, delimited((HEADER, (*PEOPLE[0][:4], "x" * 1_000_000, *PEOPLE[0][5:]))))
    assert len(table.frame[4][0]) == 32_767
    assert any('"Job Title" in line 2 was cut' in note for note in table.notes)


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_too_many_columns_are_refused_at_once(tmp_path, end):
    begun = process_time()
    text = ",".join(f"c{at}" for at in range(200_000)) + end + "," * 199_999 + end
    assert "200,000 columns" in refused(tmp_path, text)
    assert process_time() - begun < 2


def test_many_rows_without_line_feeds_are_not_one_wide_row(tmp_path):
    assert len(read(tmp_path, delimited([HEADER, *PEOPLE * 1_000], end="\r")).frame) == 5_000


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", ",,,\n,,,\n", "  \t \n"])
def test_nothing_is_called_empty(tmp_path, content):
    assert "empty" in refused(tmp_path, content)


def test_a_header_alone_is_refused(tmp_path):
    assert "line 1: no rows below the header" in refused(tmp_path, delimited([HEADER]))


def test_rows_without_a_header_are_refused(tmp_path):
    assert "no header row" in refused(tmp_path, "1,ada@example.com\n2,bo@example.com\n")


@pytest.mark.slow
def test_half_a_million_rows_are_read_in_time(tmp_path):
    path = write(
        tmp_path / "large.csv", delimited([("Contact ID", "Job Title"), *((str(at), "CTO") for at in range(500_000))])
    )
    begun = process_time()
    table = read_table(path, sheet=None, encoding=None, is_known=known)
    assert process_time() - begun < 3
    assert len(table.frame) == 500_000
