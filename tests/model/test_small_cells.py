"""What of a result may be told."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
import snapshots as s

from personacheck.errors import SettingsError
from personacheck.model.few import EVERYBODY, Least
from personacheck.model.priorities import Priorities, Step
from personacheck.model.result import CurvePoint, PersonaFigure
from personacheck.model.small_cells import figure, without_small_cells
from personacheck.model.snapshot import Mix
from personacheck.review import history
from personacheck.settings.file import load_settings

pytestmark = pytest.mark.safety


def test_taking_out_twice_takes_out_no_more():
    once = samples.assessment(accounts=24).result
    assert once.smaller_gaps
    assert without_small_cells(once, once.least) == once


def test_with_marks_of_nobody_the_result_stays_whole():
    whole = samples.assessment().whole
    assert without_small_cells(whole, EVERYBODY) == whole


@pytest.mark.parametrize(
    ("contacts", "accounts", "shown"), [(0, 0, 0), (4, 4, None), (5, 2, None), (5, 3, 5), (7, 0, 7)]
)
def test_a_persona_and_its_cells_are_told_from_five_contacts_at_three_accounts(contacts, accounts, shown):
    cells = {"size": {"small": contacts}}, {"size": {"small": accounts}}
    one = PersonaFigure("it", "It", contacts, accounts, 0.5, cells[0], contacts, cells[1])
    found = figure(one, Least())
    assert (found.contacts, found.alone, found.by_axis["size"]["small"]) == (shown, shown, shown)
    assert (found.share is None, found.under) == ((True, 5) if shown is None else (False, None))


@pytest.mark.parametrize(("paying", "shown"), [(0, None), (1, None), (2, None), (3, 9.0), (None, 9.0)])
def test_a_gap_tells_what_three_accounts_pay_and_not_what_fewer_do(paying, shown):
    """An earlier version did not say how many have an amount."""
    gaps = (
        s.gap("a", revenue=None if paying == 0 else 9.0, paying=paying),
        s.gap("b", 1, cause="no-contact", contacts=0, revenue=9.0, paying=1),
    )
    told = without_small_cells(s.run(gaps=gaps).result, Least())
    assert [gap.revenue for gap in told.gaps] == [shown, None]
    assert [gap.paying for gap in told.gaps] == [paying, 1]


def test_the_curve_ends_before_a_persona_that_adds_under_five():
    """Of a hundred; who adds nobody is told."""
    points = tuple(CurvePoint(n, f"p{n}", share) for n, share in enumerate((0.5, 0.55, 0.55, 0.59, 0.7), start=1))
    told = without_small_cells(replace(s.run().result, curve=points), Least())
    assert told.curve == points[:3]


@pytest.mark.parametrize(
    ("amounts", "shown"), [((3, 100), True), ((2, 100), False), ((2, 2), False), ((3, 3), True), ((None, 9), False)]
)
def test_segments_and_other_populations_tell_revenue_from_three_accounts_with_an_amount(amounts, shown):
    paying, accounts = amounts
    four = s.segment({"channel": "direct"}, accounts, accounts)
    money = None if paying is None else replace(four.revenue, unknown=accounts - paying)
    few = replace(four, revenue=money)
    whole = replace(s.run().result, segments=(few,), populations={"prospect": few})
    told = without_small_cells(whole, Least())
    under = None if shown or paying is None else 3
    for cells in (*told.segments, *told.populations.values()):
        assert (cells.revenue is not None, cells.under) == (shown, under)


def test_a_step_that_adds_too_few_is_told_once_enough_came_together():
    """60 are covered before; steps are main contacts, contacts, and accounts with an amount."""
    rows = ((66, 63, 1), (68, 66, 1), (71, 66, 1), (71, 80, 2), (71, 80, 0), (71, 80, 1), (71, 80, 0))
    steps = tuple(Step(f"g{n}", contacts / 100, n, main, contacts, 9.0, paying)
                  for n, (main, contacts, paying) in enumerate(rows))  # fmt: skip  # a row a step
    whole = replace(s.run().result, priorities=Priorities(steps, steps, steps))
    told = without_small_cells(whole, Least()).priorities
    for plan in (told.accounts, told.contacts, told.revenue):
        assert [step.main_contacts for step in plan] == [66, None, 71, 71, 71, 71, 71]
        assert [step.contacts for step in plan] == [None, 66, 66, 80, 80, 80, 80]
        assert [step.revenue is not None for step in plan] == [False, False, True, False, False, True, True]
    assert [step.coverage for step in told.contacts] == [None, 0.66, 0.66, 0.8, 0.8, 0.8, 0.8]
    assert [step.coverage is None for step in told.accounts] == [False] * 7
    assert [step.coverage is None for step in told.revenue] == [step.revenue is None for step in told.revenue]


@pytest.mark.parametrize(
    ("contacts", "accounts", "alone", "cells", "told"),
    [
        (9, 3, 9, {"a": (9, 3)}, (9, 9, {"a": 9}, None)),
        (9, 3, 4, {"a": (9, 3)}, (9, None, {"a": 9}, 5)),
        (9, 3, 0, {"a": (5, 3), "b": (4, 1)}, (9, 0, {"a": 5, "b": None}, 5)),
        (9, 2, 9, {"a": (9, 2)}, (None, None, {"a": None}, 5)),
        (4, 4, 0, {"a": (4, 4)}, (None, 0, {"a": None}, 5)),
    ],
)
def test_a_persona_of_too_few_tells_nothing_of_them_and_says_under_how_many(contacts, accounts, alone, cells, told):
    by_axis, at_accounts = ({"size": {value: cell[n] for value, cell in cells.items()}} for n in (0, 1))
    found = figure(PersonaFigure("it", "It", contacts, accounts, 0.5, by_axis, alone, at_accounts), Least())
    assert (found.contacts, found.alone, found.by_axis["size"], found.under) == told
    assert [n is None for n in found.accounts_by_axis["size"].values()] == [n is None for n in told[2].values()]


@pytest.mark.parametrize(
    ("fields", "listed"),
    [
        ({"cause": "no-contact", "accounts": 1, "contacts": 0}, True),
        ({"cause": "missing-data", "where": {"channel": "unknown"}, "accounts": 1, "contacts": 1}, True),
        ({"cause": "missing-data", "accounts": 1, "contacts": 4}, False),  # people without a title
        ({"accounts": 4, "contacts": 4}, False),
        ({"accounts": 3, "contacts": 5}, True),
    ],
)
def test_gaps_of_too_few_people_are_counted_and_those_of_accounts_listed(fields, listed):
    told = without_small_cells(s.run(gaps=(s.gap("a", **fields),)).result, Least())
    assert (len(told.gaps), told.smaller_gaps) == ((1, 0) if listed else (0, 1))


def test_a_run_recorded_before_the_rule_is_read_without_small_cells(tmp_path):
    old = s.run(gaps=(s.gap("large"), s.gap("small", accounts=2)), mix=Mix(functions={"it": 8, "legal": 1, "hr": 2}))
    old = replace(old, result=replace(old.result, least=EVERYBODY))
    history.record(tmp_path / "h.sqlite3", old)
    (read,) = history.runs(tmp_path / "h.sqlite3")
    assert [gap.id for gap in read.result.gaps] == ["large"]
    assert read.result.smaller_gaps == 1
    assert read.mix.functions == {"it": 8, "smaller ones": 3}


@pytest.mark.parametrize("value", ["0", "-1", "few"])
def test_a_mark_below_one_is_refused(tmp_path, value):
    path = tmp_path / "personacheck.toml"
    path.write_text(f"[privacy]\nmin_contacts = {value if value != 'few' else chr(34) + value + chr(34)}\n", "utf-8")
    with pytest.raises(SettingsError, match=r"privacy\.min_contacts"):
        load_settings(path, {})
