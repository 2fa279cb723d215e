"""Contacts x accounts: by id, else by name, else by domain; a key that fits several accounts joins nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import as_held, distinct, field
from personacheck.load.columns.ids import name_key, own_domain, record_key, site_domain
from personacheck.load.link.accounts import NAMED, RECORD, SITE
from personacheck.load.link.contacts import DOMAIN
from personacheck.load.read.columns import hold
from personacheck.model.export import FEW_LINKED
from personacheck.model.tally import percent
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

COLLEAGUES: Final = 2
"""People of one e-mail domain on one account, and on no other, who draw those of them without a company to it."""
NONE: Final = -1
"""Place of the account, or of the key, of a row that has none."""
WAYS: Final = ("id", "name", "domain", "new")
HALF: Final = 0.5
"""Share of contacts below which the link to the accounts is taken to have failed."""


@dataclass(frozen=True)
class Joined:
    """Where rows belong.

    Attributes
    ----------
    account
        Id of each row's account, "" for none, same index as the rows.
    by
        ``id``, ``name``, ``domain``, ``new`` (an account that no account file holds) to the number of rows.
    ambiguous
        Rows whose name or domain fits several accounts, and that no id settles.
    """

    account: pd.Series
    by: Mapping[str, int]
    ambiguous: int

    @property
    def hits(self) -> int:
        """Rows linked to an account that an account file holds."""
        return sum(number for how, number in self.by.items() if how != "new")


def join(rows: pd.DataFrame, accounts: pd.DataFrame) -> Joined:
    """Find each row's account; rows that find none found an account of their own where they name one.

    Parameters
    ----------
    rows
        With some of ``account_id, account, account_domain`` and, for contacts, their e-mail ``domain``.
    """
    record, name = _keys(rows, "account_id", record_key), _keys(rows, "account", name_key)
    written = _keys(rows, "account_domain", lambda text: own_domain(site_domain(text)))
    site = written.or_else(_keys(rows, DOMAIN, str))
    places = {str(key): place for place, key in enumerate(accounts.index)}
    linked, how = np.full(len(rows), NONE), np.full(len(rows), NONE)
    several = np.zeros(len(rows), bool)
    for way, (keys, column) in enumerate(((record, RECORD), (name, NAMED), (site, SITE)) if len(accounts) else ()):
        single, shared = _index(accounts[column])
        found = keys.say([single.get(text, NONE) for text in keys.texts], NONE)
        hit = (linked == NONE) & (found != NONE)
        linked[hit], how[hit] = found[hit], way
        several |= (linked == NONE) & keys.say([text in shared for text in keys.texts], otherwise=False)
    several &= linked == NONE
    _found_accounts(linked, places, rows, (record, name, site))
    if record.filled.any() or name.filled.any():  # companies are named here: an address alone founds none
        own = site.say([places.get(text, NONE) for text in site.texts], NONE)
        linked[(linked == own) & (how == NONE) & ~written.filled] = NONE
    new = (how == NONE) & (linked != NONE)
    how[new] = np.where(linked[new] < len(accounts), WAYS.index("domain"), WAYS.index("new"))
    counts = np.bincount(how[how != NONE], minlength=len(WAYS)).tolist()
    by = {way: count for way, count in zip(WAYS, counts, strict=True) if count}
    codes, used = pd.factorize(linked, use_na_sentinel=False)
    return Joined(hold(codes, np.array([*places, ""], object)[used], rows.index), by, int(several.sum()))


@dataclass(frozen=True)
class _Keys:
    """What rows are joined by: the position of each row's key among the distinct ones, ``NONE`` for none, and these."""

    at: NDArray[np.int64]
    texts: NDArray[np.object_]

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Rows that have a key."""
        return np.asarray(self.at != NONE)

    def say(self, of_each: Iterable[int], otherwise: int) -> NDArray[np.int64]:
        """For each row what is said of its key."""
        return np.array([*of_each, otherwise])[self.at]

    def first(self, rows: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Of each key the first of these rows, ``NONE`` for a key that none of them has."""
        backwards, first = np.flatnonzero(rows)[::-1], np.full(len(self.texts), NONE)
        first[self.at[backwards]] = backwards  # what is put there last stays
        return first

    def or_else(self, other: _Keys) -> _Keys:
        """These keys, and the others for rows that have none."""
        places = {text: place for place, text in enumerate(self.texts)}
        moved = other.say([places.setdefault(text, len(places)) for text in other.texts], NONE)
        return _Keys(np.where(self.filled, self.at, moved), np.array([*places], dtype=object))


def _keys(rows: pd.DataFrame, name: str, say: Callable[[str], str]) -> _Keys:
    codes, texts = distinct(as_held(rows, name))
    kinds, keys = pd.factorize(np.array([say(text) or None for text in texts], dtype=object))
    return _Keys(np.asarray(kinds[codes], np.int64), keys)


def _index(keys: pd.Series) -> tuple[dict[str, int], frozenset[str]]:
    """Key to the place of the one account that it means; and the keys that mean several."""
    filled = keys.reset_index(drop=True)[(keys != "").to_numpy()]
    single = filled[~filled.duplicated(keep=False)]
    return dict(zip(single, single.index, strict=True)), frozenset(filled[filled.duplicated()])


def _found_accounts(
    linked: NDArray[np.int64], places: dict[str, int], rows: pd.DataFrame, keys: tuple[_Keys, _Keys, _Keys]
) -> None:
    """Accounts that only these rows name: the id, the name, the domain as first written; colleagues stay together.

    A name goes to the one account that rows with an id give it; a domain to the one account where two of its people
    stand already.
    """
    record, name, site = keys
    _as_first_written(linked, places, record, as_held(rows, "account_id"))
    _follow(linked, name, record.filled, least=1)
    _as_first_written(linked, places, name, as_held(rows, "account"))
    _follow(linked, site, np.ones(len(rows), bool), least=COLLEAGUES)
    _as_first_written(linked, places, site, None)


def _as_first_written(linked: NDArray[np.int64], places: dict[str, int], keys: _Keys, cells: pd.Series | None) -> None:
    """Rows without an account go to the one that the first of their key names."""
    rest = (linked == NONE) & keys.filled
    first = keys.first(rest)
    named = np.flatnonzero(first != NONE)
    texts = keys.texts[named] if cells is None else cells.iloc[first[named]]
    founded = np.full(len(first), NONE)
    founded[named] = [places.setdefault(str(text), len(places)) for text in texts]
    linked[rest] = founded[keys.at[rest]]


def _follow(linked: NDArray[np.int64], keys: _Keys, leading: NDArray[np.bool_], least: int) -> None:
    """Rows without an account go where ``least`` leading rows of the same key stand, all of them on one account."""
    led = leading & (linked != NONE) & keys.filled
    first, at = keys.first(led), keys.at[led]
    lead = np.append(linked, NONE)[first]
    astray = np.bincount(at[linked[led] != lead[at]], minlength=len(first))
    sure = (np.bincount(at, minlength=len(first)) >= least) & (astray == 0)
    rest = (linked == NONE) & keys.filled
    linked[rest] = np.where(sure, lead, NONE)[keys.at[rest]]


def unlinked_note(joined: Joined, contacts: pd.DataFrame, accounts: pd.DataFrame) -> Iterator[str]:
    """Why fewer than half of the contacts are linked, and what to export; nothing where more are."""
    if not len(accounts) or joined.hits >= HALF * len(contacts):
        return
    has_ids = bool((accounts[RECORD] != "").any())
    of_ids, of_names = ((field(contacts, key) != "").mean() for key in ("account_id", "account"))
    if of_ids >= HALF:
        why = "the ids are not those of the accounts file. Export both from the same CRM, with all accounts."
        why = why if has_ids else "the accounts file has no Account ID column. Export it again with that column."
    elif of_ids or has_ids:
        what = "no Account ID" if not of_ids else f"an Account ID for only {percent(float(of_ids))} of them"
        why = f"the contacts file has {what}. Export it again with Account ID filled in."
    else:
        why = "the names of companies differ" if of_names >= HALF else "most contacts name no company"
        why = f"{why}. Export both files again with Account ID."
    yield f"{FEW_LINKED}: {joined.hits:,} of {len(contacts):,}, because {why}"


def join_note(joined: Joined, rows: int, what: str) -> str:
    """The hit rate in words."""
    ways = ", ".join(f"{joined.by[how]:,} by {how}" for how in ("id", "name", "domain") if how in joined.by)
    many = f"{what.removesuffix('y')}ies" if what.endswith("y") else f"{what}s"
    note = f"{joined.hits:,} of {plural(rows, what, many)} linked to an account in the account files"
    note += f" ({ways})" if ways else ""
    if joined.by.get("new"):
        verb = "is kept" if joined.by["new"] == 1 else "are kept"
        note += f"; {plural(joined.by['new'], 'names', 'name')} an account that these files do not hold, and {verb}"
    if joined.ambiguous:
        note += f"; for {joined.ambiguous:,} the name or domain matches several accounts, so none was chosen"
    return f"{note}."
