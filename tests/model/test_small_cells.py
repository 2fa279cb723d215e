"""What of a result may be told."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
import snapshots as s

from personacheck.errors import SettingsError
from personacheck.model.few import EVERYBODY, Least
from personacheck.model.result import PersonaFigure
from personacheck.model.small_cells import figure, without_small_cells
from personacheck.model.snapshot import Mix
from personacheck.review import history
from personacheck.settings_file import load_settings

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
