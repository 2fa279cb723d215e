"""What each of a persona's titles and examples says for the work that its people do: one vote, shared by its parts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from personacheck.vocabulary.sections import FIELD, ROLE, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from personacheck.match.title.part import Part
    from personacheck.match.title.reading import Reading

CLEAR: Final = 2
"""So many titles show work, however many there are …"""
WHOLE: Final = 0.25
"""… as do so many of them, which show all of it."""

_UNKNOWN: Final = "?"


class Beside(NamedTuple):
    """What is known of a persona beside its titles.

    Attributes
    ----------
    affirmed
        Functions that its author names elsewhere, too: one title shows them.
    denied
        That its summary says it is not: titles show them where most that name them name them alone.
    """

    affirmed: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()


def votes_of(readings: Sequence[Reading], beside: Beside) -> Counter[str]:
    """Functions by the titles that name them.

    One that names a general kind of work in an area votes for the area. Of several that a part names, that counts which
    other titles name: beside IT managers, an IT project manager is in IT; else the first, if titles name it alone.
    """
    alone = _alone(readings, beside)
    parted = [voting(reading) for reading in readings if not alone.isdisjoint(_names(reading))]
    named = Counter(name for parts in parted for name in {_work(part) for part in parts})
    familiar = {name for name, count in named.items() if count >= max(CLEAR, WHOLE * len(readings))}
    counted: Counter[str] = Counter()
    for parts in parted:
        for part in parts:
            work = next((name for name in (*part.functions, *part.fields) if name in familiar), _work(part))
            if work in alone | {*part.fields}:
                counted[work] += 1 / len(parts)  # type: ignore[assignment]  # typeshed's Counter counts ints
    return counted


def voting(reading: Reading) -> list[Part]:
    """Parts that say what the person does, firmly if any does.

    None of a title that is read by a weak word only, beside words unknown: a metering technician is no technician.
    """
    weak = [part for part in reading.parts if part.strength == WEAK and not reading.unread]
    firm = [part for part in reading.parts if part.firm]
    return firm or weak


def joint(readings: Sequence[Reading], beside: Beside) -> frozenset[tuple[str, str]]:
    """Kinds of work that are named with an area that narrows them down, and that area: IT and laboratories.

    Of areas side by side each is the other's.
    """
    alone, reported_as = _alone(readings, beside), vocabulary().reported_as
    narrowed = [part for reading in readings for part in voting(reading) if alone.isdisjoint(part.functions)]
    pairs = {(reported_as(part.functions[0]), area, part.strength) for part in narrowed if (area := _area(part))}
    turned = {(area, work) for work, area, strength in pairs if strength == FIELD}
    return frozenset({(work, area) for work, area, _ in pairs} | turned)


def _alone(readings: Sequence[Reading], beside: Beside) -> frozenset[str]:
    """Work that titles name alone: two of them, or as many as narrow it down.

    A word unknown does, and so does a second area: a zoo's owner is no owner of just anything, a retail buyer buys
    what shops sell, and laboratory informatics is neither all of laboratories nor all of IT.
    """
    named: dict[str, Counter[str]] = {}
    for reading in readings:
        for name in _names(reading):
            named.setdefault(name, Counter()).update([_narrowed_by(reading)])
    return frozenset(name for name, ways in named.items() if _enough_alone(ways, is_denied=name in beside.denied))


def _names(reading: Reading) -> frozenset[str]:
    return frozenset(name for part in voting(reading) for name in part.functions)


def _enough_alone(ways: Counter[str], *, is_denied: bool) -> bool:
    """What narrows it down in several ways says that it is done anywhere: IT in hospitals and at grids.

    Sectors say so by themselves, words unknown beside one title that names the work alone.
    """
    functions = vocabulary().functions
    sectors = [way for way in ways if way in functions and functions[way].sector]
    unknown = [way for way in ways if way.startswith(_UNKNOWN)]
    alone = ways[""] + (sum(ways[way] for way in sectors) if len(sectors) > 1 else 0)
    anywhere = sum(ways[way] for way in unknown) if len(unknown) > 1 else 0
    narrowed = ways.total() - alone - anywhere
    return alone > 0 and alone >= (narrowed if is_denied else min(narrowed, CLEAR))


def _narrowed_by(reading: Reading) -> str:
    """What narrows down the work that it names: words unknown, or an area; "" where nothing does.

    Not words unknown that may be the head, as in a language that is not read: "IT vezető".
    """
    parts = voting(reading)
    if reading.unread and any(part.strength == ROLE or part.level for part in parts):
        return _UNKNOWN + " ".join(reading.unread).casefold()
    return next(filter(None, map(_area, parts)), "")


def _area(part: Part) -> str:
    """An area of another kind that is meant together with its work."""
    vocab = vocabulary()
    work = [vocab.reported_as(name) for name in part.functions]
    if part.strength == FIELD and len(set(work)) > 1:
        return work[-1]
    areas = () if part.general else (vocab.reported_as(name) for name in part.fields)
    return next((area for area in areas if area not in work), "")


def _work(part: Part) -> str:
    """The work that the part says first; of a general kind, the area that it is done in."""
    return part.fields[0] if part.general and part.fields else part.functions[0]
