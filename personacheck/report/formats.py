"""The output formats: a new one is one module and one entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.report import html, json, tables, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from personacheck.model.assessment import Assessment
    from personacheck.report.privacy import Privacy


@dataclass(frozen=True)
class Format:
    """One output format.

    Attributes
    ----------
    purpose
        What it is for, in the reference.
    make
        Makes its files, by name; writes nothing itself.
    files, personal
        Names of the files, before there is anything to write; and with names and e-mail addresses of people.
    """

    purpose: str
    make: Callable[[Assessment, Privacy], dict[str, bytes]]
    files: tuple[str, ...]
    personal: tuple[str, ...] = ()


FORMATS: Final = {
    "html": Format("the report for leadership", html.write, ("report.html",)),
    "xlsx": Format(
        "the workbook for the team", workbook.write, (workbook.NAMES[False],), personal=(workbook.NAMES[True],)
    ),
    "json": Format("all figures, for other programs", json.write, ("result.json",)),
    "csv": Format("one row per contact, one row per account", tables.write, ("contacts.csv", "accounts.csv")),
}
"""What ``check`` writes, all of it unless ``--format`` names some; files are written in this order."""


def names(formats: Collection[str], *, personal: bool = False) -> tuple[str, ...]:
    """Names of the files of some formats, before there is anything to write."""
    chosen = [kind for key, kind in FORMATS.items() if key in formats]
    return tuple(name for kind in chosen for name in (kind.personal if personal and kind.personal else kind.files))
