"""Headers -> fields: which column each field is read from, what was dubious about it, and what must be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from personacheck.errors import Problem
from personacheck.load.columns.cells import distinct, has_value
from personacheck.load.columns.header_meaning import (
    HONORIFIC_SHARE,
    SLIP,
    Claim,
    honorific_share,
    meaning_of,
    plain_titles,
)
from personacheck.text.nearest import nearest
from personacheck.vocabulary.dialects import fold_header, is_unused_header
from personacheck.vocabulary.people import fold_words, people

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from personacheck.load.dialect import Recognised
    from personacheck.load.read.table import RawTable

DECISIVE: Final = ("title", "account_id", "account", "amount", "employees", "buying_role", "level", "persona", "stage")
"""Fields over which two equally good columns that differ are a question for the user."""
STOOD_FOR: Final = frozenset({"title", "account", "email", "employees", "department", "country", "industry"})
"""Fields for which a column of a longer header may stand in."""
LIKE: Final = 0.5
"""Least likeness (0 to 1) of a header that is named as the nearest: "Job ID" says too little of a job title."""
COLUMNS: Final = "export.columns"
"""The table of the settings that names columns."""


@dataclass(frozen=True)
class Columns:
    """Where each field of a table is read from.

    Attributes
    ----------
    fields
        Field to the position of its column.
    problems
        Questions that only the user can answer.
    others
        Field to the positions of the columns that could hold it as well.
    """

    fields: Mapping[str, int]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    others: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def map_columns(table: RawTable, recognised: Recognised, wanted: Mapping[str, str], settings_table: str) -> Columns:
    """Read each field from the best column that holds anything.

    Parameters
    ----------
    wanted
        Field to header (or "column E"), from the settings; wins over every dialect.
    settings_table
        What a question calls the place where its answer is written.
    """
    claims: dict[str, list[Claim]] = {}
    fixed = {name: place for name, header in wanted.items() if (place := find_column(table, header)) is not None}
    for position, header in enumerate(table.headers):
        meaning = meaning_of(header, recognised) if position not in fixed.values() else None
        if meaning is not None:
            claims.setdefault(meaning[0], []).append(Claim(meaning[1], position))
    notes: list[str] = []
    problems: list[Problem] = []
    _judge_titles(table, claims, notes)
    fields = dict(fixed)
    _stand_in(table, recognised, claims, set(fixed.values()))
    for name in sorted(set(claims) - set(fixed)):
        filled = [claim for claim in claims[name] if _filled(table, claim.position)]
        pool = sorted(filled or claims[name], key=lambda claim: (claim.rank, claim.position))
        fields[name] = pool[0].position
        equals = [claim.position for claim in pool if claim.rank == pool[0].rank]
        problems += _settle(table, name, equals, notes, settings_table)
        _mention_empty(table, name, claims[name], pool[0], notes)
    problems += [_uncached(table, name, place) for name, place in fields.items() if place in table.uncached]
    others = {
        name: tuple(claim.position for claim in candidates if claim.position != fields[name])
        for name, candidates in claims.items()
    }
    return Columns(fields, tuple(notes), tuple(problems), others)


def _stand_in(table: RawTable, recognised: Recognised, claims: dict[str, list[Claim]], fixed: set[int]) -> None:
    """For a field whose columns are all empty, a filled one whose header says more ("Work Job Title")."""
    taken = {claim.position for candidates in claims.values() for claim in candidates} | fixed
    for name in STOOD_FOR & set(claims):
        candidates = claims[name]
        if any(_filled(table, claim.position) for claim in candidates):
            continue
        endings = tuple(fold_header(table.headers[claim.position]) for claim in candidates)
        for place, header in enumerate(table.headers):
            folded = fold_header(header)
            is_unused = any(folded in reader.unused for reader in recognised.readers)
            if place not in taken and not is_unused and folded.endswith(endings) and _filled(table, place):
                candidates.append(Claim((SLIP, 0), place))


def find_column(table: RawTable, header: str) -> int | None:
    """Position of a header as a user writes it, or of "column E"; None where the table has none."""
    for same in (lambda text: text == header, lambda text: fold_header(text) == fold_header(header)):
        hits = [position for position, text in enumerate(table.headers) if text and same(text)]
        if hits:
            return hits[0]
    word, _, letters = header.strip().upper().partition(" ")
    return table.letters.index(letters) if word == "COLUMN" and letters in table.letters else None


def nearest_headers(headers: Sequence[str], wanted: str, count: int = 3) -> list[str]:
    """Headers that say most of what a text says, best first; none that are known to be of no use ("Mobile")."""
    useful = [header for header in headers if header and not is_unused_header(header)]
    alike = {header: _likeness(header, wanted) for header in useful}
    return sorted((header for header in alike if alike[header] >= LIKE), key=lambda header: -alike[header])[:count]


def _likeness(header: str, wanted: str) -> float:
    """Share (0 to 1) of the wanted letters whose word a header has, a slip allowed; all of them if it runs words on."""
    if nearest(fold_header(wanted), [fold_header(header)]):
        return 1.0
    words, wanted_words = fold_words(header).split(), fold_words(wanted).split()
    letters = sum(map(len, wanted_words)) or 1
    return sum(len(word) for word in wanted_words if nearest(word, words)) / letters


def _judge_titles(table: RawTable, claims: dict[str, list[Claim]], notes: list[str]) -> None:
    """Whether a "Title" is a job title or a form of address: as the dialect takes it, unless its content differs."""
    titles = []
    for claim in claims.get("title", []):
        if honorific_share(table.frame[claim.position]) > HONORIFIC_SHARE:
            claims.setdefault("salutation", []).append(Claim((50, 0), claim.position))
            notes.append(
                f'Column "{table.headers[claim.position]}" holds forms of address such as Mr and Mrs, not job titles.'
            )
        else:
            titles.append(claim)
    for claim in [] if titles else claims.get("salutation", []):
        share = honorific_share(table.frame[claim.position])
        if fold_header(table.headers[claim.position]) in plain_titles() and share < 1 - HONORIFIC_SHARE:
            titles.append(claim)
            notes.append(f'Column "{table.headers[claim.position]}" holds job titles, not forms of address.')
    if not titles:
        departments = claims.get("department", [])
        titles = [claim for claim in departments if fold_words(table.headers[claim.position]) in people().posts]
        claims["department"] = [claim for claim in departments if claim not in titles]
        notes += [
            f'Column "{table.headers[claim.position]}" is read as job titles: no other column is.' for claim in titles
        ]
    taken = {claim.position for claim in titles}
    claims["salutation"] = [claim for claim in claims.get("salutation", []) if claim.position not in taken]
    claims["title"] = titles
    for name in ("title", "salutation", "department"):
        if not claims.get(name, True):
            del claims[name]


def _filled(table: RawTable, position: int) -> bool:
    return any(has_value(text) for text in distinct(table.frame[position])[1] if text)


def _settle(table: RawTable, field: str, equals: list[int], notes: list[str], settings_table: str) -> Iterator[Problem]:
    """Two columns that are equally good: the same content is a remark, different content a question."""
    if len(equals) < 2:
        return
    cells = [table.frame[position].astype(object) for position in equals]
    names = [f'"{table.headers[position]}" (column {table.letters[position]})' for position in equals]
    either = " and ".join(names)
    if field not in DECISIVE or all((cells[0] == other).all() for other in cells[1:]):
        notes.append(f"Both {either} could hold the {_words(field)}: {names[0]} is read.")
        return
    same = len({table.headers[position] for position in equals}) < len(equals)
    choice = f"column {table.letters[equals[0]]}" if same else table.headers[equals[0]]
    yield Problem(
        table.file,
        table.place,
        f"{either} may both hold the {_words(field)} and differ",
        f'Choose: {field} = "{choice}" under {settings_table}.',
    )


def _mention_empty(table: RawTable, field: str, claims: Sequence[Claim], chosen: Claim, notes: list[str]) -> None:
    better = min(claims, key=lambda claim: (claim.rank, claim.position))
    if better.rank < chosen.rank:
        empty, chosen_header = table.headers[better.position], table.headers[chosen.position]
        notes.append(f'Column "{empty}" is empty in every row: the {_words(field)} is read from "{chosen_header}".')


def _words(field: str) -> str:
    return field.replace("_", " ")


def _uncached(table: RawTable, field: str, position: int) -> Problem:
    return Problem(
        table.file,
        ", ".join(filter(None, (table.place, f"column {table.letters[position]}"))),
        f'"{table.headers[position]}" ({field}) holds {table.uncached[position]:,} formulas without a stored value',
        "Open it in Excel, save it, and run again.",
    )
