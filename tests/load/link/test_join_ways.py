"""How a row finds its account: by id, name or domain, by its colleagues, or founds one; and how that is told."""

import pandas as pd
import pytest

from personacheck.load.link.accounts import build_accounts
from personacheck.load.link.join import Joined, join, join_note

FILES = (("A", "Acme", "acme.example"), ("B", "Beta", ""), ("T", "Twin", "t.example"), ("U", "Twin", "u.example"),
         ("V", "Vega", "v.example"), ("W", "Wega", "v.example"))  # fmt: skip  # a table


def _accounts(rows=FILES):
    cells = [
        {"record_id": record, "account": name, "account_domain": site, "table": "accounts.csv", "row": n}
        for n, (record, name, site) in enumerate(rows, start=2)
    ]
    return build_accounts([pd.DataFrame(cells, columns=["record_id", "account", "account_domain", "table", "row"])])


def _joined(*rows, accounts=FILES):
    plain = {"account_id": "", "account": "", "account_domain": "", "domain": ""}
    return join(pd.DataFrame([{**plain, **row} for row in rows], index=range(7, 7 + len(rows))), _accounts(accounts))


@pytest.mark.parametrize(
    ("row", "account", "way", "ambiguous"),
    [
        ({"account_id": "A"}, "A", "id", 0),
        ({"account_id": "A", "account": "Beta", "domain": "v.example"}, "A", "id", 0),
        ({"account": "BETA"}, "B", "name", 0),
        ({"account": "Beta", "domain": "acme.example"}, "B", "name", 0),
        ({"domain": "acme.example"}, "A", "domain", 0),
        ({"account_domain": "https://www.acme.example/de", "domain": "u.example"}, "A", "domain", 0),  # what is written
        ({"account": "Twin", "domain": "u.example"}, "U", "domain", 0),
        ({"account": "Twin"}, "Twin", "new", 1),
        ({"account": "Vanadium", "domain": "v.example"}, "Vanadium", "new", 1),
        ({"account_id": "X"}, "X", "new", 0),
        ({"account_id": "X", "account": "Acme"}, "A", "name", 0),
        ({"account": "Delta", "domain": "delta.example"}, "Delta", "new", 0),
        ({}, "", "", 0),
    ],
)
def test_the_id_comes_before_the_name_and_the_name_before_the_domain(row, account, way, ambiguous):
    joined = _joined(row)
    assert joined.account.to_dict() == {7: account}
    assert (joined.by, joined.ambiguous) == ({way: 1} if way else {}, ambiguous)


def test_ways_are_counted():
    joined = _joined({"account_id": "A"}, {"account_id": "B"}, {"account": "acme"}, {"account": "New"}, {})
    assert list(joined.by.items()) == [("id", 2), ("name", 1), ("new", 1)]


@pytest.mark.parametrize(
    ("rows", "accounts"),
    [
        # a name follows the one account that rows with an id give it
        ([{"account_id": "7", "account": "Gamma"}, {"account": "GAMMA"}], ["7", "7"]),
        ([{"account": "GAMMA"}, {"account_id": "7", "account": "Gamma"}], ["7", "7"]),
        (
            [{"account_id": "7", "account": "Gamma"}, {"account_id": "8", "account": "Gamma"}, {"account": "gamma"}],
            ["7", "8", "gamma"],
        ),
        # what is written first names those that are compared alike
        ([{"account": "GAMMA"}, {"account": "Gamma"}], ["GAMMA", "GAMMA"]),
        ([{"account_id": "001A000001abcDEIAY"}, {"account_id": "001A000001abcDE"}], ["001A000001abcDEIAY"] * 2),
        # a domain follows two of its people on one account
        ([{"account": "Gamma", "domain": "g.example"}] * 2 + [{"domain": "g.example"}], ["Gamma"] * 3),
        ([{"account": "Gamma", "domain": "g.example"}, {"domain": "g.example"}], ["Gamma", ""]),
        (
            [{"account": name, "domain": "g.example"} for name in ("Gamma", "Gamma", "Delta")]
            + [{"domain": "g.example"}],
            ["Gamma", "Gamma", "Delta", ""],
        ),
        # a site that is written founds an account, an address does not where companies are named
        ([{"account": "Gamma"}, {"account_domain": "www.d.example"}], ["Gamma", "d.example"]),
        ([{"account": "Gamma"}, {"domain": "d.example"}], ["Gamma", ""]),
        ([{"account_id": "7"}, {"domain": "d.example"}], ["7", ""]),
        ([{"domain": "d.example"}, {"domain": ""}], ["d.example", ""]),
    ],
)
def test_rows_whose_account_no_file_holds_found_one_and_colleagues_stay_together(rows, accounts):
    assert _joined(*rows, accounts=()).account.tolist() == accounts


def test_who_follows_colleagues_to_an_account_of_the_files_is_joined_by_domain():
    rows = [{"account_id": "B", "domain": "b.example"}] * 2 + [{"domain": "b.example"}]
    joined = _joined(*rows)
    assert joined.account.tolist() == ["B"] * 3
    assert joined.by == {"id": 2, "domain": 1}


@pytest.mark.parametrize(
    ("by", "ambiguous", "what", "told"),
    [
        ({}, 0, "contact", "0 of 1,200 contacts linked to an account in the account files."),
        (
            {"domain": 1, "id": 1000, "name": 20},
            0,
            "contact",
            "1,021 of 1,200 contacts linked to an account in the account files (1,000 by id, 20 by name, 1 by domain).",
        ),
        (
            {"id": 3, "new": 1},
            0,
            "opportunity",
            "3 of 1,200 opportunities linked to an account in the account files (3 by id); 1 names an account that "
            "these files do not hold, and is kept.",
        ),
        (
            {"new": 2000},
            1500,
            "contact",
            "0 of 1,200 contacts linked to an account in the account files; 2,000 name an account that these files do "
            "not hold, and are kept; for 1,500 the name or domain matches several accounts, so none was chosen.",
        ),
    ],
)
def test_the_hit_rate_is_told_in_words(by, ambiguous, what, told):
    assert join_note(Joined(pd.Series(dtype=object), by, ambiguous), 1200, what) == told
