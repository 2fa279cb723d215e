import pandas as pd

from personacheck.model import tables as t


def test_texts_are_counted_by_name_and_those_that_nobody_has_are_not():
    cells = pd.Series(["it", "sales", "it", "hr"])
    assert t.times(cells) == {"hr": 1, "it": 2, "sales": 1}
    coded = cells.astype("category")
    assert list(t.times(coded[coded != "hr"]).items()) == [("it", 2), ("sales", 1)]
    assert t.times(coded[coded == "finance"]) == {}


def test_the_row_of_an_account_is_looked_up_by_texts_and_by_codes_alike():
    accounts = pd.DataFrame({"x": [1, 2]}, index=pd.Index(["b", "a"], dtype="object"))
    contacts = pd.DataFrame({t.ACCOUNT_ID: ["a", "", "b", "a", "c"]}, dtype="object")
    expected = [1, -1, 0, 1, -1]
    assert t.account_at(contacts, accounts).tolist() == expected
    assert t.account_at(contacts.astype("category"), accounts).tolist() == expected
