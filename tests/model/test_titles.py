"""Titles that may be shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from personacheck.model import tables as t
from personacheck.model.titles import Titles

pytestmark = pytest.mark.safety


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ana Silva", False),
        ("silva, ana", False),
        ("Assistant to Ana Silva", False),
        ("Assistant to Ana Maria Silva", True),
        ("Anan Silva", True),
        ("Plant Manager", True),
    ],
)
def test_a_title_that_holds_somebodys_whole_name_is_not_shown(title, shown):
    names = ["Ana Silva", "Bo Li", "Cem Kaya", "Manager", ""]
    contacts = pd.DataFrame({t.TITLE: [title] * 5, t.ACCOUNT_ID: list("ABCDE"), t.NAME: names})
    assert bool(Titles(contacts, 5, 3).frequent(np.arange(5))) == shown
