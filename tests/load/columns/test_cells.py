"""Each distinct text of a column is looked at once."""

from __future__ import annotations

import pandas as pd
import pytest

from personacheck.load.columns.cells import SAMPLE, map_cells


@pytest.mark.parametrize("times", [2, SAMPLE])
def test_a_text_that_repeats_is_looked_at_once(times):
    column, seen = pd.Series(["yes", "no", ""] * times, index=range(5, 5 + 3 * times)), list[str]()

    def length(text):
        seen.append(text)
        return len(text)

    lengths = map_cells(column, length, "int64")
    assert seen == ["yes", "no", ""]
    assert lengths.equals(pd.Series([3, 2, 0] * times, index=column.index))


def test_no_cells_are_none():
    assert map_cells(pd.Series([], dtype="object"), len, "int64").empty
