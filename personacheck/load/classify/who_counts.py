"""Who counts: the population of each account and contact, and the reason of those who are in none."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.load.classify.closed_leads import CLOSED, closed_leads, note_closed
from personacheck.load.classify.departed import has_left
from personacheck.load.classify.populations import (
    CUSTOMER,
    PARTNER,
    TYPE_REASON,
    UNCLASSIFIED,
    classify_accounts,
    classify_contacts,
    own_domains,
    partner_domains,
)
from personacheck.load.columns.cells import as_texts, choose, map_cells, map_column, recoded, said, said_in, truth
from personacheck.load.columns.ids import record_key
from personacheck.load.columns.meanings import stage_meaning, type_meaning, values
from personacheck.load.link.accounts import LINKED, SITE, of_account
from personacheck.load.link.contacts import DUPLICATE, KEY, MAIL_DOMAIN, flag
from personacheck.model import tables as t
from personacheck.vocabulary.layouts import CONTACTS
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    import pandas as pd

    from personacheck.load.link.records import Records
    from personacheck.settings.sections import ExportSettings


def count_in(records: Records, settings: ExportSettings, as_of: date) -> Records:
    """The records, each with whose it is (``population``) and why it does not count (``excluded``, "" where it does).

    Without a field that tells customers everybody but partner staff is unclassified.

    Parameters
    ----------
    as_of
        Who will leave later has not left.
    """
    contacts, accounts = records.contacts, records.accounts
    our_domains = own_domains(contacts, accounts, settings.own_domains)
    partners = partner_domains(accounts, contacts, settings.partner_domains) - our_domains
    accounts = classify_accounts(accounts, contacts, partners, as_of)
    contacts = contacts.assign(**{t.POPULATION: classify_contacts(contacts, accounts, partners)})
    customers = any((table[t.POPULATION] == CUSTOMER).any() for table in (accounts, contacts))
    if not customers:
        for table in (contacts, accounts):
            table[t.POPULATION] = recoded(table[t.POPULATION], lambda of: PARTNER if of == PARTNER else UNCLASSIFIED)
    accounts[t.EXCLUDED] = exclude_accounts(accounts, our_domains)
    contacts[t.EXCLUDED] = exclude_contacts(contacts, accounts[t.EXCLUDED], our_domains, as_of)
    if settings.leave_out_closed_leads:
        closed = closed_leads(contacts) & (contacts[t.EXCLUDED] == "")
        contacts[t.EXCLUDED] = choose(contacts.index, (closed, CLOSED), (~closed, contacts[t.EXCLUDED]))
    accounts[t.EXCLUDED] = exclude_own(accounts, contacts)
    inferred = our_domains - {domain.casefold() for domain in settings.own_domains}
    staff = (contacts[t.POPULATION] == PARTNER).any()
    whole = "No field identifies customers, so all contacts" + (" except partner staff" if staff else "")
    notes = [] if customers else [f"{whole} count as one population."]
    if inferred and (contacts[t.EXCLUDED] == OWN).any():
        notes.append(f"Own staff is also recognised by the owners' e-mail domains ({', '.join(sorted(inferred))}).")
    closed_notes = note_closed(contacts, left_out=settings.leave_out_closed_leads)
    return records.then(*notes, *closed_notes, contacts=contacts.drop(columns=MAIL_DOMAIN), accounts=accounts)


OWN: Final = "own staff"
TEST: Final = "test row"
PRIVATE: Final = "do not profile"
GONE: Final = "gone"
INACTIVE: Final = "inactive"
DELETED: Final = "deleted"
REPEATED: Final = "duplicate"
CONVERTED: Final = "converted lead"
_BRACKETS: Final = re.compile(r"[(\[{<（【]\s*([^()\[\]{}<>（）【】]+?)\s*[)\]}>）】]|\*+\s*([^*]+?)\s*\*+")
_OPENS: Final = re.compile(r"[(\[{<（【*]")
_UNMARKED: Final = re.compile(r"[^()\[\]{}<>（）【】*|:–—-]*[a-z][^\s()\[\]{}<>（）【】*|:–—-]*")
"""No bracket, star or dash, and a small letter in the last word: most names."""
_DASHES: Final = re.compile(r"\s+[-–—:|]+\s+|\s*[–—|]\s*")


def exclude_accounts(accounts: pd.DataFrame, ours: Collection[str]) -> pd.Series:
    """Reason of each account, "" where it counts."""
    status = map_column(accounts, "status", _status)
    former = map_column(accounts, "status", lambda text: type_meaning(text).excluded or stage_meaning(text).excluded)
    name = map_column(accounts, "account", fold_words)
    reasons = (
        (accounts[SITE].isin(ours), OWN),
        (name.isin(people().test_accounts) | map_cells(name, is_test, "bool"), TEST),
        (map_column(accounts, "deleted", truth, "bool"), DELETED),
        (accounts[TYPE_REASON] != "", accounts[TYPE_REASON]),
        (former != "", former),
        (status != "", status),
    )
    return as_texts(choose(accounts.index, *reasons))


def exclude_contacts(rows: pd.DataFrame, account_reason: pd.Series, ours: Collection[str], as_of: date) -> pd.Series:
    """Reason of each contact, "" where it counts; the account's reason holds for all of its contacts."""
    mark = said(rows["name"], name_mark)
    status = said_in(rows, "status", _status)
    typed = said_in(rows, "contact_type", lambda text: type_meaning(text).excluded)
    stage = said_in(rows, "stage", lambda text: stage_meaning(text).excluded)
    account = of_account(rows, account_reason)
    test = map_cells(rows["name"], is_test, "bool") | map_column(rows, "email", _test_mail, "bool")
    return choose(
        rows.index,
        (rows[MAIL_DOMAIN].isin(ours), OWN),
        (test | (account == TEST), TEST),
        (flag(rows, "do_not_profile"), PRIVATE),
        (flag(rows, "deleted"), DELETED),
        (mark != "", mark),
        (map_column(rows, "left", lambda text: truth(text) or fold_words(text) in people().gone, "bool"), GONE),
        (map_column(rows, "title", lambda title: has_left(title, as_of), "bool"), GONE),
        (status == GONE, GONE),
        (account != "", account),
        (typed != "", typed),
        (stage != "", stage),
        (status != "", status),
        (_is_converted(rows), CONVERTED),
        (rows[DUPLICATE] >= 0, REPEATED),
    )


def exclude_own(accounts: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Reasons of accounts, where those of no known population that hold nobody but own staff are ours too."""
    ours = (rows[t.EXCLUDED] == OWN).groupby(rows[LINKED]).all()
    only_ours = accounts.index.isin(ours.index[ours]) & (accounts[t.POPULATION] == UNCLASSIFIED)
    return accounts[t.EXCLUDED].where(~only_ours | (accounts[t.EXCLUDED] != ""), OWN)


def name_mark(name: str) -> str:
    """The reason that a mark typed into a name gives, "" without one. Marks stand in brackets, or apart in capitals.

    Examples
    --------
    >>> name_mark("Ana Silva (GONE)"), name_mark("[Left] Bo Li"), name_mark("X - Eva Roth")
    ('gone', 'gone', 'gone')
    >>> name_mark("Do Nguyen"), name_mark("Ana Left"), name_mark("Ivo Parti"), name_mark("Ana Silva (DM)")
    ('', '', '', '')
    """
    if _UNMARKED.fullmatch(name):
        return ""
    terms = people()
    for inside in _inside(name):
        reason = terms.name_marks.get(inside)
        if reason:
            return reason
    bare = [part.strip() for part in _DASHES.split(name) if part.strip()]
    if len(bare) > 1 and fold_words(bare[0]) in terms.leading_marks:
        return terms.leading_marks[fold_words(bare[0])]
    apart = [part for part in bare if len(bare) > 1 and part.isupper()]
    words = name.split()
    lower = any(letter.islower() for letter in name)
    last = [" ".join(words[-count:]) for count in (1, 2, 3, 4) if len(words) > count + 1 and lower]
    capitals = [text for text in last if text.isupper() and len(text) > 3]
    return next((reason for text in (*apart, *capitals) if (reason := terms.name_marks.get(fold_words(text)))), "")


def name_role(name: str) -> str:
    """The buying role that a mark in a name records: "(DM)".

    >>> name_role("Ana Silva (DM)"), name_role("Ana Silva")
    ('Decision Maker', '')
    """
    roles = people().roles_in_names
    return next((roles[inside] for inside in _inside(name) if inside in roles), "")


def is_test(name: str) -> bool:
    """Whether a name is nobody's: all its words belong to tests, and one of them surely.

    >>> is_test("Test Contact 3"), is_test("Test"), is_test("Ana Test"), is_test("Contact 001")
    (True, True, False, False)
    """
    if _sure().search(name.casefold()) is None:
        return False
    words = [word for word in fold_words(name).split() if not word.isdigit()]
    terms = people()
    return any(word in terms.test_sure for word in words) and all(
        word in terms.test_sure or word in terms.test_with for word in words
    )


@cache
def _sure() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, people().test_sure))))


def _test_mail(email: str) -> bool:
    local = email.partition("@")[0].casefold()
    return _sure().search(local) is not None and is_test(re.sub(r"[\W_\d]+", " ", local))


def _is_converted(rows: pd.DataFrame) -> pd.Series:
    """Leads that became a contact which is loaded too."""
    became = said_in(rows, "converted_contact_id", record_key)
    contacts = rows.loc[(rows["object"] == CONTACTS) & (rows[KEY] != ""), KEY]
    return (became != "") & became.isin(contacts)


def _inside(name: str) -> list[str]:
    if _OPENS.search(name) is None:
        return []
    return [fold_words(match[1] or match[2]) for match in _BRACKETS.finditer(name)]


def _status(text: str) -> str:
    terms = people()
    words = set(values(text, terms.gone | terms.inactive))
    if words & terms.gone:
        return GONE
    return INACTIVE if words & terms.inactive else ""
