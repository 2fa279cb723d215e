"""The path that a user gave: why it cannot be opened, and what its name says otherwise than its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.nearest import file_meant

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 200 * 1024**2
"""Bytes of a file that is read (reliability policy)."""

CASTS: Final = frozenset({".yaml", ".yml"})
"""Extensions of casts, which no export has."""

_EXTENSIONS: Final = {"csv": {"csv", "txt", "tsv", "tab", ""}, "html": {"html", "htm"}, "xlsx": {"xlsx", "xltx"}}
_TOLD: Final = {"csv": "a text table (CSV)", "html": "a web page (HTML)"}


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


def a_cast(path: Path) -> ExportError:
    """The file is a cast, given among the exports."""
    return ExportError(Problem(path.name, "", "is a cast, not an export", f"Pass it as --cast {path.name}"))


def too_large(path: Path, size: int) -> ExportError:
    """The file is beyond what is read."""
    cause = f"is too large: {size // 1024**2:,} MB, more than {LARGEST // 1024**2} MB"
    return ExportError(Problem(path.name, "", cause, "Export fewer columns, or several files."))


def about_file(path: Path, kind: str) -> list[str]:
    """Notes on a name that promises another kind, and on a file that seems to be open in Excel or LibreOffice."""
    notes = []
    extension = path.suffix.lstrip(".").casefold()
    if extension not in _EXTENSIONS.get(kind, {kind}):
        notes.append(
            f"The name ends in .{extension}, but the content is {_TOLD.get(kind, f'{kind} (Excel)')}; read as such."
        )
    if any(path.with_name(lock).exists() for lock in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")):
        notes.append("The file seems to be open in Excel or LibreOffice: unsaved changes are not included.")
    return notes


def _missing(path: Path) -> ExportError:
    if not path.parent.is_dir():
        return ExportError(Problem(str(path), "", "no such folder", "Check the path."))
    return ExportError(Problem(path.name, "", "no such file", file_meant(path, "Check the path.")))
