"""Contacts x accounts: by id, else by name, else by domain; a key that fits several accounts joins nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.cells import field, map_column
from personacheck.load.columns.ids import name_key, own_domain, record_key, site_domain
from personacheck.load.link.accounts import NAMED, RECORD, SITE
from personacheck.load.link.contacts import DOMAIN
from personacheck.model.export import FEW_LINKED
from personacheck.model.tally import percent
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLLEAGUES: Final = 2
"""People of one e-mail domain on one account, and on no other, who draw those of them without a company to it."""


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
    record, name = map_column(rows, "account_id", record_key), map_column(rows, "account", name_key)
    written = map_column(rows, "account_domain", lambda text: own_domain(site_domain(text)))
    site = written.where(written != "", field(rows, DOMAIN))
    linked = pd.Series("", index=rows.index, dtype="object")
    how = linked.copy()
    several = pd.Series(False, index=rows.index)
    for label, keys, column in (("id", record, RECORD), ("name", name, NAMED), ("domain", site, SITE)):
        if not len(accounts):
            break
        single, shared = _index(accounts[column])
        hit = (linked == "") & keys.isin(single)
        linked, how = linked.where(~hit, keys.map(single)), how.where(~hit, label)
        several |= (linked == "") & keys.isin(shared)
    several &= linked == ""
    linked = _new_accounts(linked, rows, record, name, site)
    if ((record != "") | (name != "")).any():  # companies are named here: an address alone founds none
        linked = linked.where((how != "") | (linked != site) | (written != ""), "")
    how = how.where((how != "") | ~linked.isin(accounts.index), "domain")
    how = how.where((how != "") | (linked == ""), "new")
    by = {str(key): int(count) for key, count in how[how != ""].value_counts().sort_index().items()}
    return Joined(linked, by, int(several.sum()))


def _index(keys: pd.Series) -> tuple[dict[str, str], frozenset[str]]:
    """Key to the one account that it means; and the keys that mean several."""
    filled = keys[keys != ""]
    single = filled[~filled.duplicated(keep=False)]
    return dict(zip(single, single.index, strict=True)), frozenset(filled[filled.duplicated()])


def _new_accounts(
    linked: pd.Series, rows: pd.DataFrame, record: pd.Series, name: pd.Series, site: pd.Series
) -> pd.Series:
    """Accounts that only these rows name: the id, the name, the domain as first written; colleagues stay together.

    A name goes to the one account that rows with an id give it; a domain to the one account where two of its people
    stand already.
    """
    everybody = pd.Series(True, index=rows.index)
    linked = _first_written(linked, record, field(rows, "account_id"))
    linked = _follow(linked, name, record != "", least=1)
    linked = _first_written(linked, name, field(rows, "account"))
    linked = _follow(linked, site, everybody, least=COLLEAGUES)
    return _first_written(linked, site, site)


def _first_written(linked: pd.Series, keys: pd.Series, texts: pd.Series) -> pd.Series:
    rest = (linked == "") & (keys != "")
    if not rest.any():
        return linked
    first = dict(zip(keys[rest][::-1], texts[rest][::-1], strict=True))
    return linked.where(~rest, keys.map(first)).astype("object")


def _follow(linked: pd.Series, keys: pd.Series, leading: pd.Series, least: int) -> pd.Series:
    """Rows without an account go where ``least`` leading rows of the same key stand, all of them on one account."""
    wanting = set(keys[(linked == "") & (keys != "")])
    if not wanting:
        return linked
    led = pd.DataFrame({"key": keys, "found": linked})[leading & (linked != "") & keys.isin(wanting)]
    by = led.groupby("key")["found"]
    sure = by.first()[(by.nunique() == 1) & (by.size() >= least)].to_dict()
    rest = (linked == "") & keys.isin(sure)
    return linked.where(~rest, keys.map(sure)).astype("object")


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
