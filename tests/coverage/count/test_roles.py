"""Which role or persona speaks for many."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from personacheck.coverage.count.roles import ranked, role_codes
from personacheck.model import tables as t


@pytest.mark.parametrize(
    ("functions", "share", "told"),
    [
        (["it", "it", "hr"], 0.5, ("it", "lead")),
        (["it", "it", "hr", "hr"], 0.5, (None, None)),  # just half is not most
        (["it"] * 5 + ["hr"], 0.8, ("it", "lead")),
        (["it"] * 4 + ["hr"], 0.8, (None, None)),
        (["", "", "hr"], 0.5, (None, None)),  # nobody can tell what most of them do
    ],
)
def test_a_role_speaks_for_more_than_a_share(functions, share, told):
    roles = role_codes(pd.DataFrame({t.FUNCTION: functions, t.LEVEL: "director"}))
    assert roles.of_most(np.arange(len(functions)), share) == told


@pytest.mark.parametrize(
    ("ids", "told"), [(["b", "a", "c", "a", "b", ""], ("a", "b", "c")), (["b", "", "", "a", "b"], ("b", "a")), ([], ())]
)
def test_personas_stand_by_how_often_they_are_named_then_by_id(ids, told):
    assert ranked(pd.Series(ids, dtype=object)) == told
