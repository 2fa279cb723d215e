"""What a careful colleague would notice about the files together. Counts only, nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.accounts import FIRM
from personacheck.load.cells import each, field, has_value, tell, truth
from personacheck.load.contacts import DOMAIN, KEY, flag
from personacheck.load.ids import name_key
from personacheck.load.meanings import NOTHING, type_meaning
from personacheck.load.populations import TYPE_REASON, UNCLASSIFIED
from personacheck.model import tables as t
from personacheck.vocabulary.axes import segments
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from personacheck.load.source import Source

LIMITS: Final = (2_000, 10_000, 50_000, 65_535, 65_536, 100_000, 1_048_575)
"""Rows at which exports of Salesforce, Dynamics and Excel are known to be cut off."""
FEW: Final = 20
"""Rows below which a single owner says nothing."""
SHOWN: Final = 5
"""Values that a remark names."""
MANY_DOMAINS: Final = 10
"""E-mail domains at one account that make it a catch-all."""


def notice_file(source: Source) -> Iterator[str]:
    """Remarks on one file."""
    rows = len(source.cells)
    if rows in LIMITS:
        yield f"exactly {rows:,} rows: exports are often cut off there; check that none are missing"
    if source.persons and "title" not in source.headers:
        yield "there is no column of job titles: its contacts can be judged by department and role only"
    owners = field(source.cells, "owner")
    if rows >= FEW and len(set(owners)) == 1 and owners.iloc[0]:
        yield "all rows have the same owner: is this a list of one person's own records?"
    yield from _roles(source)
    converted = int(flag(source.cells, "converted").sum())
    if converted:
        yield f"{converted:,} leads are converted; those whose contact is loaded too are left out"
    persons = int(flag(source.cells, "person_account").sum())
    if persons:
        yield f"{persons:,} are Person Accounts: a private person, who is account and contact at once"


def _roles(source: Source) -> Iterator[str]:
    """Columns that are not read, and whose header speaks of roles: old ones often hold more than the new."""
    read = set(source.headers.values())
    named = []
    for place, header in enumerate(source.table.headers):
        if source.persons and header not in read and _speaks_of_roles(header):
            filled = float(each(source.table.frame[place], has_value, "bool").mean())
            named += [f'"{header}" ({filled:.0%} filled)'] if filled else []
    if named:
        yield f"columns that may say more of roles, and are not read: {', '.join(named)}"


def _speaks_of_roles(header: str) -> bool:
    words = [word.rstrip("0123456789") for word in fold_words(header).split()]
    return any(word.endswith(tuple(people().role_words)) for word in words)


def notice_lock(path: Path) -> Iterator[str]:
    """Remark on a file that Excel holds open: what is not saved yet is not read."""
    if path.with_name(f"~${path.name}").exists():
        yield "the file seems to be open in Excel: save and close it, then run again"


def notice_export(rows: pd.DataFrame, firms: pd.DataFrame, as_of: date) -> Iterator[str]:
    """Remarks on contacts and accounts once they are joined."""
    lonely = int((rows[FIRM] == "").sum())
    if lonely and lonely < len(rows):
        yield f"{lonely:,} contacts name no company"
    elif lonely:
        yield "no contact names a company: nothing can be said by account"
    catch_all = firms.index[
        each(firms[t.ACCOUNT], lambda text: fold_words(text) in people().catch_all_accounts, "bool")
    ]
    held = int(rows[FIRM].isin(catch_all).sum())
    if held:
        yield f'{held:,} contacts stand on accounts such as "Unknown" that are no company'
    domains = rows[(rows[DOMAIN] != "") & (rows[FIRM] != "")].groupby(FIRM)[DOMAIN].nunique()
    wide = int((domains >= MANY_DOMAINS).sum())
    if wide:
        yield f"{wide:,} accounts hold people of {MANY_DOMAINS} or more e-mail domains: catch-all accounts?"
    yield from _people(rows)
    yield from _types(firms)
    children = int(
        (
            field(firms, "parent_account").where(field(firms, "parent_account") != "", field(firms, "parent_id")) != ""
        ).sum()
    )
    if children:
        yield f"{children:,} accounts are subsidiaries under a parent; each counts as an account of its own"
    named = each(firms[t.ACCOUNT], name_key)
    again = int((named[named != ""].value_counts() > 1).sum())
    if again:
        yield f"{again:,} company names stand on several accounts; each counts as an account of its own"
    late = int((pd.to_datetime(rows[t.CREATED]) > pd.Timestamp(as_of)).sum())
    if late:
        yield f"{late:,} contacts were created after {as_of.isoformat()}: is the date of the run right?"


def _types(firms: pd.DataFrame) -> Iterator[str]:
    """Types that say nothing of the population: they are the CRM's own words, which the settings can translate."""
    said = field(firms, "account_type")
    open_ = said[(firms[t.POPULATION] == UNCLASSIFIED) & (firms[TYPE_REASON] == "") & each(said, _is_open, "bool")]
    if len(open_):
        counts = open_.value_counts().sort_index().sort_values(ascending=False, kind="stable").head(SHOWN)
        told = ", ".join(f'"{text}" ({count:,})' for text, count in counts.items())
        yield f"account types that do not say whose they are: {told}; say so under [export.types] in personacheck.toml"


def _is_open(text: str) -> bool:
    return has_value(text) and type_meaning(text) == NOTHING and fold_words(text) not in segments().open_types


def _people(rows: pd.DataFrame) -> Iterator[str]:
    keyed = rows[(rows[KEY] != "") & (rows[FIRM] != "")]
    several = int((keyed.groupby([KEY, "object"])[FIRM].nunique() > 1).sum())
    if several:
        yield f"{several:,} contacts stand on several accounts; the first counts"
    masked = int(each(rows["name"], _is_masked, "bool").sum())
    if masked:
        yield f"{masked:,} contacts are anonymised; their titles are read all the same"
    mailboxes = int(rows[t.MAILBOX].sum())
    if mailboxes:
        yield f"{mailboxes:,} contacts are mailboxes such as info@, nobody's own"
    primary = int(tell(rows, "is_primary", lambda text: truth(str(text)), "bool").sum()) if "is_primary" in rows else 0
    if rows[t.BUYING_ROLE].eq("").all() and not primary if t.BUYING_ROLE in rows else True:
        yield "no buying role or primary flag is filled: main contacts and sides rest on titles"


def _is_masked(name: str) -> bool:
    folded = fold_words(name)
    letters = folded.replace(" ", "")
    return (
        folded in people().anonymised or (len(letters) > 2 and len(set(letters)) == 1) or (bool(name) and not letters)
    )
