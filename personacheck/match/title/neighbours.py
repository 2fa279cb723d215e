"""What roles of one title say of each other: a level that is said once, a rank where a unit is named."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from personacheck.match.title.areas import are_sectors
from personacheck.match.title.normalise import JOINER
from personacheck.match.title.part import CAPPED, RANK
from personacheck.vocabulary.sections import COMPANY_OR_UNIT, FIELD, ROLE, VAGUE, WEAK
from personacheck.vocabulary.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from personacheck.match.title.lexicon import Hit
    from personacheck.match.title.normalise import Token
    from personacheck.match.title.part import Part
    from personacheck.vocabulary.words import Entry

_DIRECTING: Final = ("executive", "vp", "director")
_BOARD: Final = "board"
_TOPS: Final = tuple((name,) for name in COMPANY_OR_UNIT)
_MANAGER: Final = "manager"
_HEADING: Final = ("lead", _MANAGER)


def listed(parts: list[Part], tokens: Sequence[Token]) -> tuple[list[Part], set[int]]:
    """A head's title that lists areas heads them all: "Director of Sales, Marketing and IT"; and the places of these.

    Between slashes, or between commas with a joiner before the last, which may be the head's own: "Sales, Marketing &
    IT Director". Sectors only say where it is done.
    """
    heads, hats = list(parts), set[int]()
    for place, at in _before_heads(parts, tokens):
        hats.add(at)
        heads[at] = parts[at]._replace(level=parts[place].level, lent=True)
    for place, head in enumerate(parts):
        if head.strength != ROLE or RANK.get(head.level, len(RANK)) > RANK["lead"]:
            continue
        manages = head.functions[-1:] == (_BOARD,) and _is_rank(head)
        end = place + 1
        while end < len(parts) and _bare_area(parts[end]) and (manages or not tokens[parts[end].first].aside):
            end += 1
        if end > place + 1 and tokens[parts[place + 1].first].dashed and not manages:
            continue  # a dash: for whom or what it is follows
        run = range(place + 1, end)
        slashed = all(tokens[parts[at].first].slashed for at in run)
        if manages or (len(run) > 1 and (slashed or tokens[parts[end - 1].first - 1].text == JOINER)):
            hats.update(run)
            for at in run:
                heads[at] = parts[at]._replace(level=head.level, lent=True)
    return heads, hats


def _before_heads(parts: list[Part], tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Places of heads, each with one of the areas that are listed before it."""
    general = vocabulary().functions
    for place in range(2, len(parts)):
        head = parts[place]
        ranked = head.firm and RANK.get(head.level, len(RANK)) <= RANK[_MANAGER]
        if not ranked or tokens[head.first - 1].text != JOINER or any(general[name].general for name in head.functions):
            continue
        start = place
        while start and _bare_area(parts[start - 1]) and not _set_off(parts[start], tokens):
            start -= 1
        if place - start > 1:
            yield from ((place, at) for at in range(start, place))


def _set_off(part: Part, tokens: Sequence[Token]) -> bool:
    """More than a comma or "and" stands before it."""
    first = tokens[part.first]
    return first.dashed or first.slashed or first.aside


def parallel(parts: list[Part], tokens: Sequence[Token]) -> list[Part]:
    """A weak word for work that has a name of its own is an area beside one, if it is all that is said there.

    "Product & Operations", not "Client & Marketing Services".
    """
    return [
        part._replace(strength=FIELD) if _named_alone(part) and _beside_area(place, parts, tokens) else part
        for place, part in enumerate(parts)
    ]


def _beside_area(place: int, parts: list[Part], tokens: Sequence[Token]) -> bool:
    near = (at for at in (place - 1, place + 1) if 0 <= at < len(parts) and _joined(parts, place, at, tokens))
    return any(
        parts[at].strength == FIELD or (parts[at].strength == ROLE and parts[at].level in (*_DIRECTING, *_HEADING))
        for at in near
    )


def beside_sectors(parts: list[Part], tokens: Sequence[Token]) -> list[Part]:
    """A weak word for work is firm where all else is a sector, and apart: "VP Technology, Mining"."""
    firm = [part for part in parts if part.firm]
    if not firm or not all(part.strength == FIELD and are_sectors(part.functions) for part in firm):
        return parts
    return [
        part._replace(strength=FIELD) if _is_work(part) and all(_apart(part, other, tokens) for other in firm) else part
        for part in parts
    ]


def _is_work(part: Part) -> bool:
    functions = vocabulary().functions
    tops = (*COMPANY_OR_UNIT, _BOARD)
    return part.strength == WEAK and not any(
        name in tops or functions[name].general or functions[name].sector for name in part.functions
    )


def _named_alone(part: Part) -> bool:
    functions = vocabulary().functions
    return part.strength == WEAK and all(functions[name].alone for name in part.functions)


def _joined(parts: list[Part], place: int, near: int, tokens: Sequence[Token]) -> bool:
    first, second = parts[min(place, near)], parts[max(place, near)]
    return second.first - first.last == 2 and tokens[second.first - 1].text == JOINER


def _bare_area(part: Part) -> bool:
    functions = vocabulary().functions
    return part.strength == FIELD and not part.level and not any(functions[name].sector for name in part.functions)


def lend(part: Part, before: list[Part], after: list[Part], tokens: Sequence[Token]) -> Part:
    """A level said once holds for the work beside it: "Sales & Marketing Director", "Director, Sales"."""
    if not part.firm:
        return part
    for other in (*before[-1:], *after[:1]):
        if other.level and _lends(other, part, tokens):
            return part._replace(level=other.level, lent=True)
    return part


def _lends(other: Part, part: Part, tokens: Sequence[Token]) -> bool:
    if part.level:
        higher = part.level in _HEADING and RANK[other.level] < RANK["lead"] and _apart(part, other, tokens)
        return not other.strength and (higher or (part.level in CAPPED and other.level not in CAPPED))
    ended = other.strength == ROLE and other.level == _MANAGER and other.first < part.first  # "Project Manager / Sales"
    joined = tokens[other.last].part == tokens[part.last].part or (beside(part, other, tokens) and not ended)
    listed = other.strength == FIELD and other.first < part.first
    return other.strength in (WEAK, VAGUE, "") or (part.strength == FIELD and (joined or listed))


def ranked(part: Part, parts: list[Part], tokens: Sequence[Token]) -> Part:
    """A rank of many firms, where a unit is named: "Managing Director, Energy", "Partner Tax", "Director, Co-Head"."""
    if part.functions == (_BOARD,) and part.fields and _is_rank(part) and not are_sectors(part.fields):
        return part._replace(functions=(*part.fields, _BOARD), fields=())  # heads what the board gave to him
    if part.functions not in _TOPS or not _is_rank(part):
        return part
    near = (other for other in parts if other is not part and abs(other.first - part.last) <= 1)
    units = [other for other in near if other.strength in (FIELD, "") and _apart(part, other, tokens)]
    if part.fields:
        if are_sectors(part.fields):
            return part._replace(functions=(*part.functions, *part.fields), fields=())  # runs the hospital, the company
        return part._replace(functions=part.fields, fields=(), strength=FIELD)
    if any(unit.strength or unit.level == "lead" for unit in units if unit.lent or unit.level in ("", "lead")):
        return part._replace(functions=(), strength="")
    return part


def _is_rank(part: Part) -> bool:
    return any(word.entry.term in _ranks() for word in part.words)


def without_chair(roles: tuple[str, ...], areas: tuple[str, ...], hits: Sequence[Hit[Entry]]) -> tuple[str, ...]:
    """Who presides over a board is on it, and does not head the company: "Präsident des Verwaltungsrats"."""
    if _BOARD not in (*roles, *areas):
        return roles
    presiding = {name for hit in hits if hit.meaning.term in _ranks() for name in hit.meaning.functions}
    return tuple(dict.fromkeys(_BOARD if name in presiding else name for name in roles))


def _apart(part: Part, other: Part, tokens: Sequence[Token]) -> bool:
    """A comma or a dash stands between them, not "and"."""
    return tokens[other.first].part != tokens[part.first].part


@cache
def _ranks() -> frozenset[str]:
    return vocabulary().ranks


def raised(part: Part, parts: list[Part]) -> Part:
    """Of one work the highest level holds: "Assistant Director of Sales/Senior Sales Manager" directs."""
    own = RANK.get(part.level, len(RANK))
    higher = [other for other in parts if other.level and RANK[other.level] < own]
    work = _work(part) if higher else set()
    top = min((other.level for other in higher if work & _work(other)), key=RANK.__getitem__, default="")
    return part._replace(level=top, lent=True) if top else part


def directed(part: Part) -> Part:
    """Who directs some work is in the specialty of those who do: a "VP, Production" is a production director."""
    if part.strength != FIELD or part.level not in _DIRECTING:
        return part
    functions = vocabulary().functions
    return part._replace(functions=tuple(dict.fromkeys(functions[name].directed or name for name in part.functions)))


def _work(part: Part) -> set[str]:
    """The wider functions of its work: an account manager's is sales."""
    return {vocabulary().reported_as(name) for name in part.functions}


def taken_over(part: Part, parts: list[Part], place: int) -> bool:
    """Says only a level, which a neighbour has borrowed; a rank of many firms may be what a persona is called."""
    if part.strength not in (WEAK, VAGUE, "") or not part.level or (not part.strength and _is_rank(part)):
        return False
    near = (*parts[max(place - 1, 0) : place], *parts[place + 1 : place + 2])
    return any(other.lent and other.level == part.level for other in near)


def beside(part: Part, other: Part, tokens: Sequence[Token]) -> bool:
    """A slash is as good as "and": "Marketing / PR Manager"."""
    first, second = sorted((part, other), key=attrgetter("first"))
    return first.last + 1 == second.first and tokens[second.first].slashed
