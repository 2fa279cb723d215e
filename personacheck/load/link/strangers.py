"""Strangers under one id: such an id is not believed, and joins nobody; their names and addresses do."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.cells import each, field, tell
from personacheck.load.columns.ids import domain_of, is_well_formed, name_key, own_domain, record_key, site_domain
from personacheck.load.columns.source import FILE
from personacheck.prose import plural
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS, OPPORTUNITIES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from personacheck.load.columns.source import Source

OFTEN: Final = 0.2
"""Share of repeated account ids under which contacts name companies of different names, above which these ids are not
believed; below it a contact has typed the company's name anew."""
LOOKED_AT: Final = 50
"""Rows under one id that are compared with each other."""
STEP: Final = "Export again with the CRM's own ids."


def without_strangers(
    tables: Mapping[str, Sequence[pd.DataFrame]], recognised: Collection[str]
) -> tuple[dict[str, list[pd.DataFrame]], list[str]]:
    """Cells by object, with ids that stand for strangers emptied; and what is to be said of them.

    Parameters
    ----------
    recognised
        Files whose CRM was recognised: a well-formed id of theirs stays a key (people marry, companies are renamed).
    """
    told = {what: list(frames) for what, frames in tables.items()}
    people, firms = _bare(told.get(CONTACTS, ()), recognised), _bare(told.get(ACCOUNTS, ()), recognised)
    persons = _odd(people, _person_keys(people), _person_names(people), field(people, "email").str.casefold())
    companies = _odd(firms, _keys(firms, "record_id"), tell(firms, "account", name_key), _sites(firms), akin=True)
    employers = _employers(people)
    notes = [
        *_said(
            persons, "contact id stands", "contact ids stand", "people: these are told apart by e-mail, else by name"
        ),
        *_said(companies | employers, "account id stands", "account ids stand", "companies: these are told by name"),
    ]
    ours = {CONTACTS: {"record_id": {key.partition("\n")[0] for key in persons}, "account_id": companies | employers}}
    ours |= {ACCOUNTS: {"record_id": companies}, OPPORTUNITIES: {"account_id": companies}}
    for what, columns in ours.items():
        told[what] = [_emptied(frame, columns, recognised) for frame in told.get(what, ())]
    return told, notes


def recognised_files(sources: Sequence[Source], plain: str) -> frozenset[str]:
    """Names of the files that some CRM left its marks on."""
    return frozenset(source.table.file for source in sources if source.crm != plain)


_COLUMNS: Final = (
    "record_id", "account_id", "name", "first_name", "last_name", "email", "account", "account_domain", "object", FILE,
)  # fmt: skip  # a list of names reads better in columns


def _bare(frames: Sequence[pd.DataFrame], recognised: Collection[str]) -> pd.DataFrame:
    """Rows of all frames, of the columns that are looked at, without those whose ids stay keys."""
    held = [frame[[name for name in _COLUMNS if name in frame]] for frame in frames if len(frame)]
    rows = pd.concat(held, ignore_index=True).fillna("") if held else pd.DataFrame({FILE: []}, dtype="object")
    sure = rows[FILE].isin(recognised)
    for name in ("record_id", "account_id"):
        if name in rows:
            rows[name] = rows[name].where(~(sure & each(rows[name], is_well_formed, "bool")), "")
    return rows


def _keys(rows: pd.DataFrame, name: str) -> pd.Series:
    return tell(rows, name, record_key)


def _person_keys(people: pd.DataFrame) -> pd.Series:
    """Ids of contacts and of leads apart."""
    keys = _keys(people, "record_id")
    return (keys + "\n" + field(people, "object")).where(keys != "", "")


def _person_names(people: pd.DataFrame) -> pd.Series:
    parts = (field(people, "first_name") + " " + field(people, "last_name")).str.strip()
    whole = field(people, "name")
    return each(whole.where(whole != "", parts), name_key)


def _sites(firms: pd.DataFrame) -> pd.Series:
    return tell(firms, "account_domain", lambda text: own_domain(site_domain(text)))


def _employers(people: pd.DataFrame) -> set[str]:
    """Account ids under which people name different companies."""
    keys, names = _keys(people, "account_id"), tell(people, "account", name_key)
    mails = tell(people, "email", lambda text: own_domain(domain_of(text)))
    odd = _odd(people, keys, names, mails, akin=True)
    held = keys[(keys != "") & (names != "")]
    repeated = held[held.duplicated()].nunique()
    return odd if len(odd) > OFTEN * repeated else set()


def _odd(
    rows: pd.DataFrame, keys: pd.Series, names: pd.Series, addresses: pd.Series, *, akin: bool = False
) -> set[str]:
    """Keys that rows bear with different names and different addresses.

    Parameters
    ----------
    akin
        Names with a word in common are one; so they are where one of two has no address.
    """
    held = pd.DataFrame({"key": keys, "name": names, "address": addresses}, index=rows.index)
    held = held[(held["key"] != "") & (held["name"] != "")].drop_duplicates()
    held = held[held["key"].duplicated(keep=False)]
    return {str(key) for key, group in held.groupby("key", sort=False) if _strange(group, akin=akin)}


def _strange(rows: pd.DataFrame, *, akin: bool) -> bool:
    held = sorted(zip(rows["name"], rows["address"], strict=True))[:LOOKED_AT]
    return any(_apart(*pair, akin=akin) for pair in combinations(held, 2))


def _apart(one: tuple[str, str], other: tuple[str, str], *, akin: bool) -> bool:
    known = bool(one[1] and other[1])
    if one[0] == other[0] or (known and one[1] == other[1]):
        return False
    return (known and not akin) or set(one[0].split()).isdisjoint(other[0].split())


def _emptied(frame: pd.DataFrame, columns: Mapping[str, set[str]], recognised: Collection[str]) -> pd.DataFrame:
    cells = {}
    for name, odd in columns.items():
        if name in frame and odd:
            sure = frame[FILE].isin(recognised) & each(frame[name], is_well_formed, "bool")
            cells[name] = frame[name].where(sure | ~_keys(frame, name).isin(odd), "")
    return frame.assign(**cells) if cells else frame


def _said(odd: Collection[str], one: str, many: str, told: str) -> list[str]:
    return [f"{plural(len(odd), one, many)} for different {told}. {STEP}"] if odd else []
