"""A file of ours by itself, such as ``match --out``: it takes the place of an earlier one, and of nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from personacheck.errors import OutputError, Problem
from personacheck.report.disk import files
from personacheck.report.disk.manifest import digest
from personacheck.report.disk.marks import MATCHES, Standing, standing
from personacheck.report.disk.run_set import Written
from personacheck.report.tables import contacts_table, csv

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from personacheck.model.export import Export
    from personacheck.report.disk.marks import Mark


def look(path: Path, mark: Mark | None, *, force: bool) -> None:
    """Refuse a place where a file of others stands; without a mark, one where no file can stand.

    Raises
    ------
    UsageError
        As said, and there is no ``force``.
    OutputError
        Something stands there that is no file.
    """
    if standing(path, mark or _any) == Standing.FOREIGN and not force:
        files.refuse_foreign(path)


def _any(_path: Path) -> Standing:
    return Standing.OURS


def put_own(path: Path, content: bytes, mark: Mark, *, force: bool = False) -> Written:
    """Write one file. An earlier one that was edited, and with ``force`` any other, is kept under another name.

    Raises
    ------
    UsageError
        A file in the way is not ours, and there is no ``force``.
    OutputError
        The file cannot be written; an old one is left as it was.
    """
    state = standing(path, mark, fresh=digest(content))
    if state == Standing.FOREIGN and not force:
        files.refuse_foreign(path)
    aside: dict[Path, Path] = {}
    if state in (Standing.EDITED, Standing.FOREIGN):
        files.try_old(path)
        aside[path] = files.set_aside(path, "edited" if state == Standing.EDITED else "kept")
    return Written(files.put({path: content}), aside)


def write_matches(export: Export, matches: pd.DataFrame, path: Path, *, force: bool = False) -> Written:
    """Write the assignments alone, with the columns of ``contacts.csv``; errors as of ``put_own``."""
    return put_own(path, csv(contacts_table(export, matches)), MATCHES, force=force)


def refuse_existing(path: Path) -> None:
    """Refuse a place where something stands, for a file that its author goes on writing in.

    Raises
    ------
    OutputError
        Something does.
    """
    if path.exists():
        raise OutputError(Problem(str(path), "", "already exists", "Move it away, or choose another name with --out."))


def write_new(path: Path, content: bytes) -> None:
    """Write a file where none stands; raises as ``refuse_existing`` and ``files.put``."""
    refuse_existing(path)
    files.put({path: content})
