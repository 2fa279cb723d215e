import pandas as pd
import pytest

from personacheck.model import tables as t
from personacheck.model.codes import coded


@pytest.mark.parametrize("dtype", ["object", "str"])
def test_columns_of_few_texts_become_codes_and_those_of_many_stay(dtype):
    table = pd.DataFrame({t.STATUS: ["covered", "", "covered"], t.NAME: ["Ada", "Bo", "Ada"]}, dtype=dtype)
    held = coded(table.assign(**{t.SCORE: [0.5, 0.1, 0.5]}))
    assert isinstance(held[t.STATUS].dtype, pd.CategoricalDtype)
    assert [held[name].dtype for name in (t.NAME, t.SCORE)] == [table[t.NAME].dtype, "float64"]
    assert held.astype(object).equals(table.assign(**{t.SCORE: [0.5, 0.1, 0.5]}).astype(object))


def test_accounts_that_came_as_codes_stay_so_in_the_order_of_their_ids():
    accounts = pd.Series(["b", "a", "b", "gone"], dtype="category")[:3]
    held = coded(pd.DataFrame({t.ACCOUNT_ID: accounts}))
    assert list(held[t.ACCOUNT_ID].cat.categories) == ["a", "b"]
    assert list(held[t.ACCOUNT_ID]) == ["b", "a", "b"]


@pytest.mark.parametrize(("rows", "are_codes"), [(4, True), (3, False)])
def test_titles_and_reasons_become_codes_where_there_are_two_rows_for_each(rows, are_codes):
    table = pd.DataFrame({t.TITLE: ["CIO", "CFO"], t.REASON: ["", "why"], t.ALTERNATIVES: [("a", "b"), ()]})
    held = coded(table, rows)
    assert {isinstance(dtype, pd.CategoricalDtype) for dtype in held.dtypes} == {are_codes}
    assert held.astype(object).equals(table.astype(object))
    assert held.take([1, 0, 1])[t.ALTERNATIVES].map(";".join).tolist() == ["", "a;b", ""]
