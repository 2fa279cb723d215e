"""Keys that tell whether two cells mean the same record, company or domain."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

from personacheck.load.columns.cells import as_held, as_texts, coded, factorized, has_value
from personacheck.load.read.columns import hold
from personacheck.vocabulary.people import fold_words, people

SHORT: Final = 15
LONG: Final = 18
_CHECK: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_MAIL: Final = re.compile(r"[^@\s<>;,]+@([^@\s<>;,]+)")
_ADDRESS: Final = re.compile(
    r"[(\[<{\"']*(?:mailto:)?[^@＠\s<>()\[\]{};,|\"']{1,64}[@＠][\w.-]+\.[^\W\d_]{2,}[)\]>}\"']*", re.IGNORECASE
)
_SPELLED: Final = re.compile(r"[\w.+-]{1,64}\s?[(\[{]\s?(?:at|ät)\s?[)\]}]\s?[\w.-]+\.[^\W\d_]{2,}", re.IGNORECASE)
"""An address as it is written against collectors: "ana (at) acme.example"."""
_PHONE: Final = re.compile(r"(?<!\w)(?:(?:\+\d|\(?0)(?:[\s()./–-]{0,3}\d){6,}|\d(?:[\s.–-]?\d){6,})(?!\w)")
"""Seven digits or more: no role is called by so many."""
_SUSPECT: Final = re.compile(r"[@＠(\[{\d]")
"""A sign without which a text holds no address and no number, however it is written."""
_EMPTY: Final = re.compile(r"[(\[]\s*[)\]]")
_FORMED: Final = re.compile(
    r"\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?|(?=.{0,17}[A-Za-z])[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?|[1-9]\d{2,19}",
    re.IGNORECASE,
)
"""Ids as CRMs give them: GUIDs, Salesforce's 15 or 18 characters, numbers of three digits or more."""
_YEARS: Final = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")


def record_key(text: str) -> str:
    """A record id as it is compared; "" where there is none. Salesforce's 18 characters become the 15 that they repeat.

    Case counts: two Salesforce ids may differ in nothing else. Of several ids the first is meant.

    Examples
    --------
    >>> record_key("0031g00000iE9OHAA0") == record_key("0031g00000iE9OH")
    True
    >>> record_key(" 0042 "), record_key("17;18"), record_key("N/A")
    ('0042', '17', '')
    """
    first = text.partition(";")[0].strip()
    if is_checked(first):
        return first[:SHORT]
    return first if has_value(first) else ""


def is_checked(text: str) -> bool:
    """Whether an id's last three letters agree with its others, as Salesforce makes them: no other CRM's do.

    >>> is_checked("0031g00000iE9OHAA0"), is_checked("0031g00000iE9OHAAZ"), is_checked("0031g00000iE9OH")
    (True, False, False)
    """
    return len(text) == LONG and text.isalnum() and text.isascii() and text[SHORT:] == _suffix(text[:SHORT])


def is_well_formed(text: str) -> bool:
    """Whether an id looks as CRMs give them; a row number or a word does not.

    >>> is_well_formed("0031g00000iE9OH"), is_well_formed("15101"), is_well_formed("7"), is_well_formed("new")
    (True, True, False, False)
    """
    return _FORMED.fullmatch(text.partition(";")[0].strip()) is not None


def name_key(text: str) -> str:
    """A company's or person's name as it is compared; "" for names that stand for nobody."""
    folded = fold_words(text)
    return "" if folded in people().catch_all_accounts else folded


def mail_key(email: str) -> str:
    """An e-mail address as it is compared; most are so already, and a second text of each would take much memory.

    >>> mail_key("Ana.Silva@Example.COM"), mail_key("ana@acme.example")
    ('ana.silva@example.com', 'ana@acme.example')
    """
    caseless = email.casefold()
    return email if caseless == email else caseless


def whole_names(people: pd.DataFrame) -> pd.Series:
    """The name of each person: as one cell holds it, else the first and the last one; codes where names repeat."""
    whole = as_held(people, "name")
    lacking = (whole == "").to_numpy()
    if not lacking.any():
        return whole
    (first, firsts), (last, lasts) = (factorized(as_held(people, name)) for name in ("first_name", "last_name"))
    pairs, used = pd.factorize(first.astype(np.int64) * len(lasts) + last)
    names = [f"{firsts[pair // len(lasts)]} {lasts[pair % len(lasts)]}".strip() for pair in used.tolist()]
    made = hold(pairs, np.array(names, dtype=object), people.index)
    return made if lacking.all() else coded(as_texts(made).where(lacking, as_texts(whole)))


def domain_of(email: str) -> str:
    """The domain of an e-mail address, "" where there is none.

    >>> domain_of("Ana.Silva@Mail.Example.COM"), domain_of("none")
    ('mail.example.com', '')
    """
    match = _MAIL.search(email)
    return match[1].casefold().rstrip(".").removeprefix("www.") if match else ""


def has_address(text: str) -> bool:
    """Whether a text holds an e-mail address, alone or among words.

    >>> has_address("ana@acme.example"), has_address("CFO (ana@acme.example)"), has_address("R@D"), has_address("CFO")
    (True, True, False, False)
    """
    return _ADDRESS.search(text) is not None


def without_addresses(text: str) -> str:
    """A text without the e-mail addresses and phone numbers in it, and without brackets that held nothing else.

    >>> without_addresses("CFO (ana@acme.example)"), without_addresses("ana@acme.example")
    ('CFO', '')
    >>> without_addresses("CFO (+49 (0)151 777 888)"), without_addresses("ana (at) acme.example")
    ('CFO', '')
    >>> without_addresses("R@D"), without_addresses("Interim CFO 2019-2023")
    ('R@D', 'Interim CFO 2019-2023')
    """
    if not _SUSPECT.search(text):
        return text  # as nearly all are, and one look is cheaper than three
    rest = _SPELLED.sub(" ", _ADDRESS.sub(" ", text))
    rest = _PHONE.sub(lambda match: match[0] if _YEARS.fullmatch(match[0]) else " ", rest)
    return text if rest == text else " ".join(_EMPTY.sub(" ", rest).split()).strip(" ,;:|/-–").rstrip(" (")


def site_domain(text: str) -> str:
    """The domain of a web address or domain, "" where there is none.

    >>> site_domain("https://www.Acme.example/de?x=1"), site_domain("acme.example"), site_domain("n/a")
    ('acme.example', 'acme.example', '')
    """
    plain = text.partition(";")[0].strip().casefold()
    plain = re.sub(r"^[a-z]+://", "", plain).split("/")[0].split("?")[0].split(":")[0].removeprefix("www.").rstrip(".")
    return plain if "." in plain and " " not in plain and "@" not in plain else ""


def own_domain(domain: str) -> str:
    """The domain if it can be a company's own; "" for mail providers, networks and reserved example domains.

    >>> own_domain("gmail.com"), own_domain("acme.example")
    ('', 'acme.example')
    """
    return "" if domain in people().shared_domains or "." not in domain else domain


def _suffix(short: str) -> str:
    fives = (short[start : start + 5] for start in range(0, SHORT, 5))
    return "".join(_CHECK[sum(1 << place for place, letter in enumerate(five) if letter.isupper())] for five in fives)
