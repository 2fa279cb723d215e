"""Sources of accounts, and what contacts say of theirs -> one frame, one row an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import (
    as_texts,
    distinct,
    each_column,
    factorized,
    field,
    has_value,
    map_cells,
    map_column,
)
from personacheck.load.columns.ids import name_key, own_domain, record_key, site_domain
from personacheck.load.link.contacts import place_of, stack
from personacheck.load.link.order import POSITION, settle
from personacheck.load.read.columns import hold

if TYPE_CHECKING:
    from collections.abc import Sequence

LINKED: Final = "linked"  # id of the account that a row was linked to, "" for none
RECORD: Final = "record"  # the account's id as it is compared, "" where it has none
NAMED: Final = "named"  # its name as it is compared
FORMER: Final = "former"  # "1" for a row that stood under another id before
SITE: Final = "site"  # its domain, "" for shared ones
TOLD_BY_CONTACTS: Final = (
    "account_type", "channel", "partner", "is_partner", "is_customer", "is_supplier", "parent_account", "parent_id",
    "employees", "size", "turnover", "owner_team", "country", "industry",
)  # fmt: skip  # a list of names reads better in columns
"""Fields of an account that its contacts' rows may tell, the first filled one counting."""


_NAMING: Final = ("account", "account_id", "account_domain")
"""What an account that no account file holds is made of, of rows that name it."""


def of_account(rows: pd.DataFrame, cells: pd.Series, otherwise: str = "") -> pd.Series:
    """For each row the cell of its account, as codes; ``otherwise`` for rows without one."""
    codes, ids = distinct(rows[LINKED])
    told, texts = factorized(cells)
    values = np.append(told, len(texts)).astype(np.int32)  # place -1, no account, is the last
    held = values[cells.index.get_indexer(pd.Index(ids, dtype="object"))][codes]
    return hold(held, np.append(texts, np.array([otherwise], object)), rows.index)


def build_accounts(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """All accounts of account files, indexed by ``account_id``: the record id, else the name, else ``file:row``.

    Rows of the same record id (or without one, of the same name) are one account: the first filled cell counts, of
    rows in the order of ``order.settle``, those under a former id last.
    """
    rows = each_column(settle(stack(frames), ("record_id", FORMER, "account")), as_texts)
    rows["account"] = field(rows, "account")
    rows[RECORD] = map_column(rows, "record_id", record_key)
    rows[NAMED] = map_cells(rows["account"], name_key)
    rows[SITE] = map_column(rows, "account_domain", lambda text: own_domain(site_domain(text)))
    place = place_of(rows)
    same = rows[RECORD].where(rows[RECORD] != "", rows[NAMED]).where(lambda key: key != "", place)
    ids = field(rows, "record_id").where(rows[RECORD] != "", rows["account"]).where(lambda key: key != "", place)
    rows[POSITION] = rows[POSITION].groupby(same).transform("min")
    merged = merge_rows(rows.assign(**{LINKED: ids, "place": place}), same)
    return merged.assign(**{LINKED: merged[LINKED].where(~merged[LINKED].duplicated(), merged["place"])}).set_index(
        LINKED
    )


def merge_rows(rows: pd.DataFrame, same: pd.Series) -> pd.DataFrame:
    """One row for all rows of the same key, in the order of their first: the first filled cell of each column."""
    if not same.duplicated().any():
        return rows
    return rows.where(rows != "").groupby(same.to_numpy(), sort=False).first().fillna("").reset_index(drop=True)


def add_accounts(accounts: pd.DataFrame, rows: pd.DataFrame, fields: Sequence[str] = ()) -> pd.DataFrame:
    """Add accounts that only these rows (contacts, deals) name, and what they tell of fields that are empty so far."""
    linked = rows.loc[rows[LINKED] != "", LINKED]
    linked = linked[~linked.isin(accounts.index)]
    new = as_texts(linked.drop_duplicates())
    first = pd.DataFrame({name: _first(linked, rows[name] != "", rows[name]) for name in _NAMING if name in rows})
    first = first.reindex(new, fill_value="").fillna("")
    name, record = field(first, "account"), map_column(first, "account_id", record_key)
    site = map_column(first, "account_domain", lambda text: own_domain(site_domain(text)))
    bare = (name == "") & (record == "")  # an account that is known by the domain of its people only
    fresh = pd.DataFrame(
        {
            "account": name.where(name != "", first.index.to_series()),
            RECORD: record,
            NAMED: map_cells(name, name_key),
            SITE: site.where(~bare, first.index.to_series()),
        }
    )
    columns = list(dict.fromkeys([*accounts.columns, *fresh.columns, *fields]))
    whole = pd.concat([frame.reindex(columns=columns, fill_value="") for frame in (accounts, fresh)])
    for column in (column for column in fields if column in rows):
        told = _first(rows[LINKED], map_cells(rows[column], has_value, "bool"), rows[column])
        before = whole[column]
        whole[column] = before.where(before != "", told.reindex(whole.index, fill_value=""))
    whole.index.name = LINKED
    return whole


def _first(linked: pd.Series, filled: pd.Series, cells: pd.Series) -> pd.Series:
    """The first filled one of the cells of each account, indexed by its id."""
    first = linked[filled.reindex(linked.index)].drop_duplicates()
    return pd.Series(as_texts(cells[first.index]).to_numpy(), index=as_texts(first).to_numpy(), dtype="object")
