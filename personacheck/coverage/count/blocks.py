"""Contacts cut into blocks of whole accounts: what is counted by account is counted block by block, in any place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from personacheck.coverage.count import tally
from personacheck.coverage.count.cells import group
from personacheck.model import tables as t
from personacheck.model.tables import Population, Side, Status
from personacheck.model.text_order import ranks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from personacheck.model.export import Export

CONTACTS: Final = 250_000
"""Contacts of a block, more or less: an account stands in one."""
SIDES: Final = tuple(side.value for side in Side)
_OF_CONTACTS: Final = (t.MAILBOX, t.BUYING_ROLE, t.IS_PRIMARY, t.LAST_ACTIVITY)
_OF_MATCHES: Final = (t.STATUS, t.ASSUMED, t.LEANING, t.FUNCTION, t.SIDE, t.LEVEL)


class Block(NamedTuple):
    """Contacts that speak for their accounts, all of each account. Numbers only: no text has to be sent elsewhere.

    Attributes
    ----------
    accounts
        How many accounts the block has, with those of whom nobody is known.
    functions
        How many functions there are in the whole export.
    account
        Place of each contact's account in the block.
    code
        Status and mark, see ``tally.codes``.
    function
        Place among ``functions``, from 1; 0 for none.
    side
        Place in ``SIDES``.
    mailbox, executive, recorded
        Bool: a role mailbox; of the highest level; with a recorded buying role or primary flag.
    grade
        Place within its account, the best first: active, level, latest activity; equals have the same.
    by_id
        Place in the order of record ids, where others have the same grade; 0 where nobody has.
    """

    accounts: int
    functions: int
    account: NDArray[np.int32]
    code: NDArray[np.int8]
    function: NDArray[np.int16]
    side: NDArray[np.int8]
    mailbox: NDArray[np.bool_]
    executive: NDArray[np.bool_]
    recorded: NDArray[np.bool_]
    grade: NDArray[np.int32]
    by_id: NDArray[np.int32]


class Cut(NamedTuple):
    """Where an export is cut into blocks.

    Attributes
    ----------
    at
        Row of each contact's account among the accounts; -1 without one.
    rows
        Rows of the contacts that speak for an account, those of one block together.
    accounts, contacts
        Where each block begins among the accounts and ``rows``, and where the last one ends.
    """

    at: NDArray[np.int64]
    rows: NDArray[np.int64]
    accounts: NDArray[np.int64]
    contacts: NDArray[np.int64]


def cut(export: Export, matches: pd.DataFrame) -> Cut:
    """Cut between accounts, after every ``CONTACTS`` or so.

    Those speak for an account who are not excluded, and of the account's own population: staff of a partner at an end
    customer's account never speaks for the customer.
    """
    contacts, accounts = export.contacts, export.accounts
    at = t.account_at(contacts, accounts)
    ours, theirs = _places(accounts[t.POPULATION], [*Population]), _places(contacts[t.POPULATION], [*Population])
    known = np.flatnonzero((at >= 0) & (matches[t.STATUS] != Status.EXCLUDED.value).to_numpy())
    known = known[ours[at[known]] == theirs[known]]
    number = np.bincount(at[known], minlength=len(accounts))
    filled = np.cumsum(number) // CONTACTS
    borders = np.flatnonzero(np.diff(filled)) + 1
    block = np.searchsorted(borders, at[known], side="right").astype(np.min_scalar_type(len(borders)))
    edges = np.array([0, *borders, len(accounts)])
    return Cut(at, known[np.argsort(block, kind="stable")], edges, np.append(0, np.cumsum(number))[edges])


def functions(matches: pd.DataFrame) -> tuple[str, ...]:
    """Functions that somebody has, in their order."""
    return tuple(name for name in t.times(matches[t.FUNCTION]) if name)


def blocks(contacts: pd.DataFrame, matches: pd.DataFrame, edges: Cut, since: pd.Timestamp) -> Iterator[Block]:
    """Each block, made when it is asked for; who was active ``since`` then is active."""
    own, found, names = contacts[[*_OF_CONTACTS]], matches[[*_OF_MATCHES]], functions(matches)
    for (account, next_account), (first, last) in zip(pairwise(edges.accounts), pairwise(edges.contacts), strict=True):
        rows = edges.rows[first:last]
        people, read, at = own.iloc[rows], found.iloc[rows], edges.at[rows] - account
        grade = _grade(at, read[t.LEVEL], people[t.LAST_ACTIVITY], since)
        yield Block(
            accounts=int(next_account - account),
            functions=len(names),
            account=at.astype(np.int32),
            code=tally.contact_codes(read),
            function=(_places(read[t.FUNCTION], names) + 1).astype(np.int16),
            side=_places(read[t.SIDE], SIDES).astype(np.int8),
            mailbox=people[t.MAILBOX].to_numpy(bool),
            executive=(read[t.LEVEL] == t.LEVELS[0]).to_numpy(),
            recorded=(people[t.BUYING_ROLE] != "").to_numpy() | people[t.IS_PRIMARY].to_numpy(bool),
            grade=grade.astype(np.int32),
            by_id=_by_id(contacts, rows, np.bincount(grade)[grade] > 1),
        )


def _places(cells: pd.Series, names: Sequence[str]) -> NDArray[np.int64]:
    """Place of each text in a list of names; -1 where it is not in it."""
    places: NDArray[np.int64] = pd.Index([*names], dtype=object).get_indexer(cells)  # type: ignore[arg-type]  # codes stay codes
    return places


def _grade(at: NDArray[np.int64], level: pd.Series, activity: pd.Series, since: pd.Timestamp) -> NDArray[np.int64]:
    """Place of each contact in the order of accounts (``at``), and within its account."""
    height = _places(level, t.LEVELS) % (len(t.LEVELS) + 1)
    seconds = activity.fillna(pd.Timestamp(0)).astype("datetime64[s]").to_numpy().astype(np.int64)
    return group([at, ~(activity >= since).to_numpy(), height, seconds.max(initial=0) - seconds], len(at)).at


def _by_id(contacts: pd.DataFrame, rows: NDArray[np.int64], equal: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Place of each row that others equal, in the order of record ids, the same for any order of rows; else 0.

    Rows without a record id, whose place stands in for it, are told apart by what they say, and come first.
    """
    people = contacts[[t.RECORD_ID, t.EMAIL, t.NAME, t.TITLE]].iloc[rows[equal]]
    placed = people[t.RECORD_ID].str.fullmatch(t.PLACE).to_numpy(bool)
    asked = (*people,) if placed.any() else (t.RECORD_ID,)
    by_id, *by_text = (ranks(people[name].to_numpy(object)) for name in asked)
    order = np.lexsort((by_id, *by_text, np.where(placed, -1, by_id)))
    places = np.zeros(len(rows), np.int32)
    places[np.flatnonzero(equal)[order]] = np.arange(len(people))
    return places
