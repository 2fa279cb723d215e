"""Comes in: an assessment, and the review beside it.
Goes out: every file that users read. A new format is one module and one entry below.
Start at ``write``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, TypeAlias

from personacheck.model.assessment import Assessment
from personacheck.report import html, json, tables, workbook
from personacheck.report.privacy import Privacy

Writer: TypeAlias = Callable[[Assessment, Privacy], dict[str, bytes]]
"""Makes the files of one format, by name; writes nothing itself."""

FORMATS: Final[dict[str, Writer]] = {
    "html": html.write,
    "xlsx": workbook.write,
    "json": json.write,
    "csv": tables.write,
}


def names(formats: Collection[str], *, personal: bool = False) -> tuple[str, ...]:
    """Names of the files of some formats, before there is anything to write."""
    made = {
        "html": ("report.html",),
        "xlsx": (workbook.NAMES[personal],),
        "json": ("result.json",),
        "csv": ("contacts.csv", "accounts.csv"),
    }
    return tuple(name for key in FORMATS if key in formats for name in made[key])
