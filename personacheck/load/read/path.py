"""The path that a user gave: why it cannot be opened, and what its name says otherwise than its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.files import duck
from personacheck.text.nearest import file_meant

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 200 * 1024**2
"""Bytes of a workbook or a web page that is read (reliability policy)."""
PARQUET: Final = b"PAR1"
"""What a Parquet file begins with."""
_COLUMNS: Final = "Export only the columns that are needed"
FEWER: Final = f"{_COLUMNS}, or check it in parts, such as country by country"
"""What to do with an export that does not fit into the memory."""
SHARE: Final = 8
"""How many times its size a check of a text file takes of the memory."""

CASTS: Final = frozenset({".yaml", ".yml"})
"""Extensions of casts, which no export has."""

_EXTENSIONS: Final = {
    "csv": {"csv", "txt", "tsv", "tab", ""},
    "html": {"html", "htm"},
    "xlsx": {"xlsx", "xltx"},
    "parquet": {"parquet", "parq", "pq"},
}
_KIND_NAMES: Final = {"csv": "a text table (CSV)", "html": "a web page (HTML)", "parquet": "Parquet"}


def is_parquet(path: Path) -> bool:
    """Whether a file begins as Parquet does."""
    with path.open("rb") as file:
        return file.read(len(PARQUET)) == PARQUET


def cannot_open(path: Path, error: OSError) -> ExportError:
    """Why a path cannot be opened: missing, locked by Excel, or not ours to read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return _missing(path)
    if isinstance(error, PermissionError):
        cause = "cannot be opened: another program has it open, or you have no permission to read it"
        return ExportError(Problem(path.name, "", cause, "Close it in Excel, or ask for access."))
    return ExportError(
        Problem(path.name, "", f"cannot be read: {error.strerror or error}", "Copy it to this computer.")
    )


def not_a_file(path: Path) -> ExportError:
    """The path is a folder, a pipe or a device."""
    if path.is_dir():
        return ExportError(Problem(path.name or str(path), "", "is a folder, not a file", "Give the files inside it."))
    return ExportError(Problem(path.name, "", "is not a regular file", "Save the export to a file and give that."))


def largest_text() -> int:
    """Bytes of a text file that this computer's memory is enough for."""
    return duck.memory() // SHARE


def too_large(path: Path, size: int, most: int) -> ExportError:
    """The file is beyond what is read."""
    memory = most != LARGEST
    why = " for this computer's memory" if memory else ""
    cause = f"is too large: {size / 1024**2:,.0f} MB, more than {most / 1024**2:,.0f} MB{why}"
    install = "" if duck.is_installed() else f" {duck.INSTALL}"
    step = f"{FEWER}, or export it as Parquet.{install}" if memory else f"{_COLUMNS}, as CSV."
    return ExportError(Problem(path.name, "", cause, step))


def about_file(path: Path, kind: str) -> list[str]:
    """Notes on a name that promises another kind, and on a file that seems to be open in Excel or LibreOffice."""
    notes = []
    extension = path.suffix.lstrip(".").casefold()
    if extension not in _EXTENSIONS.get(kind, {kind}):
        content = _KIND_NAMES.get(kind, f"{kind} (Excel)")
        notes.append(f"The name ends in .{extension}, but the content is {content}; read as such.")
    if any(path.with_name(lock).exists() for lock in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")):
        notes.append("The file seems to be open in Excel or LibreOffice: unsaved changes are not included.")
    return notes


def _missing(path: Path) -> ExportError:
    if not path.parent.is_dir():
        return ExportError(Problem(str(path), "", "no such folder", "Check the path."))
    step = file_meant(path, "Check the path.", lambda ending: ending not in CASTS)
    return ExportError(Problem(str(path), "", "no such file", step))
