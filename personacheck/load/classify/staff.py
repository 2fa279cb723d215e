"""Persons who must not stand as a team or a segment: reports for readers name both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from personacheck.load.classify.traders import name_words, reads_like_a_person
from personacheck.load.classify.who_counts import OWN
from personacheck.load.columns.cells import field, recoded
from personacheck.load.columns.ids import domain_of, name_key, without_addresses
from personacheck.model import tables as t
from personacheck.text.prose import plural
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from personacheck.load.link.records import Records


LEAST: Final = 2
"""People that a column names before it can be one of people."""
NAME: Final = range(2, 5)
"""Words of a whole name."""


class Persons(NamedTuple):
    """How the people of these files are written.

    Attributes
    ----------
    names
        As they are compared: owners of records, and contacts whose names are of several words.
    addressed
        Owners and our own staff, as their e-mail addresses write them: letters, with nothing between.
    """

    names: frozenset[str]
    addressed: frozenset[str] = frozenset()


def people_of(records: Records) -> Persons:
    """Owners of records, our own staff, and contacts whose names, or else addresses, are of several words."""
    contacts, accounts = records.contacts, records.accounts
    own = contacts[contacts[t.EXCLUDED] == OWN]
    owners = pd.concat([field(contacts, "owner"), field(accounts, "owner")]).unique()
    keys = {name: _in_order(name) for name in contacts["name"].unique()}
    whole = {key for key in keys.values() if " " in key}
    short = [name for name, key in keys.items() if " " not in key]
    nameless = contacts[contacts["name"].isin(short)]
    whole |= {key for email in field(nameless, "email").unique() for key in _names_in(email)}
    ours = {
        key for key in map(_in_order, {*map(without_addresses, owners), *own["name"]}) if any(map(str.isalpha, key))
    }
    return Persons(frozenset(whole | ours), _addressed({*owners, *field(own, "email")}))


def _names_in(email: str) -> Iterator[str]:
    """The name that an address spells out ("jane.smith@"), in both orders; none in a shared mailbox's."""
    local = email.partition("@")[0]
    words = fold_words(local).split()
    if "".join(words) in people().mailboxes or _is_of_teams(local):
        return
    if len(words) == 2 and all(word.isalpha() and len(word) > 1 for word in words):
        yield from (" ".join(words), " ".join(reversed(words)))


def _addressed(texts: Iterable[str]) -> frozenset[str]:
    """What stands before the @ of those texts that are addresses, as letters alone; no shared mailboxes."""
    local = (text.partition("@")[0].rpartition(" ")[2].partition("+")[0] for text in texts if domain_of(text))
    letters = {"".join(filter(str.isalpha, "".join(name_words(part)))) for part in local}
    return frozenset(letters - people().mailboxes - {""})


def _in_order(text: str) -> str:
    """A name as it is compared, also where it is written "Smith, Jane"."""
    last, comma, first = text.partition(",")
    return name_key(f"{first} {last}" if comma else text)


def persons_among(holders: pd.Series, persons: Persons) -> set[str]:
    """Values that name a person, or are an e-mail address.

    An address tells the name beside it, too. Where half of the values that hold no word of teams name persons, the
    column is one of people, and where one is an address it may be: what is shaped like a name and has no more holders
    than they is a person's, too, though nobody in these files bears it.

    Parameters
    ----------
    holders
        Records by value.
    """
    beside = persons._replace(addressed=persons.addressed | _addressed(holders.index))
    hidden = {value for value in holders.index if _is_person(value, beside)}
    others = [value for value in holders.index if value not in hidden and not _is_of_teams(value)]
    suspects = {value for value in others if _is_shaped_like_a_name(value)}
    if len(hidden) < max(LEAST, len(others)):
        addresses = [value for value in hidden if domain_of(value)]
        few = holders[addresses].max() if addresses else 0
        return hidden | {value for value in suspects if value.istitle() and holders[value] <= few}
    most = holders[[*hidden]].max()
    return hidden | {value for value in suspects if holders[value] <= most}


def _is_of_teams(text: str) -> bool:
    return bool(people().team_words & {*fold_words(text).split()})


def _is_shaped_like_a_name(text: str) -> bool:
    words = text.replace("-", " ").replace(".", " ").replace("'", "").split()
    company = people().company & {*fold_words(text).split()}
    return len(words) in NAME and not company and all(word.isalpha() for word in words)


def _is_person(text: str, persons: Persons) -> bool:
    """Somebody's name or address in these files; or what reads like a name, and holds no word of teams."""
    if domain_of(text) or _in_order(text) in persons.names:
        return True
    return _is_addressed(text, persons.addressed) or (not _is_of_teams(text) and reads_like_a_person(text))


def _is_addressed(text: str, addressed: Collection[str]) -> bool:
    """Whether an address bears this name: whole, in either order, or one of its words as an initial.

    A word of teams may be a family's, but hardly where nothing else is left, or beside an initial.
    """
    words = name_words(text)
    if len(words) not in NAME or not all(map(str.isalpha, words)) or people().team_words >= {*fold_words(text).split()}:
        return False
    first, last = words[0], words[-1]
    spelt = {"".join(words), first + last, last + first}
    if not _is_of_teams(text):
        spelt |= {first[0] + last, last + first[0], first + last[0]}
    return not spelt.isdisjoint(addressed)


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
    persons = people_of(records) if filled else Persons(frozenset())  # every contact's name is folded: it takes a while
    for name, nobody in filled.items():
        values = pd.concat([contacts[name], accounts[name]])
        hidden = persons_among(values[values != nobody].value_counts(), persons)
        for table in (contacts, accounts):
            table[name] = recoded(table[name], partial(_unless, hidden, nobody))
        if hidden:
            number = plural(len(hidden), "value of", "values of")
            yield f'{number} "{name.replace("_", " ")}" name people, not teams: left out. Use a column of teams.'
