"""Joined records -> the contacts and accounts tables of ``model.tables``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from personacheck.load.classify.addresses import without_addresses
from personacheck.load.classify.axes import person_stage, recorded_side
from personacheck.load.classify.custom_axes import axis_values, firm_values, place_headers
from personacheck.load.classify.populations import PARTNER
from personacheck.load.classify.staff import colleagues, without_colleagues
from personacheck.load.classify.traders import sole_traders
from personacheck.load.classify.who_counts import name_role
from personacheck.load.columns.cells import each, field
from personacheck.load.columns.days import dates
from personacheck.load.link.accounts import FIRM, of_firm
from personacheck.load.link.contacts import MAILBOX, join_roles
from personacheck.model import tables as t
from personacheck.prose import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from personacheck.load.link.records import Records
    from personacheck.settings import Axis


def shape(records: Records, headers: Sequence[str], axes: Mapping[str, Axis]) -> Records:
    """The records as the two tables: columns of ``model.tables``, and those that the cast and the settings ask for."""
    people, firms = records.contacts, records.accounts
    contacts, notes = _contacts(people, firms)
    accounts = _accounts(firms, contacts)
    contacts = pd.concat([contacts, place_headers(people, firms, headers)], axis=1)
    for name, axis in axes.items():
        own = place_headers(people, firms, [axis.column]).iloc[:, 0]
        contacts[name] = axis_values(own, axis)
        accounts[name] = axis_values(firm_values(people, firms, axis.column), axis)
    named = {t.OWNER_TEAM: "", **dict.fromkeys(axes, t.UNKNOWN)}
    notes += without_colleagues(contacts, accounts, colleagues(people, firms), named)
    notes += without_addresses(contacts, accounts)
    return records.then(*notes, contacts=contacts, accounts=accounts)


def _contacts(people: pd.DataFrame, firms: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    named = of_firm(people, firms[t.ACCOUNT])
    notes = []
    columns: dict[str, pd.Series] = {
        t.RECORD_ID: people["record_id"],
        t.ACCOUNT_ID: people[FIRM],
        t.ACCOUNT: named.where(named != "", field(people, "account")),
        t.NAME: people["name"],
    }
    for name in (t.EMAIL, t.TITLE, t.DEPARTMENT, t.LEVEL, t.CRM_PERSONA):
        columns[name] = field(people, name)
    marked = each(people["name"], name_role)
    roles = field(people, t.BUYING_ROLE)
    columns[t.BUYING_ROLE] = each(roles.where(marked == "", roles + ";" + marked), join_roles)
    columns[t.IS_PRIMARY] = people["is_primary"].astype("bool")
    columns[t.POPULATION] = people[t.POPULATION]
    columns[t.EXCLUDED] = people[t.EXCLUDED]
    columns[t.MAILBOX] = people[MAILBOX].astype("bool")
    for axis in (t.CHANNEL, t.SIZE):
        columns[axis] = of_firm(people, firms[axis], t.UNKNOWN)
    columns[t.SIDE] = recorded_side(people)
    stage = person_stage(people)
    columns[t.STAGE] = stage.where(stage != "", of_firm(people, firms[t.STAGE], t.UNKNOWN))
    for name in (t.CREATED, t.LAST_ACTIVITY):
        columns[name], odd = dates(field(people, name))
        if odd:
            notes.append(f'{plural(odd, "cell is", "cells are")} not a date where "{name.replace("_", " ")}" stands.')
    for name in (t.OWNER_TEAM, t.COUNTRY, t.INDUSTRY):
        own = field(people, name)
        columns[name] = own.where(own != "", of_firm(people, firms[name]))
    table = pd.DataFrame(columns, columns=list(t.CONTACT_COLUMNS))
    text = [name for name in table.columns if table[name].dtype.kind not in "bM"]
    return table.astype(dict.fromkeys(text, "object")), notes


def _accounts(firms: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    counted = contacts[(contacts[t.EXCLUDED] == "") & (contacts[t.ACCOUNT_ID] != "")]
    told = firms.assign(**{t.SOLE_TRADER: sole_traders(firms, contacts)})
    staffed = counted.loc[counted[t.POPULATION] == PARTNER, t.ACCOUNT_ID]
    told[t.PARTNER_STAFF] = firms.index.isin(staffed) & (firms[t.POPULATION] != PARTNER)
    table = told[list(t.ACCOUNT_COLUMNS)].copy()
    table.index = pd.Index(table.index, name=t.ACCOUNT_ID, dtype="object")
    text = [name for name in table.columns if table[name].dtype.kind not in "bMf"]
    return table.astype(dict.fromkeys(text, "object"))
