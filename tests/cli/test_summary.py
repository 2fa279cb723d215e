"""The terminal summary: what stands beside the number."""

from __future__ import annotations

from dataclasses import replace

import builders as b
import pytest
import snapshots as s

from personacheck.cli.summary import _beside, _by_title, _gaps, _not_judged, _rows
from personacheck.model.export import RowCount
from personacheck.report.page.headline import number

CAST = b.cast(b.persona("olu"), b.persona("elin"))


def _result(**people):
    result = s.run(covered=60, judged=100).result
    main = replace(result.headline.main_contacts, **people)
    return replace(result, headline=replace(result.headline, main_contacts=main))


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ({"assumed": 0}, "By main contact 60 of 100 (60 %)."),
        ({"assumed": 59}, "By main contact 60 of 100 (60 %, 59 of them assumed)."),
        ({"assumed": 60}, "By main contact 60 of 100 (60 %, all of them assumed)."),
        ({"estimate": 0.5, "low": 0.4, "high": 0.6, "reviewed": 50}, ""),
        ({"covered": 1, "uncovered": 1, "coverage": 0.5}, "By main contact 1 of 2 (50 %)."),
        ({"covered": 1, "uncovered": 0, "coverage": 1.0}, ""),  # one alone
    ],
)
def test_main_contacts_are_told_beside_the_accounts(people, told):
    lines = [line.replace("\xa0", " ") for line in _beside(_result(**people), CAST)]
    assert [line for line in lines if line.startswith("By main contact")] == ([told] if told else [])


def test_the_number_is_told_beside_where_a_fault_stands_before_it():
    result, alone, nobody = _result(), b.cast(b.persona("olu")), b.cast()
    assert [next(_beside(result, cast)) for cast in (CAST, alone, nobody)] == ["", f"{number(result, alone)}.", ""]


def test_accounts_sold_through_partners_are_told_of_those_without_a_contact():
    result, sold = _result(), s.segment({"channel": "indirect"}, 1, 4)
    sold = replace(sold, accounts=replace(sold.accounts, empty=2))
    empty = replace(result.headline, accounts=replace(result.headline.accounts, empty=3))
    told = "Not judged: 3 accounts without a known contact, 2 of them sold through partners."
    assert told in [*_beside(replace(result, headline=empty, segments=(*result.segments, sold)), CAST)]


@pytest.mark.parametrize(
    ("empty", "unreadable", "partner_sold", "told"),
    [
        (0, 0, 0, ""),
        (1, 0, 0, "Not judged: 1 account without a known contact."),
        (2, 0, 1, "Not judged: 2 accounts without a known contact, 1 of them sold through partners."),
        (0, 1_000, 0, "Not judged: 1,000 accounts with too little on record."),
        (2, 3, 0, "Not judged: 5 accounts (2 without a known contact; 3 with too little on record)."),
    ],
)
def test_why_accounts_are_not_judged(empty, unreadable, partner_sold, told):
    accounts = replace(s.headline(60, 100).accounts, empty=empty, unreadable=unreadable)
    assert _not_judged(accounts, partner_sold) == told


def test_rows_are_accounted_for():
    result = _result()
    whole = replace(result.run, rows=RowCount(1_100, 1_000, {"empty": 60, "total": 39}, 1))
    assert _rows(replace(result, run=whole)) == ("Rows: 1,100 read = 1,000 loaded + 99 skipped + 1 quarantined.")
    part = replace(whole, outside=1, excluded={"own staff": 7, "duplicate": 1})
    assert _rows(replace(result, run=part)) == (
        "Rows: 1,100 read = 1,000 loaded + 99 skipped + 1 quarantined; 1 contact outside the part; of the loaded, 8 "
        "excluded (7 own staff, 1 duplicate)."
    )


def test_contacts_that_a_review_decided_by_their_title_are_told():
    result = _result()
    alike = replace(result.run, sources={"review": 1_012}, same_title=1_000)
    assert _by_title(result) == ""
    assert _by_title(replace(result, run=alike)) == (
        " Decided by review: 1,012 contacts (12 reviewed, 1,000 with the same title as one that was)."
    )


@pytest.mark.parametrize(
    ("workbook", "where"), [(True, "in the workbook only"), (False, "which only the workbook lists (--format xlsx)")]
)
def test_where_small_gaps_are_listed(workbook, where):
    result = s.run(covered=60, judged=100, gaps=[s.gap("a")]).result
    *_, last = _gaps(replace(result, smaller_gaps=2), workbook=workbook)
    assert last.startswith("  plus 2 smaller ones (under ")
    assert last.endswith(f"), {where}")
