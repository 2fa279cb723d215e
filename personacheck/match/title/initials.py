"""Abbreviations that repeat what a title spells out: "Chief Strategy Officer (CSO)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.title.normalise import Token

LETTERS: Final = range(2, 6)
"""So many has an abbreviation."""


def without_repeats(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words of a title, but for abbreviations whose letters others begin with, one after the other.

    Examples
    --------
    >>> from personacheck.match.title.normalise import tokens
    >>> [token.text for token in without_repeats(tokens("Chief Strategy Officer (CSO)"))]
    ['chief', 'strategy', 'officer']
    >>> [token.text for token in without_repeats(tokens("Director (IT)"))]
    ['director', 'it']
    """
    short = {token.shown for token in tokens if token.shown.isupper() and _is_short(token.shown)}
    if not short:
        return tuple(tokens)
    spelt = [token for token in tokens if token.shown not in short]
    letters = ["".join(token.text[:1] for token in run) for run in (spelt, [t for t in spelt if not t.filler])]
    repeats = {word for word in short if any(word.casefold() in initials for initials in letters)}
    return tuple(token for token in tokens if token.shown not in repeats)


def _is_short(shown: str) -> bool:
    return len(shown) in LETTERS and shown.isalpha()
