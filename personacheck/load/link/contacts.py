"""Sources of contacts -> one row a contact: stacked, named, with keys to compare them by, duplicates told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import (
    as_held,
    as_texts,
    coded,
    distinct,
    each_column,
    field,
    has_value,
    map_cells,
    map_column,
    recoded,
    said,
    stand_again,
    truth,
)
from personacheck.load.columns.ids import domain_of, mail_key, name_key, own_domain, record_key, whole_names
from personacheck.load.columns.source import FILE, OBJECT, ROW, TABLE
from personacheck.load.link.order import POSITION, settle
from personacheck.vocabulary.layouts import CONTACTS
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAIL_DOMAIN: Final = "mail_domain"  # domain of the e-mail address
DOMAIN: Final = "domain"  # the same, "" for shared ones
KEY: Final = "key"  # record id as it is compared
DUPLICATE: Final = "duplicate"  # position of the row that this one repeats, -1 for none
MAILBOX: Final = "mailbox"
FILLED: Final = ("title", "department", "level", "persona", "stage", "created", "last_activity", "country", "industry")
"""Cells of the row that is kept are filled from its duplicates where they are empty; buying roles are united."""
LEADING: Final = ("record_id", "email", "name", "first_name", "last_name", "account_id", "account")
"""Columns by which contacts stand in order."""

ROLE: Final = ("title", "department", "level", "buying_role", "persona")
"""A row with any of them tells of somebody, though it may not say of whom."""


def stack(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Rows of all frames, one below the other; a cell of a column that a frame lacks is ""; index 0..n-1."""
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return pd.DataFrame({FILE: [], TABLE: [], ROW: [], OBJECT: []}, dtype="object")
    if len(filled) == 1:
        return filled[0].reset_index(drop=True)
    columns = list(dict.fromkeys(name for frame in filled for name in frame.columns))
    stacked = pd.concat([frame.reindex(columns=columns, fill_value="") for frame in filled], ignore_index=True)
    return each_column(stacked, coded)


def placed(ids: pd.Series, lacking: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """Ids, and where rows lack one what stands for it: ``file:row``, of further sheets ``file:sheet:row``."""
    if not lacking.any():
        return ids
    where = rows[lacking]
    filled = ids.copy()
    filled[lacking] = place_of(where)
    return filled


def place_of(rows: pd.DataFrame) -> pd.Series:
    """Where each row stands, as text that no two rows share."""
    return field(rows, TABLE) + ":" + rows[ROW].astype(object).map(str)  # of no rows, too, a column of texts


def build_contacts(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """All contacts, one row each as loaded: ``record_id`` unique, ``name`` whole, keys and duplicates told."""
    contacts = settle(stack(frames), LEADING)
    contacts["name"] = whole_names(contacts)
    contacts["account_id"] = as_held(contacts, "account_id")
    if "converted_account_id" in contacts:
        account = field(contacts, "account_id")
        contacts["account_id"] = coded(account.where(account != "", field(contacts, "converted_account_id")))
    contacts[KEY] = as_texts(recoded(as_held(contacts, "record_id"), record_key))
    ids = placed(field(contacts, "record_id"), contacts[KEY] == "", contacts)
    again = pd.Series(stand_again(ids), index=contacts.index)
    repeated = ids[again]
    again[again] = repeated.iloc[_best_first(contacts[again])].duplicated().sort_index()
    contacts["record_id"] = placed(ids, again, contacts)
    contacts[MAIL_DOMAIN] = said(as_held(contacts, "email"), domain_of)
    contacts[DOMAIN] = recoded(contacts[MAIL_DOMAIN], own_domain)
    contacts["title"] = said(as_held(contacts, "title"), lambda text: text if has_value(text) else "")
    contacts[MAILBOX] = _mailboxes(contacts)
    return contacts


def is_vacant(contacts: pd.DataFrame) -> pd.Series:
    """Rows that tell of an account and of nobody in it, as reports of "accounts with or without contacts" hold them.

    Only in files that tell who people are: in a list of titles and companies, an empty title is somebody's.
    """
    named = pd.Series(False, index=contacts.index)
    for cells in (contacts[KEY], contacts["name"], field(contacts, "email")):
        named |= cells != ""
    vacant = ~named & ((field(contacts, "account") != "") | (field(contacts, "account_id") != ""))
    for name in ROLE:
        vacant &= field(contacts, name) == ""
    return vacant & contacts[FILE].isin(set(contacts.loc[named, FILE])) if vacant.any() else vacant


def find_duplicates(contacts: pd.DataFrame, account: pd.Series) -> pd.Series:
    """Position of the row that each row repeats, -1 for none. Of such rows a contact's is kept before a lead's, then
    one with an e-mail, then one with a title, then the fullest; the order of rows and files does not matter.

    Rows repeat each other by record id; else by e-mail and name; else, where one of them has no e-mail, by name and
    account. Without name and e-mail nothing is a duplicate but by its id.
    """
    keys = _keys(contacts, account)
    if all(key.max(initial=-1) + 1 == (key >= 0).sum() for key in keys):
        return pd.Series(-1, index=contacts.index, dtype="int32")
    root = _roots(len(contacts), keys)
    best = _best_first(contacts)
    order = best[np.argsort(root[best], kind="stable")]
    keeper = pd.Series(order).groupby(root[order]).transform("first").to_numpy()
    repeated = np.full(len(contacts), -1, np.int32)
    repeated[order] = np.where(keeper == order, -1, keeper)
    return pd.Series(repeated, index=contacts.index)


def _keys(contacts: pd.DataFrame, account: pd.Series) -> tuple[np.ndarray, ...]:
    """Codes of what rows may repeat each other by: id; e-mail and name; name and account. -1 for rows without it."""
    name, mails = codes_of(recoded(contacts["name"], name_key)), recoded(as_held(contacts, "email"), mail_key)
    at_account, mailed = _both(name, codes_of(account)), (mails != "").to_numpy()
    again = mailed & pd.Series(np.where(mailed, at_account, -1)).duplicated().to_numpy()
    return (
        _both(_repeated(contacts[KEY]), codes_of(contacts[OBJECT])),
        _both(_repeated(mails), name),
        np.where(again, -1, at_account),  # two addresses under one name at one account are two people
    )


def codes_of(texts: pd.Series) -> np.ndarray:
    """A code for each text, -1 for ""; int32."""
    codes, distinct_texts = distinct(texts)
    if isinstance(codes, slice):
        return pd.factorize(texts.where(texts != "", None))[0].astype(np.int32)
    places = np.where(distinct_texts == "", -1, np.arange(len(distinct_texts))).astype(np.int32)
    return np.asarray(places[codes])


def _repeated(texts: pd.Series) -> np.ndarray:
    """A code for each text that stands in several rows, -1 for others and "": what stands once repeats nobody."""
    again = stand_again(texts)
    codes = np.full(len(texts), -1, np.int32)
    codes[again] = codes_of(texts[again])
    return codes


def _both(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """A code for each pair of codes, 0..n-1, and -1 where one of them is."""
    both = (one >= 0) & (other >= 0)
    pairs = np.full(len(one), -1, np.int32)
    pairs[both] = pd.factorize(one[both].astype(np.int64) * (other.max(initial=0) + 1) + other[both])[0]
    return pairs


def merge_duplicates(contacts: pd.DataFrame) -> pd.DataFrame:
    """Fill the empty cells of rows that are kept from their duplicates, in order; unite their buying roles."""
    repeats = contacts[contacts[DUPLICATE] >= 0]
    if repeats.empty:
        return contacts
    merged = contacts.copy(deep=False)
    for name in (name for name in FILLED if name in contacts):
        first = field(repeats, name)[repeats[name] != ""].groupby(repeats[DUPLICATE]).first()
        cells = field(contacts, name).copy()
        own = cells[first.index]
        cells[first.index] = own.where(own != "", first)
        merged[name] = coded(cells)
    if "buying_role" in contacts:
        merged["buying_role"] = field(contacts, "buying_role")
        filled = repeats[repeats["buying_role"] != ""]
        roles = field(filled, "buying_role").groupby(filled[DUPLICATE]).agg(";".join)
        merged.loc[roles.index, "buying_role"] = [
            join_roles(f"{own};{more}") for own, more in zip(merged.loc[roles.index, "buying_role"], roles, strict=True)
        ]
    return merged


def join_roles(text: str) -> str:
    """Roles joined by ";", each once, in their order.

    >>> join_roles("Decision Maker; Champion;;decision maker")
    'Decision Maker;Champion'
    """
    roles: dict[str, str] = {}
    for role in text.split(";"):
        if role.strip():
            roles.setdefault(fold_words(role), role.strip())
    return ";".join(roles.values())


def flag(contacts: pd.DataFrame, name: str) -> pd.Series:
    """A column of flags; False where the frame has none of that name."""
    return map_column(contacts, name, truth, "bool")


def _best_first(contacts: pd.DataFrame) -> np.ndarray:
    """Positions of the rows, the one first that should be kept where they repeat each other."""
    cells = contacts.columns.difference([FILE, TABLE, ROW, POSITION])
    filled = (contacts[cells] != "").sum(axis=1).to_numpy()
    no_email, untitled = (field(contacts, name).eq("").to_numpy() for name in ("email", "title"))
    lead = (contacts[OBJECT] != CONTACTS).to_numpy()
    return np.lexsort((-filled, untitled, no_email, lead))


def _roots(size: int, codes: Sequence[np.ndarray]) -> np.ndarray:
    """The first row of the group that each row belongs to, where rows that share any code (-1 is none) are a group."""
    root = np.arange(size, dtype=np.int32)
    while True:
        before = root
        for code in codes:
            keyed = code >= 0
            least = np.full(code.max(initial=-1) + 1, size, np.int32)
            np.minimum.at(least, code[keyed], root[keyed])
            root = root.copy()
            root[keyed] = np.minimum(root[keyed], least[code[keyed]])
        if (root == before).all():
            return root


def _mailboxes(contacts: pd.DataFrame) -> pd.Series:
    """A role's address, with neither a title nor a name that could be a person's."""
    boxes = people().mailboxes
    mailbox = pd.Series(False, index=contacts.index)
    bare = contacts[contacts["title"] == ""]
    local = map_column(bare, "email", lambda text: fold_words(text.partition("@")[0]).replace(" ", ""))
    name, account = map_cells(bare["name"], fold_words), map_column(bare, "account", fold_words)
    nameless = (name == "") | (name == account) | map_cells(name, lambda text: set(text.split()) <= boxes, "bool")
    mailbox[bare.index] = local.isin(boxes) & nameless
    return mailbox
