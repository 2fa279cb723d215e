"""What a persona's own titles and examples show: which work, at which grain, and which ranks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from personacheck.match.title.part import DEFAULT_LEVEL, RANK
from personacheck.match.title.reading import Reading, read
from personacheck.model.tables import LEVELS
from personacheck.vocabulary.sections import DENIALS, ROLE, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from personacheck.match.title.part import Part

SHARE: Final = 0.08
CLEAR: Final = 2
"""A function is shown by so much of the titles and examples, or by so many (measured on both benches) …"""
WHOLE: Final = 0.25
"""… all of it, specialties too, where so many name it bare …"""
MOST: Final = 0.5
MANY: Final = 2
"""… or where more than that share of its specialties are shown, and so many of them."""
LEADERS: Final = frozenset(LEVELS[: LEVELS.index("lead") + 1])
WORKERS: Final = frozenset(LEVELS[LEVELS.index("senior") :])
MANAGER: Final = "manager"
_AGREED: Final = 0.75
"""Of titles and examples that name a rank: so many must name one kind of rank before only that is meant."""
_AREAS: Final = 0.3
"""Where more of them than that name only an area of work, every rank is meant."""


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
    """

    functions: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    managers: frozenset[str] = frozenset()
    headed: frozenset[str] = frozenset()


def shown(texts: tuple[str, ...]) -> Shown:
    """Read a persona's own titles and examples together."""
    readings = [read(text) for text in texts]
    votes = _votes(readings)
    few, many = min(SHARE * len(texts), CLEAR), WHOLE * len(texts)
    functions = frozenset(
        name for name in votes if votes[name] >= few and (not _general(name) or _of_kind(name, votes) >= many)
    )
    whole = _whole(votes, functions, len(texts))
    named = [(part.functions[0], part.level) for reading in readings for part in _voting(reading)]
    managed = frozenset(name for name, level in named if level == MANAGER and name in functions | whole)
    worked = {name for name, level in named if level != MANAGER and level not in LEADERS}
    headed = frozenset(name for name in whole & dict(named).keys() if name not in worked)
    return Shown(functions | whole, whole, _levels(readings), managed, headed)


@cache
def _leading() -> re.Pattern[str]:
    triggers, ends = (
        "|".join(map(re.escape, sorted(words, key=lambda text: (-len(text), text))))
        for words in (vocabulary().leads, vocabulary().list_ends)
    )
    return re.compile(rf"(?<!\w)(?:{triggers})(?!\w)(.*?)(?=[.;:(]|\s[-–—]\s|\s(?:{ends})(?!\w)|$)", re.IGNORECASE)


def listed(summary: str) -> frozenset[str]:
    """Functions that a summary lists after "leads" or "answers for"; the rest of it is read by people alone.

    Among whole functions a lone specialty of another is a word of theirs: of sales, "accounts" are no bookkeeping.

    Examples
    --------
    >>> sorted(listed("Leads sales or business development with a team - CRO, head of sales."))
    ['business-development', 'sales']
    >>> sorted(listed("Leads sales, business development or accounts."))
    ['business-development', 'sales']
    >>> listed("Trusts the sales team.") | listed("Leads people who write software.")
    frozenset()
    """
    known = vocabulary().functions
    said = (read(text) for text in _leading().findall(" ".join(summary.split())))
    named = (part.functions[0] for reading in said for part in reading.parts if part.firm)
    work = {name for name in named if not known[name].sector and not known[name].general}
    if all(known[name].under for name in work):
        return frozenset(work)
    wide = [vocabulary().wider(name)[-1] for name in work]
    return frozenset(name for name in work if not known[name].under or wide.count(vocabulary().wider(name)[-1]) > 1)


@cache
def _denying() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A sentence, or what is left of it, that says who the persona is not; and what ends each of its lists."""
    known = vocabulary()
    said = {entry.term for language in known.languages for entry in language.entries if entry.section == DENIALS}
    joiners = {word for language in known.languages for word in language.joiners if word.isalpha()}
    nots, joins, ends = (
        "|".join(map(re.escape, sorted(words, key=lambda text: (-len(text), text))))
        for words in (said, joiners, known.list_ends)
    )
    begins = rf"(?:^|[.,;:(–—-]|\s(?:{joins})(?=\s))\s*(?:{nots})(?!\w)[\s–—:-]*"
    return re.compile(begins, re.IGNORECASE), re.compile(rf"[.;:()]|\s[-–—]\s|\s(?:{ends})(?!\w)", re.IGNORECASE)


def denied(summary: str, levels: frozenset[str]) -> frozenset[str]:
    """Functions that a summary sets apart with "not": who does not lead them, of a persona for leaders, says nothing.

    Examples
    --------
    >>> sorted(denied("Plans shipments. Not drivers, not the planners of stock.", frozenset()))
    ['drivers', 'supply-chain']
    >>> denied("Leads maintenance. Not mechanics without a team.", LEADERS) | denied("Works with no IT.", frozenset())
    frozenset()
    """
    begins, ends = _denying()
    lists = (ends.split(text, maxsplit=1)[0] for text in begins.split(" ".join(summary.split()))[1:])
    parts = [part for text in lists for part in read(text).parts if part.firm]
    return frozenset(part.functions[0] for part in parts if not levels or _level(part) in levels | {""})


@cache
def _any_rank() -> re.Pattern[str]:
    said = sorted(vocabulary().any_rank)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, said))})(?!\w)", re.IGNORECASE)


def of_any_rank(summary: str) -> bool:
    """The author says so: then titles that show only some ranks do not limit the persona to them.

    Examples
    --------
    >>> of_any_rank("Answers for purchasing at any rank."), of_any_rank("Ranks suppliers.")
    (True, False)
    """
    return _any_rank().search(" ".join(summary.split())) is not None


def _votes(readings: list[Reading]) -> Counter[str]:
    """Each text has one vote, shared by its parts; of several functions in a part the first counts.

    A text that is read by a weak word only, beside words unknown, has none: a metering technician is no technician.
    One that names a general kind of work in an area has the area's; so has one that names only the area of the others:
    beside an IT manager, an IT project manager is in IT.
    """
    parted = [_voting(reading) for reading in readings]
    first = Counter(function for parts in parted for function in {part.functions[0] for part in parts})
    mostly = {function for function, count in first.items() if 2 * count >= len(readings)}
    votes: Counter[str] = Counter()
    for parts in parted:
        for part in parts:
            area = next((said for said in (*part.functions, *part.fields) if said in mostly), "")
            area = area or (part.fields[0] if part.general and part.fields else part.functions[0])
            votes[area] += 1 / len(parts)  # type: ignore[assignment]  # typeshed's Counter counts ints
    return votes


def _general(function: str) -> bool:
    """It counts with its area only, unless many titles name it, or others of its kind."""
    return vocabulary().functions[function].general


def _of_kind(function: str, votes: Counter[str]) -> float:
    kind = vocabulary().wider(function)[-1]
    return sum(count for name, count in votes.items() if vocabulary().wider(name)[-1] == kind)


def _voting(reading: Reading) -> list[Part]:
    weak = [part for part in reading.parts if part.strength == WEAK and not reading.unread]
    firm = [part for part in reading.parts if part.firm]
    return firm or weak


def _whole(votes: Counter[str], functions: frozenset[str], size: int) -> frozenset[str]:
    """Functions that the titles name bare, or by most of their specialties."""
    known = vocabulary()
    bare = {name for name in functions if votes[name] >= WHOLE * size}
    by_parts = {
        name
        for name in known.functions
        if (under := known.narrower(name))
        and sum(each in functions for each in under) > max(MOST * len(under), MANY - 1)
    }
    return frozenset(name for name in bare | by_parts if known.narrower(name))


def _levels(readings: list[Reading]) -> frozenset[str]:
    """From the top down to the lowest leading level that is named, or all others; empty where both are."""
    said = [level for reading in readings if (level := _level(reading))]
    leading = [level for level in said if level in LEADERS]
    managing, working = said.count(MANAGER), sum(level in WORKERS for level in said)
    if not said or len(readings) - len(said) > _AREAS * len(readings):
        return frozenset()
    if leading and len(leading) >= _AGREED * (len(leading) + working):
        lowest = max((*(RANK[level] for level in leading),))
        lowest = RANK["lead"] if lowest >= RANK["director"] else lowest
        return frozenset(LEVELS[: lowest + 1])
    if working >= max(managing, 1) and not leading:
        return WORKERS
    return frozenset()


def _level(said: Reading | Part) -> str:
    """The rank that a title, or a part of one, shows; "" for one that only names an area of work."""
    if said.level:
        return said.level
    parts = said.parts if isinstance(said, Reading) else (said,)
    return DEFAULT_LEVEL if any(part.strength == ROLE for part in parts) else ""
