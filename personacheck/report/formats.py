"""The output formats: a new one is one module and one entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.errors import Problem, UsageError
from personacheck.files import duck
from personacheck.report import html, json, parquet, tables, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from personacheck.model.assessment import Assessment
    from personacheck.report.disk.files import Content
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
    extra
        What has to be installed beside for it; such a format is written only where it is asked for.
    """

    purpose: str
    make: Callable[[Assessment, Privacy], Mapping[str, Content]]
    files: tuple[str, ...]
    personal: tuple[str, ...] = ()
    extra: str = ""


FORMATS: Final = {
    "html": Format("the report for leadership", html.write, ("report.html",)),
    "xlsx": Format(
        "the workbook for the team", workbook.write, (workbook.NAMES[False],), personal=(workbook.NAMES[True],)
    ),
    "json": Format("all figures, for other programs", json.write, ("result.json",)),
    "csv": Format("one row per contact, one row per account", tables.write, ("contacts.csv", "accounts.csv")),
    "parquet": Format(
        "the same tables, for programs that read large ones",
        parquet.write,
        (parquet.CONTACTS, parquet.ACCOUNTS),
        extra="large",
    ),
}
"""What ``check`` can write, in this order; all but those of an extra, unless ``--format`` names some."""


def usual() -> list[str]:
    """The formats that are written where none is asked for."""
    return [key for key, kind in FORMATS.items() if not kind.extra]


def refuse_lacking(formats: Collection[str]) -> None:
    """Refuse formats that need what is not installed.

    Raises
    ------
    UsageError
        As said, with how to install it.
    """
    lacking = [] if duck.is_installed() else [name for name in formats if FORMATS[name].extra]
    if lacking:
        cause = "needs DuckDB, which is not installed"
        raise UsageError(*(Problem("", "--format", f"{name} {cause}", duck.INSTALL) for name in lacking))


def names(formats: Collection[str], *, personal: bool = False) -> tuple[str, ...]:
    """Names of the files of some formats, before there is anything to write."""
    chosen = [kind for key, kind in FORMATS.items() if key in formats]
    return tuple(name for kind in chosen for name in (kind.personal if personal and kind.personal else kind.files))
