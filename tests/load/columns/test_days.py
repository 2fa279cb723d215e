"""Days as CRMs write them."""

import pandas as pd
import pytest

from personacheck.load.columns.days import dates, day_of

SIXTH_OF_MAY = pd.Timestamp(2026, 5, 6)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-06", "2026-05-06 23:59:59.999", "2026-05-06T02:22:55.000+0000", "2026/05/06 00:00:00.000", "20260506",
        "2026.05.06", "05/06/2026", "05/06/26", "5/6/2026 8:15 AM", "6 May 2026", "6 May, 2026 00:06:00", "06-May-2026",
        "06-May-26", "May 6, 2026", "May 6th, 2026", "6. Mai 2026", "6 mai 2026", "6 de mayo de 2026", "6 mei 2026",
        "6 maggio 2026", "2026年5月6日", "46148", "46148.75", "1778025600000",
    ],
)  # fmt: skip
def test_forms_of_one_day(text):
    assert day_of(text) == SIXTH_OF_MAY


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-02-30", "9999-12-31", "0001-01-01", "12", "13/13/2026", "99 May 2026"]
)
def test_what_is_no_day(text):
    assert day_of(text) is None


@pytest.mark.parametrize(
    ("texts", "month"), [(["05/06/2026", "13/06/2026"], 6), (["05/06/2026", "06/13/2026"], 5), (["05.06.2026"], 6)]
)
def test_the_column_tells_whether_days_come_first(texts, month):
    days, odd = dates(pd.Series(texts, dtype="object"))
    assert days[0].month == month
    assert odd == 0


def test_cells_that_are_no_day_are_counted_and_empty_ones_are_not():
    days, odd = dates(pd.Series(["2026-05-06", "", "never", "9999-12-31", "day 7"], dtype="object"))
    assert days.notna().tolist() == [True, False, False, False, False]
    assert odd == 2
