"""A larger cast covers no fewer: adding a persona uncovers nobody by the rules, unless it is a negative one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personacheck.cast.load import load_cast
from personacheck.match.matcher import Matcher


@pytest.fixture(scope="module")
def world(root):
    cast = load_cast(root / "fixtures" / "cast.yaml")
    titles = pd.read_csv(root / "fixtures" / "contacts.csv", dtype=str, keep_default_na=False)["Title"]
    return cast, sorted(set(titles))[::3]


@settings(max_examples=12)
@given(data=st.data())
def test_adding_a_persona_uncovers_nobody(world, data):
    cast, titles = world
    whole = data.draw(st.lists(st.sampled_from(cast.personas), min_size=2, unique_by=lambda one: one.id))
    fits = [
        Matcher.train(replace(cast, personas=tuple(some)), rules_only=True).fits(titles).any(axis=1)
        for some in (whole[:-1], whole)
    ]
    assert not (fits[0] & ~fits[1]).any()
    assert fits[1].any() or not fits[0].any()
