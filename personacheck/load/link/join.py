"""Contacts x accounts: by id, else by name, else by domain; a key that fits several accounts joins nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.cells import field, tell
from personacheck.load.columns.ids import name_key, own_domain, record_key, site_domain
from personacheck.load.link.accounts import NAMED, RECORD, SITE
from personacheck.load.link.contacts import DOMAIN
from personacheck.prose import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

COLLEAGUES: Final = 2
"""People of one e-mail domain on one account, and on no other, who draw those of them without a company to it."""


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


def join(rows: pd.DataFrame, firms: pd.DataFrame) -> Joined:
    """Find each row's account among the firms; rows that find none found an account of their own where they name one.

    Parameters
    ----------
    rows
        With some of ``account_id, account, account_domain`` and, for persons, their e-mail ``domain``.
    """
    record, named = tell(rows, "account_id", record_key), tell(rows, "account", name_key)
    written = tell(rows, "account_domain", lambda text: own_domain(site_domain(text)))
    site = written.where(written != "", field(rows, DOMAIN))
    found = pd.Series("", index=rows.index, dtype="object")
    how = found.copy()
    several = pd.Series(False, index=rows.index)
    for label, keys, own in (("id", record, RECORD), ("name", named, NAMED), ("domain", site, SITE)):
        if not len(firms):
            break
        one, many = _index(firms[own])
        hit = (found == "") & keys.isin(one)
        found, how = found.where(~hit, keys.map(one)), how.where(~hit, label)
        several |= (found == "") & keys.isin(many)
    several &= found == ""
    found = _found_anew(found, rows, record, named, site)
    if ((record != "") | (named != "")).any():  # companies are named here: an address alone founds none
        found = found.where((how != "") | (found != site) | (written != ""), "")
    how = how.where((how != "") | ~found.isin(firms.index), "domain")
    how = how.where((how != "") | (found == ""), "new")
    by = {str(key): int(count) for key, count in how[how != ""].value_counts().sort_index().items()}
    return Joined(found, by, int(several.sum()))


def _index(keys: pd.Series) -> tuple[dict[str, str], frozenset[str]]:
    """Key to the one account that it means; and the keys that mean several."""
    held = keys[keys != ""]
    single = held[~held.duplicated(keep=False)]
    return dict(zip(single, single.index, strict=True)), frozenset(held[held.duplicated()])


def _found_anew(
    found: pd.Series, rows: pd.DataFrame, record: pd.Series, named: pd.Series, site: pd.Series
) -> pd.Series:
    """Accounts that only these rows name: the id, the name, the domain as first written; colleagues stay together.

    A name goes to the one account that rows with an id give it; a domain to the one account where two of its people
    stand already.
    """
    everybody = pd.Series(True, index=rows.index)
    found = _first_written(found, record, field(rows, "account_id"))
    found = _follow(found, named, record != "", least=1)
    found = _first_written(found, named, field(rows, "account"))
    found = _follow(found, site, everybody, least=COLLEAGUES)
    return _first_written(found, site, site)


def _first_written(found: pd.Series, keys: pd.Series, texts: pd.Series) -> pd.Series:
    rest = (found == "") & (keys != "")
    if not rest.any():
        return found
    first = dict(zip(keys[rest][::-1], texts[rest][::-1], strict=True))
    return found.where(~rest, keys.map(first)).astype("object")


def _follow(found: pd.Series, keys: pd.Series, leading: pd.Series, least: int) -> pd.Series:
    """Rows without an account go where ``least`` leading rows of the same key stand, all of them on one account."""
    wanting = set(keys[(found == "") & (keys != "")])
    led = pd.DataFrame({"key": keys, "found": found})[leading & (found != "") & keys.isin(wanting)]
    by = led.groupby("key")["found"]
    sure = by.first()[(by.nunique() == 1) & (by.size() >= least)].to_dict()
    rest = (found == "") & keys.isin(sure)
    return found.where(~rest, keys.map(sure)).astype("object")


def join_note(joined: Joined, rows: int, what: str) -> str:
    """The hit rate in words."""
    told = ", ".join(f"{joined.by[how]:,} by {how}" for how in ("id", "name", "domain") if how in joined.by)
    hits = sum(count for how, count in joined.by.items() if how != "new")
    many = f"{what.removesuffix('y')}ies" if what.endswith("y") else f"{what}s"
    note = f"{hits:,} of {plural(rows, what, many)} linked to an account in the account files"
    note += f" ({told})" if told else ""
    if joined.by.get("new"):
        kept = "is kept" if joined.by["new"] == 1 else "are kept"
        note += f"; {plural(joined.by['new'], 'names', 'name')} an account that these files do not hold, and {kept}"
    if joined.ambiguous:
        note += f"; for {joined.ambiguous:,} the name or domain matches several accounts, so none was chosen"
    return f"{note}."
