"""Opportunities and contact roles -> what they tell of accounts and contacts."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import as_held, as_texts, field, map_cells, map_column, truth
from personacheck.load.columns.days import dates
from personacheck.load.columns.ids import mail_key, name_key, record_key
from personacheck.load.link.accounts import LINKED
from personacheck.load.link.contacts import DUPLICATE, KEY, join_roles
from personacheck.vocabulary.axes import segments
from personacheck.vocabulary.people import fold_words

WON: Final = "won"
LOST: Final = "lost"
WON_LAST: Final = "won_last"
"""Day on which an account's last deal was won, NaT where none is known."""
RENEWAL: Final = "renewal"


def read_deals(deals: pd.DataFrame) -> pd.DataFrame:
    """Deals with bool columns ``won``, ``lost`` and ``renewal`` (an open deal that renews a contract)."""
    words = segments()
    won = is_won(deals)
    lost = (
        map_column(deals, "stage", fold_words).isin(words.lost)
        | map_column(deals, "status", fold_words).isin(words.lost)
    ) & ~won
    closed = won | lost | map_column(deals, "is_closed", truth, "bool")
    renews = map_column(deals, "opportunity_type", fold_words).isin(words.renewals) & ~closed
    return deals.assign(**{WON: won, LOST: lost | (closed & ~won), RENEWAL: renews})


def is_won(deals: pd.DataFrame) -> pd.Series:
    """Whether a deal is won, by its stage, its status or a flag."""
    words = segments().won
    in_words = map_column(deals, "stage", fold_words).isin(words) | map_column(deals, "status", fold_words).isin(words)
    return in_words | map_column(deals, "is_won", truth, "bool")


def tell_accounts(accounts: pd.DataFrame, deals: pd.DataFrame) -> pd.DataFrame:
    """Accounts with ``won``, ``open``, ``renewal`` (bool), ``won_last`` (day), and a deal's partner for others."""
    by = deals[deals[LINKED] != ""]
    changed = accounts.copy(deep=False)
    changed[WON] = changed.index.isin(by.loc[by[WON], LINKED])
    days = dates(field(by[by[WON]], "close_date"))[0]
    changed[WON_LAST] = days.groupby(by.loc[by[WON], LINKED]).max().reindex(changed.index)
    changed["open"] = changed.index.isin(by.loc[~by[WON] & ~by[LOST], LINKED])
    changed[RENEWAL] = changed.index.isin(by.loc[by[RENEWAL], LINKED])
    for name in ("partner", "channel"):
        cells = by[(field(by, name) != "") & ~by[LOST]].drop_duplicates(LINKED).set_index(LINKED)
        own = field(changed, name)
        changed[name] = own.where(own != "", field(cells, name).reindex(changed.index, fill_value=""))
    return changed


def add_roles(contacts: pd.DataFrame, roles: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Give contacts the roles and primary flags of contact-role rows, found by contact id, else e-mail, else name.

    Returns
    -------
    The contacts, and how many role rows found their contact.
    """
    whole = contacts.copy(deep=False)
    whole["buying_role"] = as_held(whole, "buying_role")
    whole["is_primary"] = map_column(whole, "is_primary", truth, "bool")
    if roles.empty:
        return whole, 0
    place = _find(whole[whole[DUPLICATE] < 0], roles)
    whole["buying_role"] = as_texts(whole["buying_role"])
    linked = place >= 0
    linked_roles = pd.DataFrame(
        {"place": place, "role": field(roles, "buying_role"), "primary": map_column(roles, "is_primary", truth, "bool")}
    )[linked]
    text = linked_roles[linked_roles["role"] != ""].groupby("place")["role"].agg(";".join)
    whole.loc[text.index, "buying_role"] = [
        join_roles(f"{own};{more}") for own, more in zip(whole.loc[text.index, "buying_role"], text, strict=True)
    ]
    whole.loc[linked_roles.loc[linked_roles["primary"], "place"].unique(), "is_primary"] = True
    return whole, int(linked.sum())


def mark_primary(contacts: pd.DataFrame, accounts: pd.DataFrame) -> pd.DataFrame:
    """Contacts with ``is_primary`` also for those whom their account names as its primary contact, by id or name."""
    primary = field(accounts, "primary_contact")
    primary = primary[primary != ""]
    if primary.empty:
        return contacts
    wanted = {(account, key) for account, text in primary.items() for key in (record_key(text), name_key(text))}
    hit = np.zeros(len(contacts), dtype=bool)
    for key in (contacts[KEY], map_cells(contacts["name"], name_key)):
        is_primary = ((account, text) in wanted for account, text in zip(contacts[LINKED], key, strict=True))
        hit |= np.fromiter(is_primary, bool, len(contacts))
    return contacts.assign(is_primary=contacts["is_primary"] | (hit & (contacts[DUPLICATE] < 0)))


def _find(contacts: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Position of each row's contact, -1 for none or several."""
    place = pd.Series(-1, index=rows.index)
    if rows.empty:
        return place
    email = map_column(contacts, "email", mail_key)
    name = map_cells(contacts["name"], name_key)
    keys = (
        (contacts[KEY], map_column(rows, "contact_id", record_key)),
        (email, map_column(rows, "email", mail_key)),
        (name, map_column(rows, "contact", name_key)),
    )
    for own_key, wanted in keys:
        single = own_key[(own_key != "") & ~own_key.duplicated(keep=False)]
        places = pd.Index(single).get_indexer(pd.Index(wanted))
        matched = pd.Series(np.append(single.index.to_numpy(), -1)[places], index=rows.index)
        place = place.where(place >= 0, matched)
    return place
