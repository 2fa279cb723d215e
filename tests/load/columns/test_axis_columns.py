"""Columns that a custom axis may not be made of, and those that it may, on tiny exports, too."""

from __future__ import annotations

import csv
import io

import pytest
from crm_files import load

from personacheck.errors import SettingsError

pytestmark = pytest.mark.safety

NAMES = ("Ana Silva", "Bo Ek", "Cem Kaya", "Dana Novak", "Eva Roth", "Finn Berg", "Gita Rao", "Hugo Paz")
UNFIT = {
    "First Name": "names of people", "Last Name": "names of people", "Email": "e-mail addresses",
    "Record ID": "record ids", "Job Title": "job titles", "Account Name": "names of companies",
    "Phone": "phone numbers", "Second Mail": "e-mail addresses", "Also Known As": "names of people",
    "Badge": "ids", "Nickname": "different values",
}  # fmt: skip  # header, and the reason that is told
FIT = ("Region", "Industry", "Owner Team", "Cohort", "Tier", "Country")


def people(count):
    """An export as CSV text; each name, address and id once, each region and industry once in a tiny one."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([*UNFIT, *FIT])
    for n in range(count):
        first, last = NAMES[n % 8].split()
        first, last = (first, last) if n < 8 else (first + chr(97 + n % 26), f"{last}{chr(97 + n // 26)}")
        mail = f"{first}.{last}{n}@firm{n % 9}.example".casefold()
        tiny = [f"Region {n}", f"Industry {n}", f"Team {n}", str(2018 + n % 9), f"Tier {n % 3}", "Norway"]
        large = [f"Region {n % 9}", f"Industry {n % 17}", f"Team {n % 12}", str(2018 + n % 9), f"Tier {n % 3}", "Chad"]
        table.writerow([
            first, last, mail, f"00Q{n:05}", "CFO" if n % 2 else "IT Manager", f"Firm {n % 9}",
            f"+49 (30) 5550{n:03}-{n % 10}", f"x.{mail}", f"{first} {last}", f"B{n:03}-77{n:03}", f"Nick of {n}",
            *(tiny if count < 10 else large),
        ])  # fmt: skip  # as the headers stand
    return text.getvalue()


@pytest.mark.parametrize("count", [8, 60])
@pytest.mark.parametrize("header", UNFIT)
def test_a_column_that_tells_people_apart_is_refused_with_the_reason(tmp_path, header, count):
    settings = {"axes": {"mine": {"column": header}}}
    if (header, count) == ("Nickname", 8):  # eight values group nobody either, but a region may look like that
        load(tmp_path, settings, contacts=people(count))
        return
    with pytest.raises(SettingsError, match=rf'axes.mine: the column "{header}" .*{UNFIT[header]}') as refused:
        load(tmp_path, settings, contacts=people(count))
    assert not any(part in str(refused.value) for name in NAMES for part in name.split())


@pytest.mark.parametrize("count", [2, 8, 60])
@pytest.mark.parametrize("header", FIT)
def test_a_column_of_groups_passes(tmp_path, header, count):
    export = load(tmp_path, {"axes": {"mine": {"column": header}}}, contacts=people(count))
    assert "mine" in export.contacts


def test_groups_make_any_column_fit(tmp_path):
    settings = {"axes": {"desk": {"column": "Job Title", "groups": {"money": ["CFO"]}}}}
    export = load(tmp_path, settings, contacts=people(8))
    assert set(export.contacts["desk"]) == {"money", "other"}
