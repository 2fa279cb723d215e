"""Persons who must not stand as a team or a segment: reports for readers name both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.classify.traders import reads_like_a_person
from personacheck.load.classify.who_counts import OWN
from personacheck.load.columns.cells import field, recoded
from personacheck.load.columns.ids import domain_of, name_key
from personacheck.model import tables as t
from personacheck.text.prose import plural
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from personacheck.load.link.records import Records


LEAST: Final = 2
"""People that a column names before it can be one of people."""
NAME: Final = range(2, 5)
"""Words of a whole name."""


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


def persons_among(holders: pd.Series, names: Collection[str]) -> set[str]:
    """Values that name a person, or are an e-mail address.

    Where half of the values that hold no word of teams do, the column is one of people: what is shaped like a name and
    has no more holders than they is a person's, too, though nobody in these files bears it.

    Parameters
    ----------
    holders
        Records by value.
    """
    persons = {value for value in holders.index if _is_person(value, names)}
    others = [value for value in holders.index if value not in persons and not _is_of_teams(value)]
    if len(persons) < max(LEAST, len(others)):
        return persons
    most = holders[[*persons]].max()
    return persons | {value for value in others if holders[value] <= most and _is_shaped_like_a_name(value)}


def _is_of_teams(text: str) -> bool:
    return bool(people().team_words & {*fold_words(text).split()})


def _is_shaped_like_a_name(text: str) -> bool:
    words = text.replace("-", " ").replace(".", " ").replace("'", "").split()
    company = people().company & {*fold_words(text).split()}
    return len(words) in NAME and not company and all(word.isalpha() for word in words)


def _is_person(text: str, names: Collection[str]) -> bool:
    """Somebody's name in these files; or an address; or what reads like a name, and holds no word of teams."""
    if domain_of(text) or _in_order(text) in names:
        return True
    return not _is_of_teams(text) and reads_like_a_person(text)


def _unless(hidden: Collection[str], nobody: str, text: str) -> str:
    return nobody if text in hidden else text


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
        values = pd.concat([contacts[name], accounts[name]])
        hidden = persons_among(values[values != nobody].value_counts(), names)
        for table in (contacts, accounts):
            table[name] = recoded(table[name], partial(_unless, hidden, nobody))
        if hidden:
            number = plural(len(hidden), "value of", "values of")
            yield f'{number} "{name.replace("_", " ")}" name people, not teams: left out. Use a column of teams.'
