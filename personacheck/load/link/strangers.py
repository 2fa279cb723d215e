"""Strangers under one id: such an id is not believed, and joins nobody; their names and addresses do."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.cells import as_held, as_texts, field, map_cells, map_column, recoded, stand_again
from personacheck.load.columns.ids import (
    domain_of,
    is_checked,
    is_well_formed,
    mail_key,
    name_key,
    own_domain,
    record_key,
    site_domain,
    whole_names,
)
from personacheck.load.columns.source import FILE, OBJECT
from personacheck.load.link.contacts import stack
from personacheck.text.prose import plural
from personacheck.vocabulary.layouts import ACCOUNTS, CONTACTS, OPPORTUNITIES, PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from personacheck.load.columns.source import Source

OFTEN: Final = 0.2
"""Share of repeated ids that stand for strangers, above which no repeated id of that kind is a key; an id that stands
once still names its row. Contacts' account ids are believed up to here: a contact has typed the company's name anew."""
MOSTLY: Final = 0.5
"""The same share for contacts' account ids, under which companies are named by hand."""
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
    believed = {what: list(frames) for what, frames in tables.items()}
    contacts, accounts = _bare(believed.get(CONTACTS, ())), _bare(believed.get(ACCOUNTS, ()))
    rows, keys = _repeated(contacts, _person_keys(contacts), "record_id", recognised)
    contact_ids = _doubts(rows, keys, _person_names(rows), _addresses)
    rows, keys = _repeated(accounts, _keys(accounts, "record_id"), "record_id", recognised)
    companies = _doubts(rows, keys, map_column(rows, "account", name_key), _sites, akin=True)
    employers = _employers(contacts, recognised)
    account_ids = companies.or_of(employers)
    notes = [
        *_note(contact_ids, "contact", "people", "contacts are told apart by e-mail, else by name"),
        *_note(account_ids, "account", "companies", "companies are told by name"),
    ]
    emptied: dict[str, dict[str, Collection[str]]] = {
        CONTACTS: {
            "record_id": {key.partition("\n")[0] for key in contact_ids.distrusted},
            "account_id": account_ids.distrusted,
        },
        ACCOUNTS: {"record_id": companies.distrusted},
        OPPORTUNITIES: {"account_id": companies.distrusted},
    }
    for what, columns in emptied.items():
        believed[what] = [_emptied(frame, columns, recognised) for frame in believed.get(what, ())]
    return believed, notes


@dataclass(frozen=True)
class Doubts:
    """Ids that stand on several rows.

    Attributes
    ----------
    repeated
        All of them.
    strange
        Those under which the rows bear different names and different addresses.
    distrusted
        Those that join nobody: the strange ones, or all of them where too many are strange.
    """

    repeated: frozenset[str]
    strange: frozenset[str]
    distrusted: frozenset[str]

    def or_of(self, other: Doubts) -> Doubts:
        """Ids of one kind, doubted in two tables."""
        return Doubts(self.repeated | other.repeated, self.strange | other.strange, self.distrusted | other.distrusted)


def recognised_files(sources: Sequence[Source]) -> frozenset[str]:
    """Names of the files that some CRM left its marks on."""
    return frozenset(source.table.file for source in sources if source.crm != PLAIN)


_COLUMNS: Final = (
    "record_id", "account_id", "name", "first_name", "last_name", "email", "account", "account_domain", "object", FILE,
)  # fmt: skip  # a list of names reads better in columns


def _bare(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Rows of all frames, of the columns that are looked at."""
    return stack(frame[[name for name in _COLUMNS if name in frame]] for frame in frames)


def _stays(ids: pd.Series, files: pd.Series, recognised: Collection[str]) -> pd.Series:
    """Whether an id is a key whatever stands beside it: well formed, of a CRM that its file or the id itself tells."""
    return (files.isin(recognised) & map_cells(ids, is_well_formed, "bool")) | map_cells(ids, is_checked, "bool")


def _keys(rows: pd.DataFrame, name: str) -> pd.Series:
    return recoded(as_held(rows, name), record_key)


def _person_keys(contacts: pd.DataFrame) -> pd.Series:
    """Ids of contacts and of leads apart; "" for one that stands once: nobody else can be under it."""
    keys = as_texts(_keys(contacts, "record_id"))
    again = (keys != "") & stand_again(keys)
    return (keys[again] + "\n" + field(contacts[again], OBJECT)).reindex(keys.index, fill_value="")


def _repeated(
    rows: pd.DataFrame, keys: pd.Series, name: str, recognised: Collection[str]
) -> tuple[pd.DataFrame, pd.Series]:
    """Rows whose key stands on others, too, and these keys: no others can be strangers under one.

    Parameters
    ----------
    keys, name
        Of each row, and the field of the ids that they are made of; rows whose id stays a key are left out.
    """
    doubted = (keys != "") & stand_again(keys)
    doubted[doubted] = ~_stays(as_held(rows, name)[doubted], rows[FILE][doubted], recognised)
    rows, keys = rows[doubted], keys[doubted]
    again = keys.duplicated(keep=False)
    return rows[again], keys[again]


def _person_names(contacts: pd.DataFrame) -> pd.Series:
    return map_cells(whole_names(contacts), name_key)


def _addresses(contacts: pd.DataFrame) -> pd.Series:
    return map_column(contacts, "email", mail_key)


def _domains(contacts: pd.DataFrame) -> pd.Series:
    return map_column(contacts, "email", lambda text: own_domain(domain_of(text)))


def _sites(accounts: pd.DataFrame) -> pd.Series:
    return map_column(accounts, "account_domain", lambda text: own_domain(site_domain(text)))


def _employers(contacts: pd.DataFrame, recognised: Collection[str]) -> Doubts:
    """Account ids under which contacts name different companies."""
    rows, keys = _repeated(contacts, _keys(contacts, "account_id"), "account_id", recognised)
    names = recoded(as_held(rows, "account"), name_key)
    doubts = _doubts(rows, keys, names, _domains, akin=True, too_many=MOSTLY)
    nobody: frozenset[str] = frozenset()
    often = len(doubts.strange) > OFTEN * len(doubts.repeated)
    return doubts if often else Doubts(nobody, nobody, nobody)


def _doubts(
    rows: pd.DataFrame, keys: pd.Series, names: pd.Series, address: Callable[[pd.DataFrame], pd.Series], *,
    akin: bool = False, too_many: float = OFTEN,
) -> Doubts:  # fmt: skip  # the rows, then how strict
    """What is to be doubted of keys that rows bear with different names and different addresses.

    Parameters
    ----------
    address
        Tells the address of each row; asked only where names differ.
    akin
        Names with a word in common are one; so they are where one of two has no address.
    too_many
        Share of strange ones among the repeated ones (two at least), above which no repeated one is believed.
    """
    bearing = pd.DataFrame({"key": keys, "name": names}, index=rows.index)
    bearing = bearing[(bearing["key"] != "") & (bearing["name"] != "")]
    repeated = frozenset(map(str, bearing["key"][bearing["key"].duplicated()]))
    pairs = bearing.drop_duplicates()
    several = bearing[bearing["key"].isin(pairs["key"][pairs["key"].duplicated()])]
    groups = several.assign(address=address(rows.loc[several.index])).drop_duplicates().groupby("key", sort=False)
    strange = frozenset(str(key) for key, group in groups if _strange(group, akin=akin))
    none_is_key = len(strange) > max(1, too_many * len(repeated))
    return Doubts(repeated, strange, repeated if none_is_key else strange)


def _strange(rows: pd.DataFrame, *, akin: bool) -> bool:
    bearers = sorted(zip(rows["name"], rows["address"], strict=True))[:LOOKED_AT]
    return any(_apart(*pair, akin=akin) for pair in combinations(bearers, 2))


def _apart(person: tuple[str, str], other: tuple[str, str], *, akin: bool) -> bool:
    both_addresses = bool(person[1] and other[1])
    if person[0] == other[0] or (both_addresses and person[1] == other[1]):
        return False
    return (both_addresses and not akin) or set(person[0].split()).isdisjoint(other[0].split())


def _emptied(frame: pd.DataFrame, columns: Mapping[str, Collection[str]], recognised: Collection[str]) -> pd.DataFrame:
    cells = {}
    for name, distrusted in columns.items():
        if name in frame and distrusted:
            stays = _stays(frame[name], frame[FILE], recognised)
            cells[name] = field(frame, name).where(stays | ~_keys(frame, name).isin(distrusted), "")
    return frame.assign(**cells) if cells else frame


def _note(doubts: Doubts, kind: str, whose: str, instead: str) -> list[str]:
    if not doubts.strange:
        return []
    strange = plural(len(doubts.strange), f"{kind} id is used", f"{kind} ids are used")
    if len(doubts.distrusted) == len(doubts.strange):
        return [f"{strange} for different {whose}: for these, {instead}. {STEP}"]
    among = f"of {len(doubts.repeated):,} on several rows"
    return [f"{strange} for different {whose}, {among}: no repeated {kind} id is trusted, and {instead}. {STEP}"]
