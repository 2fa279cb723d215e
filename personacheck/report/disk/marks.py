"""Whose a file in the way is: ours as we wrote it, ours but edited since, or somebody else's."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from personacheck.errors import OutputError, Problem
from personacheck.model import own_files
from personacheck.report import parquet as parquet_file
from personacheck.report.disk import manifest
from personacheck.report.tables import (
    ACCOUNT_COLUMNS,
    ACCOUNT_FACTS,
    ACCOUNT_MARKS,
    CONTACT_COLUMNS,
    CONTACT_FACTS,
    CONTACT_MARKS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Standing(StrEnum):
    """What a file is to us."""

    FREE = "free"
    OURS = "ours"
    EDITED = "edited"
    FOREIGN = "foreign"


Mark: TypeAlias = Callable[[Path], Standing]
"""Knows a file of one kind by what we write into it: files of the version before do not stop whoever updates."""

HEAD: Final = 4_096
"""Bytes in which a header line or the first key stands."""
PAGE: Final = 20_000_000
CORE: Final = "docProps/core.xml"
CORE_SIZE: Final = 100_000


def table(columns: Sequence[str], facts: Sequence[str] = (), marks: Sequence[str] = ()) -> Mark:
    """A CSV of ours has just this header; saved by Excel, with a byte order mark, other line ends or ";".

    Parameters
    ----------
    facts, marks
        Where given, these may follow the columns, with the user's axes between them.
    """
    short, begin, end = (",".join(names) for names in (columns, (*columns, *facts), marks))

    def is_ours(head: str) -> bool:
        """The line is a header that we write."""
        return head == short or (bool(marks) and head.startswith(f"{begin},") and head.endswith(f",{end}"))

    def mark(path: Path) -> Standing:
        """Ours, as Excel saves ours, or foreign."""
        text = _begins(path, HEAD).decode("utf-8", "replace")
        if is_ours(text.partition("\n")[0]) and "\n" in text:
            return Standing.OURS
        plain = re.split(r"[\r\n]", text.removeprefix("\ufeff"), maxsplit=1)[0].replace('"', "").replace(";", ",")
        return Standing.EDITED if is_ours(plain) else Standing.FOREIGN

    return mark


def page(title: str) -> Mark:
    """A page of ours bears this title, and says at its end what made it."""

    def mark(path: Path) -> Standing:
        """Ours by its title and its maker."""
        text = _begins(path, PAGE)
        ours = f"<title>{title}, ".encode() in text and b", made by personacheck " in text
        return Standing.OURS if ours else Standing.FOREIGN

    return mark


def parquet(path: Path) -> Standing:
    """A Parquet file of ours names us in its end."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - own_files.PARQUET_FOOT, 0))
        ours = own_files.parquet_mark() in file.read(own_files.PARQUET_FOOT)
    return Standing.OURS if ours else Standing.FOREIGN


def document(schema: str) -> Mark:
    """A JSON document of ours names its schema first."""
    ours = re.compile(rb'\{\s*"schema": "' + re.escape(schema).encode() + rb'/\d+"')

    def mark(path: Path) -> Standing:
        """Ours by how it begins."""
        return Standing.OURS if ours.match(_begins(path, HEAD)) else Standing.FOREIGN

    return mark


def workbook(title: str) -> Mark:
    """A workbook of ours bears this title; whoever saves it leaves the time in it, and we write none but the first."""

    def mark(path: Path) -> Standing:
        """Ours by its title; edited if it was saved since."""
        try:
            with zipfile.ZipFile(path) as parts, parts.open(CORE) as part:
                core = part.read(CORE_SIZE).decode("utf-8", "replace")
        except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ValueError, EOFError):
            return Standing.FOREIGN
        if f"<dc:title>{title}</dc:title>" not in core:
            return Standing.FOREIGN
        created, modified = (re.search(rf"<dcterms:{when}[^>]*>([^<]*)<", core) for when in ("created", "modified"))
        untouched = created is not None and modified is not None and created[1] == modified[1]
        return Standing.OURS if untouched else Standing.EDITED

    return mark


MARKS: Final[dict[str, Mark]] = {
    "report.html": page(own_files.FIT),
    "workbook.xlsx": workbook(own_files.FIT),
    "workbook-with-personal-data.xlsx": workbook(own_files.FIT),
    "result.json": document("personacheck/result"),
    "contacts.csv": table(CONTACT_COLUMNS, CONTACT_FACTS, CONTACT_MARKS),
    "accounts.csv": table(ACCOUNT_COLUMNS, ACCOUNT_FACTS, ACCOUNT_MARKS),
    parquet_file.CONTACTS: parquet,
    parquet_file.ACCOUNTS: parquet,
    "review.html": page("Persona review"),
    manifest.RUN: document("personacheck/run"),
    manifest.REVIEW: document("personacheck/run"),
}
"""Files of a run by name; parts of a table bear the mark of the table."""
MATCHES: Final = table(CONTACT_COLUMNS)
SHEET: Final = workbook(own_files.TO_REVIEW)


def mark_of(name: str) -> Mark | None:
    """What a file of this name is known by; None for a name that we give no file."""
    return MARKS.get(parquet_file.table_of(name))


def in_order(names: Iterable[str]) -> list[str]:
    """Names of files of a run, those that we know, as a manifest lists them."""
    known, places = [name for name in names if mark_of(name) is not None], [*MARKS]
    return sorted(known, key=lambda name: (places.index(parquet_file.table_of(name)), parquet_file.place(name)))


def standing(path: Path, mark: Mark, listed: str | None = None, fresh: str | None = None) -> Standing:
    """What a file is to us.

    Parameters
    ----------
    listed
        Its digest when we wrote it, where a manifest tells it; then no mark is asked.
    fresh
        Digest of what is to stand there now: the very same is in nobody's way.

    Raises
    ------
    OutputError
        It is no file at all, but a folder, a device or a pipe, or it cannot be read.
    """
    if not path.is_symlink() and not path.exists():
        return Standing.FREE
    if not path.is_file():
        what = "a folder" if path.is_dir() else "not a regular file"
        raise OutputError(Problem(str(path), "", f"is {what}, and is in the way", "Choose another place with --out."))
    try:
        current = manifest.digest_of(path)
        if current in (listed, fresh):
            return Standing.OURS
        return mark(path) if listed is None else Standing.EDITED
    except OSError:
        step = "Move it away, or choose another place with --out."
        raise OutputError(Problem(str(path), "", "cannot be read, so its owner is unknown", step)) from None


def _begins(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)
