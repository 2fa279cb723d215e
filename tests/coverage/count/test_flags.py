"""Flags of an account: who is missing, and when that says nothing."""

from __future__ import annotations

import numpy as np
import pytest
from builders import AS_OF, accounts, contacts, export, matches

from personacheck.coverage.count.by_account import count_by_account
from personacheck.coverage.count.flags import flags
from personacheck.settings.sections import AccountSettings


def _flags(*people, counted=True, known=None, **account):
    """People: side, and "box" for a mailbox or a level."""
    rows = contacts(*({"account_id": "a", "mailbox": kind == "box"} for _, kind in people))
    levels = [kind if kind not in {"box", ""} else "professional" for _, kind in people]
    status = ["uncovered" if known else "excluded" for known in known or [True] * len(people)]
    found = matches(rows, status=status, side=[side for side, _ in people], level=levels)
    firms = accounts({"account_id": "a", **account}, {"account_id": "b", "channel": "direct"})
    kinds = count_by_account(export(rows, firms), found, AccountSettings(), AS_OF).kinds
    told = flags(firms, kinds, np.array([counted, True]))
    assert told["b"] == ()
    return told["a"]


BUYER, USER, BOTH, UNKNOWN = ((side, "") for side in ("buyer", "user", "both", "unknown"))


@pytest.mark.parametrize(
    ("people", "account", "raised"),
    [
        ([BUYER, USER], {}, ()),
        ([BUYER, BUYER], {}, ("no-user",)),
        ([USER, USER], {}, ("no-buyer",)),
        ([BOTH, BOTH], {}, ()),
        ([BOTH, UNKNOWN], {}, ()),
        ([UNKNOWN, UNKNOWN], {}, ()),  # of sides nothing is known
        ([USER, UNKNOWN], {}, ("no-buyer",)),
        ([BOTH], {}, ("single-contact",)),
        ([USER], {}, ("no-buyer", "single-contact")),
        ([USER], {"employees": 9.0}, ()),
        ([USER], {"employees": 10.0}, ("no-buyer", "single-contact")),
        ([("buyer", "executive")], {"size": "small"}, ()),
        ([("buyer", "vp")], {"size": "small"}, ("no-user", "single-contact")),
        ([("buyer", "executive")], {"size": "medium"}, ("no-user", "single-contact")),
        ([("buyer", "executive")], {"size": "small", "employees": 40.0}, ("no-user", "single-contact")),
        ([USER, USER], {"employees": 9.0}, ("no-buyer",)),
        ([("user", "box")], {}, ("mailbox-only",)),
        ([("user", "box"), USER], {}, ("no-buyer", "single-contact")),
        ([("user", "box")], {"channel": "indirect"}, ("blind", "mailbox-only")),
        ([BOTH, BOTH], {"channel": "indirect"}, ()),
        ([], {"channel": "indirect"}, ("blind",)),
        ([], {"channel": "direct"}, ()),
    ],
)
def test_who_is_missing_at_an_account(people, account, raised):
    assert _flags(*people, **account) == raised


def test_only_who_is_on_record_speaks_and_only_of_accounts_that_count():
    assert _flags(USER, BUYER, known=[True, False]) == ("no-buyer", "single-contact")
    assert _flags(USER, counted=False) == ()
