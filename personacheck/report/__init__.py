"""Results -> files: the door out. A new format is one module and one entry here."""

from __future__ import annotations

from collections.abc import Callable
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
