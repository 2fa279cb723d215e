"""Files of a CRM export -> one Export: contacts and accounts, each with a population and one value on each axis."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from personacheck.errors import ExportError, Problem
from personacheck.load.classify.axes import place
from personacheck.load.classify.notices import notice_export, notice_file
from personacheck.load.classify.part import part_of
from personacheck.load.classify.populations import CUSTOMER
from personacheck.load.classify.revenue import revenue
from personacheck.load.classify.shape import shape
from personacheck.load.classify.who_counts import count_in
from personacheck.load.columns.asked_columns import columns_wanted, note_missing
from personacheck.load.columns.cells import constant
from personacheck.load.columns.mapping import COLUMNS
from personacheck.load.columns.refusals import ASKED, refuse, settings_problems
from personacheck.load.columns.source import TABLE, Source, understand
from personacheck.load.link.aliases import load_aliases, mark
from personacheck.load.link.gather import gather, rows_of
from personacheck.load.link.order import as_filed
from personacheck.load.link.strangers import recognised_files
from personacheck.load.read.files import read_tables
from personacheck.load.read.own_file import left_out
from personacheck.load.read.parts import own_files_of, tables_of
from personacheck.load.read.path import cannot_open
from personacheck.model import tables as t
from personacheck.model.codes import coded
from personacheck.model.export import Export
from personacheck.vocabulary.dialects import is_known_header
from personacheck.vocabulary.layouts import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from personacheck.load.link.records import Records
    from personacheck.model.export import Origin
    from personacheck.settings.settings import Settings


def inspect_exports(paths: Sequence[Path], settings: Settings) -> tuple[Origin, ...]:
    """How each table of each file is understood; answers also where ``load_export`` refuses what was understood.

    The first file's notes end with the hit rate of each join.

    Raises
    ------
    ExportError
        A file cannot be read at all; all such files at once.
    """
    sources = _sources(paths, settings)
    joins = gather(rows_of(sources, ()), recognised_files(sources)).notes
    first, *others = (_with_questions(source.origin, source.problems) for source in sources)
    first = _with_questions(first, settings_problems(sources, settings))
    return (replace(first, notes=(*first.notes, *joins)), *others)


def load_export(
    paths: Sequence[Path], settings: Settings, *,
    as_of: date, headers: Collection[str] = (), beside: Collection[str] = (),
) -> Export:  # fmt: skip  # files, then what is wanted of them
    """Read the files, join them, and tell of each contact whether and where it counts; a part, if settings ask for one.

    Parameters
    ----------
    as_of, headers, beside
        The day of the assessment; columns that the cast, or another one beside it, asks for: ``where:<Header>``.

    Raises
    ------
    ExportError, SettingsError
        A file cannot be used, no file holds titles, currencies are mixed; the settings name what is not there.
    """
    sources = _sources(paths, settings)
    refuse(sources, settings)
    aliases = load_aliases(settings.aliases)
    origins, recognised = tuple(source.origin for source in sources), recognised_files(sources)
    digest = _digest({*(source.table.digest for source in sources), aliases.digest})
    missing = note_missing(headers, sources)
    rows = rows_of(sources, columns_wanted(settings, (*headers, *beside)))
    del sources  # columns that nobody asks for, and a second copy of the others
    joined = count_in(gather(rows, recognised, aliases).then(*missing), settings.export, as_of)
    paid = revenue(joined, settings)
    joined = place(joined.then(*paid.notes), paid.by_account, settings.size)
    tables = _in_codes(as_filed(mark(shape(joined, (*headers, *beside), settings.axes), aliases), joined))
    whole = Export(
        contacts=tables.contacts,
        accounts=tables.accounts,
        origins=origins,
        customers_known=_any(tables, t.POPULATION, CUSTOMER),
        currency=paid.currency if len(paid.by_account) else None,
        excluded=_reasons(tables.contacts),
        notes=(*tables.notes, *notice_export(joined, tables.contacts, as_of)),
        digest=digest,
        aliases=aliases.digest if _any(tables, t.ALIASED, value=True) else "",
    )
    return part_of(whole, settings.where)


def absent(paths: Sequence[Path]) -> list[Problem]:
    """What is wrong with paths that no file is at, or that cannot be looked at; nothing is read."""
    problems: list[Problem] = []
    for path in paths:
        try:
            for file in (file for _, files in tables_of(path) for file in files):
                file.stat()
        except ExportError as error:
            problems += error.problems
        except OSError as error:
            problems += cannot_open(path, error).problems
    return problems


def _sources(paths: Sequence[Path], settings: Settings) -> list[Source]:
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            tables = tables_of(path)
        except ExportError as error:
            problems += error.problems
            continue
        for table, files in tables:
            try:
                sources += _understood(table, files if table != files[0] else (), settings)
            except ExportError as error:
                problems += error.problems
    if problems:
        raise ExportError(*problems)
    if note := left_out([file for path in paths for file in own_files_of(path)]):
        sources[0] = replace(sources[0], notes=(*sources[0].notes, f"{note[0].upper()}{note[1:]}."))
    return sources


def _understood(path: Path, parts: Sequence[Path], settings: Settings) -> list[Source]:
    tables = read_tables(
        path, sheet=settings.export.sheet, encoding=settings.export.encoding, is_known=is_known_header, files=parts
    )
    columns = {field: header for field, header in settings.export.columns.items() if field in FIELDS}
    types = settings.export.types
    understood = [understand(table, columns, types, settings.table(COLUMNS)) for table in tables]
    understood[1:] = [_placed(source) for source in understood[1:]]
    return [replace(source, notes=(*source.notes, *notice_file(source))) for source in understood]


def _placed(source: Source) -> Source:
    """A further sheet, whose rows are told from those of the first by its name."""
    sheet = constant(f"{source.table.file}:{source.table.sheet}", source.cells.index)
    return replace(source, cells=source.cells.assign(**{TABLE: sheet}))


def _in_codes(tables: Records) -> Records:
    """The tables as they are held from now on; the contacts as they were are let go."""
    return tables.then(contacts=coded(tables.contacts))


def _any(tables: Records, column: str, value: object) -> bool:
    """Whether a contact or an account has this value in a column, which may be missing."""
    return any(bool((table[column] == value).any()) for table in (tables.contacts, tables.accounts) if column in table)


def _digest(files: set[str]) -> str:
    return hashlib.sha256("".join(sorted(files)).encode()).hexdigest()


def _reasons(contacts: pd.DataFrame) -> dict[str, int]:
    return t.times(contacts.loc[contacts[t.EXCLUDED] != "", t.EXCLUDED])


def _with_questions(origin: Origin, problems: Iterable[Problem]) -> Origin:
    return replace(origin, notes=(*origin.notes, *(f"{ASKED}{problem}" for problem in problems)))
