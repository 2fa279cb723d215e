"""Our own people, who must not stand as a team or a segment: reports for readers name both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from personacheck.load.classify.who_counts import OWN
from personacheck.load.columns.cells import each, field
from personacheck.load.columns.ids import domain_of, name_key
from personacheck.model import tables as t
from personacheck.prose import plural

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from personacheck.load.link.records import Records


def colleagues(records: Records) -> frozenset[str]:
    """Our own people as names are compared: owners of records, and own staff among the contacts."""
    contacts, accounts = records.contacts, records.accounts
    names = [field(contacts, "owner"), field(accounts, "owner"), contacts["name"][contacts[t.EXCLUDED] == OWN]]
    return frozenset(key for key in map(name_key, pd.concat(names).unique()) if any(map(str.isalpha, key)))


def unnamed(values: pd.Series, names: Collection[str], nobody: str) -> pd.Series:
    """Values with ``nobody`` in place of a colleague's name or of an e-mail address."""
    hidden = each(values, lambda text: bool(domain_of(text)) or name_key(text) in names, "bool")
    return values.where(~hidden, nobody)


def without_colleagues(
    contacts: pd.DataFrame, accounts: pd.DataFrame, names: Collection[str], columns: Mapping[str, str]
) -> Iterator[str]:
    """Take our own people out of these columns of both tables, and remark on it.

    Parameters
    ----------
    columns
        To what stands for nobody in it.
    """
    for name, nobody in columns.items():
        hidden: set[str] = set()
        for table in (contacts, accounts):
            kept = unnamed(table[name], names, nobody)
            hidden |= set(table[name][kept != table[name]])
            table[name] = kept
        if hidden:
            values = plural(len(hidden), "value of", "values of")
            yield f'{values} "{name.replace("_", " ")}" name people, not teams: left out. Use a column of teams.'
