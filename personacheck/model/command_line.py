"""The command line of a run, so that the commands it prints can be pasted: complete, with the files of this run."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

PROGRAM = "personacheck"


@dataclass(frozen=True)
class CommandLine:
    """Files and options as they were typed.

    Attributes
    ----------
    exports, cast
        Paths.
    options
        Flags of the run that change what is read: each a flag and its value; ``--config`` is a path, too.
    """

    exports: tuple[str, ...] = ()
    cast: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def command(self, name: str, *more: str) -> str:
        """A whole command on the same files.

        Examples
        --------
        >>> CommandLine(("my contacts.csv",), "cast.yaml").command("sample", "--random", "100", "--out", "sample.xlsx")
        'personacheck sample "my contacts.csv" --cast cast.yaml --random 100 --out sample.xlsx'
        """
        flags = [part for option in self.options for part in option]
        parts = [PROGRAM, name, *self.exports, *(["--cast", self.cast] if self.cast else []), *flags, *more]
        return " ".join(map(_quoted, parts))

    @property
    def by_name(self) -> CommandLine:
        """The same with the bare names of files, for what is handed on: it holds no path of somebody's machine."""
        options = tuple((flag, PurePath(value).name if flag in PATHS else value) for flag, value in self.options)
        names = tuple(PurePath(path).name for path in self.exports)
        return replace(self, exports=names, cast=PurePath(self.cast).name, options=options)


PATHS = ("--config", "--labels")


def _quoted(part: str) -> str:
    """In double quotes where it must be: these hold in every shell."""
    return part if re.fullmatch(r"[\w@%+=:,./\\-]+", part) else f'"{part}"'
