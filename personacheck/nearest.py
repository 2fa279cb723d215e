"""Did you mean: the known word, or the file beside, that is most like one that is not there."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

NEAR: Final = 60.0
"""Least similarity (0-100, rapidfuzz's default ratio) at which a word is proposed."""

NEIGHBOURS: Final = 1_000
"""Files of a folder that are looked at."""


def nearest(text: str, words: Iterable[str]) -> str | None:
    """The word that is most like a text; None where none is like it."""
    from rapidfuzz import process  # noqa: PLC0415  # needed only where something is not known

    match = process.extractOne(text, words, processor=str.casefold, score_cutoff=NEAR)
    return match[0] if match else None


def did_you_mean(text: object, choices: Iterable[str]) -> str:
    """The next step for a word that is not known: the nearest known one, else all of them.

    Examples
    --------
    >>> did_you_mean("nmae", ["name", "owner"])
    'Did you mean name?'
    >>> did_you_mean("xyz", ["direct", "mixed"])
    'Known: direct, mixed.'
    """
    words = list(choices)
    near = nearest(str(text), words)
    return meant([near]) if near else f"Known: {', '.join(words)}."


def file_meant(path: Path, otherwise: str) -> str:
    """The next step for a file that is not there: the file beside it with the most similar name, else ``otherwise``.

    Folders are not proposed, and an extension alone is no likeness.
    """
    try:
        names = sorted(entry.name for entry in islice(path.parent.iterdir(), NEIGHBOURS) if entry.is_file())
    except OSError:
        return otherwise
    from rapidfuzz import process  # noqa: PLC0415  # as above

    match = process.extractOne(path.name, names, processor=_bare, score_cutoff=NEAR)
    return meant([match[0]]) if match else otherwise


def meant(words: Sequence[str]) -> str:
    """The question itself.

    Examples
    --------
    >>> meant(["Account Name", "Company"])
    'Did you mean Account Name or Company?'
    """
    return f"Did you mean {' or '.join(words)}?"


def _bare(name: str) -> str:
    return name.casefold().rpartition(".")[0] or name.casefold()
