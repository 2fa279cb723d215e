"""Sources of persons -> one frame of people: stacked, named, with keys to compare them by, duplicates told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import each, field, has_value, tell, truth
from personacheck.load.columns.ids import domain_of, name_key, own_domain, record_key
from personacheck.load.columns.source import FILE, OBJECT, ROW
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
"""Columns by which people stand in order."""

ROLE: Final = ("title", "department", "level", "buying_role", "persona")
"""A row with any of them tells of somebody, though it may not say of whom."""


def stack(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Rows of all frames, one below the other; a cell of a column that a frame lacks is ""; index 0..n-1."""
    held = [frame for frame in frames if len(frame)]
    if not held:
        return pd.DataFrame({FILE: [], ROW: [], OBJECT: []}, dtype="object")
    columns = list(dict.fromkeys(name for frame in held for name in frame.columns))
    return pd.concat([frame.reindex(columns=columns, fill_value="") for frame in held], ignore_index=True)


def build_people(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """All persons, one row each as loaded: ``record_id`` unique, ``name`` whole, keys and duplicates told."""
    people_ = settle(stack(frames), LEADING)
    whole = field(people_, "name")
    parts = (field(people_, "first_name") + " " + field(people_, "last_name")).str.strip()
    people_["name"] = whole.where(whole != "", parts)
    account = field(people_, "account_id")
    people_["account_id"] = account.where(account != "", field(people_, "converted_account_id"))
    people_[KEY] = tell(people_, "record_id", record_key)
    place = people_[FILE] + ":" + people_[ROW]
    shown = field(people_, "record_id").where(people_[KEY] != "", place)
    best = _best_first(people_)
    people_["record_id"] = shown.where(~shown.iloc[best].duplicated().sort_index(), place)
    people_[MAIL_DOMAIN] = tell(people_, "email", domain_of)
    people_[DOMAIN] = each(people_[MAIL_DOMAIN], own_domain)
    people_["title"] = tell(people_, "title", lambda text: text if has_value(text) else "")
    people_[MAILBOX] = _mailboxes(people_)
    return people_


def is_vacant(people_: pd.DataFrame) -> pd.Series:
    """Rows that tell of an account and of nobody in it, as reports of "accounts with or without contacts" hold them.

    Only in files that tell who people are: in a list of titles and companies, an empty title is somebody's.
    """
    known = pd.Series(False, index=people_.index)
    for cells in (people_[KEY], people_["name"], field(people_, "email")):
        known |= cells != ""
    vacant = ~known & ((field(people_, "account") != "") | (field(people_, "account_id") != ""))
    for name in ROLE:
        vacant &= field(people_, name) == ""
    return vacant & people_[FILE].isin(set(people_.loc[known, FILE])) if vacant.any() else vacant


def find_duplicates(people_: pd.DataFrame, account: pd.Series) -> pd.Series:
    """Position of the row that each row repeats, -1 for none. Of such rows a contact's is kept before a lead's, then
    one with an e-mail, then one with a title, then the fullest; the order of rows and files does not matter.

    Rows repeat each other by record id; else by e-mail and name; else, where one of them has no e-mail, by name and
    account. Without name and e-mail nothing is a duplicate but by its id.
    """
    email = field(people_, "email").str.casefold()
    name = each(people_["name"], name_key)
    at_account = (name + "\n" + account).where((name != "") & (account != ""), "")
    written = at_account.where(email != "", "")
    stray = (email == "") | ~written.duplicated()
    keys = (
        (people_[KEY] + "\n" + people_["object"]).where(people_[KEY] != "", ""),
        (email + "\n" + name).where((email != "") & (name != ""), ""),
        at_account.where(stray, ""),
    )
    if not any(key[key != ""].duplicated().any() for key in keys):
        return pd.Series(-1, index=people_.index)
    root = _roots(len(people_), keys)
    best = _best_first(people_)
    order = best[np.argsort(root[best], kind="stable")]
    keeper = pd.Series(order).groupby(root[order]).transform("first").to_numpy()
    kept = np.full(len(people_), -1)
    kept[order] = np.where(keeper == order, -1, keeper)
    return pd.Series(kept, index=people_.index)


def merge_duplicates(people_: pd.DataFrame) -> pd.DataFrame:
    """Fill the empty cells of rows that are kept from their duplicates, in order; unite their buying roles."""
    repeats = people_[people_[DUPLICATE] >= 0]
    if repeats.empty:
        return people_
    merged = people_.copy()
    for name in (name for name in FILLED if name in people_):
        given = repeats[repeats[name] != ""].groupby(DUPLICATE)[name].first()
        target = merged.loc[given.index, name]
        merged.loc[given.index, name] = target.where(target != "", given)
    if "buying_role" in people_:
        roles = repeats[repeats["buying_role"] != ""].groupby(DUPLICATE)["buying_role"].agg(";".join)
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


def flag(people_: pd.DataFrame, name: str) -> pd.Series:
    """A column of flags; False where the frame has none of that name."""
    return tell(people_, name, truth, "bool")


def _best_first(people_: pd.DataFrame) -> np.ndarray:
    """Positions of the rows, the one first that should be kept where they repeat each other."""
    cells = people_.columns.difference([FILE, ROW, POSITION])
    filled = (people_[cells] != "").sum(axis=1).to_numpy()
    no_email, untitled = (field(people_, name).eq("").to_numpy() for name in ("email", "title"))
    lead = (people_[OBJECT] != CONTACTS).to_numpy()
    return np.lexsort((-filled, untitled, no_email, lead))


def _roots(size: int, keys: Sequence[pd.Series]) -> np.ndarray:
    """The first row of the group that each row belongs to, where rows that share any key ("" is none) are a group."""
    root = np.arange(size)
    codes = [pd.factorize(key.where(key != "", None))[0] for key in keys]
    while True:
        before = root
        for code in codes:
            held = code >= 0
            least = np.full(code.max(initial=-1) + 1, size)
            np.minimum.at(least, code[held], root[held])
            root = root.copy()
            root[held] = np.minimum(root[held], least[code[held]])
        if (root == before).all():
            return root


def _mailboxes(people_: pd.DataFrame) -> pd.Series:
    """A role's address, with neither a title nor a name that could be a person's."""
    boxes = people().mailboxes
    found = pd.Series(False, index=people_.index)
    bare = people_[people_["title"] == ""]
    local = tell(bare, "email", lambda text: fold_words(text.partition("@")[0]).replace(" ", ""))
    name, firm = each(bare["name"], fold_words), tell(bare, "account", fold_words)
    nameless = (name == "") | (name == firm) | each(name, lambda text: set(text.split()) <= boxes, "bool")
    found[bare.index] = local.isin(boxes) & nameless
    return found
