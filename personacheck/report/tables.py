"""Contacts and accounts as CSV: one row for each that was loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.model import tables as t
from personacheck.report.privacy import account_ids, account_labels
from personacheck.report.text import guarded

if TYPE_CHECKING:
    from collections.abc import Collection

    from personacheck.model.assessment import Assessment
    from personacheck.model.export import Export
    from personacheck.report.privacy import Privacy

CONTACT_COLUMNS: Final = (
    t.RECORD_ID, t.ACCOUNT, t.STATUS, t.PERSONA, t.ALTERNATIVES, t.SOURCE, t.SCORE, t.REASON,
)  # fmt: skip  # a row of names
ACCOUNT_COLUMNS: Final = (
    t.ACCOUNT_ID, t.ACCOUNT, t.STATUS, t.FLAGS, t.MAIN_CONTACTS, t.Status.COVERED.value, t.Status.STRETCHED.value,
    t.Status.UNCOVERED.value, t.Status.UNREADABLE.value, t.CHANNEL, t.SIZE, t.STAGE, t.REVENUE,
)  # fmt: skip  # as above
IDS: Final = (t.RECORD_ID, t.ACCOUNT_ID)


def contacts_table(export: Export, matches: pd.DataFrame, *, sole_traders: bool = False) -> pd.DataFrame:
    """One row a contact, in the order of the export, with ``CONTACT_COLUMNS``; lists are joined by ";".

    Parameters
    ----------
    sole_traders
        Name accounts that bear their only contact's name too; else a mark stands for them.
    """
    named = account_labels(export.accounts, names=True, sole_traders=sole_traders)
    account_id = export.contacts[t.ACCOUNT_ID]
    table = pd.DataFrame(
        {
            t.RECORD_ID: export.contacts[t.RECORD_ID],
            t.ACCOUNT: account_id.map(named).astype(object).fillna(export.contacts[t.ACCOUNT]),
            **{column: matches[column] for column in CONTACT_COLUMNS if column in matches.columns},
        }
    )
    return table[list(CONTACT_COLUMNS)].assign(
        **{t.ALTERNATIVES: matches[t.ALTERNATIVES].map(";".join), t.SCORE: matches[t.SCORE].astype(float).round(4)}
    )


def accounts_table(assessment: Assessment, *, sole_traders: bool = False) -> pd.DataFrame:
    """One row an account, ordered by id, with ``ACCOUNT_COLUMNS``; flags are joined by ";"."""
    accounts = assessment.accounts.sort_index()
    table = accounts.assign(
        **{
            t.ACCOUNT_ID: account_ids(accounts, sole_traders=sole_traders),
            t.ACCOUNT: account_labels(accounts, names=True, sole_traders=sole_traders),
            t.FLAGS: accounts[t.FLAGS].map(";".join),
        }
    )
    return table[list(ACCOUNT_COLUMNS)]


def csv(table: pd.DataFrame, ids: Collection[str] = IDS) -> bytes:
    """The table as RFC 4180 in UTF-8; no cell of text can act as a formula. Columns of ``ids`` stay raw where safe."""
    text = table.select_dtypes(exclude="number").columns
    safe = table.assign(**{str(column): guarded(table[column], ids=column in ids) for column in text})
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8")


def write(assessment: Assessment, privacy: Privacy) -> dict[str, bytes]:
    """``contacts.csv`` and ``accounts.csv``."""
    contacts = contacts_table(assessment.export, assessment.matches, sole_traders=privacy.personal)
    return {
        "contacts.csv": csv(contacts),
        "accounts.csv": csv(accounts_table(assessment, sole_traders=privacy.personal)),
    }
