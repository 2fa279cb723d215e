"""Persons who must not stand as a team or a segment: reports for readers name both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from personacheck.load.classify.traders import reads_like_a_person
from personacheck.load.classify.who_counts import OWN
from personacheck.load.columns.cells import field, map_cells
from personacheck.load.columns.ids import domain_of, name_key
from personacheck.model import tables as t
from personacheck.prose import plural
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from personacheck.load.link.records import Records


def names_of_people(records: Records) -> frozenset[str]:
    """Names of persons as they are compared: owners of records, and contacts whose names are of several words."""
    contacts, accounts = records.contacts, records.accounts
    ours = [field(contacts, "owner"), field(accounts, "owner"), contacts["name"][contacts[t.EXCLUDED] == OWN]]
    whole = {key for key in map(_in_order, contacts["name"].unique()) if " " in key}
    return frozenset(whole | {key for key in map(_in_order, pd.concat(ours).unique()) if any(map(str.isalpha, key))})


def _in_order(text: str) -> str:
    """A name as it is compared, also where it is written "Smith, Jane"."""
    last, comma, first = text.partition(",")
    return name_key(f"{first} {last}" if comma else text)


def unnamed(values: pd.Series, names: Collection[str], nobody: str) -> pd.Series:
    """Values with ``nobody`` in place of a person's name or of an e-mail address."""
    return values.where(~map_cells(values, lambda text: _is_person(text, names), "bool"), nobody)


def _is_person(text: str, names: Collection[str]) -> bool:
    """Somebody's name in these files; or an address; or what reads like a name, and holds no word of teams."""
    if domain_of(text) or _in_order(text) in names:
        return True
    return not people().team_words & {*fold_words(text).split()} and reads_like_a_person(text)


def without_people(
    contacts: pd.DataFrame, accounts: pd.DataFrame, records: Records, columns: Mapping[str, str]
) -> Iterator[str]:
    """Take persons out of these columns of both tables, and remark on it.

    Parameters
    ----------
    columns
        To what stands for nobody in it.
    """
    filled = {
        name: nobody
        for name, nobody in columns.items()
        if any((table[name] != nobody).any() for table in (contacts, accounts))
    }
    names = names_of_people(records) if filled else ()  # every contact's name is folded: it takes a while
    for name, nobody in filled.items():
        hidden: set[str] = set()
        for table in (contacts, accounts):
            nameless = unnamed(table[name], names, nobody)
            hidden |= set(table[name][nameless != table[name]])
            table[name] = nameless
        if hidden:
            values = plural(len(hidden), "value of", "values of")
            yield f'{values} "{name.replace("_", " ")}" name people, not teams: left out. Use a column of teams.'
