"""What users hand us beside their exports: ordinary files, none larger than its kind can be.

A pipe or a device is waited for, or never ends; a file far beyond its kind is an export at the wrong place. Exports
have a bound of their own (``load/path.py``).
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from personacheck.errors import (
    CastError,
    DecisionsError,
    ExportError,
    HistoryError,
    LabelsError,
    PersonaCheckError,
    Problem,
    SettingsError,
)

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Kind:
    """One kind of input.

    Attributes
    ----------
    what
        As it is called: "a cast".
    usual
        Name that such a file usually bears.
    most
        Bytes, at most; None where its reader does not take the whole into memory.
    """

    what: str
    usual: str
    most: int | None
    error: type[PersonaCheckError]


CAST: Final = Kind("a cast", "cast.yaml", 1_000_000, CastError)  # a hundred personas take a tenth of it
SETTINGS: Final = Kind("settings", "personacheck.toml", 1_000_000, SettingsError)  # lists of a thousand domains: 30 kB
DECISIONS: Final = Kind("decisions", "decisions.yaml", 2_000_000, DecisionsError)  # a thousand, each of a page's length
LABELS: Final = Kind("labels", "labels.csv", 50_000_000, LabelsError)  # half a million reviewed contacts
SHEET: Final = Kind("a review sheet", "review.xlsx", 20_000_000, LabelsError)  # a hundred thousand rows
ALIASES: Final = Kind("a table of ids", "aliases.csv", 50_000_000, ExportError)  # a million ids that changed
HISTORY: Final = Kind("a history", "history.sqlite3", None, HistoryError)  # SQLite reads by page


def check(path: Path, kind: Kind) -> None:
    """Look before a file is opened.

    Raises
    ------
    FileNotFoundError
        Nothing is there; whoever asks knows what makes such a file.
    PersonaCheckError
        Of the kind's: a folder, a pipe or a device, too large, or not to be looked at.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotFoundError(name) from None
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        reason = getattr(error, "strerror", None) or "not a possible file name"
        raise kind.error(Problem(name, "", f"cannot be read ({reason})", "Check its path and permissions.")) from None
    if stat.S_ISDIR(status.st_mode):
        step = f"Name the file in it: {kind.usual}"
        raise kind.error(Problem(name, "", f"a folder, not {kind.what}", step))
    if not stat.S_ISREG(status.st_mode):
        raise kind.error(
            Problem(name, "", "a pipe or a device, not a regular file", "Save it to a file and name that.")
        )
    if kind.most is not None and status.st_size > kind.most:
        cause = f"larger than {kind.most // 1_000_000} MB, too large for {kind.what}"
        raise kind.error(Problem(name, "", cause, "Is it the export?"))


def read(path: Path, kind: Kind) -> bytes:
    """The bytes of a file that was looked at; raises as `check`."""
    check(path, kind)
    try:
        return path.read_bytes()
    except OSError as error:
        step = "Check its permissions."
        raise kind.error(Problem(path.name, "", f"cannot be read ({error.strerror})", step)) from None
