"""What each of a persona's titles and examples says for the work that its people do: one vote, shared by its parts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from personacheck.vocabulary.sections import FIELD, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.title.part import Part
    from personacheck.match.title.reading import Reading

CLEAR: Final = 2
"""So many titles show work, however many there are …"""
WHOLE: Final = 0.25
"""… as do so many of them, which show all of it."""


def votes_of(readings: Sequence[Reading]) -> Counter[str]:
    """Functions by the titles that name them.

    One that names a general kind of work in an area votes for the area. Of several that a part names, that counts which
    other titles name: beside IT managers, an IT project manager is in IT; else the first.
    """
    parted = [voting(reading) for reading in _alone(readings)]
    named = Counter(name for parts in parted for name in {_work(part) for part in parts})
    familiar = {name for name, count in named.items() if count >= max(CLEAR, WHOLE * len(readings))}
    counted: Counter[str] = Counter()
    for parts in parted:
        for part in parts:
            work = next((name for name in (*part.functions, *part.fields) if name in familiar), _work(part))
            counted[work] += 1 / len(parts)  # type: ignore[assignment]  # typeshed's Counter counts ints
    return counted


def voting(reading: Reading) -> list[Part]:
    """Parts that say what the person does, firmly if any does.

    None of a title that is read by a weak word only, beside words unknown: a metering technician is no technician.
    """
    weak = [part for part in reading.parts if part.strength == WEAK and not reading.unread]
    firm = [part for part in reading.parts if part.firm]
    return firm or weak


def _alone(readings: Sequence[Reading]) -> list[Reading]:
    """Without those that narrow down what they name, unless others name it alone.

    A word unknown does, and so does a second area: an agency's owner is no owner of just anything, and laboratory
    informatics is neither all of laboratories nor all of IT.
    """
    narrowing = [bool(reading.unread) or any(map(_joint, voting(reading))) for reading in readings]
    alone = {
        name
        for reading, narrows in zip(readings, narrowing, strict=True)
        if not narrows
        for part in voting(reading)
        for name in part.functions
    }
    return [
        reading
        for reading, narrows in zip(readings, narrowing, strict=True)
        if not narrows or not alone.isdisjoint(name for part in voting(reading) for name in part.functions)
    ]


def _joint(part: Part) -> bool:
    """It names areas of several kinds, which are meant together."""
    kinds = {vocabulary().reported_as(name) for name in part.functions}
    return part.strength == FIELD and len(kinds) > 1


def _work(part: Part) -> str:
    """The work that the part says first; of a general kind, the area that it is done in."""
    return part.fields[0] if part.general and part.fields else part.functions[0]
