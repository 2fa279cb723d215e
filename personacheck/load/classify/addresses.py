"""E-mail addresses that stand where a title, a company or an id should: they are personal, and leave the tables."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.cells import differ, map_cells, recoded
from personacheck.model import tables as t
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS: Final = (t.TITLE, t.DEPARTMENT, t.LEVEL, t.BUYING_ROLE, t.CRM_PERSONA, t.ACCOUNT, t.COUNTRY, t.INDUSTRY)
_ADDRESS: Final = re.compile(r"<?[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+>?")
_LETTERS: Final = 10
"""Letters and digits of what stands for an id: 2^50, so that no two contacts of an export share one."""


def known_as(record_id: str, noun: str = "contact") -> str:
    """A record id; what stands for it, the same in every run, where it is an e-mail address.

    Examples
    --------
    >>> known_as("0031g00000iE9OH"), known_as("ana@firm.example")
    ('0031g00000iE9OH', 'contact-E5WMUUBTKO')
    """
    if "@" not in record_id or not _ADDRESS.search(record_id):
        return record_id
    digest = hashlib.blake2b(record_id.encode(), digest_size=10, person=b"personacheck").digest()
    return f"{noun}-{base64.b32encode(digest).decode()[:_LETTERS]}"


def without_addresses(contacts: pd.DataFrame, accounts: pd.DataFrame) -> Iterator[str]:
    """Take e-mail addresses out of both tables, but the contacts' own column of them, and remark on it."""
    addresses = 0
    for table in (contacts, accounts):
        for name in (name for name in TEXTS if name in table):
            cells = recoded(table[name], _rest)
            addresses += int(differ(cells, table[name]).sum())
            table[name] = cells
    ids = map_cells(contacts[t.RECORD_ID], known_as)
    addresses += int(differ(ids, contacts[t.RECORD_ID]).sum())
    contacts[t.RECORD_ID] = ids
    contacts[t.ACCOUNT_ID] = recoded(contacts[t.ACCOUNT_ID], lambda key: known_as(key, "account"))
    accounts.index = pd.Index([known_as(key, "account") for key in accounts.index], name=t.ACCOUNT_ID, dtype="object")
    if addresses:
        stand = plural(addresses, "e-mail address stands", "e-mail addresses stand")
        yield f"{stand} where a title, a company or an id should be: left out."


def _rest(text: str) -> str:
    return " ".join(_ADDRESS.sub(" ", text).split()).strip(" ,;|/-") if "@" in text else text
