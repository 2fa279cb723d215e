"""The command line of a run, so that the commands it prints can be pasted: complete, with the files of this run."""

from __future__ import annotations

import os.path
import re
import shlex
from dataclasses import dataclass, replace
from pathlib import PurePath

PROGRAM = "personacheck"
PIPED = "-"
ADDRESS = "://"
"""What addresses have between their kind and their place; no path keeps two slashes."""
PATHS = ("--config", "--labels")
"""Flags whose value is a file."""
BESIDE = "In the folder of the files"
ABOVE = "In the folder that holds all of these"
APART = "With its folder before the name of each file"


@dataclass(frozen=True)
class CommandLine:
    """Files and options as they were typed.

    Attributes
    ----------
    exports, cast
        Paths.
    options
        Flags of the run that change what is read: each a flag and its value.
    here, home
        Folder in which they were typed, and that of the user; "" where nobody typed them.
    settings
        The settings file that was found there, not typed; "" without one.
    kept
        Whether the run goes into the history, if there is one.
    """

    exports: tuple[str, ...] = ()
    cast: str = ""
    options: tuple[tuple[str, str], ...] = ()
    here: str = ""
    home: str = ""
    settings: str = ""
    kept: bool = True

    def command(self, name: str, *more: str) -> str:
        """A whole command on the same files.

        Examples
        --------
        >>> CommandLine(("my contacts.csv",), "cast.yaml").command("sample", "--random", "100", "--out", "sample.xlsx")
        'personacheck sample "my contacts.csv" --cast cast.yaml --random 100 --out sample.xlsx'
        """
        flags = [part for flag, value in self.options for part in (flag, _path(value) if flag in PATHS else value)]
        cast = ["--cast", _path(self.cast)] if self.cast else []
        return " ".join(map(quoted, [PROGRAM, name, *map(_path, self.exports), *cast, *flags, *more]))

    def handed_on(self) -> tuple[str, CommandLine]:
        """The same for a reader elsewhere, and where to type it: it holds no path of somebody's machine.

        Files go by their place in the folder that holds them all. Where that would tell whose folders they are, or an
        address that may hold a key, they go by their bare names.
        """
        typed = [path for path in (*self.exports, self.cast, *self._files, self.settings) if path and path != PIPED]
        elsewhere = any(ADDRESS in path for path in self.exports)
        place = {path: os.path.normpath(os.path.join(self.here, path)) for path in typed}  # noqa: PTH118  # no disk is asked
        folder = _common({os.path.dirname(path) for path in place.values()})  # noqa: PTH120  # as above
        if elsewhere or not self.here or not folder or _is_above(folder, self.home):
            folders = {PurePath(path).parent for path in typed}
            where = APART if elsewhere or len(folders) > 1 else BESIDE
            return where, self._renamed({path: PurePath(path).name for path in typed})
        named = {path: os.path.relpath(whole, folder) for path, whole in place.items()}
        found = self.settings and PurePath(named[self.settings]).parent != PurePath()
        options = (("--config", self.settings), *self.options) if found else self.options
        where = BESIDE if all(PurePath(name).parent == PurePath() for name in named.values()) else ABOVE
        return where, replace(self, options=options)._renamed(named)

    @property
    def _files(self) -> list[str]:
        return [value for flag, value in self.options if flag in PATHS]

    def _renamed(self, name: dict[str, str]) -> CommandLine:
        options = tuple((flag, name[value] if flag in PATHS else value) for flag, value in self.options)
        exports = tuple(name.get(path, path) for path in self.exports)
        return replace(self, exports=exports, cast=name.get(self.cast, self.cast), options=options)


def _common(folders: set[str]) -> str:
    """The folder that holds all of these; "" where they lie on different drives."""
    try:
        return os.path.commonpath(folders) if folders else ""
    except ValueError:
        return ""


def _is_above(folder: str, home: str) -> bool:
    """Whether names of users may lie between a folder and what it holds: it is above their homes."""
    return bool(home) and PurePath(folder) in PurePath(home).parents


def _path(path: str) -> str:
    """So that a name which begins with a hyphen is no flag."""
    return os.path.join(os.curdir, path) if path.startswith("-") and path != PIPED else path  # noqa: PTH118  # Path drops the dot


def quoted(part: str) -> str:
    r"""In quotes where it must be: double ones hold in every shell, unless the shell reads a sign within them.

    Examples
    --------
    >>> [quoted(part) for part in ("cast.yaml", "Müller's cast.yaml", "a $5 cast.yaml")]
    ['cast.yaml', '"Müller\'s cast.yaml"', "'a $5 cast.yaml'"]
    """
    if re.fullmatch(r"[\w@%+=:,./\\-]+", part):
        return part
    return shlex.quote(part) if re.search(r'[$`"!]', part) else f'"{part}"'
