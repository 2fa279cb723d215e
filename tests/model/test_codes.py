import pandas as pd
import pytest

from personacheck.model import tables as t
from personacheck.model.codes import coded


@pytest.mark.parametrize("dtype", ["object", "str"])
def test_columns_of_few_texts_become_codes_and_those_of_many_stay(dtype):
    table = pd.DataFrame({t.STATUS: ["covered", "", "covered"], t.TITLE: ["CFO", "CIO", "CFO"]}, dtype=dtype)
    held = coded(table.assign(**{t.SCORE: [0.5, 0.1, 0.5]}))
    assert isinstance(held[t.STATUS].dtype, pd.CategoricalDtype)
    assert [held[name].dtype for name in (t.TITLE, t.SCORE)] == [table[t.TITLE].dtype, "float64"]
    assert held.astype(object).equals(table.assign(**{t.SCORE: [0.5, 0.1, 0.5]}).astype(object))


def test_accounts_that_came_as_codes_stay_so_in_the_order_of_their_ids():
    accounts = pd.Series(["b", "a", "b", "gone"], dtype="category")[:3]
    held = coded(pd.DataFrame({t.ACCOUNT_ID: accounts}))
    assert list(held[t.ACCOUNT_ID].cat.categories) == ["a", "b"]
    assert list(held[t.ACCOUNT_ID]) == ["b", "a", "b"]
