"""Columns that a custom axis may not be made of: their values would name people, or stand for one of them each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from personacheck.load.columns.cells import has_value, one_line
from personacheck.load.columns.ids import domain_of, name_key
from personacheck.load.columns.mapping import find_column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from personacheck.load.columns.source import Source
    from personacheck.settings.sections import Axis

PERSONAL: Final = {
    "names of people": ("first_name", "last_name", "name", "primary_contact", "contact"),
    "e-mail addresses": ("email",),
    "record ids": ("record_id", "account_id", "parent_id", "contact_id", "opportunity_id"),
    "names of companies": ("account", "parent_account", "account_domain"),
    "job titles": ("title",),
}
"""What fields hold that are never segments, whatever stands in them."""
NAMES: Final = ("first_name", "last_name", "name")

MOSTLY: Final = 0.5
"""Share of the filled cells (of names: of the distinct values) that look like people, addresses or ids."""
SEVERAL: Final = 5
"""Cells below which ids are no more told from years and bands: a tiny export has each of those once, too."""
MANY: Final = 20
"""Values beyond which, if over ``MOSTLY`` of the cells have one of their own, a column groups nobody. No segment axis
that people read has more; a tiny export with fewer may well have each region once."""

_PHONE: Final = re.compile(r"[+(]?\d[\d\s()./-]{5,}\d(?:\s*(?:x|ext\.?)\s*\d+)?")
_ID: Final = re.compile(r"(?=(?:\D*\d){5})[\w-]+")


def unfit(axis: Axis, sources: Sequence[Source]) -> str:
    """What makes an axis unfit, "" for a fit one; bands and groups bring values of their own, and are always fit."""
    if axis.bands or axis.groups:
        return ""
    return next((why for source in sources for why in _reasons(axis.column, source, sources)), "")


def _reasons(header: str, source: Source, sources: Sequence[Source]) -> Iterator[str]:
    place = find_column(source.table, header)
    if place is None and header not in source.headers:
        return
    source_header = source.headers[header] if place is None else source.table.headers[place]
    fields = {field for field, other in source.headers.items() if other == source_header}
    yield from (f"holds {what}" for what, personal in PERSONAL.items() if fields & {*personal})
    column = source.cells[header] if place is None else one_line(source.table.frame[place])
    cells = [text for text in column if has_value(text) or any(map(str.isdigit, text))]
    yield from _looks(cells, {*cells}, sources) if cells else ()


def _looks(cells: Sequence[str], values: Collection[str], sources: Sequence[Source]) -> Iterator[str]:
    def mostly(what: Sequence[bool]) -> bool:
        """For more than ``MOSTLY`` of the cells."""
        return sum(what) > MOSTLY * len(what)

    if mostly([bool(domain_of(text)) for text in cells]):
        yield "holds e-mail addresses"
    if mostly([bool(_PHONE.fullmatch(text)) for text in cells]):
        yield "holds phone numbers"
    if len(cells) >= SEVERAL and len(values) == len(cells) and mostly([bool(_ID.fullmatch(text)) for text in cells]):
        yield "holds ids"
    person_words = _people(sources)
    if mostly([{*name_key(text).split()} <= person_words for text in values]):
        yield "holds names of people"
    if len(values) > MANY and len(values) > MOSTLY * len(cells):
        yield f"has {len(values):,} different values in {len(cells):,} cells"


def _people(sources: Sequence[Source]) -> frozenset[str]:
    """The words that names of people in these files are made of, as they are compared."""
    files = [source.cells for source in sources if source.of_contacts]
    columns = [cells[name] for cells in files for name in NAMES if name in cells]
    return frozenset(word for names in columns for text in names.unique() for word in name_key(text).split())
