"""Did you mean: the known word, or the file beside, that is most like one that is not there."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

NEAR: Final = 0.65
"""Least likeness (0 to 1) at which a word is proposed: one, less the slips (a letter too many, too few, another, or two
swapped) as a share of the longer word."""
LETTERS_A_SLIP: Final = 5
"""Letters of the longer word for each slip after the first: a second is believed from ten letters on. A plural is no
slip. Words of ours with a slip are then all found, and few others ("gardening") are taken for them."""
LIST_WHOLE: Final = 8
"""Words that are listed whole where none is like the one written: all levels of seniority, say."""
HANDFUL: Final = 5
"""Words of a longer list that are listed."""

NEIGHBOURS: Final = 1_000
"""Files of a folder that are looked at."""


def nearest(text: str, words: Iterable[str]) -> str | None:
    """The word that is most like a text; None where none is like it."""
    from rapidfuzz import process  # noqa: PLC0415  # needed only where something is not known
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # as above

    if not _letters(text):
        return None
    match = process.extractOne(text, words, scorer=OSA.normalized_similarity, processor=_letters, score_cutoff=NEAR)
    if match is None:
        return None
    written, proposed = _letters(text), _letters(match[0])
    slips = min(OSA.distance(written, proposed), OSA.distance(written.removesuffix("s"), proposed.removesuffix("s")))
    return match[0] if slips <= max(1, max(len(written), len(proposed)) // LETTERS_A_SLIP) else None


def did_you_mean(text: object, choices: Iterable[str], rest: str = "") -> str:
    """The next step for a word that is not known: the nearest known one; else a handful, and where the others are.

    Parameters
    ----------
    rest
        Command or page that lists them; "" where none does.

    Examples
    --------
    >>> did_you_mean("nmae", ["name", "owner"])
    'Did you mean name?'
    >>> did_you_mean("xyz", ["direct", "mixed"])
    'Use one of: direct, mixed.'
    >>> did_you_mean("xyz", "abcdefghijk", "personacheck schema cast")
    'Use one of: a, b, c, d, e … More: personacheck schema cast'
    """
    words = list(dict.fromkeys(choices))
    near = nearest(str(text), words)
    if near:
        return meant([near])
    if len(words) <= LIST_WHOLE:
        return f"Use one of: {_listed(words)}."
    shown = f"Use one of: {_listed(words[:HANDFUL])} …"
    return f"{shown} More: {rest}" if rest else f"{shown} ({len(words)} in all)"


def _listed(words: Sequence[str]) -> str:
    return ("; " if any("," in word for word in words) else ", ").join(words)


def file_meant(path: Path, otherwise: str, may_be: Callable[[str], bool]) -> str:
    """The next step for a file that is not there: the file beside it with the most similar name, else ``otherwise``.

    Folders are not proposed; an extension alone is no likeness, nor are dates and numbers.

    Parameters
    ----------
    may_be
        Whether a file with this extension (".csv") may be what is looked for.
    """
    try:
        beside = sorted(
            entry.name
            for entry in islice(path.parent.iterdir(), NEIGHBOURS)
            if may_be(entry.suffix.casefold()) and entry.is_file()
        )
    except OSError:
        return otherwise
    bare = {name: _bare(name) for name in beside}
    near = nearest(_bare(path.name), filter(None, bare.values()))
    alike = [name for name in beside if bare[name] == near]
    best = nearest(path.name, alike) or alike[0] if alike else None
    return meant([str(path.with_name(best))]) if best else otherwise


def meant(words: Sequence[str]) -> str:
    """The question itself.

    Examples
    --------
    >>> meant(["Account Name", "Company"])
    'Did you mean Account Name or Company?'
    """
    return f"Did you mean {' or '.join(words)}?"


def _letters(text: str) -> str:
    """A word as it is compared: small letters, and hyphens, underscores and blanks alike."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _bare(name: str) -> str:
    """A file's name without extensions and numbers."""
    return re.sub(r"[\W\d_]+", " ", re.sub(r"(?<=.)(\.[a-z]{2,7})+$", "", name.casefold())).strip()
