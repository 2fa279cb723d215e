"""Reviewed contacts: read as text, or refused with every line at fault."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personacheck.errors import LabelsError
from personacheck.labels.labels_csv import load_labels
from personacheck.model import tables as t

HEADER = "record_id,title,persona,initials,date,draw\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "labels.csv"


def _told(path, **options) -> list[str]:
    with pytest.raises(LabelsError) as caught:
        load_labels(path, **options)
    return [str(problem).removeprefix("labels.csv").removeprefix(",").strip(": ") for problem in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_labels_are_read_as_text(path, encoding, separator):
    rows = '007,Leiter Einkauf,none,JB,2026-09-30,random\n008,"Null\nNA",buyer,é.b,2026-09-30,\n'
    path.write_bytes((HEADER + rows).replace(",", separator).encode(encoding))
    labels = load_labels(path, personas=["buyer"])
    assert list(labels.columns) == list(t.LABEL_COLUMNS)
    assert labels.to_numpy().tolist() == [
        ["007", "Leiter Einkauf", "", "JB", "2026-09-30", "random", ""],
        ["008", "Null\nNA", "buyer", "é.b", "2026-09-30", "", ""],
    ]


def test_answers_beside_personas_are_kept(path):
    rows = [f"{n},CPO,{answer},JB,2026-09-30,random\n" for n, answer in enumerate(t.ANSWERS)]
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    assert list(load_labels(path, personas=["buyer"])[t.PERSONA]) == ["", *t.NO_VERDICTS]


def test_what_is_settled_may_differ_from_what_was_said_that_day(path):
    rows = "1,CPO,buyer,JB,2026-09-30,random\n1,CPO,none,JB,2026-09-30,settled\n"
    path.write_text(HEADER + rows, encoding="utf-8")
    assert len(load_labels(path, personas=["buyer"])) == 2


SAME = {"record_id": "1", "initials": "JB", "date": "2026-09-30", "draw": "random", "offered": "buyer|it"}


@pytest.mark.parametrize(
    ("other", "contradicts"),
    [
        ({}, True),
        ({"draw": "active"}, True),
        ({"record_id": "2"}, False),
        ({"initials": "KM"}, False),
        ({"date": "2026-10-01"}, False),
        ({"draw": "settled"}, False),
        ({"offered": "buyer|it|user"}, False),  # asked again, with another persona to choose
        ({"persona": t.NOT_ANSWERED}, False),
        ({"persona": "buyer"}, False),
    ],
)
def test_two_answers_contradict_each_other_where_the_same_was_asked(path, other, contradicts):
    rows = [{**SAME, "persona": "buyer"}, {**SAME, "persona": "it", **other}]
    columns = ("record_id", "persona", "initials", "date", "draw", "offered")
    lines = [",".join(("title", *columns)), *(",".join(("CPO", *(row[name] for name in columns))) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    if contradicts:
        (told,) = _told(path)
        assert told.startswith("line 3: a different persona than on line 2")
    else:
        load_labels(path)


def test_a_header_with_semicolons_is_parted_at_them_whatever_else_it_holds(path):
    path.write_text(HEADER.strip().replace(",", ";").replace("draw", '"draw, if any"') + "\n", encoding="utf-8")
    assert _told(path) == [
        f'line 1: unknown column "draw, if any". Use one of: {", ".join(t.LABEL_COLUMNS)}.',
        f"line 1: no column draw. The first line is: {','.join(t.LABEL_COLUMNS)}",
    ]


def test_columns_may_stand_in_any_order(path):
    path.write_text("draw,date,initials,persona,title,record_id\nactive,2026-01-02,JB,buyer,CPO,1\n", encoding="utf-8")
    assert load_labels(path).iloc[0].to_dict() == {
        "record_id": "1", "title": "CPO", "persona": "buyer", "initials": "JB", "date": "2026-01-02", "draw": "active",
        "offered": "",
    }  # fmt: skip  # one row


def test_a_file_of_a_header_alone_has_no_labels(path):
    path.write_text(HEADER, encoding="utf-8")
    assert list(load_labels(path).columns) == list(t.LABEL_COLUMNS)
    assert load_labels(path).empty


def test_every_fault_is_told_with_its_line(path):
    path.write_text(
        HEADER
        + ',CPO,buyre,JB,2026-09-30,random\n1,"CPO\nagain",,Johanna Berg,30.09.2026,by hand\n'
        + "2,CPO,buyer,JB,20260930,rand,om\n\n3,CPO,buyer,JB,2026-09-30,\n3,CPO,none,JB,2026-09-30,\n"
        + "3,CPO,none,KM,2026-09-30,\n3,CPO,none,JB,2026-10-01,\n",
        encoding="utf-8",
    )
    assert _told(path, personas=["buyer"]) == [
        "line 2: no record_id. Fill it in as the export has it.",
        "line 2: a persona that is not in the cast. Did you mean buyer? "
        "If it was renamed or retired, say so under [review].",
        "line 3: no persona. Write its id, or none where none fits.",
        "line 3: no initials of the reviewer. Write at most 10 letters, not the name.",
        "line 3: no date. Write year, month and day: 2026-09-30",
        "line 3: an unknown draw. Use one of: random, accounts, proportional, active, settled. Or leave it empty.",
        "line 5: 7 cells under 6 headers. Quote its commas.",
        "line 8: a different persona than on line 7, for the same contact, reviewer and day. Keep the valid one.",
    ]


NO_COLUMNS = "line 1: no column record_id, title, persona, initials, date, draw. The first line is: "
ALL = HEADER.strip() + ",offered"
NO_TITLE = [
    'line 1: unknown column "titel". Did you mean title?',
    "line 1: the column draw appears twice. Keep one.",
    "line 1: no column title. The first line is: " + ALL,
]
QUOTE = "line 2: not a row of a CSV file. Is a quote left open? Check the file in a text editor."
MISSING = "no such file. Draw a sample, fill it in, and take it back. How: personacheck learn --help"
LATIN = 'line 2: the encoding is not UTF-8. In Excel: save as "CSV UTF-8".'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, [MISSING]),
        (b"", [NO_COLUMNS + ALL]),
        (b"record_id,titel,persona,initials,date,draw,draw\n", NO_TITLE),
        (HEADER.encode() + b"1,\xe4,buyer,JB,2026-09-30,\n", [LATIN]),
        (HEADER.encode() + b'1,"CPO,buyer,JB,2026-09-30,\n', [QUOTE]),
    ],
)
def test_what_is_no_labels_file_is_refused(path, content, told):
    if content is not None:
        path.write_bytes(content)
    assert _told(path) == told


def test_a_line_separator_within_a_title_ends_no_row(path):
    path.write_text(HEADER + "1,Head\u2028of IT,buyer,JB,2026-09-30,\n", encoding="utf-8")
    assert load_labels(path)[t.TITLE].tolist() == ["Head\u2028of IT"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=100)
    | st.text(alphabet='a,;"\n\r\x00 1é', max_size=60).map(lambda text: (HEADER + text).encode())
)
def test_any_bytes_give_labels_or_one_error(path, data):
    path.write_bytes(data)
    try:
        labels = load_labels(path)
    except LabelsError as error:
        assert error.problems
    else:
        assert list(labels.columns) == list(t.LABEL_COLUMNS)
