"""Joined records -> the contacts and accounts tables of ``model.tables``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from personacheck.load.classify.addresses import without_addresses
from personacheck.load.classify.axes import OWN, contact_stage, recorded_side
from personacheck.load.classify.custom_axes import account_values, axis_values, place_headers
from personacheck.load.classify.populations import PARTNER
from personacheck.load.classify.staff import without_people
from personacheck.load.classify.traders import sole_traders
from personacheck.load.classify.who_counts import name_role
from personacheck.load.columns.cells import as_held, as_texts, coded, field, or_else, recoded, said
from personacheck.load.columns.days import dates
from personacheck.load.link.accounts import LINKED, of_account
from personacheck.load.link.contacts import MAILBOX, join_roles
from personacheck.model import tables as t
from personacheck.text.prose import noun, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from personacheck.load.link.records import Records
    from personacheck.settings.sections import Axis


def shape(records: Records, headers: Sequence[str], axes: Mapping[str, Axis]) -> Records:
    """The records as the two tables: columns of ``model.tables``, and those that the cast and the settings ask for."""
    contacts, notes = _contacts(records.contacts, records.accounts)
    accounts = _accounts(records.accounts, contacts)
    contacts = contacts.join(place_headers(records, headers))
    for name, axis in axes.items():
        contacts[name] = axis_values(place_headers(records, [axis.column]).iloc[:, 0], axis)
        accounts[name] = axis_values(account_values(records, axis.column), axis)
    nobody = {t.OWNER_TEAM: "", **dict.fromkeys(axes, t.UNKNOWN)}
    notes += without_people(contacts, accounts, records, nobody)
    notes += without_addresses(contacts, accounts)
    return records.then(*notes, contacts=contacts, accounts=accounts)


def _contacts(contacts: pd.DataFrame, accounts: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    account_names = of_account(contacts, accounts[t.ACCOUNT])
    notes = []
    columns: dict[str, pd.Series] = {
        t.RECORD_ID: contacts["record_id"],
        t.ACCOUNT_ID: contacts[LINKED],
        t.ACCOUNT: or_else(account_names, as_held(contacts, "account")),
        t.NAME: contacts["name"],
        t.EMAIL: field(contacts, "email"),
    }
    for name in (t.TITLE, t.DEPARTMENT, t.LEVEL, t.CRM_PERSONA):
        columns[name] = as_held(contacts, name)
    marked = said(contacts["name"], name_role)
    columns[t.BUYING_ROLE] = recoded(coded(_roles(contacts, marked)), join_roles)
    columns[t.IS_PRIMARY] = contacts["is_primary"].astype("bool")
    columns[t.POPULATION], columns[t.EXCLUDED] = contacts[t.POPULATION], contacts[t.EXCLUDED]
    columns[t.MAILBOX] = contacts[MAILBOX].astype("bool")
    for axis in (t.CHANNEL, t.SIZE):
        columns[axis] = or_else(as_held(contacts, OWN + axis), of_account(contacts, accounts[axis], t.UNKNOWN))
    columns[t.SIDE] = recorded_side(contacts, marked)
    columns[t.STAGE] = or_else(contact_stage(contacts), of_account(contacts, accounts[t.STAGE], t.UNKNOWN))
    for name in (t.CREATED, t.LAST_ACTIVITY):
        columns[name], odd = dates(as_held(contacts, name))
        if odd:
            notes.append(
                f'{plural(odd, "cell", "cells")} in "{name.replace("_", " ")}" '
                f"{noun(odd, 'is not a date', 'are not dates')}."
            )
    for name in (t.OWNER_TEAM, t.COUNTRY, t.INDUSTRY):
        columns[name] = or_else(as_held(contacts, name), of_account(contacts, accounts[name]))
    return pd.DataFrame({name: columns[name] for name in t.CONTACT_COLUMNS}, copy=False), notes


def _roles(contacts: pd.DataFrame, marked: pd.Series) -> pd.Series:
    """Buying roles, with those that marks in names record."""
    roles, both = as_held(contacts, t.BUYING_ROLE), marked != ""
    if not both.any():
        return roles
    united = as_texts(roles).copy()
    united[both] = united[both] + ";" + as_texts(marked[both])
    return united


def _accounts(accounts: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    of_partners = (contacts[t.EXCLUDED] == "") & (contacts[t.POPULATION] == PARTNER)
    table = accounts.assign(**{t.SOLE_TRADER: sole_traders(accounts, contacts)})
    staffed = contacts.loc[of_partners, t.ACCOUNT_ID]
    table[t.PARTNER_STAFF] = accounts.index.isin(staffed) & (accounts[t.POPULATION] != PARTNER)
    table = table[list(t.ACCOUNT_COLUMNS)]
    table.index = pd.Index(table.index, name=t.ACCOUNT_ID, dtype="object")
    text = [name for name in table.columns if table[name].dtype.kind not in "bMf"]
    return table.astype(dict.fromkeys(text, "object"))
