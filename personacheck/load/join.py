"""Contacts x accounts: by id, else by name, else by domain; a key that fits several accounts joins nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from personacheck.load.accounts import NAMED, RECORD, SITE
from personacheck.load.cells import field, tell
from personacheck.load.contacts import DOMAIN
from personacheck.load.ids import name_key, own_domain, record_key, site_domain

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Joined:
    """Where rows belong.

    Attributes
    ----------
    account
        Id of each row's account, "" for none, same index as the rows.
    by
        ``id``, ``name``, ``domain``, ``new`` (an account that no account file holds) to the number of rows.
    ambiguous
        Rows whose name or domain fits several accounts, and that no id settles.
    """

    account: pd.Series
    by: Mapping[str, int]
    ambiguous: int


def join(rows: pd.DataFrame, firms: pd.DataFrame) -> Joined:
    """Find each row's account among the firms; rows that find none found an account of their own where they name one.

    Parameters
    ----------
    rows
        With some of ``account_id, account, account_domain`` and, for persons, their e-mail ``domain``.
    """
    record = tell(rows, "account_id", record_key)
    named = tell(rows, "account", name_key)
    site = tell(rows, "account_domain", lambda text: own_domain(site_domain(text)))
    site = site.where(site != "", field(rows, DOMAIN))
    found = pd.Series("", index=rows.index, dtype="object")
    how = pd.Series("", index=rows.index, dtype="object")
    several = pd.Series(False, index=rows.index)
    for label, keys, own in (("id", record, RECORD), ("name", named, NAMED), ("domain", site, SITE)):
        one, many = _index(firms, own)
        hit = (found == "") & keys.isin(one)
        found = found.where(~hit, keys.map(one))
        how = how.where(~hit, label)
        several |= (found == "") & keys.isin(many) & (keys != "")
    rest = found == ""
    fresh = _fresh(rows, rest, record, named, site)
    how = how.where(~(rest & (fresh != "")), "new")
    by = {str(key): int(count) for key, count in how[how != ""].value_counts().sort_index().items()}
    return Joined(found.where(~rest, fresh).astype("object"), by, int((several & rest).sum()))


def _index(firms: pd.DataFrame, column: str) -> tuple[dict[str, str], frozenset[str]]:
    """Key to the one account that it means; and the keys that mean several."""
    keys = firms[column]
    single = keys[(keys != "") & ~keys.duplicated(keep=False)]
    return dict(zip(single, single.index, strict=True)), frozenset(keys[(keys != "") & keys.duplicated()])


def _fresh(rows: pd.DataFrame, rest: pd.Series, record: pd.Series, named: pd.Series, site: pd.Series) -> pd.Series:
    """Ids of accounts that only these rows name: the account id as first written, else the name, else the domain."""
    texts = {"id": field(rows, "account_id"), "name": field(rows, "account"), "domain": site}
    fresh = pd.Series("", index=rows.index, dtype="object")
    for keys, text in ((record, texts["id"]), (named, texts["name"]), (site, texts["domain"])):
        open_ = rest & (fresh == "") & (keys != "")
        first = dict(zip(keys[open_][::-1], text[open_][::-1], strict=True))  # the first spelling wins
        fresh = fresh.where(~open_, keys.map(first))
    return fresh


def join_note(joined: Joined, rows: int, what: str) -> str:
    """The hit rate in words."""
    told = ", ".join(f"{joined.by[how]:,} by {how}" for how in ("id", "name", "domain") if how in joined.by)
    hits = sum(count for how, count in joined.by.items() if how != "new")
    note = f"{hits:,} of {rows:,} {what} joined to an account of the account files" + (f" ({told})" if told else "")
    if joined.by.get("new"):
        note += f"; {joined.by['new']:,} name an account that these files do not hold, and are kept"
    if joined.ambiguous:
        note += f"; for {joined.ambiguous:,} the name or domain fits several accounts, so none was chosen"
    return note
