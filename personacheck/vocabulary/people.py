"""Words about contacts as persons: mail providers, role mailboxes, honorifics, marks typed into names, test rows."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from personacheck.vocabulary.lists import read_words
from personacheck.vocabulary.shapes import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLANK: Final = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "&")}


@dataclass(frozen=True)
class People:
    """The lists of ``people.yaml``, folded (``fold_words``).

    Attributes
    ----------
    shared_domains
        Mail providers, social networks, reserved example domains: no company's own.
    posts
        Headers of departments that hold job titles where no other column does.
    name_marks
        Mark to the reason why its bearer is excluded (or to a buying role, in ``roles_in_names``).
    leading_marks
        Marks that count before a dash only, as in "X - Smith".
    title_apart, title_before, title_after, title_as_written, title_until
        Marks of a departure in a title: as a stretch of their own, before a role, behind it, behind it in just these
        letters, before the date of the end.
    family_before, family_after, family_between
        Words before, behind and within the name of an account that is a family's.
    inside_words, inside_teams
        Words of evidence that our own people gave, and teams whose names hold others.
    company, team_words, first_names
        Words of an account that is no person, words of a team or region that is none, and names of persons.
    """

    shared_domains: frozenset[str]
    mailboxes: frozenset[str]
    honorifics: frozenset[str]
    posts: frozenset[str]
    name_marks: Mapping[str, str]
    roles_in_names: Mapping[str, str]
    leading_marks: Mapping[str, str]
    title_apart: frozenset[str]
    title_before: frozenset[str]
    title_after: frozenset[str]
    title_as_written: tuple[str, ...]
    title_until: frozenset[str]
    test_sure: frozenset[str]
    test_titles: frozenset[str]
    test_with: frozenset[str]
    test_accounts: frozenset[str]
    catch_all_accounts: frozenset[str]
    anonymised: frozenset[str]
    no_value: frozenset[str]
    active_headers: frozenset[str]
    inactive: frozenset[str]
    one_of_several: frozenset[str]
    gone: frozenset[str]
    role_words: frozenset[str]
    family_before: frozenset[str]
    family_after: frozenset[str]
    family_between: frozenset[str]
    company: frozenset[str]
    team_words: frozenset[str]
    inside_words: frozenset[str]
    inside_teams: frozenset[str]
    first_names: frozenset[str]


def fold_words(text: str) -> str:
    """Words as they are compared: caseless, other characters than letters, digits and & become one blank.

    Examples
    --------
    >>> fold_words("  Mr. & Mrs. "), fold_words("Dott.ssa"), fold_words("[LEFT]"), fold_words("n/a")
    ('mr & mrs', 'dott ssa', 'left', 'n a')
    """
    if text.isascii():
        lower = text.lower()
        bare = lower.replace(" ", "").isalnum()  # most are, and finding out is cheaper
        return " ".join((lower if bare else lower.translate(_BLANK)).split())
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() or c == "&" or unicodedata.combining(c) else " " for c in plain).split())


@cache
def people() -> People:
    """The lists, read once."""
    data = read_words("people.yaml")
    words = {name: frozenset(fold_words(str(word)) for word in data[name]) for name in PEOPLE}
    marks = {fold_words(mark): reason for reason, texts in data["name_marks"].items() for mark in texts}
    lists: dict[str, Any] = {
        **words,
        "shared_domains": frozenset(str(domain).casefold() for domain in data["shared_domains"]),
        "mailboxes": frozenset(word.replace(" ", "") for word in words["mailboxes"]),
        "title_as_written": tuple(data["title_as_written"]),
    }
    return People(
        **lists,
        name_marks=marks,
        roles_in_names={fold_words(mark): role for mark, role in data["roles_in_names"].items()},
        leading_marks={fold_words(mark): reason for mark, reason in data["leading_marks"].items()},
        test_sure=frozenset(map(fold_words, data["test_words"]["sure"])),
        test_with=frozenset(map(fold_words, data["test_words"]["with"])),
    )
