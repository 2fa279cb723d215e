"""What a careful colleague would notice: about one file, and about contacts and accounts once they are joined.

Counts only, nobody's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from personacheck.load.classify.staff import people_of, persons_among
from personacheck.load.columns.cells import field, has_value, map_cells
from personacheck.load.columns.ids import has_address, name_key
from personacheck.load.columns.meanings import NOTHING, type_meaning
from personacheck.load.link.accounts import LINKED
from personacheck.load.link.contacts import DOMAIN, DUPLICATE, KEY, codes_of, flag
from personacheck.model import tables as t
from personacheck.text.prose import plural
from personacheck.vocabulary.axes import segments
from personacheck.vocabulary.other_files import other_files
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from personacheck.load.columns.source import Source
    from personacheck.load.link.records import Records

LIMITS: Final = (2_000, 10_000, 50_000, 65_535, 65_536, 100_000, 1_048_575)
"""Rows at which exports of Salesforce, Dynamics and Excel are known to be cut off."""
FEW: Final = 20
"""Rows below which a single owner says nothing."""
OFTEN: Final = 3
"""Accounts of a type that a remark names whatever it looks like: a rarer one may be a name or an id gone astray."""
MANY_DOMAINS: Final = 10
"""E-mail domains at one account that make it a catch-all."""


def notice_file(source: Source) -> Iterator[str]:
    """Remarks on one file."""
    if source.object in other_files():
        use = other_files()[source.object].purpose
        yield f"{source.table.file} holds {source.object}, so it is left out: it says {use}, not who the people are."
        return
    rows = len(source.cells)
    if rows in LIMITS:
        yield f"Exactly {rows:,} rows: exports are often cut off there; check that no rows are missing."
    if source.of_contacts and "title" not in source.headers:
        yield "There is no column of job titles: these contacts can be judged only with another file that has one."
    elif source.of_contacts and not source.fill("title"):
        yield f'The column of job titles ("{source.headers["title"]}") is empty in every row.'
    owners = field(source.cells, "owner")
    if rows >= FEW and len(set(owners)) == 1 and owners.iloc[0]:
        yield "All rows have the same owner: this may be one person's own records, not the whole CRM."
    if source.of_contacts:
        yield from _unread_roles(source)
    yield from _counted(
        int(flag(source.cells, "converted").sum()),
        "lead is converted: it is left out where its contact is loaded.",
        "leads are converted: they are left out where their contacts are loaded.",
    )
    also = not source.of_contacts and "title" in source.headers
    yield from _counted(
        int(flag(source.cells, "person_account").sum()),
        "row is a Person Account, a private person" + (": read as an account and its contact." if also else "."),
        "rows are Person Accounts, private persons" + (": each read as an account and its contact." if also else "."),
    )


def notice_export(joined: Records, contacts: pd.DataFrame, as_of: date) -> Iterator[str]:
    """Remarks on records once they are joined, and on the contacts table that was made of them."""
    rows = joined.contacts
    lonely = int((rows[LINKED] == "").sum())
    if lonely == len(rows):
        yield "No contact names a company, so there are no figures by account."
    else:
        yield from _counted(
            lonely, "contact names no company and is in no account.", "contacts name no company and are in no account."
        )
    yield from _accounts(joined, contacts)
    repeats = rows[DUPLICATE].to_numpy()
    alike = repeats >= 0
    alike[repeats[alike]] = True  # they repeat others, or others repeat them, as all rows of one id do
    keyed = rows.loc[(rows[KEY] != "") & (rows[LINKED] != "") & alike, [KEY, "object", LINKED]]
    several = int((keyed.groupby([KEY, "object"])[LINKED].nunique() > 1).sum())
    yield from _counted(
        several,
        "contact is on several accounts: one of them counts.",
        "contacts are on several accounts: one of them counts.",
    )
    masked = int(map_cells(contacts[t.NAME], _is_masked, "bool").sum())
    yield from _counted(
        masked,
        "contact has an anonymised name: the title is still read.",
        "contacts have an anonymised name: their titles are still read.",
    )
    boxes = int(contacts[t.MAILBOX].sum())
    yield from _counted(boxes, "contact is a mailbox such as info@.", "contacts are mailboxes such as info@.")
    long = contacts[t.TITLE].str.len().gt(t.LONGEST_TITLE) | contacts[t.DEPARTMENT].str.len().gt(t.LONGEST_TITLE)
    rest = f"of more than {t.LONGEST_TITLE} characters: the rest is not read."
    yield from _counted(
        int(long.sum()), f"contact has a title or department {rest}", f"contacts have a title or department {rest}"
    )
    late = int((contacts[t.CREATED] > pd.Timestamp(as_of)).sum())
    after = f"created after {as_of.isoformat()}: check the date of the run (--as-of)."
    yield from _counted(late, f"contact was {after}", f"contacts were {after}")
    if contacts[t.BUYING_ROLE].eq("").all() and not contacts[t.IS_PRIMARY].any():
        yield "No buying role or primary flag is filled in: main contacts and sides are based on titles."


def _accounts(joined: Records, contacts: pd.DataFrame) -> Iterator[str]:
    rows, accounts = joined.contacts, joined.accounts
    names = map_cells(accounts[t.ACCOUNT], fold_words)
    nobody = accounts.index[names.isin(people().catch_all_accounts)]
    nowhere = 'on accounts such as "Unknown", which are not companies.'
    yield from _counted(int(rows[LINKED].isin(nobody).sum()), f"contact is {nowhere}", f"contacts are {nowhere}")
    account, domain = codes_of(rows[LINKED]).astype(np.int64), codes_of(rows[DOMAIN])
    base = domain.max(initial=0) + 1
    pairs = pd.unique((account * base + domain)[(account >= 0) & (domain >= 0)])
    domains = np.bincount(pairs // base)
    wide = f"people of {MANY_DOMAINS} or more e-mail domains:"
    yield from _counted(
        int((domains >= MANY_DOMAINS).sum()),
        f"account holds {wide} it may be a catch-all.",
        f"accounts hold {wide} they may be catch-alls.",
    )
    children = (field(accounts, "parent_account") != "") | (field(accounts, "parent_id") != "")
    apart = "as an account of its own."
    yield from _counted(
        int(children.sum()),
        f"account is a subsidiary under a parent and counts {apart}",
        f"accounts are subsidiaries under a parent; each counts {apart}",
    )
    keys = map_cells(accounts[t.ACCOUNT], name_key)
    again = int((keys[keys != ""].value_counts() > 1).sum())
    yield from _counted(
        again,
        f"company name is used by several accounts; each counts {apart}",
        f"company names are used by several accounts; each counts {apart}",
    )
    yield from _unclear_types(joined, contacts)


def _unclear_types(joined: Records, contacts: pd.DataFrame) -> Iterator[str]:
    """Types that say nothing of the population: they are the CRM's own words, which the settings can translate."""
    types = field(joined.accounts, "account_type")
    unclear = types[map_cells(types, _is_unclear, "bool")]
    if unclear.empty:
        return
    names = {word for name in contacts[t.NAME].unique() for word in name_key(name).split()}

    def may_be_shown(text: str, count: int) -> bool:
        """It names nobody, as far as can be told."""
        astray = any(map(str.isdigit, text)) or not names.isdisjoint(name_key(text).split())
        return text not in persons and not has_address(text) and (count >= OFTEN or not astray)

    persons = persons_among(unclear.value_counts(), people_of(joined))
    counts = unclear.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    shown = [f'"{text}" ({count:,})' for text, count in counts.items() if may_be_shown(str(text), count)]
    rare = len(counts) - len(shown)
    rest = [plural(rare, "that is rare", "that are rare")] if rare else []
    step = "Map them under [export.types] in the settings."
    yield f"Some account types do not say whether they are customers: {', '.join([*shown, *rest])}. {step}"


def _unread_roles(source: Source) -> Iterator[str]:
    """Columns that are not read, and whose header speaks of roles: old ones often hold more than the new."""
    read_headers = set(source.headers.values())
    unread = []
    for place, header in enumerate(source.table.shown):
        if header and header not in read_headers and _speaks_of_roles(header):
            filled = float(map_cells(source.table.frame[place], has_value, "bool").mean())
            unread += [f'"{header}" ({filled:.0%} filled)'] if filled else []
    if unread:
        what = (
            "A column that may say more about roles is"
            if len(unread) == 1
            else "Columns that may say more about roles are"
        )
        yield f"{what} not read: {', '.join(unread)}."


def _speaks_of_roles(header: str) -> bool:
    words = [word.rstrip("0123456789") for word in fold_words(header).split()]
    return any(word.endswith(tuple(people().role_words)) for word in words)


def _is_unclear(text: str) -> bool:
    return has_value(text) and type_meaning(text) == NOTHING and fold_words(text) not in segments().open_types


def _is_masked(name: str) -> bool:
    words = fold_words(name)
    letters = words.replace(" ", "")
    one_letter = len(letters) > 2 and letters.count(letters[0]) == len(letters)
    return words in people().anonymised or one_letter or (bool(name) and not letters)


def _counted(count: int, singular: str, many: str) -> Iterator[str]:
    if count:
        yield plural(count, singular, many)
