"""Accounts whose name is a person's: sole traders, households, private persons. What names nobody hides them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pandas as pd

from personacheck.load.columns.cells import field, map_cells, truth
from personacheck.load.columns.ids import has_address
from personacheck.model import tables as t
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HOUSEHOLD: Final = 3
"""People that an account has at most for a name of one of them to be theirs, and not that of a company's founder."""
SHORTEST: Final = 4
"""Letters of a name that is written together ("JohnSmith")."""
LONG_ENOUGH: Final = 3
"""Letters of a word that is hardly a particle ("de", "la"): two of them that both names hold are no chance."""
WRITTEN: Final = 3
"""Words that a person's name has at most."""

Name = tuple[str, ...]


def sole_traders(accounts: pd.DataFrame, contacts: pd.DataFrame) -> pd.Series:
    """Whether the name of each account (bool, same index) tells who somebody is.

    It does where it holds an e-mail address, where the CRM calls the account a person, where it names one of its at
    most three people in whole (also with initials, in another order, or written together) or a household by its family
    name, and where nobody's name is known and it reads like a person's.

    Parameters
    ----------
    accounts
        Indexed by account id.
    contacts
        The contacts table, excluded ones too: who has left is a person all the same.
    """
    has_staff = (contacts[t.ACCOUNT_ID] != "") & ~contacts[t.MAILBOX].astype(bool)
    staff = contacts.loc[has_staff, [t.ACCOUNT_ID, t.NAME, t.EMAIL]]
    number = staff.groupby(t.ACCOUNT_ID)[t.ACCOUNT_ID].transform("size")
    few = staff.groupby(t.ACCOUNT_ID).size().reindex(accounts.index, fill_value=0)
    staff = staff[number <= 2 * HOUSEHOLD]  # more rows are hardly so few people who repeat themselves
    whose: dict[str, set[tuple[Name, Name]]] = {}
    for account, name, email in zip(staff[t.ACCOUNT_ID], staff[t.NAME], staff[t.EMAIL], strict=True):
        whose.setdefault(account, set()).add(_who(name, email))
    personal = map_cells(field(accounts, "person_account"), truth, "bool")
    for cells in (accounts[t.ACCOUNT], accounts.index.to_series()):
        personal |= map_cells(cells, has_address, "bool")
    bearing = [
        size <= 2 * HOUSEHOLD and _bears(str(text), whose.get(account, set()), int(size))
        for account, text, size in zip(accounts.index, accounts[t.ACCOUNT], few, strict=True)
    ]
    return personal | pd.Series(bearing, index=accounts.index, dtype=bool)


def _who(name: str, email: str) -> tuple[Name, Name]:
    """Words of a person's name, and of what their e-mail address says of it."""
    local = fold_words(email.partition("@")[0])
    personal = "" if local.replace(" ", "") in people().mailboxes else local
    return name_words(name), tuple(word for word in _plain(personal).split() if not word.isdigit())


def _bears(text: str, whose: Iterable[tuple[Name, Name]], number: int) -> bool:
    account = name_words(text)
    persons = {who for who in whose if any(who)}
    if not persons:
        return bool(account) and number <= HOUSEHOLD and reads_like_a_person(text)
    if len(persons) > HOUSEHOLD or not _holds_a_word(account, persons):
        return False
    names = [name for name, _ in persons if name]
    mails = [mail for _, mail in persons if len(mail) > 1]
    if any(_names(account, person) for person in (*names, *mails)):
        return True
    alone = [mail for name, mail in persons if not name]
    if len(persons) == 1 and any("".join(mail) == "".join(account) for mail in alone):
        return True
    if any(name[-1] in _addressed(text) for name in names):
        return True
    return bool(names) and len(names) == len(persons) and _is_family(account, names)


def _holds_a_word(account: Name, persons: Iterable[tuple[Name, Name]]) -> bool:
    """Whether any word of anybody stands in an account's name: else it bears nobody's name in any way."""
    letters = "".join(account)
    return any(word in letters for person in persons for words in person for word in words)


def _names(account: Name, person: Name) -> bool:
    """Whether an account's name holds a person's whole one: its words in any order, initials too, or all in one."""
    if len(person) == 1:
        return person == account or (len(person[0]) > 1 and not person[0].isascii() and person[0] in account)
    first, last = person[0], person[-1]
    joined = {left + right for left, right in ((first, last), (last, first), (first[0], last), (last, first[0]))}
    joined |= {"".join(person), "".join(reversed(person))}
    if any(len(word) >= SHORTEST and word in joined for word in account):
        return True
    if sum(len(word) >= LONG_ENOUGH and word in account for word in set(person)) > 1:
        return True
    pair = [word for word in (first, last) if any(_alike(word, other) for other in account)]
    whole = [word for word in (first, last) if len(word) > 1 and word in account]
    return len(pair) == 2 and bool(whole) and (first != last or account.count(first) > 1)


def _alike(word: str, other: str) -> bool:
    """Whether two words of names may be one: the same, or one the other's initial."""
    return word == other or (1 in {len(word), len(other)} and word[0] == other[0])


def _is_family(account: Name, names: Sequence[Name]) -> bool:
    """Whether an account's name is made of nothing but its people's names, and holds a family name of each.

    One person's family name alone is also that of companies ("Dell").
    """
    terms = people()
    family_words = terms.family_before | terms.family_after
    words = [word for word in account if word not in family_words | terms.family_between]
    if len(names) < 2 and not family_words & set(account) and len(words) < 2:
        return False
    counts = Counter(word for name in names for word in set(name))
    if not words or any(words.count(word) > counts[word] for word in words):
        return False
    return all(set(name) & set(words) for name in names)


def reads_like_a_person(text: str) -> bool:
    """Whether a text is a form of address with a name, a known first name with one, or a family's name."""
    terms, words, folded = people(), name_words(text), fold_words(text).split()
    if not words or any(map(str.isdigit, "".join(words))) or terms.company & set(folded) or "&" in folded:
        return False
    if len(folded) > 1 and (folded[0] in terms.family_before or folded[-1] in terms.family_after):
        return True
    last, _, first = text.partition(",")
    if first:
        words = (*name_words(first), *name_words(last))
    addressed = len(folded) > len(words)
    return len(words) <= WRITTEN and (addressed or (len(words) > 1 and words[0] in _first_names()))


@cache
def _first_names() -> frozenset[str]:
    return frozenset(map(_plain, people().first_names))


def _addressed(text: str) -> set[str]:
    """Words behind a form of address: of "Praxis Dr. Stein" the one that is a family's name."""
    folded, forms = fold_words(text).split(), people().honorifics
    return {
        _plain(word)
        for form, word in pairwise(folded)
        if form in forms and len(form) > 1 and word not in forms and len(word) >= LONG_ENOUGH
    }


def name_words(text: str) -> Name:
    """Words of a name as they are compared, without forms of address."""
    words = [word for word in fold_words(text).split() if word not in people().honorifics or len(word) == 1]
    return tuple(_plain(" ".join(words)).split())


def _plain(text: str) -> str:
    """A text without accents, and with one spelling for "Müller", "Mueller" and "Muller"."""
    if not text.isascii():
        spelt = text.translate(_DIGRAPHS)
        text = "".join(sign for sign in unicodedata.normalize("NFD", spelt) if not unicodedata.combining(sign))
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


_DIGRAPHS: Final = str.maketrans({"ß": "ss", "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d"})
