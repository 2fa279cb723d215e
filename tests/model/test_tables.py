import pandas as pd
import pytest

from personacheck.model import tables as t


@pytest.mark.parametrize("dtype", ["object", "str"])
def test_columns_of_few_texts_become_codes_and_those_of_many_stay(dtype):
    table = pd.DataFrame({t.STATUS: ["covered", "", "covered"], t.TITLE: ["CFO", "CIO", "CFO"]}, dtype=dtype)
    coded = t.coded(table.assign(**{t.SCORE: [0.5, 0.1, 0.5]}))
    assert isinstance(coded[t.STATUS].dtype, pd.CategoricalDtype)
    assert [coded[name].dtype for name in (t.TITLE, t.SCORE)] == [table[t.TITLE].dtype, "float64"]
    assert coded.astype(object).equals(table.assign(**{t.SCORE: [0.5, 0.1, 0.5]}).astype(object))


def test_texts_are_counted_by_name_and_those_that_nobody_has_are_not():
    cells = pd.Series(["it", "sales", "it", "hr"])
    assert t.times(cells) == {"hr": 1, "it": 2, "sales": 1}
    coded = cells.astype("category")
    assert list(t.times(coded[coded != "hr"]).items()) == [("it", 2), ("sales", 1)]
    assert t.times(coded[coded == "finance"]) == {}
