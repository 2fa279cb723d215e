"""Who is missing where, and whom to interview: worked out by hand on a few accounts."""

from __future__ import annotations

import io

import builders as b
import openpyxl
import samples

from personacheck.model import tables as t
from personacheck.report import workbook
from personacheck.report.page.presence import missing, presence
from personacheck.report.privacy import Privacy

CAST = b.cast(
    b.persona("ingrid", scope=b.scope(size=["large"])),
    b.persona("olu", scope=b.scope()),
    b.persona("sven", kind="secondary", scope=b.scope()),
    b.persona("rita", kind="partner"),
)


def assessed(rows, firms=None, **columns):
    people = b.contacts(*({"size": "large", **row} for row in rows))
    found = b.matches(people, **columns)
    return samples.counted(b.export(people, firms), found, CAST)


def test_each_cell_says_what_is_known():
    whole = assessed(
        [{"account_id": key} for key in ("a", "b", "c", "d")],
        status=["covered", "covered", "stretched", "uncovered"],
        persona=["ingrid", "ingrid", "ingrid", ""],
        alternatives=[("olu",), (), (), ()],
        assumed=[False, True, False, False],
    )
    table = presence(whole)
    assert list(table) == ["ingrid", "olu", "sven"]
    assert list(table["ingrid"]) == ["filled", "assumed", "outside scope", "nobody known"]
    assert list(table["olu"]) == ["filled", "nobody known", "nobody known", "nobody known"]
    assert set(table["sven"]) == {"not expected"}


def test_nobody_is_expected_outside_the_scope_and_unknown_is_inside():
    firms = b.accounts(*({"account_id": key, "size": size} for key, size in (("a", "small"), ("b", "unknown"))))
    whole = assessed([{"account_id": "a"}, {"account_id": "b"}], firms, status="uncovered")
    assert list(presence(whole)["ingrid"]) == ["not expected", "nobody known"]


def test_whoever_is_no_customer_is_missing_nobody():
    firms = b.accounts({"account_id": "a"}, {"account_id": "b", "population": "prospect"})
    whole = assessed([{"account_id": "a"}, {"account_id": "b"}], firms, status="uncovered")
    assert list(presence(whole).index) == ["a"]


def test_below_ten_employees_one_person_is_enough():
    firms = b.accounts({"account_id": "a", "employees": 9.0}, {"account_id": "b", "employees": 10.0})
    whole = assessed([{"account_id": "a"}, {"account_id": "b"}], firms, status="covered", persona="sven")
    assert list(presence(whole)["olu"]) == ["not expected", "nobody known"]


def test_a_line_a_persona_names_nobody_and_tells_no_few():
    rows = [{"account_id": f"a{n}"} for n in range(20)]
    half = assessed(rows, status=["covered"] * 8 + ["uncovered"] * 12, persona=["olu"] * 8 + [""] * 12)
    assert missing(half)["olu"] == "Nobody known at 12 of 20 accounts"
    few = assessed(rows, status=["covered"] * 2 + ["uncovered"] * 18, persona=["olu"] * 2 + [""] * 18)
    assert missing(few)["olu"] == "Nobody known at nearly all 20 accounts"
    none = assessed(rows, status=["uncovered"] * 20, persona=[""] * 20)
    assert missing(none)["olu"] == "Nobody known at any of the 20 accounts"


def sheet_of(whole, name):
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(whole, Privacy())["workbook.xlsx"]))
    rows = [list(row) for row in book[name].iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(rows) if row[1] is not None)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]], book[name]


def test_interviews_are_spread_over_segments_and_sides(shipped):
    rows, _ = sheet_of(shipped, "Interviews")
    gaps = [gap.title for gap in shipped.result.gaps[:3]]
    assert [row["Gap"] for row in rows] == [gap for gap in gaps for _ in range(5)]
    people = shipped.export.contacts.set_index(t.RECORD_ID)
    for gap in shipped.result.gaps[:3]:
        mine = [row for row in rows if row["Gap"] == gap.title]
        of_gap = set(people.index[shipped.gap_contacts[gap.id]])
        assert {row["Record id"] for row in mine} <= of_gap
        assert len({row["Account"] for row in mine}) == 5
        here = people.loc[list(of_gap)]
        for axis in ("channel", "size"):
            assert len({row[axis.capitalize()] for row in mine}) == min(5, here[axis].nunique())


def test_the_plan_and_the_axes_have_charts(shipped):
    for name, charts in (("Plan", 2), ("By axis", 1)):
        rows, sheet = sheet_of(shipped, name)
        assert rows
        assert len(sheet._charts) == charts  # openpyxl keeps what it read there


def test_staff_of_a_partner_on_a_customers_account_fills_no_place():
    firms = b.accounts({"account_id": "a"})
    rows = [{"account_id": "a"}, {"account_id": "a", "population": "partner"}]
    whole = assessed(rows, firms, status=["uncovered", "covered"], persona=["", "olu"])
    assert list(presence(whole)["olu"]) == ["nobody known"]
