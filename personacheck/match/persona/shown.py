"""What a persona's own titles and examples show: which work, at which grain, and which ranks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from personacheck.match.persona.votes import CLEAR, WHOLE, Beside, joint, votes_of, voting
from personacheck.match.title.part import DEFAULT_LEVEL, RANK
from personacheck.match.title.reading import Reading, read
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.sections import LEARNERS, ROLE
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from personacheck.match.title.part import Part

SHARE: Final = 0.08
"""Of the titles and examples: so much shows work, if it is not ``CLEAR`` anyway (measured on both benches)."""
MOST: Final = 0.5
MANY: Final = 2
"""A function is meant with its specialties where more than that share of them are shown, and so many, or where
``WHOLE`` of the titles name it bare."""
LEADERS: Final = frozenset(LEVELS[: LEVELS.index("lead") + 1])
WORKERS: Final = frozenset(LEVELS[LEVELS.index("senior") :])
MANAGER: Final = "manager"
_AGREED: Final = 0.75
"""Of titles and examples that name a rank: so many must name one kind of rank before only that is meant."""
_AREAS: Final = 0.3
"""Where more of them than that name only an area of work, every rank is meant."""

_NOTHING: Final = Beside()


@dataclass(frozen=True, slots=True)
class Shown:
    """What titles show.

    Attributes
    ----------
    functions
        At the grain at which they are named.
    whole
        Those of them that are meant with all that is under them.
    levels
        That they name, if nearly all name leading ones, or nearly all others; empty: all.
    managers
        Functions for which they name a manager.
    headed
        Of `whole`, those that only titles of leading ranks name bare: who heads logistics does not drive.
    led
        Functions that several titles name, all of them of leading ranks or managers.
    joint
        Kinds of work that they name with an area each, and not alone.
    """

    functions: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    managers: frozenset[str] = frozenset()
    headed: frozenset[str] = frozenset()
    led: frozenset[str] = frozenset()
    joint: frozenset[tuple[str, str]] = frozenset()


def shown(texts: tuple[str, ...], beside: Beside = _NOTHING) -> Shown:
    """Read a persona's own titles and examples together."""
    readings = [read(text) for text in texts]
    votes, size = votes_of(readings, beside), len(texts)
    functions = frozenset(name for name in votes if _enough(name, votes, size, beside.affirmed))
    functions |= _together(votes, functions) | _confirmed(votes, functions, beside.affirmed)
    functions = _without_strays(functions, votes, _clear(readings))
    whole = _whole(votes, functions, size)
    named = [(part.functions[0], part.level) for reading in readings for part in voting(reading)]
    managed = frozenset(name for name, level in named if level == MANAGER and name in functions | whole)
    worked = {name for name, level in named if level != MANAGER and level not in LEADERS}
    headed = frozenset(name for name in (functions | whole) & dict(named).keys() if name not in worked)
    times = Counter(name for name, _ in named)
    led = frozenset(name for name in headed if times[name] >= CLEAR)
    return Shown(functions | whole, whole, _levels(readings), managed, headed & whole, led, joint(readings, beside))


def _enough(name: str, votes: Counter[str], size: int, affirmed: frozenset[str]) -> bool:
    """A quarter of the titles name it, or two; one of a few only work that the author names elsewhere, too.

    Or a specialty of work that another title shows: beside a payroll clerk, a recruiter.
    """
    if _general(name) and _of_kind(name, votes) < WHOLE * size:
        return False
    if votes[name] >= min(WHOLE * size, CLEAR):
        return True
    once = votes[name] >= SHARE * size
    return once and (
        name in affirmed or (bool(vocabulary().functions[name].under) and _of_kind(name, votes) > votes[name])
    )


def _together(votes: Counter[str], functions: frozenset[str]) -> frozenset[str]:
    """Specialties too rare each, but not together, of work that no other title shows: of data an analyst, an engineer.

    Only what a whole title names.
    """
    vocab = vocabulary()
    shown_kinds = {vocab.reported_as(name) for name in functions}
    rare = [name for name in votes if votes[name] >= 1 and vocab.functions[name].under and not _general(name)]
    kinds = Counter(vocab.reported_as(name) for name in rare)
    return frozenset(
        name for name in rare if vocab.reported_as(name) not in shown_kinds and kinds[vocab.reported_as(name)] >= CLEAR
    )


def _confirmed(votes: Counter[str], functions: frozenset[str], names: frozenset[str]) -> frozenset[str]:
    """Work at a narrow grain that one title names, and the author elsewhere; no sector."""
    vocab = vocabulary()
    once = (vocab.functions[name] for name in names - functions if votes[name] >= 1 and not _general(name))
    narrow = (kind.id for kind in once if kind.alone or (kind.under and not vocab.narrower(kind.id)))
    return frozenset(name for name in narrow if not vocab.functions[vocab.reported_as(name)].sector)


def _without_strays(functions: frozenset[str], votes: Counter[str], clear: frozenset[str]) -> frozenset[str]:
    """Without what one title alone says, beside other work: a sector, or a specialty by a weak word only.

    A head of hotel operations is in operations; among IT managers an integration specialist is no developer.
    """
    vocab = vocabulary()
    sectors = frozenset(name for name in functions if vocab.functions[name].sector)
    clear_kinds = {vocab.reported_as(name) for name in functions & clear}
    weak = frozenset(name for name in functions - clear if vocab.reported_as(name) in clear_kinds)
    strays = frozenset(name for name in sectors | weak if votes[name] < CLEAR)
    return functions - strays if functions - sectors else functions


def _clear(readings: list[Reading]) -> frozenset[str]:
    """Work that some title says by more than a weak word."""
    return frozenset(name for reading in readings for part in reading.parts if part.firm for name in part.functions)


def _general(function: str) -> bool:
    """It counts with its area only, unless many titles name it, or others of its kind."""
    return vocabulary().functions[function].general


def _of_kind(function: str, votes: Counter[str]) -> float:
    kind = vocabulary().wider(function)[-1]
    return sum(count for name, count in votes.items() if vocabulary().wider(name)[-1] == kind)


def _whole(votes: Counter[str], functions: frozenset[str], size: int) -> frozenset[str]:
    """Functions that the titles name bare, or by most of their specialties."""
    vocab = vocabulary()
    bare = {name for name in functions if votes[name] >= WHOLE * size}
    by_parts = {
        name
        for name in vocab.functions
        if (specialties := vocab.narrower(name))
        and sum(specialty in functions for specialty in specialties) > max(MOST * len(specialties), MANY - 1)
    }
    return frozenset(name for name in bare | by_parts if vocab.narrower(name))


def _levels(readings: list[Reading]) -> frozenset[str]:
    """From the top down to the lowest leading level that is named, or all others; empty where both are."""
    levels = [level for reading in readings if (level := level_shown(reading))]
    leaders = [level for level in levels if level in LEADERS]
    managing, working = levels.count(MANAGER), sum(level in WORKERS for level in levels)
    if not levels or len(readings) - len(levels) > _AREAS * len(readings):
        return frozenset()
    if leaders and len(leaders) >= _AGREED * (len(leaders) + working):
        lowest = max((*(RANK[level] for level in leaders),))
        lowest = RANK["lead"] if lowest >= RANK["director"] else lowest
        return frozenset(LEVELS[: lowest + 1])
    if working >= max(managing, 1) and not leaders:
        return WORKERS
    return frozenset()


def level_shown(reading: Reading | Part) -> str:
    """The rank that a title, or a part of one, shows; "" for one that only names an area of work."""
    if reading.level:
        return reading.level
    parts = reading.parts if isinstance(reading, Reading) else (reading,)
    return DEFAULT_LEVEL if any(part.strength == ROLE for part in parts) else ""


def siblings(managers: Mapping[str, frozenset[int]]) -> list[tuple[str, frozenset[int]]]:
    """Wider functions for several of whose specialties the same personas show managers, and these personas.

    Examples
    --------
    >>> siblings({"analytics": frozenset({0}), "data-science": frozenset({0, 1}), "payroll": frozenset({1})})
    [('data', frozenset({0}))]
    """
    shown_by: dict[str, list[frozenset[int]]] = {}
    for name, places in managers.items():
        for wide in vocabulary().wider(name)[1:]:
            shown_by.setdefault(wide, []).append(places)
    shared = {wide: frozenset.intersection(*each) for wide, each in shown_by.items() if len(each) >= MANY}
    return [(wide, places) for wide, places in shared.items() if places]


def spared(show: Shown, titles: Iterable[str]) -> Shown:
    """Whom a negative persona's words name: learners of these kinds, a specialty of a sector that several titles name.

    Students by "student" alone; interns and apprentices, too, where its titles name most kinds of learners.
    """
    learners, vocab = under(frozenset({LEARNERS})), vocabulary()
    roles = Counter(part.functions[0] for text in titles for part in read(text).parts if part.strength == ROLE)
    several = {name for name, count in roles.items() if count >= CLEAR and vocab.functions[name].sector}
    spared = learners | {name for name in several if vocab.functions[name].under and not vocab.narrower(name)}
    return replace(show, functions=show.functions & spared, whole=show.whole & learners, joint=frozenset())


@lru_cache
def under(functions: frozenset[str]) -> frozenset[str]:
    """These functions and all narrower ones."""
    vocab = vocabulary()
    return frozenset(name for name in vocab.functions if not functions.isdisjoint(vocab.wider(name)))
