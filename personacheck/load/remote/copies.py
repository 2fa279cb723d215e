"""Addresses -> local paths, with copies of the files there: the rest of the program knows files of this computer."""

from __future__ import annotations

import errno
import glob
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from personacheck.errors import ExportError, Problem
from personacheck.files.address import Address
from personacheck.load.remote.refusals import megabytes, problem
from personacheck.text.prose import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from personacheck.load.remote.store import Found, Store


@dataclass(frozen=True)
class _Wanted:
    """An address, and the folder that holds the copies of its files and no others."""

    address: Address
    folder: Path


class Copies:
    """Copies in a folder of their own that nobody else can read, gone at the end.

    The files of each address lie apart, under their own names: they are read as they would be from a folder into which
    the user had copied them.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._wanted: dict[Path, _Wanted] = {}
        self.pasteable: dict[Path, str] = {}
        """Paths of copies to their addresses, as a command may have them."""

    def __enter__(self) -> Copies:
        """These copies."""
        return self

    def __contains__(self, path: Path) -> bool:
        """Whether a path is that of an address's copy."""
        return path in self._wanted

    def __exit__(self, *_: object) -> None:
        """Delete them."""
        self.close()

    def close(self) -> None:
        """Delete them."""
        if self._folder is not None:
            self._folder.cleanup()

    def path_for(self, text: str) -> Path:
        """Where what an address stands for will lie: a file, a folder or a pattern, as it is. Asks nobody."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="personacheck-", ignore_cleanup_errors=True)
        address, folder = Address(text), Path(self._folder.name, str(len(self._wanted) + 1))
        if address.problem():
            path = folder / "refused"
        else:
            root = glob.escape(str(folder)) if address.is_pattern else folder
            path = Path(root, *address.parts)
            self.pasteable[path] = address.pasteable
        self._wanted[path] = _Wanted(address, folder)
        return path

    def bring(self, paths: Iterable[Path | None], tell: Callable[[str], None] = lambda _line: None) -> None:
        """Copy the files that these paths stand for, as far as they are of addresses and not here yet.

        Parameters
        ----------
        tell
            Is told of each address what is copied, before it is.

        Raises
        ------
        ExportError
            All addresses that are refused or cannot be read; where all can, the files that do not arrive.
        """
        asked = [self._wanted[path] for path in dict.fromkeys(paths) if path is not None and path in self._wanted]
        asked = [wanted for wanted in asked if not wanted.folder.exists()]
        if not asked:
            return
        from personacheck.load.remote.store import unheard  # noqa: PLC0415  # for addresses alone

        with unheard():
            found = _found(asked)
            _check_room(found)
            problems: list[Problem] = []
            for wanted, store, files in found:
                tell(f"copying {plural(len(files), 'file')}{_size(files)} from {wanted.address.place}")
                problems += _copied(wanted, store, files)
        if problems:
            raise ExportError(*problems)


def _found(asked: Sequence[_Wanted]) -> list[tuple[_Wanted, Store, list[Found]]]:
    """The files of each address.

    Raises
    ------
    ExportError
        All that are refused or cannot be read.
    """
    from personacheck.load.remote.store import Store  # noqa: PLC0415  # for addresses alone

    found: list[tuple[_Wanted, Store, list[Found]]] = []
    problems: list[Problem] = []
    for wanted in asked:
        refused = wanted.address.problem()
        if refused is not None:
            problems.append(refused)
            continue
        try:
            store = Store(wanted.address)
            found.append((wanted, store, store.find()))
        except ExportError as error:
            problems += error.problems
    if problems:
        raise ExportError(*problems)
    return found


def _check_room(found: Sequence[tuple[_Wanted, Store, list[Found]]]) -> None:
    """Refuse what has no room, as far as sizes are told, before any of it is copied."""
    free = left = shutil.disk_usage(tempfile.gettempdir()).free
    for wanted, _, files in found:
        size = sum(file.size or 0 for file in files)
        if size > left:
            raise ExportError(_no_room(wanted.address, f"{megabytes(size)}, and {megabytes(free)} are free"))
        left -= size


def _no_room(address: Address, figures: str) -> Problem:
    cause = f"is larger than the room for temporary files: {figures}"
    return problem(address, cause, "Set TMPDIR to a folder on a larger disk.")


def _copied(wanted: _Wanted, store: Store, files: Sequence[Found]) -> Sequence[Problem]:
    """Copy them, up to the first that does not arrive: why."""
    for file in files:
        path = wanted.folder.joinpath(*file.parts)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as copy:  # names that differ in case only may be one here
                for chunk in store.read(file):
                    copy.write(chunk)
        except ExportError as error:
            return error.problems
        except OSError as error:
            if error.errno == errno.ENOSPC:
                return [_no_room(wanted.address, "the disk is full")]
            cause = f"cannot be copied here ({(error.strerror or 'input or output').lower()})"
            return [problem(wanted.address, cause, "Copy it yourself, and give the copy.", file.name)]
    return ()


def _size(files: Sequence[Found]) -> str:
    sizes = [file.size for file in files if file.size is not None]
    return f", {megabytes(sum(sizes))}," if len(sizes) == len(files) else ""
