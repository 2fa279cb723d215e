"""Sources -> the rows of all files by what they are, each contact and deal with its account."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from personacheck.load.columns.asked_columns import carry
from personacheck.load.columns.cells import as_texts
from personacheck.load.columns.source import FILE, ROW, TABLE, split_companies, split_person_accounts
from personacheck.load.link.accounts import LINKED, TOLD_BY_CONTACTS, add_accounts, build_accounts
from personacheck.load.link.aliases import note_merged, renumber
from personacheck.load.link.contacts import (
    DUPLICATE,
    build_contacts,
    find_duplicates,
    is_vacant,
    merge_duplicates,
    stack,
)
from personacheck.load.link.deals import add_roles, mark_primary, read_deals, tell_accounts
from personacheck.load.link.join import join, join_note, unlinked_note
from personacheck.load.link.order import settle
from personacheck.load.link.records import Records
from personacheck.load.link.strangers import without_strangers
from personacheck.text.prose import plural
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACT_ROLES, CONTACTS, OBJECTS, OPPORTUNITIES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd

    from personacheck.load.columns.source import Source
    from personacheck.load.link.aliases import Aliases


JOINED_BY: Final = ("first_name", "last_name", "account_id", "converted_account_id", FILE, TABLE, ROW)
"""Columns of contacts that nobody asks for once these are joined; of millions they take much memory."""


def gather(rows: dict[str, list[pd.DataFrame]], recognised: Collection[str], aliases: Aliases | None = None) -> Records:
    """Stack rows of all files by what they are, and join them; they stand in an order of their own (``order.settle``).

    Parameters
    ----------
    rows
        As of ``rows_of``; it is emptied, so that no file is held while its rows are joined.
    recognised
        As of ``strangers.recognised_files``.
    aliases
        Ids that have changed, and accounts that were merged.
    """
    tables = dict(rows)
    rows.clear()
    notes: list[str] = []
    if aliases is not None:
        notes += note_merged(tables, aliases)
        tables = renumber(tables, aliases)
    tables, doubts = without_strangers(tables, recognised)
    notes += doubts
    accounts, contacts = build_accounts(tables.pop(ACCOUNTS, [])), build_contacts(tables.pop(CONTACTS, []))
    deals, roles = (settle(stack(tables.pop(name, [])), OBJECTS[name].order) for name in (OPPORTUNITIES, CONTACT_ROLES))
    deals = read_deals(deals)
    linked = join(contacts, accounts)
    contacts[LINKED] = linked.account
    notes += [join_note(linked, len(contacts), "contact")] if len(accounts) and len(contacts) else []
    notes += unlinked_note(linked, contacts, accounts)
    accounts = add_accounts(accounts, contacts, TOLD_BY_CONTACTS)
    vacant, contacts = _apart(contacts)
    named = plural(len(vacant), "row names", "rows name")
    notes += [f"{named} an account but no contact: the account is kept."] if len(vacant) else []
    linked = join(deals, accounts)
    deals[LINKED] = as_texts(linked.account)
    notes += [join_note(linked, len(deals), "opportunity")] if len(deals) else []
    accounts = add_accounts(accounts, deals)
    contacts[DUPLICATE] = find_duplicates(contacts, contacts[LINKED])
    contacts, hits = add_roles(merge_duplicates(contacts).drop(columns=[*JOINED_BY], errors="ignore"), roles)
    notes += _role_notes(len(roles), hits)
    return Records(mark_primary(contacts, accounts), tell_accounts(accounts, deals), vacant, deals, tuple(notes))


def _role_notes(roles: int, hits: int) -> list[str]:
    of_roles = plural(roles, "contact role was", "contact roles were")
    return [f"{hits:,} of {of_roles} linked to a contact."] if roles else []


def _apart(contacts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows that tell of nobody, and those of contacts; index 0..n-1."""
    nobody = is_vacant(contacts)
    if not nobody.any():
        return contacts.iloc[:0], contacts
    return contacts[nobody], contacts[~nobody].reset_index(drop=True)


def rows_of(sources: Sequence[Source], wanted: Sequence[str]) -> dict[str, list[pd.DataFrame]]:
    """Cells by object, with wanted headers as ``where:<Header>``.

    Leads stand among the contacts, companies of a table of both among the accounts, private persons among accounts
    also among the contacts.
    """
    tables: dict[str, list[pd.DataFrame]] = defaultdict(list)
    for source in sources:
        cells = carry(source, wanted)
        if source.of_contacts:
            contacts, companies = split_companies(cells)
            tables[CONTACTS].append(contacts)
            tables[ACCOUNTS].append(companies)
        elif source.object == ACCOUNTS:
            accounts, contacts = split_person_accounts(cells)
            tables[ACCOUNTS].append(accounts)
            tables[CONTACTS].append(contacts)
        else:
            tables[source.object].append(cells)
    return tables
