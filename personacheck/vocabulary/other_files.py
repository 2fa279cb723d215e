"""Files that hold neither contacts nor accounts (``other_files.yaml``), told by their headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.vocabulary.dialects import fold_header
from personacheck.vocabulary.lists import read_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENOUGH: Final = 3
"""What the headers must weigh, a sign counting as two."""
SIGN: Final = 2
_SPAN: Final = re.compile(r"(?:last)?\d+d?(?:ays?)?$")
"""A span of days behind a header, as in "events_90d"."""


@dataclass(frozen=True)
class OtherFile:
    """One kind of file: folded headers of its rows' ids, others that only it has, those that go with them; its use."""

    purpose: str
    ids: frozenset[str]
    signs: frozenset[str]
    marks: frozenset[str]


@cache
def other_files() -> Mapping[str, OtherFile]:
    """The kinds, by what their rows are."""
    return {
        str(name): OtherFile(
            data["for"], *(frozenset(map(fold_header, data[part])) for part in ("ids", "signs", "marks"))
        )
        for name, data in read_words("other_files.yaml").items()
    }


def other_file(headers: Sequence[str], *, persons: bool = False) -> str:
    """What a file's rows are, where they are neither contacts nor accounts; "" where its headers do not say so.

    Parameters
    ----------
    persons
        Whether there are titles or first names, as contacts have them: only ids of such rows tell then.

    Examples
    --------
    >>> other_file(["Call ID", "Caller", "Subject", "Status"]), other_file(["user_id", "email", "events_90d"])
    ('calls', 'product usage')
    >>> other_file(["First Name", "Last Name", "Job Title", "Last Login"])
    ''
    """
    folded = {_SPAN.sub("", fold_header(header)) or header for header in headers if header}
    weights = {name: _weight(folded, kind, persons=persons) for name, kind in other_files().items()}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] >= ENOUGH else ""


def _weight(folded: set[str], kind: OtherFile, *, persons: bool) -> int:
    ids, signs = len(folded & kind.ids), len(folded & kind.signs)
    telling = ids if persons else ids + signs
    return SIGN * (ids + signs) + len(folded & kind.marks) if telling else 0
