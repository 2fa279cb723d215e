"""Folders and patterns (``exports/*.parquet``) -> the files that they stand for."""

from __future__ import annotations

import glob
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from personacheck.errors import ExportError, Problem
from personacheck.load.read.own_file import own_file, some
from personacheck.load.read.path import CASTS, is_parquet
from personacheck.text.prose import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDINGS: Final = frozenset({".csv", ".tsv", ".xlsx", ".parquet"})
"""Files of a folder that are read."""
BESIDE: Final = CASTS | {".toml"}
"""Casts, decisions and settings: a pattern such as * means them no more than a folder does."""
_WILD: Final = frozenset("*?[")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
"""What an address begins with; a path has made one slash of two. The drives of Windows have one letter."""


def files_of(path: Path) -> list[Path]:
    """The exports that a path stands for, by name: those in a folder, those that match a pattern, else itself."""
    return _parted(path)[0]


def own_files_of(path: Path) -> list[Path]:
    """Files in a folder or of a pattern that personacheck wrote: they are left out. None where one cannot look."""
    try:
        return _parted(path)[1]
    except OSError:
        return []


def _parted(path: Path) -> tuple[list[Path], list[Path]]:
    """The exports that a path stands for, and what personacheck wrote among its files; each is looked at once."""
    files = _all_of(path)
    ours = [] if files == [path] else [file for file in files if own_file(file)]
    return [file for file in files if file not in ours], ours


def _all_of(path: Path) -> list[Path]:
    if path.is_dir():
        return _once(file for file in sorted(path.iterdir()) if is_listed(file.name) and file.is_file())
    if _WILD & set(str(path)) and not path.exists():
        pattern = Path(glob.escape(str(path.parent)), path.name) if path.parent.is_dir() else path
        matching = glob.glob(str(pattern), recursive=True)  # noqa: PTH207  # Path.glob takes no absolute pattern
        files = _once(file for file in map(Path, sorted(matching)) if file.is_file())
        return [file for file in files if not _is_beside(file)] or files
    return [path]


def _once(files: Iterable[Path]) -> list[Path]:
    """Each file under the first of its names: links may lead to it too, and in circles."""
    first: dict[Path, Path] = {}
    for file in files:
        first.setdefault(file.resolve(), file)
    return list(first.values())


def _is_beside(file: Path) -> bool:
    """What stands beside exports and is none, such as the ``_SUCCESS`` of those who write tables in parts."""
    return file.suffix.casefold() in BESIDE or (not file.suffix and file.name.startswith("_"))


def tables_of(path: Path) -> list[tuple[Path, list[Path]]]:
    """The tables that a path stands for, each with the files that hold it; Parquet files are parts of one.

    Raises
    ------
    ExportError
        A folder or a pattern without files; or one that cannot be looked into; an address on the web or in a cloud.
    """
    if _ADDRESS.match(str(path)) and not path.exists():
        raise _elsewhere(path)
    try:
        files, ours = _parted(path)
        if files == [path]:
            return [(path, files)]
        if not files:
            raise _only_ours(path, ours) if ours else _none(path)
        parts = [file for file in files if is_parquet(file)]
    except OSError as error:
        step = "Check its permissions."
        raise ExportError(Problem(str(path), "", f"cannot be read: {error.strerror or error}", step)) from None
    others: list[tuple[Path, list[Path]]] = [(file, [file]) for file in files if file not in parts]
    return [*([(path, parts)] if parts else []), *others]


def _only_ours(path: Path, files: list[Path]) -> ExportError:
    cause = f"no export, only what personacheck wrote: {some(files)}"
    return ExportError(Problem(path.name or str(path), "", cause, "Give the export itself."))


def _none(path: Path) -> ExportError:
    if path.is_dir():
        cause = f"is a folder without {listed(sorted(ENDINGS), 'or')} files"
        step = "Give another one, or a file."
        if any(inner.is_dir() and not inner.name.startswith(".") for inner in path.iterdir()):
            step = f'For the files in its subfolders, give a pattern in quotes: "{path / "**" / "*"}"'
        return ExportError(Problem(path.name or str(path), "", cause, step))
    return ExportError(Problem(str(path), "", "no file matches this pattern", "Check the folder and the ending in it."))


def _elsewhere(path: Path) -> ExportError:
    """Of an address that came as a path, which has lost a slash; the rest is not repeated: signed ones hold a key."""
    cause = "is an address, and came as a path of this computer"
    return ExportError(Problem(f"{path.parts[0]}//…", "", cause, "Give it as text."))


def is_listed(name: str) -> bool:
    """Whether a file of this name in a folder is an export: neither hidden nor a lock of an office program."""
    return Path(name).suffix.casefold() in ENDINGS and not name.startswith((".", "~$"))
