"""What the reader does not tell of a sheet: hidden rows, formulas without a value, errors, numbers as written, bounds.

Found on the sheet's XML while it is inflated, by patterns that run in linear time; no more than a note or a text rests
on them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CELLS: Final = 20_000_000
"""Cells that a sheet's used range may span (reliability policy)."""

ROWS: Final = 1_048_576
COLUMNS: Final = 16_384

_P: Final = rb"(?:[\w.]+:)?"
_FORMULA: Final = rb"<" + _P + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</" + _P + rb"f>)"
_CELL: Final = rb"<" + _P + rb"c\b([^<>]*)>\s*+"
# These two run over every cell: a literal beginning makes them three times as fast, and bounds may be too wide.
_LETTERS: Final = re.compile(rb"r=[\"']([A-Za-z]+)\d")
# Cells side by side have the number of their row: they are passed by until another number stands there.
_NUMBERS: Final = re.compile(rb"r=[\"'][A-Za-z]*(\d{1,9})[\"'](?:[^r]*+r=[\"'][A-Za-z]*\1[\"'])*+")
_HIDDEN_ROW: Final = re.compile(rb"<" + _P + rb"row\b(?=[^<>]*\shidden=[\"'](?:1|true)[\"'])[^<>]*?\sr=[\"'](\d+)")
_HIDDEN_COLUMN: Final = re.compile(rb"<" + _P + rb"col\b(?=[^<>]*\shidden=[\"'](?:1|true)[\"'])([^<>]*)>")
_UNCACHED: Final = re.compile(
    _CELL + _FORMULA + rb"\s*+(?:<" + _P + rb"v\s*+/>|(<" + _P + rb"v>)\s*+</" + _P + rb"v>)?\s*+</" + _P + rb"c>"
)
_ERROR: Final = re.compile(
    rb"<" + _P + rb"c\b([^<>]*\st=[\"']e[\"'][^<>]*)>\s*+(?:" + _FORMULA + rb")?\s*+(?:<" + _P + rb"v>([^<]*)<)?"
)
_LONG_VALUE: Final = rb"v>(-?\d(?:\d{15,}(?:\.0*)?|(?:\.\d+)?[eE]\+?(?:1[5-9]|2\d)))<"
_ANY_LONG: Final = re.compile(_LONG_VALUE)
_LONG: Final = re.compile(_CELL + rb"(?:" + _FORMULA + rb")?<" + _P + _LONG_VALUE)
_REFERENCE: Final = re.compile(rb"\sr=[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_TYPED: Final = re.compile(rb"\st=[\"'](?!n[\"'])")
_TEXT: Final = re.compile(rb"\st=[\"']str[\"']")
READABLE: Final = frozenset({b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"})
"""Error values that the reader knows; it refuses a whole sheet for a newer one."""

_LONGEST_ROW: Final = 8 * 1024**2

Place = tuple[int, int]
"""0-based row and column."""


@dataclass
class Facts:
    """Facts of one sheet.

    Attributes
    ----------
    hidden_rows, hidden_columns
        0-based.
    uncached
        Formulas without a stored value.
    errors
        Cells that hold an error such as ``#N/A``.
    exact
        Numbers as the file writes or a format shows them, where a floating-point number would not: more than 15 digits,
        or leading zeros.
    odd_errors
        An error value is among them that the reader does not know.
    last_row, last_column
        Bounds of all cells, blank ones too; counted from 1.
    """

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    uncached: list[Place] = field(default_factory=list)
    errors: list[Place] = field(default_factory=list)
    exact: dict[Place, str] = field(default_factory=dict)
    odd_errors: bool = False
    last_row: int = 0
    last_column: int = 0

    @property
    def sprawls(self) -> bool:
        """Whether the used range is larger than any export, or no range at all."""
        return self.last_row * self.last_column > CELLS or self.last_row > ROWS or self.last_column > COLUMNS


def scan_sheet(chunks: Iterable[bytes], padded: Mapping[int, int]) -> Facts:
    """Facts of a sheet from its XML.

    Parameters
    ----------
    padded
        Style number to the digits that its format pads whole numbers to.
    """
    facts = Facts()
    pads = _padded_cells(padded)
    letters: set[bytes] = set()
    for piece in pieces(chunks):
        letters.update(_LETTERS.findall(piece))
        facts.last_row = max(facts.last_row, max(map(int, set(_NUMBERS.findall(piece))), default=0))
        if b"hidden=" in piece:
            facts.hidden_rows += [int(number) - 1 for number in _HIDDEN_ROW.findall(piece)]
            for attributes in _HIDDEN_COLUMN.findall(piece):
                facts.hidden_columns += _columns(attributes)
        _scan_cells(piece, facts)
        if pads:
            for match in pads.finditer(piece):
                _note_exact(facts, match[1], match[3].decode().zfill(padded[int(match[2])]))
    facts.last_column = max((column_of(word) for word in letters), default=0)
    return facts


def pieces(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """The same bytes, cut where a row ends, so that no cell is torn (a row of more than 8 MB excepted)."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(b"row>") + 4
        if len(rest) > _LONGEST_ROW:
            cut = max(cut, len(rest))
        if cut > 3:
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def column_of(letters: bytes) -> int:
    """The number of a column, counted from 1.

    Examples
    --------
    >>> column_of(b"A"), column_of(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper()[:6]:
        number = number * 26 + letter - 64
    return number


def place_of(attributes: bytes) -> Place | None:
    """Where a cell stands, by its attributes."""
    match = _REFERENCE.search(attributes)
    return (int(match[2]) - 1, column_of(match[1]) - 1) if match else None


def _scan_cells(piece: bytes, facts: Facts) -> None:
    if b"f" in piece and (b"<f" in piece or b":f" in piece):  # one sign is found ten times as fast as two
        for match in _UNCACHED.finditer(piece):
            place = place_of(match[1])
            if place and not (match[2] and _TEXT.search(match[1])):  # a text formula may well yield ""
                facts.uncached.append(place)
    if b't="e"' in piece or b"t='e'" in piece:
        for match in _ERROR.finditer(piece):
            facts.odd_errors |= match[2] is not None and match[2].strip() not in READABLE
            place = place_of(match[1])
            if place:
                facts.errors.append(place)
    for match in _LONG.finditer(piece) if _ANY_LONG.search(piece) else ():
        if not _TYPED.search(match[1]):
            _note_exact(facts, match[1], format(Decimal(match[2].decode()), "f").partition(".")[0])


def _note_exact(facts: Facts, attributes: bytes, shown: str) -> None:
    place = place_of(attributes)
    if place:
        facts.exact[place] = shown


def _columns(attributes: bytes) -> range:
    first, last = (re.search(rb"\s" + name + rb"=[\"'](\d{1,5})", attributes) for name in (b"min", b"max"))
    return range(int(first[1]) - 1, min(int(last[1]), COLUMNS)) if first and last else range(0)


def _padded_cells(padded: Mapping[int, int]) -> re.Pattern[bytes] | None:
    if not padded:
        return None
    styles = b"|".join(str(style).encode() for style in padded)
    return re.compile(
        rb"<"
        + _P
        + rb"c\b([^<>]*\ss=[\"']("
        + styles
        + rb")[\"'][^<>]*)>\s*+(?:"
        + _FORMULA
        + rb")?<"
        + _P
        + rb"v>(\d+)<"
    )
